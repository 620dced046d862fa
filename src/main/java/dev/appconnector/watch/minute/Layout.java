package dev.appconnector.watch.minute;

import java.util.Arrays;

/**
 * Where in a row of numbers it stands what is counted of runs: how they ended, what their targets answered, and how many took
 * how long. All rows have the same length, so that they are summed place by place.
 */
final class Layout {

    /** The classes of statuses, from 1xx on; what has a status beyond is with the last. */
    static final int STATUS_CLASSES = 5;

    /** Microseconds below this have a class each; above, eight classes share each doubling. */
    private static final int FINEST = 8;

    private static final int FINEST_BITS = 3;

    /** Up to 536 s, which is longer than any timeout. */
    private static final int CLASSES = FINEST + 26 * FINEST;

    private static final int STATUSES = Ending.values().length;
    private static final int TIMES = STATUSES + STATUS_CLASSES;

    static final int LENGTH = TIMES + Share.values().length * CLASSES;

    /** Whose time it is. */
    enum Share {
        /** Of the whole run, from its acceptance on. */
        WHOLE,
        /** What the target took of it: look-up, connection, answer and body. */
        TARGET,
        /** The rest. */
        ADDED
    }

    private Layout() {}

    static int of(Ending ending) {
        return ending.ordinal();
    }

    /** @param status 100 to 999 */
    static int ofStatus(int status) {
        return ofStatusClass(Math.min(Math.max(status / 100, 1), STATUS_CLASSES));
    }

    /** @param first the first digit of the statuses */
    static int ofStatusClass(int first) {
        return STATUSES + first - 1;
    }

    static int of(Share share, long nanos) {
        long micros = Math.max(nanos, 0) / 1_000;
        int timeClass;
        if (micros < FINEST) {
            timeClass = (int) micros;
        } else {
            int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - FINEST_BITS;
            timeClass = FINEST + doublings * FINEST + (int) (micros >> doublings) - FINEST;
        }
        return first(share) + Math.min(timeClass, CLASSES - 1);
    }

    private static int first(Share share) {
        return TIMES + share.ordinal() * CLASSES;
    }

    static long runs(long[] row) {
        return Arrays.stream(row, 0, STATUSES).sum();
    }

    /**
     * How long that part of those that took the shortest took at most, in milliseconds, to some 6 %.
     *
     * @param part over 0, at most 1
     * @return null where nothing was timed
     */
    static Double millis(long[] row, Share share, double part) {
        int first = first(share);
        long timed = Arrays.stream(row, first, first + CLASSES).sum();
        long wanted = (long) Math.ceil(timed * part);
        long seen = 0;
        for (int timeClass = 0; timeClass < CLASSES; timeClass++) {
            seen += row[first + timeClass];
            if (seen >= wanted && timed > 0) {
                return middle(timeClass);
            }
        }
        return null;
    }

    /** In milliseconds, to three digits. */
    private static double middle(int timeClass) {
        double micros;
        if (timeClass < FINEST) {
            micros = timeClass + 0.5;
        } else {
            int doublings = timeClass / FINEST - 1;
            micros = (FINEST + timeClass % FINEST + 0.5) * (1L << doublings);
        }
        return new java.math.BigDecimal(micros / 1e3)
                .round(new java.math.MathContext(3))
                .doubleValue();
    }
}
