package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/** What a run that nobody waited for was to send is run again as a new run, judged as if it had just come. */
@OnBothDatabases
class ReplayedRunsTest extends KeptRuns {

    private static final String NO_ID = "0199f0a2-0000-7000-8000-000000000000";

    ReplayedRunsTest(RunningAppConnector app) {
        super(app);
    }

    private Reply replay(String key, String id) {
        return app.callWith(key, "POST", "/worker/runs/" + id + "/replay", null);
    }

    private Reply replay(String id) {
        return replay(app.adminKey(), id);
    }

    private String rejected(Map<String, Object> more) {
        target.next(Answer.status(400));
        String id = accepted(more);
        awaitState(id, "rejected");
        target.takeRequest(PATIENCE);
        return id;
    }

    private static void refused(int status, String problem, Reply reply) {
        assertEquals(problem, reply.problem(), reply.text());
        assertEquals(status, reply.status());
    }

    @Test
    void a_run_is_sent_again_as_it_was_said_and_names_the_one_that_it_repeats() {
        String id = rejected(Map.of("body", Map.of("a", 1), "headers", Map.of("X-Trace", "7"), "timeout", 1234));
        JsonNode before = run(id);

        Reply reply = replay(id);

        assertEquals(202, reply.status(), reply.text());
        String again = reply.json().get("id").textValue();
        assertNotEquals(id, again);
        assertEquals("{\"id\":\"" + again + "\",\"state\":\"queued\"}", reply.text());
        assertEquals("/worker/runs/" + again, reply.header("Location"));
        JsonNode run = awaitState(again, "succeeded");
        assertEquals(id, run.get("replayOf").textValue());
        Recorded request = target.takeRequest(PATIENCE);
        assertEquals(
                "/v1/jobs?x=1 {\"a\":1} 7",
                request.target() + " " + request.bodyText() + " " + request.header("X-Trace"));
        assertEquals(List.of(again), request.headers("Idempotency-Key"));
        assertEquals(before, run(id));
    }

    @Test
    void a_replay_that_fails_at_first_is_tried_again_and_can_be_replayed_itself() {
        String id = rejected(Map.of("body", "precious"));
        target.next(Answer.status(503));

        String again = replay(id).json().get("id").textValue();

        assertEquals(2, awaitState(again, "succeeded").get("attempts").size());
        String third = replay(again).json().get("id").textValue();
        assertEquals(again, awaitState(third, "succeeded").get("replayOf").textValue());
        assertEquals(
                "precious", target.requests().get(target.requests().size() - 1).bodyText());
    }

    @Test
    void whoever_replays_a_run_is_the_new_ones_caller() {
        String runner = app.key("runner", connector);
        String id = app.callWith(
                        runner,
                        "POST",
                        "/worker/runs",
                        Map.of("connector", connector, "method", "GET", "path", "/", "waitForResult", false))
                .json()
                .get("id")
                .textValue();
        String started = awaitState(id, "succeeded").get("caller").textValue();

        String own = replay(runner, id).json().get("id").textValue();
        String admins = replay(id).json().get("id").textValue();

        assertEquals(started, run(own).get("caller").textValue());
        assertNotEquals(started, run(admins).get("caller").textValue());
        assertEquals(
                404, app.callWith(runner, "GET", "/worker/runs/" + admins, null).status());
    }

    @Test
    void a_foreign_run_is_answered_as_an_unknown_one() {
        String id = rejected(Map.of());
        String runner = app.key("runner", connector);

        Reply foreign = replay(runner, id);

        refused(404, "not-found", foreign);
        assertEquals(replay(runner, NO_ID).text(), foreign.text());
        refused(404, "not-found", replay(NO_ID));
    }

    @Test
    void a_run_that_has_not_ended_is_not_replayed() {
        target.answer(Answer.silence());
        String id = accepted(Map.of("timeout", 60_000));
        target.takeRequest(PATIENCE);
        refused(409, "run-in-progress", replay(id));

        app.call("POST", "/worker/runs/" + id + "/cancel", null);
        target.answer(Answer.ok());
        awaitState(replay(id).json().get("id").textValue(), "succeeded");
    }

