package dev.appconnector.watch;

import java.time.Clock;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.HdrHistogram.Recorder;

/**
 * How long the runs of the last five whole minutes and of the one under way took, to 1 %. Thread-safe; whoever records waits
 * for nothing. Somebody must call {@link #turn()} more often than once a minute.
 */
final class RecentTimes {

    private static final int MINUTES = 6;
    private static final int DIGITS = 2;
    private static final long MINUTE_MS = 60_000;

    /** Longer than any timeout, and a bound of the memory that it takes. */
    private static final long MOST_MICROS = 1_000_000_000;

    private final Clock clock;
    private final Recorder recorder = new Recorder(DIGITS);
    private final PackedHistogram[] minutes = new PackedHistogram[MINUTES];
    private Histogram spare;
    private long minute;

    /** In milliseconds; 0 where there was no run. */
    record Percentiles(double p50, double p95, double p99) {}

    RecentTimes(Clock clock) {
        this.clock = clock;
        this.minute = clock.millis() / MINUTE_MS;
    }

    void record(long nanos) {
        recorder.recordValue(Math.min(Math.max(nanos, 0) / 1_000, MOST_MICROS));
    }

    /** Lets a new minute begin where it is time. */
    synchronized void turn() {
        long now = clock.millis() / MINUTE_MS;
        if (now == minute) {
            return;
        }
        collect();
        for (long next = Math.max(minute, now - MINUTES) + 1; next <= now; next++) {
            minutes[(int) (next % MINUTES)] = null;
        }
        minute = now;
    }

    synchronized Percentiles percentiles() {
        turn();
        collect();
        Histogram all = new Histogram(DIGITS);
        for (PackedHistogram each : minutes) {
            if (each != null) {
                all.add(each);
            }
        }
        return new Percentiles(millis(all, 50), millis(all, 95), millis(all, 99));
    }

    private void collect() {
        spare = recorder.getIntervalHistogram(spare);
        if (spare.getTotalCount() == 0) {
            return;
        }
        int current = (int) (minute % MINUTES);
        if (minutes[current] == null) {
            minutes[current] = new PackedHistogram(DIGITS);
        }
        minutes[current].add(spare);
    }

    private static double millis(Histogram all, double percentile) {
        return all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(percentile) / 1e3;
    }
}
