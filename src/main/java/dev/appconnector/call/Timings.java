package dev.appconnector.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of one attempt went. Written by the thread that makes the attempt, read when it has ended; a phase that was
 * not reached, or that a pooled connection spared, is zero.
 */
public final class Timings {

    private final long begun;
    private final long queued;
    private long dns;
    private long connect;
    private long tls;
    private long firstByte;
    private long ended;

    /** @param queuedNanos how long the run waited before its attempt began */
    Timings(long queuedNanos) {
        this.begun = System.nanoTime();
        this.queued = queuedNanos;
    }

    void lookedUp(long since) {
        dns += System.nanoTime() - since;
    }

    void connected(long since) {
        connect += System.nanoTime() - since;
    }

    void secured(long since) {
        tls += System.nanoTime() - since;
    }

    void answerBegan(long since) {
        firstByte += System.nanoTime() - since;
    }

    void end() {
        ended = System.nanoTime();
    }

    /** From acceptance to the end of the attempt, or to now where it has not ended. */
    long totalNanos() {
        return queued + (ended == 0 ? System.nanoTime() : ended) - begun;
    }

    /** Whole milliseconds from acceptance to the end of the attempt. */
    public long totalMillis() {
        return totalNanos() / 1_000_000;
    }

    /** In whole milliseconds, by the contract's names. */
    public Map<String, Long> asMap() {
        Map<String, Long> phases = new LinkedHashMap<>();
        phases.put("queueMs", queued / 1_000_000);
        phases.put("dnsMs", dns / 1_000_000);
        phases.put("connectMs", connect / 1_000_000);
        phases.put("tlsMs", tls / 1_000_000);
        phases.put("firstByteMs", firstByte / 1_000_000);
        phases.put("totalMs", totalMillis());
        return phases;
    }
}
