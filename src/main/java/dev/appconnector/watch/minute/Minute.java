package dev.appconnector.watch.minute;

import java.util.List;
import java.util.UUID;

/**
 * What was seen in one minute. Immutable.
 *
 * @param number minutes since 1970
 * @param named its busiest connectors
 * @param others the sum of all more of them
 * @param queued how many runs waited in the database; null where nobody counted
 */
record Minute(long number, List<Row> named, Packed others, Long queued) {

    /** @param name the connector's at that time */
    record Row(UUID connector, String name, Packed counts) {}

    Minute {
        named = List.copyOf(named);
    }

    static void add(long[] row, long[] to) {
        for (int place = 0; place < row.length; place++) {
            to[place] += row[place];
        }
    }

    /** The same without a name. */
    Minute summed() {
        long[] sum = new long[Layout.LENGTH];
        addTo(sum);
        return new Minute(number, List.of(), Packed.of(sum), queued);
    }

    void addTo(long[] sum) {
        others.addTo(sum);
        named.forEach(row -> row.counts.addTo(sum));
    }

    int size() {
        return others.size() + named.stream().mapToInt(row -> row.counts.size()).sum();
    }
}