    @Test
    void a_run_that_was_waited_for_has_nothing_to_replay() {
        String id = accept(Map.of("waitForResult", true)).json().get("id").textValue();
        Await.until("the run", PATIENCE, () -> app.get("/worker/runs/" + id).status(), status -> status == 200);

        Reply refused = replay(id);

        refused(422, "activity-invalid", refused);
        assertTrue(refused.json().get("detail").textValue().contains("nobody waits"), refused.text());
    }

    @Test
    void what_has_been_erased_is_not_replayed_and_says_since_when() {
        String id = rejected(Map.of());
        app.rows()
                .sql("delete from run_body where run_id = cast(? as uuid)")
                .param(id)
                .update();
        app.rows()
                .sql("update run set ended_at = timestamp '2026-01-02 10:00:00+00:00' where id = cast(? as uuid)")
                .param(id)
                .update();

        Reply refused = replay(id);

        refused(422, "activity-invalid", refused);
        assertTrue(refused.json().get("detail").textValue().contains("since 2026-01-09T"), refused.text());
    }

    @Test
    void a_paused_connector_and_a_revoked_one_start_no_replay() {
        String id = rejected(Map.of());
        change("paused", true);
        refused(409, "connector-paused", replay(id));
        app.call("DELETE", "/api/connectors/" + connector, null);
        refused(410, "connector-revoked", replay(id));
    }

    @Test
    void a_replay_stays_with_its_connector_whatever_that_is_called_by_now() {
        String name = "before " + connector.substring(1);
        change("name", name);
        String id = rejected(Map.of("connector", name));
        change("name", "after " + connector.substring(1));
        app.connector(name, "http://another.example", "a-foreign-token-1");

        String again = replay(id).json().get("id").textValue();

        awaitState(again, "succeeded");
        assertEquals("crm.example", target.takeRequest(PATIENCE).host());
    }

    @Test
    void a_replay_is_judged_by_what_holds_now() {
        String id = rejected(Map.of("headers", Map.of("X-Trace", "7")));
        change("headers", Map.of("X-Trace", "8"));
        long before = count();

        refused(422, "header-refused", replay(id));

        assertEquals(before, count());
    }

    /** No key's scope can be narrowed, so the run is made the key's. */
    @Test
    void a_replay_needs_a_connector_in_scope() {
        String id = rejected(Map.of());
        Reply made =
                app.post("/api/keys", Map.of("name", "x", "role", "runner", "connectors", List.of(connector(FAST))));
        app.rows()
                .sql("update run set caller = ? where id = cast(? as uuid)")
                .param("key:" + made.json().get("id").textValue())
                .param(id)
                .update();

        refused(404, "connector-not-found", replay(made.json().get("key").textValue(), id));
    }

    @Test
    void the_audit_names_who_replayed_which_run() {
        String id = rejected(Map.of());
        String again = replay(id).json().get("id").textValue();

        JsonNode entry = Await.until(
                "an entry",
                PATIENCE,
                () -> app.get("/api/audit?limit=1&object=" + connector).json().at("/items/0"),
                found -> found.path("action").asText().equals("run.replayed"));

        assertEquals(again, entry.get("run").textValue());
        assertEquals("[\"/replayOf/" + id + "\"]", entry.get("fields").toString());
        assertEquals(run(again).get("caller"), entry.at("/actor/id"));
    }

    private long count() {
        return app.rows().sql("select count(*) from run_body").query(Long.class).single();
    }

    private void change(String field, Object value) {
        ObjectNode document =
                (ObjectNode) app.get("/api/connectors/" + connector).json();
        document.set(field, RunningAppConnector.JSON.valueToTree(value));
        assertEquals(
                200, app.call("PUT", "/api/connectors/" + connector, document).status());
    }
}
