package dev.appconnector.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the first few a minute of what is alike become entries of their own, and counts the rest, so that whoever floods us
 * does not flood the audit. Alike is what has the same action and outcome, the same actor and address, and the same object;
 * of one action no more than so many kinds are told apart, and what comes after counts as one. Thread-safe; it waits for nothing.
 */
final class Sampling {

    static final int FIRST = 5;
    static final int MOST_KINDS = 50;

    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();

    private record Kind(
            String action, String outcome, AuditEntry.Actor actor, String address, AuditEntry.AuditedObject object) {

        private static Kind of(AuditEntry entry) {
            return new Kind(entry.action(), entry.outcome(), entry.actor(), entry.address(), entry.object());
        }

        private Kind anyOther() {
            return new Kind(action, outcome, null, null, null);
        }
    }

    /**
     * What was seen of a kind since the minute began.
     *
     * @param counted how much of it has no entry of its own
     */
    private record Tally(int seen, long counted) {}

    /** Whether this one gets an entry of its own; otherwise it is counted. */
    boolean passes(AuditEntry entry) {
        boolean[] passes = new boolean[1];
        tallies.compute(kindOf(entry), (kind, tally) -> {
            int seen = tally == null ? 0 : tally.seen();
            long counted = tally == null ? 0 : tally.counted();
            passes[0] = seen < FIRST;
            return passes[0] ? new Tally(seen + 1, counted) : new Tally(seen, counted + entry.count());
        });
        return passes[0];
    }

    /** Counts one that passed and then found no place. */
    void count(AuditEntry entry) {
        tallies.merge(
                kindOf(entry),
                new Tally(FIRST, entry.count()),
                (known, more) -> new Tally(known.seen(), known.counted() + more.counted()));
    }

    private Kind kindOf(AuditEntry entry) {
        Kind kind = Kind.of(entry);
        if (tallies.containsKey(kind)) {
            return kind;
        }
        long kinds = tallies.keySet().stream()
                .filter(known -> Objects.equals(known.action(), kind.action()))
                .count();
        return kinds < MOST_KINDS ? kind : kind.anyOther();
    }

    /** Ends the minute: an entry for each kind of which some were counted. Nothing that comes meanwhile is lost. */
    List<AuditEntry> endMinute(Instant now) {
        List<AuditEntry> sums = new ArrayList<>();
        for (Kind kind : List.copyOf(tallies.keySet())) {
            Tally tally = tallies.remove(kind);
            if (tally != null && tally.counted() > 0) {
                sums.add(AuditEntry.met(kind.action(), kind.actor(), kind.address(), now, kind.object(), kind.outcome())
                        .times(tally.counted()));
            }
        }
        return sums;
    }
}
