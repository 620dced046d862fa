package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A saved activity runs as if its caller had written what it makes of their values. */
@OnBothDatabases
class SavedRunsTest extends Activities {

    private static final Map<String, Object> CASE = Map.of(
            "path", "/sobjects/{object}?dryRun={dry}",
            "headers", Map.of("X-Trace", "t-{{trace}}"),
            "body", Map.of("Subject", "{{subject}}", "Priority", "{{priority}}"),
            "timeout", 10000,
            "parameters",
                    Map.of(
                            "object", Map.of("type", "string", "default", "Case"),
                            "dry", Map.of("type", "boolean", "default", false),
                            "trace", Map.of("type", "integer", "default", 7),
                            "subject", Map.of("type", "string", "maxLength", 255, "required", true),
                            "priority", Map.of("type", "integer", "minimum", 1, "maximum", 5, "default", 3)));

    SavedRunsTest(RunningAppConnector app) {
        super(app);
    }

    @Test
    void values_and_defaults_stand_where_the_activity_has_them() throws Exception {
        String name = named(CASE);

        Recorded request = sent(name, Map.of("subject", "Broken"));

        assertEquals("POST /v1/sobjects/Case?dryRun=false", request.method() + " " + request.target());
        assertEquals("t-7", request.header("X-Trace"));
        assertEquals("application/json", request.header("Content-Type"));
        assertEquals("Bearer a-long-enough-token", request.header("Authorization"));
        assertEquals(
                RunningAppConnector.JSON.readTree("{\"Subject\":\"Broken\",\"Priority\":3}"),
                RunningAppConnector.JSON.readTree(request.bodyText()));
    }

    @Test
    void it_is_run_by_its_id_too_and_the_answer_is_that_of_any_run() {
        String id = made(CASE).get("id").textValue();

        Reply reply = run(id, Map.of("subject", "x", "object", "Lead"));

        assertEquals(
                "answered 200 json",
                "%s %s %s"
                        .formatted(
                                reply.json().get("outcome").asText(),
                                reply.json().get("status"),
                                reply.json().get("bodyType").asText()));
        assertEquals(
                "/v1/sobjects/Lead?dryRun=false", target.takeRequest(PATIENCE).target());
    }

    @Test
    void its_run_is_recorded_under_its_name_and_found_by_name_and_id() {
        JsonNode activity = made(CASE);
        String name = activity.get("name").textValue();
        named(CASE);

        String run = run(name, Map.of("subject", "x")).json().get("id").textValue();

        JsonNode recorded = awaitEnd(run);
        assertEquals(name, recorded.get("activity").textValue());
        assertEquals("/sobjects/Case?dryRun=false", recorded.get("path").textValue());
        assertEquals(connector, recorded.at("/connector/id").textValue());
        for (String filter : List.of(
                "?activity=" + name,
                "?activity=" + activity.get("id").textValue(),
                "?state=succeeded&activity=" + name,
                "?connector=" + connector + "&activity=" + name,
                "?caller=" + recorded.get("caller").textValue() + "&activity=" + name)) {
            assertEquals(
                    List.of(run),
                    app.get(RUNS + filter).json().at("/items").findValuesAsText("id").stream()
                            .filter(id -> !id.equals(connector))
                            .toList(),
                    filter);
        }
        assertEquals(
                "[]", app.get(RUNS + "?activity=nothing").json().get("items").toString());
    }

