package dev.appconnector.call;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the time of one attempt went. Written by the thread that makes the attempt, read when it has ended; a phase that was
 * not reached, or that a pooled connection spared, is zero.
 */
public final class Timings {

    /** What an attempt spends time on, one after the other. */
    public enum Phase {
        QUEUE("queueMs"),
        /** Of an access token, from whomever grants it: not the target's time, and runs show it as the rest of the total. */
        TOKEN(null),
        DNS("dnsMs"),
        CONNECT("connectMs"),
        TLS("tlsMs"),
        FIRST_BYTE("firstByteMs"),
        /** Of the answer, from its head to its last byte; runs show it as the rest of the total. */
        BODY(null);

        private final String member;

        Phase(String member) {
            this.member = member;
        }

        private boolean isOfTarget() {
            return compareTo(DNS) >= 0;
        }
    }

    private static final Set<Phase> SHOWN = EnumSet.complementOf(EnumSet.of(Phase.TOKEN, Phase.BODY));

    private final long begun;
    private final long queuedBefore;
    private final long[] spent = new long[Phase.values().length];
    private final Set<Phase> reached = EnumSet.noneOf(Phase.class);
    private Phase current;
    private Phase last;
    private long currentSince;
    private long ended;
    private long callBegan;
    private long callEnded;

    /** @param queuedNanos how long the run waited before its attempt began */
    Timings(long queuedNanos) {
        this.begun = System.nanoTime();
        this.queuedBefore = queuedNanos;
        this.spent[Phase.QUEUE.ordinal()] = queuedNanos;
    }

    /** A phase begins, and with that the one before has ended. */
    public void began(Phase phase) {
        phaseEnded();
        current = phase;
        last = phase;
        reached.add(phase);
        currentSince = System.nanoTime();
        if (phase.isOfTarget() && callBegan == 0) {
            callBegan = currentSince;
        }
    }

    /** The phase that is under way has ended, well or not. */
    public void phaseEnded() {
        if (current != null) {
            long now = System.nanoTime();
            spent[current.ordinal()] += now - currentSince;
            if (current.isOfTarget()) {
                callEnded = now;
            }
            current = null;
        }
    }

    public void end() {
        phaseEnded();
        ended = System.nanoTime();
    }

    /** From acceptance to the end of the attempt, or to now where it has not ended. */
    public long totalNanos() {
        return queuedBefore + (ended == 0 ? System.nanoTime() : ended) - begun;
    }

    /** Whether anything was asked of the target, be it its name's look-up alone. */
    public boolean hasCalled() {
        return callEnded != 0;
    }

    /** From acceptance to the first that was asked of the target. */
    public long nanosToCall() {
        return queuedBefore + callBegan - begun;
    }

    /** From acceptance to the last that was heard of the target. */
    public long nanosToEndOfCall() {
        return queuedBefore + callEnded - begun;
    }

    /** The phase that was begun last, ended or not; null where none was. */
    public Phase last() {
        return last;
    }

    /** Whether this phase was begun. */
    public boolean reached(Phase phase) {
        return reached.contains(phase);
    }

    /** What the phase took, in whole milliseconds. */
    public long millis(Phase phase) {
        return spent[phase.ordinal()] / 1_000_000;
    }

    /** What the target took of it: its look-up, connection, answer and body. */
    public long targetNanos() {
        long nanos = 0;
        for (int phase = Phase.DNS.ordinal(); phase < spent.length; phase++) {
            nanos += spent[phase];
        }
        return nanos;
    }

    /** Whole milliseconds from acceptance to the end of the attempt. */
    public long totalMillis() {
        return totalNanos() / 1_000_000;
    }

    /** Those of an attempt of which nothing is known. */
    public static Map<String, Long> none() {
        Map<String, Long> phases = new LinkedHashMap<>();
        for (Phase phase : SHOWN) {
            phases.put(phase.member, 0L);
        }
        phases.put("totalMs", 0L);
        return phases;
    }

    /** In whole milliseconds, by the contract's names. */
    public Map<String, Long> asMap() {
        Map<String, Long> phases = new LinkedHashMap<>();
        for (Phase phase : SHOWN) {
            phases.put(phase.member, spent[phase.ordinal()] / 1_000_000);
        }
        phases.put("totalMs", totalMillis());
        return phases;
    }
}
