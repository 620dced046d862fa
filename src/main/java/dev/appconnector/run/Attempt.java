package dev.appconnector.run;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings;
import dev.appconnector.problem.Problem;
import java.time.Instant;
import java.util.Map;

/**
 * One HTTP exchange of a run with its target, as it is kept and shown.
 *
 * @param durationMs whole milliseconds; 0 where it is not known
 * @param outcome {@code answered}, or the name of the problem that there was instead, {@code cancelled} or {@code lost}
 * @param status the target's, or null where it did not answer
 * @param detail what the problem says; null where it answered
 */
public record Attempt(
        Instant at, long durationMs, String outcome, Integer status, String detail, Map<String, Long> timings) {

    private static final String LOST = "lost";
    private static final String CANCELLED = "cancelled";

    public static Attempt answered(Instant at, ActiveRun run) {
        Map<String, Long> timings = run.timings().asMap();
        return new Attempt(at, timings.get("totalMs"), "answered", run.answer().status(), null, timings);
    }

    public static Attempt failed(Instant at, ActiveRun run, Problem problem) {
        Map<String, Long> timings = run.timings().asMap();
        String outcome = run.aborted() == ActiveRun.CANCELLED
                ? CANCELLED
                : problem.type().slug();
        return new Attempt(at, timings.get("totalMs"), outcome, null, problem.detail(), timings);
    }

    /** One whose node ended in the middle. */
    public static Attempt lost(Instant at) {
        return new Attempt(
                at,
                0,
                LOST,
                null,
                "The node that made it ended in the middle: whether the target has acted is not known.",
                Timings.none());
    }

    /** Whether nobody knows how it ended. */
    public boolean wasLost() {
        return outcome.equals(LOST);
    }
}
