package dev.appconnector.watch;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How many runs took how long, in buckets that only grow. Thread-safe; whoever adds waits for nothing. */
final class Durations {

    /** Upper bounds in seconds: from what a target nearby takes to the longest timeout. */
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, Double.POSITIVE_INFINITY
    };

    private static final long[] BOUNDS_NANOS =
            Arrays.stream(BOUNDS).mapToLong(bound -> (long) (bound * 1e9)).toArray();

    private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
    private final LongAdder nanos = new LongAdder();

    /**
     * The buckets at one time.
     *
     * @param counts of each bucket alone
     */
    record Snapshot(long[] counts, double seconds) {

        long count() {
            return Arrays.stream(counts).sum();
        }

        Snapshot plus(Snapshot other) {
            long[] sums = counts.clone();
            Arrays.setAll(sums, i -> sums[i] + other.counts[i]);
            return new Snapshot(sums, seconds + other.seconds);
        }

        ClassicHistogramBuckets buckets() {
            return ClassicHistogramBuckets.of(BOUNDS, counts);
        }
    }

    Durations() {
        Arrays.setAll(buckets, i -> new LongAdder());
    }

    void add(long took) {
        int bucket = 0;
        while (took > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took);
    }

    long count() {
        long count = 0;
        for (LongAdder bucket : buckets) {
            count += bucket.sum();
        }
        return count;
    }

    Snapshot snapshot() {
        return new Snapshot(Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray(), nanos.sum() / 1e9);
    }
}
