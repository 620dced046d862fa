package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An attempt whose node ended in the middle counts as one, so that a run which ends its node each time has an end. */
@OnBothDatabases
class LostAttemptsTest extends KeptRuns {

    /** The timeout of a run that names none, and how much longer a claim holds. */
    LostAttemptsTest(RunningAppConnector app) {
        super(app);
    }

    /** A run with one attempt behind it, which then is as a node leaves it that ended in the middle of the next. */
    private String leftBehind(Instant attemptAt) {
        target.next(Answer.status(503).header("Retry-After", "3600").body("later"));
        String id = accepted(Map.of());
        target.takeRequest(PATIENCE);
        awaitState(id, "queued");
        app.rows()
                .sql("""
                        update delivery set claimed_by = ?, claimed_at = ?, due_at = created_at
                         where id = cast(? as uuid)""")
                .param(UUID.randomUUID())
                .param(attemptAt.atOffset(ZoneOffset.UTC))
                .param(id)
                .update();
        return id;
    }

    private static List<String> outcomes(JsonNode run) {
        return run.get("attempts").findValuesAsText("outcome");
    }

    @Test
    void a_lost_attempt_is_shown_with_its_beginning_and_followed_by_another() {
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");

        JsonNode run = awaitState(leftBehind(at), "succeeded");

        assertEquals(List.of("answered", "lost", "answered"), outcomes(run));
        JsonNode lost = run.at("/attempts/1");
        assertEquals(at, Instant.parse(lost.get("at").textValue()));
        assertTrue(lost.get("status").isNull());
        assertEquals(6, lost.get("timings").size());
        assertEquals(2, target.requests().size());
    }

    @Test
    void a_run_whose_last_attempt_was_lost_is_dead_and_not_sent_again() {
        connector = connector(Map.of("maxAttempts", 2));

        JsonNode run = awaitState(leftBehind(Instant.EPOCH), "dead");

        assertEquals(List.of("answered", "lost"), outcomes(run));
        assertEquals(503, run.at("/result/status").intValue(), "its last result stays");
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"safe, unknown, 1", "any, succeeded, 2"})
    void what_a_lost_attempt_may_have_sent_is_sent_again_unless_the_connector_says_safe(
            String repeat, String state, int requests) {
        connector = connector(Map.of("repeat", repeat));

        JsonNode run = awaitState(leftBehind(Instant.EPOCH), state);

        assertEquals("lost", run.at("/attempts/1/outcome").textValue());
        assertEquals(requests + 1, run.get("attempts").size());
        assertEquals(requests, target.requests().size());
        assertTrue(!run.get("endedAt").isNull());
    }
}
