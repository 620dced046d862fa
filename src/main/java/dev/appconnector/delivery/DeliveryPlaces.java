package dev.appconnector.delivery;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many attempts of deliveries this node makes at once, and how many of them for one connector: never more than are then
 * left for all others, so that a target which hangs leaves half of the places free, two of them a quarter, and so on. One whose
 * last attempt failed is tried a few times a second until it answers. Thread-safe.
 */
public final class DeliveryPlaces {

    /** Enough to notice at once that a target is back, and too few to wear it or us out. */
    private static final int TRIES_A_SECOND = 50;

    private final int limit;
    private final Clock clock;
    private final Map<UUID, Share> shares = new HashMap<>();
    private int taken;
    private long freed;

    private static final class Share {

        private int held;
        private boolean failing;
        private long second;
        private int tries;

        private boolean mayTry(long now) {
            return !failing || second != now || tries < TRIES_A_SECOND;
        }

        private void tries(long now) {
            tries = second == now ? tries + 1 : 1;
            second = now;
        }
    }

    /** @param limit the most attempts at once, of all connectors together */
    public DeliveryPlaces(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes a place for an attempt of this connector's, where it may have one; it must be given back. */
    synchronized boolean take(UUID connector) {
        Share share = shares.computeIfAbsent(connector, id -> new Share());
        long now = clock.instant().getEpochSecond();
        if (share.held >= limit - taken || !share.mayTry(now)) {
            return false;
        }
        share.tries(now);
        share.held++;
        taken++;
        return true;
    }

    /** Takes as many places as this connector may have; answers how many. */
    synchronized int takeUpTo(UUID connector, int most) {
        int count = 0;
        while (count < most && take(connector)) {
            count++;
        }
        return count;
    }

    /** Gives a place back that was not used. */
    synchronized void giveBack(UUID connector) {
        Share share = shares.get(connector);
        share.held--;
        share.tries = Math.max(0, share.tries - 1);
        freed(connector, share);
    }

    /**
     * Gives a place back after an attempt.
     *
     * @param failed whether the same is to be tried again
     */
    synchronized void giveBack(UUID connector, boolean failed) {
        Share share = shares.get(connector);
        share.held--;
        share.failing = failed;
        freed(connector, share);
    }

    private void freed(UUID connector, Share share) {
        taken--;
        freed++;
        if (share.held == 0 && !share.failing) {
            shares.remove(connector);
        }
        notifyAll();
    }

    /** Whether there is a place for some connector. */
    synchronized boolean haveFree() {
        return taken < limit;
    }

    /** Whether this connector gets none for now because of what it holds, and not for having failed. */
    synchronized boolean areCrowdedBy(UUID connector) {
        Share share = shares.get(connector);
        return share != null && share.held >= limit - taken;
    }

    /** Waits until some places have been given back, at most so many milliseconds. */
    synchronized void awaitFreed(int some, long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        long enough = freed + some;
        long left = millis;
        while (left > 0 && freed < enough) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }
}
