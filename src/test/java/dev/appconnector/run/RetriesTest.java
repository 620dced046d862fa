package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A delivery that may fare better later is tried again, no sooner than asked and no longer than the connector says. */
@OnBothDatabases
class RetriesTest extends KeptRuns {

    RetriesTest(RunningAppConnector app) {
        super(app);
    }

    @Test
    void an_answer_that_may_pass_is_followed_by_another_attempt_with_the_same_key() {
        Map<Integer, String> runs = new LinkedHashMap<>();
        for (int status : List.of(401, 408, 425, 429, 500, 502, 503, 504, 599)) {
            AtomicBoolean first = new AtomicBoolean(true);
            target.onPath("/v1/" + status, (request, connection) -> Answer.status(first.getAndSet(false) ? status : 200)
                    .body("b")
                    .answer(request, connection));
            runs.put(status, accepted(Map.of("path", "/" + status, "body", "b")));
        }
        runs.forEach((status, id) -> {
            JsonNode run = awaitState(id, "succeeded");
            assertEquals(List.of(status + "", "200"), run.get("attempts").findValuesAsText("status"));
            assertEquals(200, run.at("/result/status").intValue());
            List<Recorded> requests = target.requests().stream()
                    .filter(request -> request.path().equals("/v1/" + status))
                    .toList();
            assertEquals(2, requests.size());
            for (Recorded request : requests) {
                assertEquals(id, request.header("Idempotency-Key"));
                assertEquals("b", request.bodyText());
            }
        });
    }

    @Test
    void no_attempt_is_made_before_retry_after_is_over() {
        target.next(Answer.status(503).header("Retry-After", "2"));
        String id = accepted(Map.of());
        target.takeRequest(PATIENCE);
        JsonNode waiting = awaitState(id, "queued");
        JsonNode run = awaitState(id, "succeeded");
        Instant first = Instant.parse(run.at("/attempts/0/at").textValue());
        Instant second = Instant.parse(run.at("/attempts/1/at").textValue());
        assertTrue(Duration.between(first, second).toMillis() >= 2_000, first + " " + second);
        assertTrue(!Instant.parse(waiting.get("nextAttemptAt").textValue()).isAfter(second));
    }

    @Test
    void a_refused_connection_is_tried_again_and_then_dead() {
        connector = connector(Map.of("maxAttempts", 2, "firstDelay", 100, "maxDelay", 100));
        try (DeadPort port = DeadPort.refusing()) {
            app.dialler().lead("93.184.216.34", 80, port.address());
            JsonNode run = awaitState(accepted(Map.of()), "dead");
            assertEquals(
                    List.of("target-unreachable", "target-unreachable"),
                    run.get("attempts").findValuesAsText("outcome"));
            assertTrue(run.get("nextAttemptAt").isNull());
            assertTrue(run.get("result").isNull());
            assertNull(run.at("/attempts/0/status").textValue());
        }
        assertEquals(0, target.requests().size());
    }

    @Test
    void a_run_that_is_older_than_the_longest_age_is_dead() {
        connector = connector(Map.of("maxAge", 1000, "firstDelay", 100, "maxDelay", 100));
        target.answer(Answer.status(503).header("Retry-After", "5"));
        JsonNode run = awaitState(accepted(Map.of()), "dead");
        assertEquals(1, run.get("attempts").size());
        assertEquals(503, run.at("/result/status").intValue(), "its last result stays");
    }

    @ParameterizedTest
    @CsvSource({"POST, safe, unknown", "PATCH, safe, unknown", "POST, any, succeeded", "PUT, safe, succeeded"})
    void what_may_have_arrived_is_sent_again_unless_the_connector_says_safe(
            String method, String repeat, String state) {
        connector = connector(Map.of("firstDelay", 100, "maxDelay", 100, "repeat", repeat));
        target.next(Answer.hangUp());
        JsonNode run = awaitState(accepted(Map.of("method", method)), state);
        assertEquals(state.equals("unknown") ? 1 : 2, target.requests().size());
        assertTrue(!run.get("endedAt").isNull());
    }

    @Test
    void a_safe_connector_repeats_what_cannot_have_arrived() {
        connector = connector(Map.of("firstDelay", 100, "maxDelay", 100, "repeat", "safe"));
        try (DeadPort port = DeadPort.refusing()) {
            app.dialler().lead("93.184.216.34", 80, port.address());
            String id = accepted(Map.of());
            Await.until(
                    "an attempt",
                    PATIENCE,
                    () -> run(id),
                    run -> run.get("attempts").size() > 0);
            app.dialler().reset();
            app.dialler().leadAll(target);
            awaitState(id, "succeeded");
        }
    }
}
