package dev.appconnector.edge;

import java.time.Duration;

/**
 * How slow a caller may be before we hang up. Immutable.
 *
 * @param silence how long a connection may say nothing while it is its turn to
 * @param transfer how long a whole request may take to arrive, and an answer that does not go out at once to be taken
 * @param bytesPerSecond positive; for each so many bytes that came or were taken a transfer may take a second longer
 */
public record Patience(Duration silence, Duration transfer, int bytesPerSecond) {

    public Patience {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond is " + bytesPerSecond + ": use 1 or more.");
        }
    }

    /** Whether a transfer that has moved so much may take no longer. */
    boolean isOver(long elapsedNanos, long bytes) {
        return elapsedNanos - transfer.toNanos() > bytes * 1e9 / bytesPerSecond;
    }
}