    @Test
    void a_caller_may_override_its_timeout_and_whether_to_wait_and_nothing_else() {
        String name = named(CASE);
        Map<String, Object> values = Map.of("subject", "x");

        Reply queued = app.post(RUNS, Map.of("activity", name, "parameters", values, "waitForResult", false));
        assertEquals(202, queued.status(), queued.text());
        target.takeRequest(PATIENCE);
        target.next(Answer.silence());
        refused(
                504,
                "deadline-exceeded",
                app.post(RUNS, Map.of("activity", name, "parameters", values, "timeout", 200)));
        refused(422, "timeout-refused", app.post(RUNS, Map.of("activity", name, "parameters", values, "timeout", 0)));
        for (String field : List.of("connector", "method", "path", "headers", "body", "bodyBase64")) {
            Reply refused = app.post(RUNS, Map.of("activity", name, field, field.equals("headers") ? Map.of() : ""));
            refused(400, "malformed-request", refused);
            assertEquals(List.of("/" + field), places(refused));
        }
        Reply adHoc =
                app.post(RUNS, Map.of("connector", connector, "method", "GET", "path", "/", "parameters", Map.of()));
        refused(400, "malformed-request", adHoc);
        assertEquals(List.of("/parameters"), places(adHoc));
    }

    @Test
    void nobody_but_the_program_says_which_saved_activity_an_activity_was_made_from() {
        Reply reply = app.post(
                RUNS,
                Map.of(
                        "connector",
                        connector,
                        "method",
                        "GET",
                        "path",
                        "/",
                        "source",
                        Map.of("id", connector, "name", "x")));

        refused(400, "malformed-request", reply);
        assertEquals(List.of("/source"), places(reply));
    }

    @Test
    void a_run_that_nobody_waits_for_is_delivered_as_it_was_accepted_and_replayed_so() {
        JsonNode activity = made(Map.of(
                "body",
                Map.of("n", "{{n}}"),
                "waitForResult",
                false,
                "select",
                "$.id",
                "parameters",
                Map.of("n", Map.of("type", "integer"))));
        String name = activity.get("name").textValue();
        target.next(Answer.status(503), Answer.status(400));
        Reply accepted = run(name, Map.of("n", 7));
        assertEquals(202, accepted.status(), accepted.text());
        ObjectNode changed = activity.deepCopy();
        changed.put("path", "/elsewhere").put("select", "$.other");
        assertEquals(
                200,
                app.call("PUT", ACTIVITIES + "/" + activity.get("id").textValue(), changed)
                        .status());
        String run = accepted.json().get("id").textValue();

        JsonNode ended = awaitEnd(run);
        assertEquals(
                "rejected 2",
                ended.get("state").asText() + " " + ended.get("attempts").size());
        Reply replayed = app.post(RUNS + "/" + run + "/replay", null);
        assertEquals(202, replayed.status(), replayed.text());
        JsonNode again = awaitEnd(replayed.json().get("id").textValue());

        assertEquals(name, ended.get("activity").textValue());
        assertEquals(name, again.get("activity").textValue());
        assertEquals("\"500\"", again.at("/result/body").toString());
        for (int i = 0; i < 3; i++) {
            Recorded request = target.takeRequest(PATIENCE);
            assertEquals("/v1/cases {\"n\":7}", request.target() + " " + request.bodyText());
        }
    }

    @Test
    void a_repeated_request_gets_the_first_answer_even_when_the_activity_is_gone() {
        JsonNode activity = made(CASE);
        Map<String, Object> wanted =
                Map.of("activity", activity.get("name").textValue(), "parameters", Map.of("subject", "once"));
        Reply first = app.send(app.request("POST", RUNS, wanted).header("Idempotency-Key", "k-" + newName()));
        String key = first.response()
                .request()
                .headers()
                .firstValue("Idempotency-Key")
                .orElseThrow();
        assertEquals(200, first.status(), first.text());
        String run = first.json().get("id").textValue();
        assertEquals(activity.get("name"), app.get(RUNS + "/" + run).json().get("activity"));
        app.call("DELETE", ACTIVITIES + "/" + activity.get("id").textValue(), null);

        Reply again = app.send(app.request("POST", RUNS, wanted).header("Idempotency-Key", key));

        assertEquals(first.text(), again.text());
        assertNotNull(target.takeRequest(PATIENCE));
        assertEquals(1, target.requests().size());
        refused(404, "not-found", app.send(app.request("POST", RUNS, wanted).header("Idempotency-Key", key + "2")));
    }

