package dev.appconnector.transfer;

import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What a file of connectors and activities holds. Immutable.
 *
 * @param connectors in the order of the file, as the activities
 */
record TransferFile(List<Item> connectors, List<Item> activities) {

    /**
     * One of them, as it would be sent alone.
     *
     * @param place its JSON pointer in the file
     * @param json which belongs to the item's reader
     * @param lines in the file, by the pointers within the item
     */
    record Item(String place, byte[] json, Map<String, Integer> lines) {

        /** The same fault as one of the file: with its place there, and the line. */
        FieldError inFile(FieldError fault) {
            String known = fault.field();
            while (!lines.containsKey(known) && known.lastIndexOf('/') >= 0) {
                known = known.substring(0, known.lastIndexOf('/'));
            }
            return new FieldError(
                    place + fault.field(), "Line %d: %s".formatted(lines.getOrDefault(known, 1), fault.message()));
        }

        List<FieldError> inFile(Problem problem) {
            return problem.errors().isEmpty()
                    ? List.of(inFile(new FieldError("", problem.detail())))
                    : problem.errors().stream().map(this::inFile).toList();
        }
    }

    static String place(String list, int index) {
        return Pointer.child(Pointer.child("", list), index);
    }
}
