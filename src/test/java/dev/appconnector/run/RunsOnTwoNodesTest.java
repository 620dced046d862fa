package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a run, a connector or a key at one node holds at the other. */
class RunsOnTwoNodesTest {

    /** The contract grants a second; a machine with much else to do takes longer for the requests themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TwoNodes nodes;
    private static RunningAppConnector one;
    private static RunningAppConnector other;

    private FakeTarget target;
    private String connector;

    @BeforeAll
    static void start(@TempDir Path data) {
        nodes = TwoNodes.start(data);
        one = nodes.one();
        other = nodes.other();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void lead() {
        target = FakeTarget.http();
        one.dialler().leadAll(target);
        other.dialler().leadAll(target);
        connector = one.connector(
                "c " + UUID.randomUUID().toString().substring(1), "http://crm.example", "a-long-enough-token");
    }

    @AfterEach
    void close() {
        one.call("DELETE", "/api/connectors/" + connector, null);
        target.close();
    }

    private Map<String, Object> activity(boolean waitForResult) {
        return Map.of(
                "connector",
                connector,
                "method",
                "POST",
                "path",
                "/x",
                "timeout",
                300_000,
                "waitForResult",
                waitForResult);
    }

    private String accepted(RunningAppConnector node) {
        Reply reply = node.post("/worker/runs", activity(false));
        assertEquals(202, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    /** One whose target does not answer, under way at that node: it starts what it accepts. */
    private String underWay(RunningAppConnector node) {
        target.answer(Answer.silence());
        int before = target.requests().size();
        String id = accepted(node);
        assertTrue(target.awaitRequests(before + 1, PATIENCE));
        return id;
    }

    /** One that waits for its next attempt. */
    private String queued() {
        target.answer(Answer.status(503).header("Retry-After", "600"));
        String id = accepted(one);
        Await.until(
                "an attempt",
                PATIENCE,
                () -> run(other, id),
                run -> run.get("attempts").size() == 1);
        return id;
    }

    private static JsonNode run(RunningAppConnector node, String id) {
        Reply reply = node.get("/worker/runs/" + id);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private static JsonNode awaitBrokenOff(String id) {
        return Await.until(
                "the attempt",
                PATIENCE,
                () -> run(one, id),
                run -> run.get("attempts").size() == 1);
    }

    private void awaitStatus(RunningAppConnector node, String key, int status) {
        Await.until(
                "status " + status,
                PATIENCE,
                () -> node.callWith(key, "POST", "/worker/runs", activity(true)).status(),
                seen -> seen == status);
    }

    @Test
    void a_run_is_cancelled_at_one_node_and_its_attempt_aborted_at_the_other() {
        String id = underWay(other);

        Reply cancelled = one.call("POST", "/worker/runs/" + id + "/cancel", null);

        assertEquals("cancelled", cancelled.json().get("state").textValue());
        assertTrue(target.awaitHangUps(1, PATIENCE));
        JsonNode run = awaitBrokenOff(id);
        assertEquals("cancelled", run.get("state").textValue());
        assertEquals("cancelled", run.at("/attempts/0/outcome").textValue());
        assertEquals(run, run(other, id));
    }

    @Test
    void a_run_that_was_not_cancelled_goes_on_next_to_one_that_was() {
        String stays = underWay(other);
        String goes = underWay(other);

        one.call("POST", "/worker/runs/" + goes + "/cancel", null);

        assertTrue(target.awaitHangUps(1, PATIENCE));
        awaitBrokenOff(goes);
        assertEquals("running", run(one, stays).get("state").textValue());
        assertEquals(1, target.openConnections());
    }

    @Test
    void revoking_at_one_node_ends_everything_at_the_other() {
        String queued = queued();
        String underWay = underWay(other);
        CompletableFuture<Reply> waiting =
                CompletableFuture.supplyAsync(() -> other.post("/worker/runs", activity(true)));
        assertTrue(target.awaitRequests(3, PATIENCE));

        Reply revoked = one.call("DELETE", "/api/connectors/" + connector, null);

        assertEquals("{\"aborted\":1,\"cancelled\":1}", revoked.text());
        Reply told = waiting.join();
        assertEquals("connector-revoked", told.problem(), told.text());
        assertEquals(410, told.status());
        assertTrue(target.awaitHangUps(2, PATIENCE));
        assertEquals("cancelled", run(other, queued).get("state").textValue());
        assertEquals("cancelled", awaitBrokenOff(underWay).get("state").textValue());
        awaitStatus(other, other.adminKey(), 410);
    }

    @Test
    void pausing_at_one_node_refuses_new_runs_at_the_other_and_queued_ones_wait() {
        target.answer(Answer.ok());
        awaitStatus(other, other.adminKey(), 200);
        pause(true);
        awaitStatus(other, other.adminKey(), 409);
        pause(false);
        awaitStatus(other, other.adminKey(), 200);
    }

    private void pause(boolean paused) {
        ObjectNode document =
                (ObjectNode) one.get("/api/connectors/" + connector).json();
        document.put("paused", paused);
        assertEquals(
                200, one.call("PUT", "/api/connectors/" + connector, document).status());
    }

    @Test
    void a_key_that_ends_at_one_node_starts_nothing_at_the_other_but_what_it_started_goes_on() {
        target.answer(Answer.ok());
        JsonNode key = one.post("/api/keys", Map.of("name", "x", "role", "runner", "connectors", List.of(connector)))
                .json();
        awaitStatus(other, key.get("key").textValue(), 200);
        target.answer(Answer.status(503).header("Retry-After", "2"));
        String id = other.callWith(key.get("key").textValue(), "POST", "/worker/runs", activity(false))
                .json()
                .get("id")
                .textValue();

        one.call("DELETE", "/api/keys/" + key.get("id").textValue(), null);

        awaitStatus(other, key.get("key").textValue(), 401);
        target.answer(Answer.ok());
        Await.until("its end", PATIENCE, () -> run(one, id), run -> run.get("state")
                .textValue()
                .equals("succeeded"));
    }
}
