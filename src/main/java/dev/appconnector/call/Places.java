package dev.appconnector.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** How many runs of one connector may call at once: a place for each, given in the order of asking. Thread-safe. */
final class Places {

    private static final int MOST_WAITING = 64;

    private final int limit;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Places(int limit) {
        this.limit = limit;
        this.free = limit;
    }

    int limit() {
        return limit;
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
