package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is out of a caller's scope looks as if it did not exist (U6). */
@OnBothDatabases
class RunnersScopeTest {

    private static final String CONNECTORS = "/api/connectors";
    private static final String RUNS = "/worker/runs";
    private static final String EXPLAIN = "/worker/explain";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningAppConnector app;
    private final FakeTarget target = FakeTarget.http();
    private String mine;
    private String foreign;
    private String runner;

    RunnersScopeTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void makeConnectors() {
        app.rows()
                .sql("update connector set state = 'revoked', name_key = null where state <> 'revoked'")
                .update();
        app.resolver().host("crm.example", "93.184.216.34");
        app.dialler().leadAll(target);
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        mine = app.connector("mine " + suffix, "http://crm.example", "a-long-enough-token");
        foreign = app.connector("foreign " + suffix, "http://crm.example", "a-long-enough-token");
        runner = app.key("runner", mine);
    }

    @AfterEach
    void stop() {
        target.close();
    }

    private String name(String id) {
        return app.get(CONNECTORS + "/" + id).json().get("name").textValue();
    }

    private Reply run(String key, String connector) {
        return app.callWith(key, "POST", RUNS, Map.of("connector", connector, "method", "GET", "path", "/"));
    }

    /** All that a caller sees of an answer. */
    private static String seen(Reply reply) {
        Map<String, List<String>> headers =
                new HashMap<>(reply.response().headers().map());
        headers.remove("date");
        return reply.status() + " " + headers + " " + reply.text();
    }

