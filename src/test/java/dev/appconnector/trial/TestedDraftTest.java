package dev.appconnector.trial;

import static dev.appconnector.trial.TestedConnectorTest.detail;
import static dev.appconnector.trial.TestedConnectorTest.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector that nobody has kept yet is tested as a kept one is, and leaves nothing behind. */
@OnBothDatabases
class TestedDraftTest {

    private static final String TEST = "/api/connectors/test";
    private static final String SECRET = "secret-of-the-draft-4711";

    private final RunningAppConnector app;
    private FakeTarget target;

    TestedDraftTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void useTarget() {
        target = FakeTarget.http();
        app.resolver().reset();
        app.dialler().reset();
        app.dialler().leadAll(target);
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    private static Map<String, Object> draft(Map<String, Object> more) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "name",
                "Draft",
                "domain",
                "http://" + CallingTarget.HOST + "/v1",
                "auth",
                Map.of("type", "token", "value", SECRET),
                "secretHeaders",
                Map.of("X-Org-Key", SECRET + "-header")));
        draft.putAll(more);
        return draft;
    }

    private Reply send(String query, Map<String, Object> more) {
        Reply reply = app.post(TEST + query, draft(more));
        assertFalse(reply.text().contains(SECRET), reply.text());
        return reply;
    }

    @Test
    void it_is_called_with_its_secrets_at_the_path_of_the_query() {
        JsonNode told = send("?method=HEAD&path=%2Fme%3Fa%3Db", Map.of()).json();

        assertTrue(told.get("ok").booleanValue(), told.toString());
        assertEquals("address+ connect+ tls? credential+ answer+", steps(told));
        assertTrue(told.get("runId").isNull());
        assertEquals("***", told.at("/request/headers/X-Org-Key").textValue());
        Recorded request = target.takeRequest(CallingTarget.PATIENCE);
        assertEquals("HEAD /v1/me?a=b", request.method() + " " + request.target());
        assertEquals("Bearer " + SECRET, request.header("Authorization"));
        assertEquals(SECRET + "-header", request.header("X-Org-Key"));
    }

    @Test
    void it_leaves_no_row_no_figure_and_no_connection() {
        String kept = app.connector("Kept", "http://" + CallingTarget.HOST, "token-of-the-kept-one");
        List<Long> before = rows();
        target.next(Answer.ok(), Answer.status(503), Answer.reset());
        for (int i = 0; i < 3; i++) {
            send("", Map.of("name", i == 0 ? "Kept" : "Draft"));
        }
        // What is recorded of runs is recorded in their order: had these been, this one would come after them.
        String run = app.post("/api/connectors/" + kept + "/test", null)
                .json()
                .get("runId")
                .textValue();
        Await.until(
                "its record",
                CallingTarget.PATIENCE,
                () -> app.get("/worker/runs/" + run),
                found -> found.status() == 200);

        assertEquals(List.of(before.get(0), before.get(1) + 1), rows());
        assertFalse(
                app.get("/api/monitoring").text().contains("\"Draft\""),
                app.get("/api/monitoring").text());
        Await.until("no connection", CallingTarget.PATIENCE, target::openConnections, open -> open == 0);
        app.call("DELETE", "/api/connectors/" + kept, null);
    }

    private List<Long> rows() {
        return List.of(count("connector"), count("run"));
    }

    private Long count(String table) {
        return app.rows().sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    void one_with_faults_is_refused_as_when_it_is_made_and_nothing_is_called() {
        Reply refused = send("", Map.of("domain", "ftp://" + SECRET));

        assertEquals("connector-invalid", refused.problem());
        assertEquals(
                422,
                app.post(TEST, draft(Map.of("auth", Map.of("type", "token")))).status());
        assertEquals("malformed-request", send("?url=x", Map.of()).problem());
        assertEquals("path-refused", send("?path=/../x", Map.of()).problem());
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_refused_destination_is_told_and_audited() {
        app.resolver().host(CallingTarget.HOST, "10.0.0.1");

        JsonNode told = send("", Map.of("name", "Probe")).json();

        assertEquals("address- connect? tls? credential? answer?", steps(told));
        assertTrue(detail(told, "address").contains("A1"), told.toString());
        Await.until(
                "an entry",
                CallingTarget.PATIENCE,
                () -> app.get("/api/audit").text(),
                text -> text.contains("destination.refused") && text.contains("Probe"));
    }

    @Test
    void that_somebody_called_with_it_stands_in_the_audit() {
        send("", Map.of("name", "Sent elsewhere"));

        Await.until(
                "an entry",
                CallingTarget.PATIENCE,
                () -> app.get("/api/audit").text(),
                text -> text.contains("connector.tested") && text.contains("Sent elsewhere"));
    }

    @Test
    void only_an_admin_may() {
        assertEquals(
                403,
                app.callWith(app.key("designer"), "POST", TEST, draft(Map.of())).status());
        assertTrue(target.requests().isEmpty());
    }
}
