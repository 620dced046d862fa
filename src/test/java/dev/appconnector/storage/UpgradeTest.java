package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** What earlier code kept, sealed and promised, today's code serves: its data are restored as it left them, and a node starts on them. */
@ParameterizedClass
@CsvSource({"v4, EMBEDDED", "v4, POSTGRES", "v9, EMBEDDED", "v9, POSTGRES"})
class UpgradeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static EarlierData earlier;
    private static RunningAppConnector app;
    private static FakeTarget target;

    private final boolean hasActivities;

    UpgradeTest(String schema, TestDatabase database) {
        hasActivities = schema.equals("v9");
    }

    @BeforeParameterizedClassInvocation
    static void upgrade(String schema, TestDatabase database, @TempDir Path data) throws Exception {
        earlier = EarlierData.restore(schema, database, data);
        app = RunningAppConnector.start(data, earlier.settings());
        // Deliveries go out at once: the trap has been there from the beginning.
        target = app.dialler().trap();
    }

    @AfterParameterizedClassInvocation
    static void end() {
        app.close();
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> get(String connector, String path) {
        return Map.of("connector", connector, "method", "GET", "path", path);
    }

    /** What the target saw of that path, once it has. */
    private static Recorded seen(String path) {
        return Await.until(
                        "the target was asked for " + path,
                        PATIENCE,
                        () -> target.requests().stream()
                                .filter(request -> request.path().equals("/api" + path))
                                .toList(),
                        requests -> !requests.isEmpty())
                .get(0);
    }

    private static void awaitState(String run, String state) {
        Await.until(
                "the run is " + state,
                PATIENCE,
                () -> app.get("/worker/runs/" + earlier.kept(run)).json(),
                shown -> shown.path("state").asText().equals(state));
    }

    private static String keyOf(String name) {
        return earlier.kept("key." + name);
    }

    private static int statusOfRun(String key, String connector) {
        return app.callWith(keyOf(key), "POST", "/worker/runs", get(connector, "/by-" + key))
                .status();
    }

    private static List<String> values(JsonNode items, String field) {
        return items.findValuesAsText(field);
    }

    @Test
    void its_connectors_call_with_the_secrets_that_it_sealed() {
        for (String connector : List.of("basic", "token", "header", "query", "open")) {
            assertEquals(
                    200,
                    app.post("/worker/runs", get(connector, "/calls-" + connector))
                            .status(),
                    connector);
        }
        assertEquals(basic("clerk:basic-secret-äöü-1"), seen("/calls-basic").header("Authorization"));
        Recorded token = seen("/calls-token");
        assertEquals("Token token-secret-22222222", token.header("Authorization"));
        assertEquals("org-secret-88888888", token.header("X-Org-Key"));
        assertEquals("old", token.header("X-Client"));
        assertEquals("header-secret-333333", seen("/calls-header").header("X-Key"));
        assertEquals("key=query-secret-4444444", seen("/calls-query").query());
        assertEquals(null, seen("/calls-open").header("Authorization"));
        assertEquals(
                7,
                app.get("/api/connectors/" + earlier.kept("connector.token"))
                        .json()
                        .at("/limits/maxConcurrent")
                        .intValue());
    }

    @Test
    void its_queued_runs_are_delivered_once_each_with_what_was_to_be_sent() {
        awaitState("run.queued.post", "succeeded");
        awaitState("run.queued.ended-key", "succeeded");

        Recorded post = seen("/queued");
        assertEquals("{\"b\": 1, \"a\": \"\\u00f6\"}", post.bodyText());
        assertEquals(basic("clerk:down-secret-77777777"), post.header("Authorization"));
        assertEquals(earlier.kept("run.queued.post"), post.header("Idempotency-Key"));
        assertEquals(
                1,
                target.requests().stream()
                        .filter(request -> request.path().equals("/api/queued"))
                        .count());
    }

    @Test
    void what_it_queued_for_a_paused_connector_waits_until_that_goes_on() {
        String path = "/api/connectors/" + earlier.kept("connector.paused");
        awaitState("run.queued.paused", "queued");
        assertEquals(
                "connector-paused", app.post("/worker/runs", get("paused", "/")).problem());

        ObjectNode connector = (ObjectNode) app.get(path).json();
        assertEquals(200, app.call("PUT", path, connector.put("paused", false)).status());

        awaitState("run.queued.paused", "succeeded");
        assertEquals("held", seen("/held").bodyText());
        assertEquals("Bearer paused-secret-55555555", seen("/held").header("Authorization"));
    }

    @Test
    void its_ended_runs_are_shown_listed_and_run_again() {
        JsonNode delivered =
                app.get("/worker/runs/" + earlier.kept("run.delivered")).json();
        assertEquals("succeeded", delivered.get("state").textValue());
        assertEquals("/api/delivered", delivered.at("/result/body/path").textValue());
        JsonNode rejected =
                app.get("/worker/runs/" + earlier.kept("run.rejected")).json();
        assertEquals("rejected", rejected.get("state").textValue());
        assertEquals(404, rejected.at("/attempts/0/status").intValue());
        Stream.of("basic", "token", "header", "query", "open", "revoked").forEach(connector -> {
            JsonNode waited = app.get("/worker/runs/" + earlier.kept("run.waited." + connector))
                    .json();
            assertEquals("succeeded", waited.get("state").textValue(), connector);
            assertEquals(connector, waited.at("/connector/name").textValue());
        });
        List<String> listed = values(app.get("/worker/runs?limit=200").json().get("items"), "id");
        assertTrue(listed.containsAll(earlier.kept().entrySet().stream()
                .filter(kept -> kept.getKey().startsWith("run."))
                .map(Map.Entry::getValue)
                .toList()));

        String replay = app.post("/worker/runs/" + earlier.kept("run.delivered") + "/replay", null)
                .json()
                .get("id")
                .textValue();
        assertEquals(replay, seen("/delivered").header("Idempotency-Key"));
        assertEquals("{\"n\": 1, \"text\": \"\\u00e4\"}", seen("/delivered").bodyText());
    }

    @Test
    void its_audit_lists_and_holds_and_goes_on() {
        int entries = Integer.parseInt(earlier.kept("audit.entries"));
        app.connector("made-now", "https://now.example", "a-secret-of-today");

        JsonNode verified = app.get("/api/audit/verify").json();
        assertTrue(verified.get("intact").booleanValue(), verified.toString());
        assertTrue(verified.get("entries").intValue() > entries, verified.toString());
        JsonNode items = app.get("/api/audit?limit=200").json().get("items");
        assertTrue(values(items, "action").containsAll(List.of("connector.revoked", "key.ended")), items.toString());
        assertTrue(items.size() > entries);
    }

    @Test
    void its_keys_open_what_they_opened() {
        assertEquals(
                200,
                app.callWith(keyOf("designer"), "GET", "/api/connectors", null).status());
        assertEquals(
                403, app.callWith(keyOf("designer"), "GET", "/api/keys", null).status());
        assertEquals(
                200, app.callWith(keyOf("auditor"), "GET", "/api/audit", null).status());
        assertEquals(403, statusOfRun("auditor", "basic"));
        assertEquals(200, statusOfRun("runner", "basic"));
        assertEquals(404, statusOfRun("runner", "token"));
        assertEquals(200, statusOfRun("runner-of-all", "token"));
        assertEquals(
                200,
                app.callWith(keyOf("runner-of-all"), "GET", "/worker/runs/" + earlier.kept("run.delivered"), null)
                        .status());
    }

    @Test
    void what_it_had_ended_or_revoked_stays_so() {
        assertEquals(401, statusOfRun("ended", "basic"));
        for (String reference : List.of("revoked", earlier.kept("connector.revoked"))) {
            assertEquals(
                    "connector-revoked",
                    app.post("/worker/runs", get(reference, "/revoked")).problem());
        }
        assertEquals(
                List.of(earlier.kept("connector.revoked")),
                values(app.get("/api/connectors?state=revoked").json().get("items"), "id"));
        assertTrue(
                target.requests().stream().noneMatch(request -> request.path().equals("/api/revoked")));
    }

    @Test
    void its_saved_activities_run_and_its_first_answers_are_given_again() {
        JsonNode saved = app.get("/api/activities").json().get("items");
        assertEquals(hasActivities ? List.of("open-case") : List.of(), values(saved, "name"));
        if (!hasActivities) {
            return;
        }
        target.onPath("/api/cases", Answer.json("{\"id\": 12}"));
        Reply run = app.callWith(
                keyOf("runner"),
                "POST",
                "/worker/runs",
                Map.of("activity", "open-case", "parameters", Map.of("subject", "ä")));
        assertEquals(12, run.json().get("body").intValue(), run.text());
        assertEquals("{\"subject\": \"ä\"}", seen("/cases").bodyText());

        Reply again = app.send(app.request(
                        "POST",
                        "/worker/runs",
                        "{\"connector\":\"open\",\"method\":\"POST\",\"path\":\"/once\",\"body\":{\"n\":9}}")
                .setHeader("Authorization", "Bearer " + keyOf("runner-of-all"))
                .header("Idempotency-Key", "once-9"));
        assertEquals(earlier.kept("run.once"), again.json().get("id").textValue(), again.text());
        assertTrue(
                target.requests().stream().noneMatch(request -> request.path().equals("/api/once")));
    }
}
