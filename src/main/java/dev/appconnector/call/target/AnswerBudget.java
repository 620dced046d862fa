package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.problem.Problem;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that the large answers of this node may take all together. An answer waits for its share before it is read,
 * and holds it until it has gone out. Thread-safe.
 */
public final class AnswerBudget {

    /** Answers up to this size, in bytes, are never waited for. */
    static final int SMALL = 65_536;

    /** An answer stands in memory as it came, in its envelope, and on its way out. */
    private static final int COPIES = 3;

    /** One that is looked into stands there as a tree, too. */
    private static final int COPIES_WHERE_SELECTED = 12;

    private static final int UNIT = 1_024;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int units;
    private final Semaphore free;

    /** @param bytes how much memory, all copies counted */
    public AnswerBudget(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
        this.free = new Semaphore(units, true);
    }

    /** A quarter of what the JVM may use for all. */
    public static AnswerBudget ofThisJvm() {
        return new AnswerBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * Waits for the share of an answer of this size; the run gives it back.
     *
     * @param bytes the size that it has, or may have; one that is larger than all of the budget takes all of it
     * @throws Problem {@code overloaded} where none came free before the run's deadline, or it was stopped
     */
    void take(ActiveRun run, long bytes) {
        if (bytes <= SMALL) {
            return;
        }
        int copies = run.activity().select() == null ? COPIES : COPIES_WHERE_SELECTED;
        int share = (int) Math.min(units, bytes * copies / UNIT);
        if (!free.tryAcquire(share) && !waited(run, share)) {
            throw new Problem(
                    Problem.Type.OVERLOADED, "Too many large answers are under way on this node. Try again later.");
        }
        run.holds(() -> free.release(share));
    }

    private boolean waited(ActiveRun run, int share) {
        try {
            while (!run.deadline().passed() && run.aborted() == null) {
                if (free.tryAcquire(share, TURN_NANOS, TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
