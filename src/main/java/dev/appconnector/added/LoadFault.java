package dev.appconnector.added;

import java.util.LinkedHashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What is wrong with a route file, in one line: the place where the YAML says it, and every reason that Camel gives once. */
final class LoadFault {

    private LoadFault() {}

    static String of(Throwable thrown) {
        Set<String> reasons = new LinkedHashSet<>();
        String place = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = message(cause);
            if (place.isEmpty()
                    && cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                place = "line %d, column %d: "
                        .formatted(
                                marked.getProblemMark().get().getLine() + 1,
                                marked.getProblemMark().get().getColumn() + 1);
            }
            // The outer ones quote the inner ones.
            reasons.removeIf(reason -> reason.contains(message));
            reasons.add(message);
        }
        return place + String.join(" ", reasons);
    }

    private static String message(Throwable cause) {
        if (cause instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
            return oneLine(marked.getProblem());
        }
        return oneLine(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
