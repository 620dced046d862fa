package dev.appconnector.watch.minute;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Counts runs by minute and connector for the last day. A minute keeps its {@link #MOST_NAMED} busiest connectors apart, and a
 * connector without a run in it takes nothing; where all of it would take more than {@link #MOST_BYTES} the oldest minutes
 * keep their sums alone. Thread-safe; whoever counts waits for nothing.
 */
public final class Minutes {

    /** A day. */
    public static final int MOST = 1_440;

    /** More connectors than these are summed in each minute, and in each answer. */
    public static final int MOST_NAMED = 50;

    static final long MOST_BYTES = 32L << 20;

    private static final long MINUTE_MS = 60_000;

    private final Clock clock;
    private final long mostBytes;
    private final Deque<Minute> past = new ArrayDeque<>();
    private long bytes;
    private long turned;
    private volatile LiveMinute current;

    /** Those that are over and not packed; whoever took the last one a moment ago may still count in it. */
    private final Deque<LiveMinute> over = new ArrayDeque<>();

    public Minutes(Clock clock) {
        this(clock, MOST_BYTES);
    }

    Minutes(Clock clock, long mostBytes) {
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.current = new LiveMinute(now());
    }

    private long now() {
        return clock.millis() / MINUTE_MS;
    }

    /**
     * A call has ended.
     *
     * @param status what the target answered; 0 where it did not
     * @param targetNanos what of the time the target took
     */
    public void called(UUID connector, String name, Ending ending, int status, long nanos, long targetNanos) {
        current().of(connector, name).called(ending, status, nanos, targetNanos);
    }

    /** A run has ended before its call. */
    public void ended(UUID connector, String name, Ending ending) {
        current().of(connector, name).ended(ending);
    }

    /** Takes note of how many runs wait in the database. */
    public void queued(long depth) {
        current().queued(depth);
    }

    private LiveMinute current() {
        LiveMinute live = current;
        return live.number() >= now() ? live : turned();
    }

    private synchronized LiveMinute turned() {
        long now = now();
        if (current.number() < now) {
            over.addLast(current);
            current = new LiveMinute(now);
        }
        return current;
    }

    /**
     * Packs what is over, and forgets what is older than a day: to be called more often than once a minute.
     *
     * @return whether a minute has begun since it was last called
     */
    public synchronized boolean turn() {
        long now = current().number();
        boolean begun = now > turned;
        turned = now;
        while (over.size() > 1) {
            keep(over.removeFirst().packed(MOST_NAMED));
        }
        while (!past.isEmpty() && past.peekFirst().number() <= now - MOST) {
            bytes -= past.removeFirst().size();
        }
        return begun;
    }

    private void keep(Minute over) {
        past.addLast(over);
        bytes += over.size();
        if (bytes > mostBytes) {
            List<Minute> all = new ArrayList<>(past);
            past.clear();
            for (Minute minute : all) {
                Minute kept = bytes > mostBytes ? minute.summed() : minute;
                bytes += kept.size() - minute.size();
                past.addLast(kept);
            }
        }
    }

    /**
     * What was seen in the last minutes, with the one that is under way.
     *
     * @param minutes 1 to {@link #MOST}
     * @param step how many minutes are one point, at least 1
     */
    public Period last(int minutes, int step) {
        return last(minutes, step, MOST_NAMED);
    }

    Period last(int minutes, int step, int most) {
        List<Minute> seen = new ArrayList<>();
        LiveMinute now;
        synchronized (this) {
            now = current();
            seen.addAll(past);
            over.forEach(minute -> seen.add(minute.packed(MOST_NAMED)));
            seen.add(now.packed(MOST_NAMED));
        }
        long first = now.number() - minutes + 1;
        seen.removeIf(minute -> minute.number() < first);
        return new Period(first, minutes, step, seen, most);
    }
}