    private void makeIt(String state) {
        ObjectNode document = app.get(CONNECTORS + "/" + foreign).json().deepCopy();
        switch (state) {
            case "paused" ->
                assertEquals(
                        200,
                        app.call("PUT", CONNECTORS + "/" + foreign, document.put("paused", true))
                                .status());
            case "revoked" ->
                assertEquals(
                        200,
                        app.call("DELETE", CONNECTORS + "/" + foreign, null).status());
            default -> assertEquals("live", state);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "live, /worker/runs", "paused, /worker/runs", "revoked, /worker/runs",
        "live, /worker/explain", "paused, /worker/explain", "revoked, /worker/explain"
    })
    void a_foreign_connector_is_answered_as_an_unknown_one_whatever_its_state(String state, String path) {
        String foreignName = name(foreign);
        makeIt(state);
        for (boolean waits : new boolean[] {true, false}) {
            for (boolean warm : new boolean[] {false, true}) {
                Map<String, Object> activity =
                        new HashMap<>(Map.of("method", "GET", "path", "/../refused", "waitForResult", waits));
                activity.put("connector", "nobody's " + UUID.randomUUID());
                String unknown = seen(app.callWith(runner, "POST", path, activity));
                activity.put("connector", UUID.randomUUID().toString());
                assertEquals(unknown, seen(app.callWith(runner, "POST", path, activity)));
                assertTrue(unknown.contains("connector-not-found"), unknown);
                for (String reference : List.of(foreign, foreignName)) {
                    if (warm) {
                        run(app.adminKey(), reference);
                    }
                    activity.put("connector", reference);
                    assertEquals(unknown, seen(app.callWith(runner, "POST", path, activity)));
                }
            }
        }
        assertEquals(200, run(runner, mine).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {RUNS, EXPLAIN})
    void a_scope_of_nothing_runs_nothing_and_one_of_everything_runs_all(String path) {
        String none = app.key("runner");
        String all = app.key("runner", "*");
        for (String connector : List.of(mine, name(foreign))) {
            Map<String, String> activity = Map.of("connector", connector, "method", "GET", "path", "/");
            String refused = app.callWith(none, "POST", path, activity).text();
            String allowed = app.callWith(all, "POST", path, activity).text();
            assertTrue(refused.contains("connector-not-found"), refused);
            assertTrue(allowed.contains("answered") || allowed.contains("\"allowed\":true"), allowed);
        }
        assertEquals("[]", list(none, "").get("items").toString());
    }

    private JsonNode list(String key, String query) {
        Reply reply = app.callWith(key, "GET", CONNECTORS + query, null);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    @Test
    void a_runner_sees_the_ids_and_names_of_its_own_connectors_and_nothing_else() {
        JsonNode items = list(runner, "").get("items");

        assertEquals("[{\"id\":\"" + mine + "\",\"name\":\"" + name(mine) + "\"}]", items.toString());
        assertEquals(items, list(runner, "?state=live").get("items"));
        assertEquals("[]", list(runner, "?state=paused").get("items").toString());
        String all = app.key("runner", "*");
        JsonNode first = list(all, "?limit=1");
        assertEquals(foreign, first.at("/items/0/id").textValue());
        assertEquals(
                mine,
                list(all, "?limit=1&after=" + first.get("next").textValue())
                        .at("/items/0/id")
                        .textValue());
        JsonNode only = list(app.key("runner", foreign, mine), "?limit=1&after=" + foreign);
        assertEquals(mine, only.at("/items/0/id").textValue());
        assertTrue(only.get("next").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "designer", "auditor"})
    void other_roles_see_how_connectors_fare_and_no_secret(String role) {
        String key = app.key(role);
        run(runner, mine);
        String place = CONNECTORS + "/" + mine;
        Await.until("the run is noted", PATIENCE, () -> app.get(place).json(), shown -> !shown.get("lastUsedAt")
                .isNull());
        JsonNode item = list(key, "").get("items").get(1);

        assertEquals(mine, item.get("id").textValue());
        assertEquals("live", item.get("state").textValue());
        assertEquals("{\"activities\":0,\"keys\":1}", item.get("usedBy").toString());
        assertTrue(item.at("/health/ok").booleanValue(), item.toString());
        assertEquals("true", item.at("/auth/value/set").asText());
        assertEquals(item, app.callWith(key, "GET", place, null).json());
    }

    @ParameterizedTest
    @CsvSource({"admin, 200", "auditor, 200", "designer, 403", "runner, 403"})
    void revoked_connectors_are_shown_to_admins_and_auditors_alone(String role, int status) {
        Reply reply = app.callWith(app.key(role), "GET", CONNECTORS + "?state=revoked", null);

        assertEquals(status, reply.status());
        assertEquals(status == 403 ? "forbidden" : null, reply.problem());
    }

    @Test
    void usage_names_the_live_keys_that_name_the_connector() {
        String designer = app.key("designer");
        app.key("runner", "*");
        Reply second = app.post(
                "/api/keys", Map.of("name", "Crm Web", "role", "runner", "connectors", List.of(foreign, mine)));
        String usage = CONNECTORS + "/" + mine + "/usage";

        assertEquals(
                "[\"Crm Web\",\"a runner\"]",
                app.callWith(designer, "GET", usage, null).json().get("keys").toString());
        app.call("DELETE", "/api/keys/" + second.json().get("id").textValue(), null);
        assertEquals("[\"a runner\"]", app.get(usage).json().get("keys").toString());
        assertEquals(
                "{\"activities\":0,\"keys\":0}",
                app.get(CONNECTORS + "/" + foreign).json().get("usedBy").toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_run_is_shown_to_who_started_it_to_admins_and_to_auditors_without_what_was_said(boolean waits) {
        target.answer(Answer.json("{\"said\":1}"));
        Reply started = app.callWith(
                runner,
                "POST",
                RUNS,
                Map.of("connector", mine, "method", "POST", "path", "/x", "waitForResult", waits));
        String run = RUNS + "/" + started.json().get("id").textValue();
        Await.until("its end", PATIENCE, () -> app.get(run).text(), text -> text.contains("\"endedAt\":\"2"));

        JsonNode own = app.callWith(runner, "GET", run, null).json();
        assertEquals(own, app.get(run).json());
        assertEquals(waits, own.get("result").isNull());
        ObjectNode forAuditors = own.deepCopy();
        assertEquals(
                forAuditors.putNull("result"),
                app.callWith(app.key("auditor"), "GET", run, null).json());

        for (String other : List.of(app.key("runner", mine), app.key("designer"))) {
            String unknown = seen(app.callWith(other, "GET", RUNS + "/" + UUID.randomUUID(), null));
            assertEquals(unknown, seen(app.callWith(other, "GET", run, null)));
            assertTrue(unknown.startsWith("404 "), unknown);
        }
    }

    @Test
    void a_key_that_ended_starts_no_run_and_what_it_had_queued_is_delivered() {
        Reply made = app.post("/api/keys", Map.of("name", "soon over", "role", "runner", "connectors", List.of(mine)));
        String key = made.json().get("key").textValue();
        target.next(Answer.status(503));
        Reply queued = app.callWith(
                key, "POST", RUNS, Map.of("connector", mine, "method", "GET", "path", "/", "waitForResult", false));
        app.call("DELETE", "/api/keys/" + made.json().get("id").textValue(), null);

        assertEquals(401, run(key, mine).status());
        String run = queued.header("Location");
        Await.until("its end", PATIENCE, () -> app.get(run).text(), text -> text.contains("\"state\":\"succeeded\""));
        List<String> callers =
                new ArrayList<>(List.of(app.get(run).json().get("caller").textValue()));
        assertEquals(List.of("key:" + made.json().get("id").textValue()), callers);
        assertFalse(app.get(run).text().contains(key));
    }
}
