package dev.appconnector.watch;

import dev.appconnector.watch.minute.Ending;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What came of the runs of one connector, or of all, since they are counted. Thread-safe; whoever counts waits for nothing. */
final class Counts {

    private final Map<String, Durations> outcomes = new ConcurrentHashMap<>();
    private final RecentTimes recent;
    private final Clock clock;
    private volatile String name;
    private volatile long lastUsed;

    /** @param name the connector's; null for all */
    Counts(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.recent = new RecentTimes(clock);
        this.lastUsed = clock.millis();
    }

    void used() {
        lastUsed = clock.millis();
    }

    void called(String outcome, long nanos) {
        ended(outcome, nanos);
        recent.record(nanos);
    }

    /** Of a run that ended before its call: it says nothing of how long calls take. */
    void ended(String outcome, long nanos) {
        Durations known = outcomes.get(outcome);
        (known == null ? outcomes.computeIfAbsent(outcome, added -> new Durations()) : known).add(nanos);
        used();
    }

    long runs() {
        return outcomes.values().stream().mapToLong(Durations::count).sum();
    }

    long runs(Ending ending) {
        return outcomes.entrySet().stream()
                .filter(outcome -> Ending.of(outcome.getKey()) == ending)
                .mapToLong(outcome -> outcome.getValue().count())
                .sum();
    }

    Map<String, Durations.Snapshot> outcomes() {
        Map<String, Durations.Snapshot> snapshots = new HashMap<>();
        outcomes.forEach((outcome, durations) -> snapshots.put(outcome, durations.snapshot()));
        return snapshots;
    }

    RecentTimes.Percentiles percentiles() {
        return recent.percentiles();
    }

    void turn() {
        recent.turn();
    }

    Instant lastUsed() {
        return Instant.ofEpochMilli(lastUsed);
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
    }
}
