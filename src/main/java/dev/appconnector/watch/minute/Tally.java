package dev.appconnector.watch.minute;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What is counted of one connector's runs in a minute. Thread-safe; whoever counts waits for nothing. */
final class Tally {

    private volatile String name;
    private final AtomicIntegerArray row = new AtomicIntegerArray(Layout.LENGTH);

    /** @param name the connector's by now; null where it is of several */
    Tally(String name) {
        this.name = name;
    }

    void rename(String other) {
        name = other;
    }

    void ended(Ending ending) {
        row.getAndIncrement(Layout.of(ending));
    }

    /** @param status what the target answered; 0 where it did not */
    void called(Ending ending, int status, long nanos, long targetNanos) {
        ended(ending);
        if (status > 0) {
            row.getAndIncrement(Layout.ofStatus(status));
        }
        row.getAndIncrement(Layout.of(Layout.Share.WHOLE, nanos));
        row.getAndIncrement(Layout.of(Layout.Share.TARGET, targetNanos));
        row.getAndIncrement(Layout.of(Layout.Share.ADDED, nanos - targetNanos));
    }

    String name() {
        return name;
    }

    long[] row() {
        long[] copy = new long[Layout.LENGTH];
        for (int place = 0; place < copy.length; place++) {
            copy[place] = row.get(place);
        }
        return copy;
    }
}
