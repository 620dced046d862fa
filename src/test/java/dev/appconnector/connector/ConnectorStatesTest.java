package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector is live, paused and live again, and in the end revoked for good. */
@OnBothDatabases
class ConnectorStatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningAppConnector app;
    private final FakeTarget target = FakeTarget.http();

    ConnectorStatesTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().leadAll(target);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private Reply run(String connector, boolean waitForResult) {
        return app.post(
                "/worker/runs",
                Map.of("connector", connector, "method", "GET", "path", "/x", "waitForResult", waitForResult));
    }

    private Reply pause(String id, boolean paused) {
        ObjectNode document = (ObjectNode) app.get("/api/connectors/" + id).json();
        return app.call("PUT", "/api/connectors/" + id, document.put("paused", paused));
    }

    @Test
    void a_paused_connector_starts_no_run_until_it_goes_on() {
        String id = app.connector("paused", "http://a.example", "a-long-enough-token");
        assertEquals(200, run(id, true).status());
        assertEquals("paused", pause(id, true).json().get("state").textValue());
        for (String reference : java.util.List.of(id, "paused", "PAUSED")) {
            Reply refused = run(reference, true);
            assertEquals(409, refused.status());
            assertEquals("connector-paused", refused.problem());
            assertEquals(409, run(reference, false).status());
        }
        assertEquals(1, target.requests().size());
        assertEquals("live", pause(id, false).json().get("state").textValue());
        assertEquals(200, run("paused", true).status());
        assertEquals("Bearer a-long-enough-token", target.requests().get(1).header("Authorization"));
    }

    @Test
    void a_revoked_connector_is_gone_by_id_and_by_name() {
        String id = app.connector("to revoke", "http://a.example", "a-long-enough-token");
        run(id, true);
        Reply revoked = app.call("DELETE", "/api/connectors/" + id, null);
        assertEquals(200, revoked.status());
        assertEquals("{\"aborted\":0,\"cancelled\":0}", revoked.text());
        for (String reference : java.util.List.of(id, "to revoke", "TO Revoke")) {
            assertEquals(410, run(reference, true).status());
            assertEquals("connector-revoked", run(reference, false).problem());
        }
        assertEquals(1, target.requests().size());
        JsonNode read = app.get("/api/connectors/" + id).json();
        assertEquals("revoked", read.get("state").textValue());
        assertEquals("to revoke", read.get("name").textValue());
        assertTrue(read.at("/auth/value").isMissingNode(), "there is no secret any more");
        assertEquals(410, app.call("DELETE", "/api/connectors/" + id, null).status());
        assertEquals(410, app.call("PUT", "/api/connectors/" + id, read).status());
    }

    @Test
    void the_name_of_a_revoked_connector_is_free_and_means_the_new_one() {
        String old = app.connector("Reused", "http://old.example", "the-old-ones-token");
        run("Reused", true);
        app.call("DELETE", "/api/connectors/" + old, null);
        assertEquals(410, run("Reused", true).status());
        String id = app.connector("REUSED", "http://new.example", "the-new-ones-token");
        assertEquals(200, run("Reused", true).status());
        assertEquals("new.example", target.requests().get(1).host());
        assertEquals("Bearer the-new-ones-token", target.requests().get(1).header("Authorization"));
        assertEquals(410, run(old, true).status());
        app.call("DELETE", "/api/connectors/" + id, null);
        assertEquals(410, run("reused", true).status());
    }

    @Test
    void a_name_that_a_connector_gave_up_names_nothing() {
        String id = app.connector("before", "http://a.example", "a-long-enough-token");
        run("before", true);
        ObjectNode document = (ObjectNode) app.get("/api/connectors/" + id).json();
        app.call("PUT", "/api/connectors/" + id, document.put("name", "after"));
        assertEquals("connector-not-found", run("before", true).problem());
        assertEquals(200, run("after", true).status());
    }

    @Test
    void revoking_aborts_what_runs_and_counts_it() throws Exception {
        String id = app.connector("aborted", "http://a.example", "a-long-enough-token");
        target.answer(Answer.silence());
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> run(id, true));
        target.takeRequest(PATIENCE);
        Reply accepted = run(id, false);
        target.takeRequest(PATIENCE);
        Reply revoked = app.call("DELETE", "/api/connectors/" + id, null);
        assertEquals(2, revoked.json().get("aborted").intValue(), "the waiting run and the delivery under way");
        assertEquals(0, revoked.json().get("cancelled").intValue());
        Reply gone = waiting.get(5, TimeUnit.SECONDS);
        assertEquals(410, gone.status());
        assertEquals("maybe", gone.json().get("sent").textValue());
        assertTrue(target.awaitHangUps(2, PATIENCE), "both calls are broken off");
        assertEquals(
                "cancelled",
                app.get(accepted.header("Location")).json().get("state").textValue());
    }
}
