package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.OpenApi;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A waiting run with a key is written before it is sent, so that whoever was told its id can look it up. */
@OnBothDatabases
class ShownRunTest extends KeyedRuns {

    private final OpenApi openApi = OpenApi.ofTheProgram();

    ShownRunTest(RunningAppConnector app) {
        super(app);
    }

    private JsonNode shown(String run) {
        String path = "/worker/runs/" + run;
        return expect(200, openApi.holds("GET", path, app.get(path))).json();
    }

    private String onlyRun() {
        return app.rows()
                .sql("select run_id from idempotency_key where connector_id = ?")
                .param(UUID.fromString(connector))
                .query(UUID.class)
                .single()
                .toString();
    }

    /** As if the run's node had died in the middle, before its end was recorded. */
    private void loseTheEnd(String run) {
        Await.until(
                "the record of its end",
                PATIENCE,
                () -> app.rows()
                        .sql("delete from run where id = ?")
                        .param(UUID.fromString(run))
                        .update(),
                rows -> rows == 1);
    }

    @Test
    void it_is_shown_while_it_is_under_way_to_who_may_see_it() {
        target.next(Answer.silence());
        CompletableFuture<Reply> first = begin(key, activity("/slow?x=1", "\"timeout\":60000"));
        target.takeRequest(PATIENCE);

        JsonNode run = shown(onlyRun());
        assertEquals("running", run.get("state").textValue());
        assertEquals("POST", run.get("method").textValue());
        assertEquals("/slow?x=1", run.get("path").textValue());
        assertTrue(run.get("waitForResult").booleanValue());
        assertTrue(run.get("endedAt").isNull());
        assertEquals(connector, run.at("/connector/id").textValue());
        expect(404, app.callWith(app.key("designer"), "GET", "/worker/runs/" + onlyRun(), null));

        expect(200, revoke());
        String id = first.join().json().get("runId").textValue();
        assertEquals(id, run.get("id").textValue());
        assertEquals("failed", shown(id).get("state").textValue());
    }

    @Test
    void how_it_ended_is_shown_where_only_its_key_tells() {
        target.next(Answer.ok(), Answer.status(404));
        for (String state : new String[] {"succeeded", "rejected"}) {
            Reply reply = expect(200, run(key + state, activity("/x", "")));
            String id = reply.json().get("id").textValue();
            loseTheEnd(id);

            assertEquals(state, shown(id).get("state").textValue());
            assertFalse(shown(id).get("endedAt").isNull());
        }
    }

    @Test
    void one_that_lapsed_is_unknown_and_stays_so_when_its_key_is_forgotten() {
        target.next(Answer.ok().delay(Duration.ofSeconds(1)));
        CompletableFuture<Reply> first = begin(key, activity("/slow", ""));
        target.takeRequest(PATIENCE);
        withoutTheTable(first::join);
        String id = first.join().json().get("id").textValue();
        loseTheEnd(id);
        age(Duration.ofSeconds(36));
        JsonNode lapsed = shown(id);
        assertEquals("unknown", lapsed.get("state").textValue());
        assertFalse(lapsed.get("endedAt").isNull());
        age(Duration.ofDays(1));

        app.node()
                .camelContext()
                .getRegistry()
                .lookupByNameAndType("repetitions", Repetitions.class)
                .removeExpired();

        assertEquals("unknown", shown(id).get("state").textValue());
        assertEquals(200, run(key, activity("/other", "")).status());
    }

    @Test
    void one_that_nobody_waits_for_is_shown_from_its_own_row() {
        Reply accepted = expect(202, run(key, activity("/x", "\"waitForResult\":false")));
        Await.until("its end", PATIENCE, () -> app.get(accepted.header("Location")), run -> run.json()
                .get("state")
                .textValue()
                .equals("succeeded"));
        loseTheEnd(onlyRun());

        expect(404, app.get(accepted.header("Location")));
    }
}
