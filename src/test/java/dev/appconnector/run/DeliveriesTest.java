package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that nobody waits for is kept before it is promised, and delivered until its target has answered for good. */
@OnBothDatabases
class DeliveriesTest extends KeptRuns {

    DeliveriesTest(RunningAppConnector app) {
        super(app);
    }

    @Test
    void a_run_is_in_the_database_when_its_202_arrives() {
        target.answer(Answer.silence());
        Reply reply = accept(Map.of());
        assertEquals(202, reply.status());
        String id = reply.json().get("id").textValue();
        assertEquals("{\"id\":\"" + id + "\",\"state\":\"queued\"}", reply.text());
        assertEquals(
                "/worker/runs/" + id,
                java.net.URI.create(reply.header("Location")).getPath());
        assertEquals(
                1L,
                app.rows()
                        .sql("select count(*) from run_body where run_id = cast(? as uuid)")
                        .param(id)
                        .query(Long.class)
                        .single());
    }

    @Test
    void an_attempt_that_nobody_waits_for_ends_with_its_timeout_and_is_sent_once() {
        target.answer(Answer.silence());
        connector = connector(Map.of("repeat", "safe"));
        String id = accepted(Map.of("timeout", 300));
        JsonNode run = awaitState(id, "unknown");
        assertEquals(1, run.get("attempts").size());
        assertEquals("deadline-exceeded", run.at("/attempts/0/outcome").textValue());
        assertTrue(run.at("/attempts/0/durationMs").longValue() >= 300);
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_delivered_run_shows_everything_that_the_contract_says() {
        target.answer(Answer.status(201)
                .header("Content-Type", "application/json")
                .header("X-Y", "z")
                .body("{\"a\": 1}"));
        String id = accepted(Map.of("body", Map.of("k", "v"), "headers", Map.of("X-Trace", "7")));
        Recorded request = target.takeRequest(PATIENCE);
        assertEquals("POST", request.method());
        assertEquals("/v1/jobs?x=1", request.target());
        assertEquals("{\"k\":\"v\"}", request.bodyText());
        assertEquals("7", request.header("X-Trace"));
        assertEquals(List.of(id), request.headers("Idempotency-Key"));
        assertEquals("Bearer a-long-enough-token", request.header("Authorization"));
        JsonNode run = awaitState(id, "succeeded");
        assertEquals(
                List.of(
                        "id",
                        "connector",
                        "activity",
                        "method",
                        "path",
                        "state",
                        "waitForResult",
                        "caller",
                        "createdAt",
                        "endedAt",
                        "nextAttemptAt",
                        "replayOf",
                        "attempts",
                        "result"),
                fields(run));
        assertEquals(connector, run.at("/connector/id").textValue());
        assertTrue(run.at("/connector/name").textValue().startsWith("c "));
        assertEquals(
                "POST /jobs?x=1",
                run.get("method").textValue() + " " + run.get("path").textValue());
        assertEquals(false, run.get("waitForResult").booleanValue());
        assertTrue(run.get("caller").textValue().startsWith("key:"));
        assertTrue(run.get("activity").isNull()
                && run.get("nextAttemptAt").isNull()
                && run.get("replayOf").isNull());
        assertTrue(!Instant.parse(run.get("endedAt").textValue())
                .isBefore(Instant.parse(run.get("createdAt").textValue())));
        assertEquals(1, run.get("attempts").size());
        JsonNode attempt = run.at("/attempts/0");
        assertEquals(List.of("at", "durationMs", "outcome", "status", "detail", "timings"), fields(attempt));
        assertEquals(
                "answered 201",
                attempt.get("outcome").textValue() + " " + attempt.get("status").intValue());
        assertEquals(
                List.of("queueMs", "dnsMs", "connectMs", "tlsMs", "firstByteMs", "totalMs"),
                fields(attempt.get("timings")));
        assertEquals(List.of("status", "headers", "body", "bodyType"), fields(run.get("result")));
        assertEquals("[\"z\"]", run.at("/result/headers/x-y").toString());
        assertEquals(
                "{\"a\":1} json",
                run.at("/result/body") + " " + run.at("/result/bodyType").textValue());
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void an_idempotency_key_of_the_activity_is_sent_as_it_is() {
        String id = accepted(Map.of("headers", Map.of("idempotency-key", "mine-1")));
        assertEquals(List.of("mine-1"), target.takeRequest(PATIENCE).headers("Idempotency-Key"));
        awaitState(id, "succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "200, succeeded",
        "204, succeeded",
        "304, succeeded",
        "302, succeeded",
        "400, rejected",
        "403, rejected",
        "404, rejected",
        "409, rejected",
        "422, rejected"
    })
    void an_answer_that_is_final_ends_the_run(int status, String state) {
        target.answer(Answer.status(status));
        JsonNode run = awaitState(accepted(Map.of()), state);
        assertEquals(status, run.at("/result/status").intValue());
        assertEquals(1, run.get("attempts").size());
    }

    @Test
    void runs_of_a_paused_connector_wait_and_use_up_no_attempt() {
        connector = connector(Map.of("maxAttempts", 2, "firstDelay", 100, "maxDelay", 100));
        target.next(Answer.status(503).header("Retry-After", "1"));
        String id = accepted(Map.of());
        target.takeRequest(PATIENCE);
        awaitState(id, "queued");
        change("paused", true);
        Await.until("its time has passed", PATIENCE, () -> run(id), run -> Instant.parse(
                        run.get("nextAttemptAt").asText())
                .isBefore(Instant.now().minusSeconds(1)));
        assertEquals(1, run(id).get("attempts").size());
        assertEquals(1, target.requests().size());
        change("paused", false);
        awaitState(id, "succeeded");
    }

    @Test
    void a_run_whose_request_does_not_open_ends_dead_and_is_not_tried_for_ever() {
        connector = connector(Map.of());
        change("paused", true);
        assertEquals(409, accept(Map.of()).status());
        change("paused", false);
        target.answer(Answer.status(503).header("Retry-After", "3600"));
        String id = accepted(Map.of());
        target.takeRequest(PATIENCE);
        awaitState(id, "queued");
        app.rows()
                .sql("update run_body set sealed_request = ? where run_id = cast(? as uuid)")
                .param("altered".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .param(id)
                .update();
        app.rows()
                .sql("update delivery set due_at = created_at where id = cast(? as uuid)")
                .param(id)
                .update();
        JsonNode run = awaitState(id, "dead");
        assertEquals("internal-error", run.at("/attempts/1/outcome").textValue());
        assertEquals(1, target.requests().size());
    }

    private void change(String field, Object value) {
        ObjectNode document =
                (ObjectNode) app.get("/api/connectors/" + connector).json();
        document.set(field, RunningAppConnector.JSON.valueToTree(value));
        assertEquals(
                200, app.call("PUT", "/api/connectors/" + connector, document).status());
    }

    @Test
    void a_run_stays_with_its_connector_whatever_that_is_called_by_now() {
        change("name", "before " + connector.substring(1));
        target.next(Answer.status(503).header("Retry-After", "1"));
        String id = accepted(Map.of("connector", "before " + connector.substring(1)));
        target.takeRequest(PATIENCE);
        change("name", "after " + connector.substring(1));
        app.connector("before " + connector.substring(1), "http://another.example", "a-foreign-token-1");
        awaitState(id, "succeeded");
        assertEquals("crm.example", target.takeRequest(PATIENCE).host());
    }

    @Test
    void revoking_cancels_what_is_queued_and_counts_it() {
        target.answer(Answer.status(503).header("Retry-After", "60"));
        List<String> ids = List.of(accepted(Map.of()), accepted(Map.of()), accepted(Map.of()));
        ids.forEach(id -> Await.until(
                "an attempt",
                PATIENCE,
                () -> run(id),
                run -> run.get("attempts").size() == 1));
        Reply revoked = app.call("DELETE", "/api/connectors/" + connector, null);
        assertEquals("{\"aborted\":0,\"cancelled\":3}", revoked.text());
        for (String id : ids) {
            JsonNode run = run(id);
            assertEquals("cancelled", run.get("state").textValue());
            assertTrue(run.get("nextAttemptAt").isNull() && !run.get("endedAt").isNull());
        }
    }

    @Test
    void what_the_guard_refuses_is_refused_at_once_and_not_accepted() {
        assertEquals("path-refused", accept(Map.of("path", "/a/../b")).problem());
        assertEquals(
                "header-refused",
                accept(Map.of("headers", Map.of("Authorization", "x"))).problem());
        assertEquals("method-refused", accept(Map.of("method", "TRACE")).problem());
        assertEquals(
                "connector-not-found", accept(Map.of("connector", "nobody")).problem());
        assertEquals("timeout-refused", accept(Map.of("timeout", 0)).problem());
        assertEquals(
                0L,
                app.rows()
                        .sql("select count(*) from delivery where connector_id = cast(? as uuid)")
                        .param(connector)
                        .query(Long.class)
                        .single());
    }

    @Test
    void what_waits_for_a_thread_rests_in_the_database_and_not_in_memory() {
        target.answer(Answer.silence());
        connector = connector(Map.of());
        for (int i = 0; i < 64; i++) {
            accepted(Map.of());
        }
        assertTrue(target.awaitRequests(32, PATIENCE));
        long before = usedMegabytes();
        for (int i = 0; i < 40; i++) {
            accepted(Map.of("body", "x".repeat(4_000_000)));
        }
        Await.until("memory as before", PATIENCE, DeliveriesTest::usedMegabytes, used -> used < before + 80);
        assertEquals(
                200, app.call("DELETE", "/api/connectors/" + connector, null).status());
    }

    private static long usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
