package dev.appconnector.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings;
import dev.appconnector.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP exchange of a run with its target, as it is kept and shown.
 *
 * @param durationMs whole milliseconds; 0 where it is not known
 * @param outcome {@code answered}, or the name of the problem that there was instead, {@code cancelled} or {@code lost}
 * @param status the target's, or null where it did not answer
 * @param detail what the problem says; null where it answered
 * @param credential {@code current} or {@code next}, where the connector had two; else null
 */
public record Attempt(
        Instant at,
        long durationMs,
        String outcome,
        Integer status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) String credential,
        Map<String, Long> timings) {

    private static final String ANSWERED = "answered";
    private static final String TOTAL = "totalMs";
    private static final String LOST = "lost";
    private static final String CANCELLED = "cancelled";

    /** The last one of a run that was answered, and before it those in which its target refused a credential. */
    public static List<Attempt> answered(Instant at, ActiveRun run) {
        return withRefused(at, run, ANSWERED, run.answer().status(), null);
    }

    /** The same of a run that was not. */
    public static List<Attempt> failed(Instant at, ActiveRun run, Problem problem) {
        String outcome = run.aborted() == ActiveRun.CANCELLED
                ? CANCELLED
                : problem.type().slug();
        return withRefused(at, run, outcome, null, problem.detail());
    }

    private static List<Attempt> withRefused(Instant at, ActiveRun run, String outcome, Integer status, String detail) {
        List<Attempt> attempts = new ArrayList<>();
        Map<String, Long> before = Timings.none();
        for (ActiveRun.Refusal refusal : run.refusals()) {
            attempts.add(after(before, at, refusal.timings(), ANSWERED, refusal.status(), null, refusal.credential()));
            before = refusal.timings();
        }
        attempts.add(after(before, at, run.timings().asMap(), outcome, status, detail, run.credentialInUse()));
        return attempts;
    }

    /**
     * What came after the attempt before.
     *
     * @param before the times to the end of that
     * @param at when the first began
     * @param whole the times to the end of this
     */
    private static Attempt after(
            Map<String, Long> before,
            Instant at,
            Map<String, Long> whole,
            String outcome,
            Integer status,
            String detail,
            String credential) {
        Map<String, Long> own = new LinkedHashMap<>();
        whole.forEach((phase, millis) -> own.put(phase, millis - before.get(phase)));
        Instant began = at.plusMillis(before.get(TOTAL));
        return new Attempt(began, own.get(TOTAL), outcome, status, detail, credential, own);
    }

    /** One whose node ended in the middle. */
    public static Attempt lost(Instant at) {
        return new Attempt(
                at,
                0,
                LOST,
                null,
                "The node that made it ended in the middle: whether the target has acted is not known.",
                null,
                Timings.none());
    }

    /** Whether nobody knows how it ended. */
    public boolean wasLost() {
        return outcome.equals(LOST);
    }
}
