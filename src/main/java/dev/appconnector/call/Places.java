package dev.appconnector.call;

import dev.appconnector.connector.Limits;
import dev.appconnector.problem.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * How many runs of one connector may call at once, a place for each, and how many may begin within a second; both are given
 * in the order of asking. Thread-safe.
 */
final class Places {

    private static final int MOST_WAITING = 64;

    private final Limits limits;
    private final Rate rate;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /** @param most how many there are, whatever the limits say */
    Places(Limits limits, int most) {
        this.limits = limits;
        this.free = Math.min(limits.maxConcurrent(), most);
        this.rate = limits.callsPerSecond() == null ? null : new Rate(limits.callsPerSecond());
    }

    boolean areOf(Limits others) {
        return limits.maxConcurrent().equals(others.maxConcurrent())
                && Objects.equals(limits.callsPerSecond(), others.callsPerSecond());
    }

    /**
     * Completes with a place, which must be given back; to be cancelled by who waits no longer. It has failed already where
     * too many wait before: a slow target must not hold what runs of others need (T6).
     */
    synchronized CompletableFuture<Void> take() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        waiting.removeIf(CompletableFuture::isDone);
        if (waiting.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(new IllegalStateException("too many wait"));
        }
        CompletableFuture<Void> place = new CompletableFuture<>();
        waiting.add(place);
        return place;
    }

    /**
     * Waits, for who has a place, until its call may begin.
     *
     * @throws Problem as {@link Rate#await}
     */
    void awaitRate(ActiveRun run) {
        if (rate != null) {
            rate.await(run);
        }
    }

    /** Gives a place to whoever has waited longest. */
    synchronized void giveBack() {
        for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.complete(null)) {
                return;
            }
        }
        free++;
    }
}