    @Test
    void explain_says_what_a_run_of_it_would_send_or_which_problem_it_would_get() {
        String name = named(CASE);

        JsonNode explained = app.post("/worker/explain", Map.of("activity", name, "parameters", Map.of("subject", "x")))
                .json();
        assertEquals(
                "true http://crm.example/v1/sobjects/Case?dryRun=false t-7",
                "%s %s %s"
                        .formatted(
                                explained.get("allowed"),
                                explained.get("url").asText(),
                                explained.at("/headers/X-Trace").asText()));
        JsonNode missing = app.post("/worker/explain", Map.of("activity", name)).json();
        assertEquals(
                "urn:appconnector:problem:parameters-invalid",
                missing.at("/problem/type").asText());
        JsonNode unknown =
                app.post("/worker/explain", Map.of("activity", "nothing")).json();
        assertEquals(
                "urn:appconnector:problem:not-found",
                unknown.at("/problem/type").asText());
        assertEquals(0, target.requests().size());
    }

    @Test
    void a_revoked_connector_leaves_its_activities_which_then_answer_410() {
        JsonNode activity = made(CASE);
        String name = activity.get("name").textValue();
        assertEquals(200, run(name, Map.of("subject", "x")).status());
        assertEquals(
                200, app.call("DELETE", "/api/connectors/" + connector, null).status());

        refused(410, "connector-revoked", run(name, Map.of("subject", "x")));
        assertEquals(
                200, app.get(ACTIVITIES + "/" + activity.get("id").textValue()).status());
    }

    @Test
    void a_paused_connector_starts_no_run_of_its_activities() {
        String name = named(CASE);
        ObjectNode paused = app.get("/api/connectors/" + connector).json().deepCopy();
        app.call("PUT", "/api/connectors/" + connector, paused.put("paused", true));

        refused(409, "connector-paused", run(name, Map.of("subject", "x")));
    }

    @Test
    void a_change_holds_from_the_next_run_on() {
        JsonNode activity = made(Map.of());
        String name = activity.get("name").textValue();
        assertEquals("/v1/cases", sent(name, Map.of()).target());
        ObjectNode changed = activity.deepCopy();
        changed.put("path", "/changed");
        app.call("PUT", ACTIVITIES + "/" + activity.get("id").textValue(), changed);

        assertEquals("/v1/changed", sent(name, Map.of()).target());
        app.call("DELETE", ACTIVITIES + "/" + activity.get("id").textValue(), null);
        refused(404, "not-found", run(name, Map.of()));
    }

    @Test
    void a_warm_run_waits_for_no_database() {
        String name = named(Map.of());

        Await.until("a run without the table", PATIENCE, () -> statusWithoutTheTable(name), status -> status == 200);
        assertEquals(503, statusWithoutTheTable(named(Map.of())), "one that was never run is looked up");
    }

    /** Another change may be heard of at any time, which makes it be looked up once more. */
    private int statusWithoutTheTable(String name) {
        app.rows().sql("alter table activity rename to hidden_activity").update();
        int status;
        try {
            status = run(name, Map.of()).status();
        } finally {
            app.rows().sql("alter table hidden_activity rename to activity").update();
        }
        run(name, Map.of());
        return status;
    }

    @Test
    void what_it_makes_is_judged_as_what_a_caller_wrote() {
        String name = named(Map.of("headers", Map.of("X-Reserved", "1")));
        ObjectNode document = app.get("/api/connectors/" + connector).json().deepCopy();
        document.putObject("headers").put("x_reserved", "of the connector");
        assertEquals(
                200, app.call("PUT", "/api/connectors/" + connector, document).status());

        Reply refused = run(name, Map.of());

        refused(422, "header-refused", refused);
        assertTrue(refused.text().contains("H2"), refused.text());
    }
}
