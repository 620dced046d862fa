package dev.appconnector.call;

import java.time.Duration;

/**
 * The instant by which a run must have ended, on the monotonic clock: a change of the wall clock moves it nowhere. Immutable.
 *
 * @param nanoTime of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** @param spent what of the timeout is already used up */
    public static Deadline in(Duration timeout, Duration spent) {
        return new Deadline(System.nanoTime() + timeout.toNanos() - spent.toNanos());
    }

    /** Not negative; zero once it has passed. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    public boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }
}
