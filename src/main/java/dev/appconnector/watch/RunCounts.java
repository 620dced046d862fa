package dev.appconnector.watch;

import dev.appconnector.watch.minute.Ending;
import dev.appconnector.watch.minute.Minutes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what this node sees of runs, in one place for all who show it. A connector is counted from its first run on, until it
 * is revoked or had none for an hour; the sums go on. Thread-safe; whoever tells waits for nothing.
 */
public final class RunCounts {

    /** The outcome of a run whose target answered, whatever it said. */
    public static final String ANSWERED = "answered";

    /** The outcome of a run that was cancelled, or whose caller hung up. */
    public static final String CANCELLED = "cancelled";

    /** More connectors than these at a time are in the sums alone: each takes some 20 KB, and what reads them has its limits. */
    static final int MOST = 500;

    private static final Duration UNUSED = Duration.ofHours(1);
    private static final String REVOKED = "connector-revoked";

    /** Counted from the start on, so that the first one is a rise. */
    private static final List<String> STATES = List.of("queued", "succeeded", "rejected", "dead", "unknown", CANCELLED);

    private static final List<String> RULES = List.of(
            "M1", "T2", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "H3", "H4",
            "H5", "D1", "A1", "A4");

    private static final List<String> OVERLOADS = List.of("connections", "requests", "memory");

    private final Clock clock;
    private final Counts all;
    private final Map<UUID, Counts> connectors = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> deliveries = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> overloads = new ConcurrentHashMap<>();
    private final LongAdder scrubbed = new LongAdder();
    private final Minutes minutes;

    public RunCounts(Clock clock) {
        this.clock = clock;
        this.all = new Counts(null, clock);
        this.minutes = new Minutes(clock);
        STATES.forEach(state -> deliveries(state, 0));
        RULES.forEach(rule -> increment(refusals, rule, 0));
        OVERLOADS.forEach(what -> increment(overloads, what, 0));
    }

    /** A call is about to begin, or waits for its place. */
    public void began(UUID connector, String name) {
        Counts counts = connectors.get(connector);
        if (counts == null) {
            counts = connectors.computeIfAbsent(connector, first -> room() ? new Counts(name, clock) : null);
        }
        if (counts != null) {
            counts.used();
        }
    }

    /**
     * A call has ended.
     *
     * @param name the connector's by now
     * @param status what the target answered; 0 where it did not
     * @param nanos how long it took, from acceptance on
     * @param targetNanos what of that the target took
     */
    public void called(UUID connector, String name, String outcome, int status, long nanos, long targetNanos) {
        Counts counts = connectors.get(connector);
        if (counts != null) {
            counts.called(outcome, nanos);
        }
        all.called(outcome, nanos);
        minutes.called(connector, name, Ending.of(outcome), status, nanos, targetNanos);
    }

    /** A run has ended before its call. */
    public void endedUncalled(UUID connector, String name, String outcome, long nanos) {
        // Who still asks for a connector that is gone does not bring its counts back.
        if (!outcome.equals(REVOKED)) {
            began(connector, name);
        }
        Counts counts = connectors.get(connector);
        if (counts != null) {
            counts.ended(outcome, nanos);
        }
        all.ended(outcome, nanos);
        minutes.ended(connector, name, Ending.of(outcome));
    }

    /** @param rule its id, such as {@code P4}, or the problem's name where it has none */
    public void refused(String rule) {
        increment(refusals, rule, 1);
    }

    /** @param state that they have come to, as runs show it; {@code queued} for those that were accepted */
    public void deliveries(String state, long count) {
        increment(deliveries, state, count);
    }

    /** @param what there was none left of for a caller, such as {@code MEMORY} */
    public void overloaded(String what) {
        increment(overloads, what.toLowerCase(Locale.ROOT), 1);
    }

    /** @param places in which secrets were found in an answer */
    public void scrubbed(long places) {
        scrubbed.add(places);
    }

    private static void increment(Map<String, LongAdder> counters, String key, long count) {
        counters.computeIfAbsent(key, first -> new LongAdder()).add(count);
    }

    private boolean room() {
        return connectors.size() < MOST;
    }

    /** Those that are counted now. */
    Map<UUID, Counts> connectors() {
        return connectors;
    }

    Minutes minutes() {
        return minutes;
    }

    Counts all() {
        return all;
    }

    Map<String, LongAdder> refusals() {
        return refusals;
    }

    Map<String, LongAdder> deliveries() {
        return deliveries;
    }

    Map<String, LongAdder> overloads() {
        return overloads;
    }

    long scrubbed() {
        return scrubbed.sum();
    }

    /** Has time pass: old minutes go, and so do connectors that had no run for an hour. */
    void turn() {
        Instant oldest = clock.instant().minus(UNUSED);
        connectors.values().removeIf(counts -> counts.lastUsed().isBefore(oldest));
        connectors.values().forEach(Counts::turn);
        all.turn();
    }

    /** @param names of those of the connectors asked about that are not revoked; the others go */
    void name(Iterable<UUID> asked, Map<UUID, String> names) {
        for (UUID connector : asked) {
            String name = names.get(connector);
            if (name == null) {
                connectors.remove(connector);
            } else {
                connectors.computeIfPresent(connector, (id, counts) -> {
                    counts.rename(name);
                    return counts;
                });
            }
        }
    }
}
