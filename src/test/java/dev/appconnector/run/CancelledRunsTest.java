package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A run that nobody waits for is cancelled by who started it, wherever it is on its way, and sent no more. */
@OnBothDatabases
class CancelledRunsTest extends KeptRuns {

    private static final String NO_ID = "0199f0a2-0000-7000-8000-000000000000";

    CancelledRunsTest(RunningAppConnector app) {
        super(app);
    }

    private Reply cancel(String key, String id) {
        return app.callWith(key, "POST", "/worker/runs/" + id + "/cancel", null);
    }

    private JsonNode cancelled(String id) {
        Reply reply = cancel(app.adminKey(), id);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private String queued() {
        target.next(Answer.status(503).header("Retry-After", "1"));
        String id = accepted(Map.of());
        Await.until(
                "an attempt",
                PATIENCE,
                () -> run(id),
                run -> run.get("attempts").size() == 1);
        return id;
    }

    private long deliveries(String id) {
        return app.rows()
                .sql("select count(*) from delivery where id = cast(? as uuid)")
                .param(id)
                .query(Long.class)
                .single();
    }

    private List<JsonNode> noted(String action, String id) {
        JsonNode items =
                app.get("/api/audit?limit=200&object=" + connector).json().get("items");
        List<JsonNode> found = new java.util.ArrayList<>();
        items.forEach(entry -> {
            if (entry.get("action").textValue().equals(action)
                    && entry.get("run").asText().equals(id)) {
                found.add(entry);
            }
        });
        return found;
    }

    @Test
    void a_queued_run_is_cancelled_and_not_sent_again() {
        String id = queued();

        JsonNode run = cancelled(id);

        assertEquals("cancelled", run.get("state").textValue());
        assertTrue(run.get("nextAttemptAt").isNull() && !run.get("endedAt").isNull());
        assertEquals(run(id), run);
        assertEquals(0, deliveries(id));
        String later = accepted(Map.of("path", "/later"));
        awaitState(later, "succeeded");
        assertEquals(2, target.requests().size());
        assertEquals(
                1L,
                app.rows()
                        .sql("select count(*) from run_body where run_id = cast(? as uuid) and erase_after is not null")
                        .param(id)
                        .query(Long.class)
                        .single());
    }

    @Test
    void an_attempt_under_way_is_aborted_and_shown() {
        target.answer(Answer.silence());
        String id = accepted(Map.of("timeout", 300_000));
        target.takeRequest(PATIENCE);

        assertEquals("cancelled", cancelled(id).get("state").textValue());

        assertTrue(target.awaitHangUps(1, PATIENCE));
        JsonNode run = Await.until(
                "the attempt",
                PATIENCE,
                () -> run(id),
                shown -> shown.get("attempts").size() == 1);
        assertEquals("cancelled", run.get("state").textValue());
        assertEquals("cancelled", run.at("/attempts/0/outcome").textValue());
        assertEquals(0, deliveries(id));
    }

    @Test
    void the_attempt_that_revoking_aborts_is_shown() {
        target.answer(Answer.silence());
        String id = accepted(Map.of("timeout", 300_000));
        target.takeRequest(PATIENCE);

        Reply revoked = app.call("DELETE", "/api/connectors/" + connector, null);

        assertEquals("{\"aborted\":1,\"cancelled\":0}", revoked.text());
        JsonNode run = Await.until(
                "the attempt",
                PATIENCE,
                () -> run(id),
                shown -> shown.get("attempts").size() == 1);
        assertEquals("cancelled", run.get("state").textValue());
        // Which of the two the attempt hears of first is open.
        assertTrue(Set.of("connector-revoked", "cancelled")
                .contains(run.at("/attempts/0/outcome").textValue()));
    }

    @Test
    void a_run_that_has_ended_stays_as_it_is() {
        String id = accepted(Map.of());
        JsonNode succeeded = awaitState(id, "succeeded");
        assertEquals(succeeded, cancelled(id));
        assertEquals(succeeded, run(id));

        String twice = queued();
        JsonNode first = cancelled(twice);
        assertEquals(first, cancelled(twice));
    }

    @Test
    void a_run_that_was_waited_for_stays_as_it_is() {
        String id = accept(Map.of("waitForResult", true)).json().get("id").textValue();
        Await.until("the run", PATIENCE, () -> app.get("/worker/runs/" + id).status(), status -> status == 200);

        assertEquals("succeeded", cancelled(id).get("state").textValue());
    }

    @Test
    void a_foreign_run_is_answered_as_an_unknown_one_and_goes_on() {
        String id = queued();
        String runner = app.key("runner", connector);

        Reply foreign = cancel(runner, id);

        assertEquals(404, foreign.status());
        assertEquals(cancel(runner, NO_ID).text(), foreign.text());
        assertEquals(404, cancel(app.adminKey(), NO_ID).status());
        awaitState(id, "succeeded");
    }

    @Test
    void a_browser_token_cancels_what_it_started_and_nothing_else() {
        String runner = app.key("runner", connector);
        String token = app.callWith(runner, "POST", "/api/tokens", Map.of("connectors", List.of(connector)))
                .json()
                .get("token")
                .textValue();
        target.answer(Answer.status(503).header("Retry-After", "600"));
        Map<String, Object> activity =
                Map.of("connector", connector, "method", "POST", "path", "/x", "waitForResult", false);
        String own = app.callWith(token, "POST", "/worker/runs", activity)
                .json()
                .get("id")
                .textValue();
        String ofItsMaker = app.callWith(runner, "POST", "/worker/runs", activity)
                .json()
                .get("id")
                .textValue();

        assertEquals("cancelled", cancel(token, own).json().get("state").textValue());
        assertEquals(404, cancel(token, ofItsMaker).status());
    }

    @Test
    void the_audit_names_who_cancelled_which_run_and_only_where_one_was_cancelled() {
        String id = queued();
        cancelled(id);
        cancelled(id);

        List<JsonNode> entries =
                Await.until("an entry", PATIENCE, () -> noted("run.cancelled", id), found -> !found.isEmpty());

        assertEquals(1, entries.size());
        assertEquals(
                run(id).get("caller").textValue(),
                entries.get(0).at("/actor/id").textValue());
        assertEquals("connector", entries.get(0).at("/object/kind").textValue());
        assertFalse(entries.get(0).get("address").isNull());
    }
}
