package dev.appconnector.call;

import dev.appconnector.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * When the calls of one connector may begin: in any second no more than so many, in the order of asking. Whoever was given an
 * instant and is stopped before has used it up all the same. Thread-safe.
 */
final class Rate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Each that waits holds a thread that runs of other connectors need (T6). */
    private static final int MOST_WAITING = 64;

    /** What is delivered can be put off, and is to have most of its timeout for the call. */
    private static final long LONGEST_WAIT_OF_A_DELIVERY = SECOND;

    private final long[] lately;
    private int oldest;
    private int begun;
    private int waiting;

    /** @param perSecond at least 1 */
    Rate(int perSecond) {
        lately = new long[perSecond];
    }

    /**
     * Waits until the run's call may begin.
     *
     * @throws Problem {@code rate-limited} where that is after the run's deadline, or too long for a delivery; {@code
     *     connector-busy} where too many wait; or why the run was stopped
     */
    void await(ActiveRun run) {
        long patience = run.deadline().remainingNanos();
        if (!run.isWaitedFor()) {
            patience = Math.min(patience / 4, LONGEST_WAIT_OF_A_DELIVERY);
        }
        long wait = take(System.nanoTime(), patience);
        if (wait > 0) {
            try {
                pause(run, wait);
            } finally {
                done();
            }
        }
    }

    /** How long there is to wait, in nanoseconds; who waits must say when that is over. */
    private synchronized long take(long now, long patience) {
        long wait = begun < lately.length ? 0 : Math.max(0, lately[oldest] + SECOND - now);
        if (wait > patience) {
            throw usedUp(Duration.ofNanos(wait));
        }
        if (wait > 0 && waiting == MOST_WAITING) {
            throw new Problem(
                    Problem.Type.CONNECTOR_BUSY,
                    "Too many runs wait for the connector's callsPerSecond already. Try again later.");
        }
        waiting += wait > 0 ? 1 : 0;
        lately[oldest] = now + wait;
        oldest = (oldest + 1) % lately.length;
        begun = Math.min(begun + 1, lately.length);
        return wait;
    }

    private static Problem usedUp(Duration until) {
        return Problem.passing(
                Problem.Type.RATE_LIMITED,
                "The connector's callsPerSecond are used up until after the run's timeout. Try again as Retry-After says.",
                until);
    }

    private synchronized void done() {
        waiting--;
    }

    private static void pause(ActiveRun run, long wait) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        run.timings().began(Timings.Phase.QUEUE);
        run.waitingFor(stopped);
        try {
            stopped.get(wait, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException e) {
            // Falls through: the run was stopped.
        } finally {
            run.waitingFor(null);
            run.timings().phaseEnded();
        }
        throw run.aborted() != null
                ? run.aborted()
                : new Problem(Problem.Type.SHUTTING_DOWN, "The node stops. Try again in a moment.");
    }
}
