package dev.appconnector.call;

import dev.appconnector.problem.Problem;
import java.util.concurrent.Future;

/**
 * How a run is stopped: why, what breaks off what it is at, and whether it is still at the wire. The one lock under all three
 * is what makes it certain that a run which was stopped does not come to the wire any more. Thread-safe.
 */
final class BreakOff {

    private Problem why;
    private Runnable canceller;
    private Future<?> waitingFor;
    private boolean atWire;

    /** Stops the run wherever it is; the first reason counts. Whether this call was the one that stopped it. */
    boolean stop(Problem reason) {
        synchronized (this) {
            if (why != null) {
                return false;
            }
            why = reason;
        }
        cancel();
        return true;
    }

    /** Why it was stopped, or null. */
    synchronized Problem why() {
        return why;
    }

    /** What breaks the call off; done at once where the run was stopped before. */
    void calling(Runnable breakOff) {
        synchronized (this) {
            canceller = breakOff;
            if (why == null) {
                return;
            }
        }
        cancel();
    }

    /** What the run waits for, or null; cancelled at once where the run was stopped before. */
    void waitingFor(Future<?> pending) {
        synchronized (this) {
            waitingFor = pending;
            if (why == null) {
                return;
            }
        }
        cancel();
    }

    private void cancel() {
        Runnable call;
        Future<?> pending;
        synchronized (this) {
            call = canceller;
            pending = waitingFor;
        }
        if (pending != null) {
            pending.cancel(true);
        }
        if (call != null) {
            call.run();
        }
    }

    /** @throws Problem why it was stopped, in which case it may not touch the wire */
    synchronized void takeWire() {
        if (why != null) {
            throw why;
        }
        atWire = true;
    }

    synchronized void leaveWire() {
        atWire = false;
        notifyAll();
    }

    /**
     * Waits until the run is not at the wire.
     *
     * @param until {@link System#nanoTime} at which to give up
     * @return whether it came to that
     */
    synchronized boolean awaitOffWire(long until) throws InterruptedException {
        while (atWire) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
