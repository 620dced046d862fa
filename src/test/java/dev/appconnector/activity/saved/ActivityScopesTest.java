package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key or token whose scope names saved activities runs those and nothing else. */
@OnBothDatabases
class ActivityScopesTest extends Activities {

    private JsonNode mine;
    private JsonNode foreign;

    ActivityScopesTest(RunningAppConnector app) {
        super(app);
    }

    @BeforeEach
    void makeActivities() {
        mine = made(Map.of("parameters", Map.of("n", Map.of("type", "integer"))));
        foreign = made(Map.of());
    }

    private static String id(JsonNode made) {
        return made.get("id").textValue();
    }

    private static String name(JsonNode made) {
        return made.get("name").textValue();
    }

    private JsonNode key(Map<String, Object> scope) {
        Map<String, Object> document = new HashMap<>(scope);
        document.put("name", "a runner");
        document.put("role", "runner");
        Reply reply = app.post("/api/keys", document);
        assertEquals(201, reply.status(), reply.text());
        return reply.json();
    }

    private String keyOf(String... activities) {
        return key(Map.of("activities", List.of(activities))).get("key").textValue();
    }

    private String token(String maker, Map<String, Object> scope) {
        Reply reply = app.callWith(maker, "POST", "/api/tokens", scope);
        assertEquals(201, reply.status(), reply.text());
        return reply.json().get("token").textValue();
    }

    private Reply runWith(String key, String activity) {
        return app.callWith(key, "POST", RUNS, Map.of("activity", activity));
    }

    private void runsMineAlone(String key) {
        for (String reference : List.of(id(mine), name(mine))) {
            assertEquals(200, runWith(key, reference).status());
            assertEquals(200, runWith(key, reference).status(), "once more, from memory");
        }
        String unknown = runWith(key, "nothing").text();
        assertTrue(unknown.contains("not-found"), unknown);
        for (String reference : List.of(id(foreign), name(foreign))) {
            assertEquals(200, runWith(app.adminKey(), reference).status());
            assertEquals(unknown, runWith(key, reference).text());
        }
        Map<String, String> adHoc = Map.of("connector", connector, "method", "GET", "path", "/");
        refused(404, "connector-not-found", app.callWith(key, "POST", RUNS, adHoc));
    }

    @Test
    void a_key_names_activities_by_name_or_id_and_runs_exactly_those() {
        runsMineAlone(keyOf(name(mine)));
        runsMineAlone(keyOf(id(mine)));
        assertEquals(
                "[\"" + id(mine) + "\"]",
                key(Map.of("activities", List.of(name(mine)))).get("activities").toString());
    }

    @Test
    void a_scope_of_all_activities_runs_all_and_nothing_ad_hoc() {
        String all = keyOf("*");

        assertEquals(200, runWith(all, name(mine)).status());
        assertEquals(200, runWith(all, name(foreign)).status());
        Map<String, String> adHoc = Map.of("connector", connector, "method", "GET", "path", "/");
        refused(404, "connector-not-found", app.callWith(all, "POST", RUNS, adHoc));
    }

    @Test
    void a_scope_of_connectors_runs_what_its_caller_writes_and_no_saved_activity() {
        String key = key(Map.of("connectors", List.of(connector))).get("key").textValue();

        Map<String, String> adHoc = Map.of("connector", connector, "method", "GET", "path", "/");
        assertEquals(200, app.callWith(key, "POST", RUNS, adHoc).status());
        refused(404, "not-found", runWith(key, name(mine)));
    }

    @Test
    void a_token_of_one_activity_runs_that_and_nothing_else() {
        runsMineAlone(token(app.adminKey(), Map.of("activities", List.of(name(mine)))));
        runsMineAlone(token(keyOf(id(mine), id(foreign)), Map.of("activities", List.of(id(mine)))));
    }

