package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs are listed newest first, open and ended ones alike, to those who may see them. */
@OnBothDatabases
class RunListTest extends KeptRuns {

    private static final Answer LATER = Answer.status(503).header("Retry-After", "600");

    RunListTest(RunningAppConnector app) {
        super(app);
    }

    private String runOf(String key, String connectorId, boolean waitForResult) {
        Reply reply = app.callWith(
                key,
                "POST",
                "/worker/runs",
                Map.of("connector", connectorId, "method", "GET", "path", "/x", "waitForResult", waitForResult));
        assertTrue(reply.status() < 300, reply.text());
        return reply.json().get("id").textValue();
    }

    private JsonNode list(String key, String query) {
        Reply reply = app.callWith(key, "GET", "/worker/runs" + query, null);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private List<String> ids(String key, String query) {
        List<String> ids = new ArrayList<>();
        list(key, query).get("items").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    private List<String> ids(String more) {
        return ids(app.adminKey(), "?connector=" + connector + more);
    }

    /** One that has succeeded, one that waits for its next attempt, one that is under way. */
    private List<String> oneOfEach() {
        String succeeded = accepted(Map.of());
        awaitState(succeeded, "succeeded");
        target.next(LATER);
        String queued = accepted(Map.of());
        awaitState(queued, "queued");
        target.answer(Answer.silence());
        String running = accepted(Map.of("timeout", 60_000));
        assertTrue(target.awaitRequests(3, PATIENCE));
        awaitState(running, "running");
        return List.of(succeeded, queued, running);
    }

    @Test
    void open_and_ended_runs_are_one_list_newest_first_each_as_it_is_read_but_for_what_was_said() {
        List<String> made = oneOfEach();

        JsonNode items = list(app.adminKey(), "?connector=" + connector).get("items");

        assertEquals(3, items.size());
        for (int i = 0; i < 3; i++) {
            ObjectNode run = (ObjectNode) run(made.get(2 - i));
            run.remove("result");
            assertEquals(run, items.get(i));
        }
    }

    @Test
    void a_run_that_was_waited_for_is_listed_too() {
        Reply waited = accept(Map.of("waitForResult", true));

        String id = waited.json().get("id").textValue();
        Await.until("the run", PATIENCE, () -> ids(""), List.of(id)::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "connector", "caller", "state"})
    void pages_lead_from_the_newest_to_the_oldest_and_miss_none(String by) {
        String key = app.key("runner", connector);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            target.answer(i % 2 == 0 ? Answer.ok() : by.equals("state") ? Answer.ok() : LATER);
            String id = runOf(key, connector, false);
            Await.until(
                    "an attempt",
                    PATIENCE,
                    () -> run(id),
                    run -> !run.get("state").textValue().equals("running")
                            && run.get("attempts").size() == 1);
            made.add(0, id);
        }
        String filter =
                switch (by) {
                    case "connector" -> "&connector=" + connector;
                    case "caller" -> "&caller=" + run(made.get(0)).get("caller").textValue();
                    case "state" ->
                        "&state=succeeded&from="
                                + run(made.get(4)).get("createdAt").textValue();
                    default -> "";
                };

        List<String> seen = new ArrayList<>();
        JsonNode page = list(app.adminKey(), "?limit=2" + filter);
        while (true) {
            page.get("items").forEach(item -> seen.add(item.get("id").textValue()));
            if (page.get("next").isNull() || seen.containsAll(made)) {
                break;
            }
            assertEquals(2, page.get("items").size());
            page = list(
                    app.adminKey(),
                    "?limit=2" + filter + "&after=" + page.get("next").textValue());
        }

        assertEquals(seen.stream().sorted(Comparator.reverseOrder()).toList(), seen);
        assertEquals(made, seen.stream().filter(made::contains).toList());
        assertTrue(!(by.equals("connector") || by.equals("caller")) || seen.equals(made), seen.toString());
    }

    @Test
    void runs_are_found_by_state() {
        List<String> made = oneOfEach();
        target.answer(Answer.status(400));
        String rejected = accepted(Map.of());
        awaitState(rejected, "rejected");

        assertEquals(List.of(made.get(0)), ids("&state=succeeded"));
        assertEquals(List.of(made.get(1)), ids("&state=queued"));
        assertEquals(List.of(made.get(2)), ids("&state=running"));
        // A page is filled by what is in the state, whatever else is newer.
        assertEquals(List.of(made.get(0)), ids("&state=succeeded&limit=1"));
        assertEquals(List.of(made.get(1)), ids("&state=queued&limit=1"));
        assertEquals(List.of(made.get(2)), ids("&state=running&limit=1"));
        assertEquals(List.of(rejected), ids("&state=rejected"));
        List<String> several = List.of(rejected, made.get(2), made.get(1));
        assertEquals(several, ids("&state=queued,rejected,running,dead"));
        assertEquals(several.subList(0, 2), ids("&state=queued,rejected,running,dead&limit=2"));
        assertEquals(several.subList(1, 3), ids("&state=rejected,running,queued&after=" + rejected));
        assertEquals(List.of(), ids("&state=dead"));
        assertTrue(ids(app.adminKey(), "?state=rejected").contains(rejected));
        assertFalse(ids(app.adminKey(), "?state=rejected").contains(made.get(0)));
    }

    @Test
    void runs_are_found_by_connector_by_its_name_while_it_lives_and_by_its_id_for_ever() {
        String id = accepted(Map.of());
        String name = awaitState(id, "succeeded").at("/connector/name").textValue();
        String byName = "?connector=" + name.replace(" ", "%20").toUpperCase(java.util.Locale.ROOT);
        accepted(Map.of("connector", connector(FAST)));

        assertEquals(List.of(id), ids(app.adminKey(), byName));
        app.call("DELETE", "/api/connectors/" + connector, null);

        assertEquals(List.of(), ids(app.adminKey(), byName));
        assertEquals(List.of(id), ids(""));
        assertEquals(List.of(), ids(app.adminKey(), "?connector=nobody"));
        assertEquals(List.of(), ids(app.adminKey(), "?connector=%7B"));
    }

    @Test
    void runs_are_found_by_when_they_were_made_from_inclusive_to_exclusive() {
        String id = accepted(Map.of());
        Instant at = Instant.parse(awaitState(id, "succeeded").get("createdAt").textValue());

        assertEquals(List.of(id), ids("&from=" + at + "&to=" + at.plusMillis(1)));
        assertEquals(List.of(), ids("&from=" + at.plusMillis(1)));
        assertEquals(List.of(), ids("&from=" + at.plusNanos(1)));
        assertEquals(List.of(), ids("&to=" + at));
        assertEquals(List.of(id), ids("&to=" + at.plusNanos(1)));
    }

    @Test
    void runs_that_were_waited_for_are_found_by_the_time_that_they_show() {
        String id = accept(Map.of("waitForResult", true)).json().get("id").textValue();
        Await.until("the run", PATIENCE, () -> ids(""), List.of(id)::equals);
        Instant at = Instant.parse(run(id).get("createdAt").textValue());

        assertEquals(List.of(id), ids("&from=" + at + "&to=" + at.plusMillis(1)));
    }

    @Test
    void runs_are_found_by_activity() {
        String id = accepted(Map.of());
        awaitState(id, "succeeded");
        app.rows()
                .sql("update run set activity = 'create-case' where id = cast(? as uuid)")
                .param(id)
                .update();
        accepted(Map.of());

        assertEquals(List.of(id), ids("&activity=create-case"));
        assertEquals(List.of(), ids("&activity=create"));
    }

    @Test
    void runs_are_found_by_caller_with_each_of_the_other_filters() {
        String key = app.key("runner", connector);
        String foreign = accepted(Map.of());
        String id = runOf(key, connector, false);
        awaitState(foreign, "succeeded");
        String caller = awaitState(id, "succeeded").get("caller").textValue();

        for (String more : List.of("", "&state=succeeded", "&connector=" + connector)) {
            assertEquals(List.of(id), ids(app.adminKey(), "?caller=" + caller + more), more);
        }
        target.answer(Answer.status(404));
        String rejected = runOf(key, connector, false);
        awaitState(rejected, "rejected");
        awaitState(accepted(Map.of()), "rejected");
        assertEquals(List.of(rejected), ids(app.adminKey(), "?state=rejected&caller=" + caller));
        assertEquals(List.of(id), ids(app.adminKey(), "?state=succeeded&limit=1&caller=" + caller));
        assertEquals(List.of(), ids(app.adminKey(), "?state=queued&caller=" + caller));
        assertEquals(List.of(), ids(app.adminKey(), "?connector=nobody&caller=" + caller));
        assertEquals(List.of(), ids(app.adminKey(), "?caller=key:nobody"));
    }

    @Test
    void a_runner_a_designer_and_a_token_are_shown_their_own_and_an_auditor_all() {
        String runner = app.key("runner", connector);
        String designer = app.key("designer");
        String token = app.callWith(runner, "POST", "/api/tokens", Map.of("connectors", List.of(connector)))
                .json()
                .get("token")
                .textValue();
        List<String> keys = List.of(runner, designer, token);
        List<String> made =
                keys.stream().map(key -> runOf(key, connector, false)).toList();
        String foreign =
                awaitState(accepted(Map.of()), "succeeded").get("caller").textValue();

        for (int i = 0; i < keys.size(); i++) {
            List<String> own = List.of(made.get(i));
            assertEquals(own, ids(keys.get(i), ""));
            assertEquals(own, ids(keys.get(i), "?connector=" + connector));
            String caller = run(made.get(i))
                    .get("caller")
                    .textValue()
                    .replace("#", "%23")
                    .replace("@", "%40");
            assertEquals(own, ids(keys.get(i), "?caller=" + caller));
            assertEquals(
                    "{\"items\":[],\"next\":null}",
                    app.callWith(keys.get(i), "GET", "/worker/runs?caller=" + foreign, null)
                            .text());
            assertEquals(List.of(), ids(keys.get(i), "?caller=key:nobody"));
        }
        assertTrue(ids(app.key("auditor"), "?connector=" + connector).containsAll(made));
    }

    @ParameterizedTest
    @CsvSource({
        "state=failing, state",
        "state=QUEUED, state",
        "'state=queued,', state",
        "limit=201, limit",
        "after=yesterday, after",
        "from=yesterday, from",
        "to=2026-11-24, to",
        "status=dead, state",
        "state=dead&state=dead, state"
    })
    void what_is_no_filter_is_refused(String query, String named) {
        Reply refused = app.get("/worker/runs?" + query);

        assertEquals(400, refused.status());
        assertEquals("malformed-request", refused.problem());
        assertTrue(refused.json().get("detail").textValue().contains(named), refused.text());
    }
}