    @Test
    void nobody_makes_a_token_for_an_activity_out_of_their_scope() {
        String maker = keyOf(id(mine));

        String unknown = app.callWith(maker, "POST", "/api/tokens", Map.of("activities", List.of("nothing")))
                .text();
        assertTrue(unknown.contains("forbidden"), unknown);
        for (Object scope : List.of(List.of(id(foreign)), List.of(name(foreign)), List.of("*"))) {
            assertEquals(
                    unknown,
                    app.callWith(maker, "POST", "/api/tokens", Map.of("activities", scope))
                            .text());
        }
        refused(422, "parameters-invalid", app.post("/api/tokens", Map.of("activities", List.of("nothing"))));
    }

    @Test
    void a_key_that_names_what_is_not_there_is_not_made() {
        Reply reply = app.post(
                "/api/keys", Map.of("name", "x", "role", "runner", "activities", List.of(name(mine), "nothing", "*")));

        refused(422, "key-invalid", reply);
        assertEquals(List.of("/activities/1", "/activities/2"), places(reply));
    }

    @Test
    void a_deleted_activity_is_in_no_scope_even_where_another_takes_its_name() {
        JsonNode key = key(Map.of("activities", List.of(id(mine), id(foreign))));
        assertEquals(204, app.call("DELETE", ACTIVITIES + "/" + id(mine), null).status());
        made(Map.of("name", name(mine)));

        refused(404, "not-found", runWith(key.get("key").textValue(), name(mine)));
        assertEquals(200, runWith(key.get("key").textValue(), name(foreign)).status());
        JsonNode listed = app.get("/api/keys?limit=1").json().at("/items/0");
        assertEquals(key.get("id"), listed.get("id"));
        assertEquals("[\"" + id(foreign) + "\"]", listed.get("activities").toString());
    }

    @Test
    void a_runner_sees_its_own_activities_and_of_them_what_it_needs_to_run_them() {
        JsonNode items =
                app.callWith(keyOf(id(mine)), "GET", ACTIVITIES, null).json().get("items");

        assertEquals(
                "[{\"id\":\"%s\",\"name\":\"%s\",\"description\":\"\",\"parameters\":{\"n\":{\"type\":\"integer\"}}}]"
                        .formatted(id(mine), name(mine)),
                items.toString());
        assertEquals(
                "[]",
                app.callWith(keyOf(), "GET", ACTIVITIES, null)
                        .json()
                        .get("items")
                        .toString());
        assertEquals(
                foreign,
                app.callWith(app.key("auditor"), "GET", ACTIVITIES + "?limit=1", null)
                        .json()
                        .at("/items/0"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_runner_sees_the_run_of_its_activity_and_may_replay_it_without_its_connector(boolean deleted) {
        String key = keyOf(id(mine));
        target.next(Answer.status(400));
        Reply accepted = app.callWith(
                key, "POST", RUNS, Map.of("activity", id(mine), "waitForResult", false, "parameters", Map.of("n", 1)));
        String run = accepted.json().get("id").textValue();
        awaitEnd(run);
        assertEquals(
                name(mine),
                app.callWith(key, "GET", RUNS + "/" + run, null)
                        .json()
                        .get("activity")
                        .textValue());
        if (deleted) {
            app.call("DELETE", ACTIVITIES + "/" + id(mine), null);
        }

        Reply replayed = app.callWith(key, "POST", RUNS + "/" + run + "/replay", null);

        if (deleted) {
            refused(404, "connector-not-found", replayed);
        } else {
            assertEquals(202, replayed.status(), replayed.text());
            assertEquals(
                    "succeeded",
                    awaitEnd(replayed.json().get("id").textValue()).get("state").textValue());
        }
    }

    @Test
    void designers_make_activities_and_runners_and_auditors_do_not() {
        Map<String, Object> document =
                document(Map.of("name", "d" + UUID.randomUUID().toString().substring(0, 8)));

        for (String role : List.of("runner", "auditor")) {
            refused(403, "forbidden", app.callWith(app.key(role), "POST", ACTIVITIES, document));
        }
        assertEquals(
                201,
                app.callWith(app.key("designer"), "POST", ACTIVITIES, document).status());
    }
}
