package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was said in a run goes some time after its end, and all of it long after; what is not over stays whole. */
@OnBothDatabases
class OldRunsTest extends KeptRuns {

    private static final Instant NOW = Instant.now();

    OldRunsTest(RunningAppConnector app) {
        super(app);
    }

    private String succeeded() {
        String id = accepted(Map.of("body", "precious"));
        awaitState(id, "succeeded");
        return id;
    }

    private void eraseAfter(String id, Instant time) {
        app.rows()
                .sql("update run_body set erase_after = ? where run_id = cast(? as uuid)")
                .param(Timestamp.from(time))
                .param(id)
                .update();
    }

    private long rows(String table) {
        return app.rows().sql("select count(*) from " + table).query(Long.class).single();
    }

    private long bodies(String id) {
        return app.rows()
                .sql("select count(*) from run_body where run_id = cast(? as uuid)")
                .param(id)
                .query(Long.class)
                .single();
    }

    @Test
    void what_was_said_is_erased_when_its_time_is_over_and_the_run_is_still_shown() {
        String over = succeeded();
        String notYet = succeeded();
        eraseAfter(over, NOW.minusSeconds(1));
        app.restart();

        Await.until("its bytes are gone", PATIENCE, () -> bodies(over), left -> left == 0);

        JsonNode run = run(over);
        assertEquals("succeeded", run.get("state").textValue());
        assertTrue(run.get("result").isNull());
        assertEquals(1, bodies(notYet));
        assertEquals(200, run(notYet).at("/result/status").intValue());
    }

    @Test
    void what_was_said_is_kept_for_a_week_after_the_end_unless_set_otherwise() {
        String id = succeeded();

        assertEquals(
                Instant.parse(run(id).get("endedAt").textValue()).plus(Duration.ofDays(7)),
                app.rows()
                        .sql("select erase_after from run_body where run_id = cast(? as uuid)")
                        .param(id)
                        .query(Timestamp.class)
                        .single()
                        .toInstant());
    }

    @Test
    void a_run_that_has_not_ended_keeps_what_was_said_however_old_it_is() {
        target.next(Answer.status(503).header("Retry-After", "600"));
        String id = accepted(Map.of("body", "precious"));
        Await.until(
                "an attempt",
                PATIENCE,
                () -> run(id),
                run -> run.get("attempts").size() == 1);
        app.rows()
                .sql("update delivery set created_at = ? where id = cast(? as uuid)")
                .param(Timestamp.from(NOW.minus(Duration.ofDays(1000))))
                .param(id)
                .update();
        String over = succeeded();
        eraseAfter(over, NOW.minusSeconds(1));
        app.restart();

        Await.until("another's bytes are gone", PATIENCE, () -> bodies(over), left -> left == 0);

        assertEquals(1, bodies(id));
        assertEquals("queued", run(id).get("state").textValue());
    }

    @Test
    void runs_go_batch_by_batch_when_they_ended_long_enough_ago() {
        String young = succeeded();
        Instant old = NOW.minus(Duration.ofDays(91));
        for (int i = 0; i < 1_001; i++) {
            insert(old.plusMillis(i), old.plusMillis(i));
        }
        UUID endedLater = insert(old, NOW.minus(Duration.ofDays(89)));
        UUID withBody = insert(old, old);
        app.rows()
                .sql("insert into run_body (run_id, sealed_request, erase_after) values (?, ?, ?)")
                .param(withBody)
                .param(new byte[] {1})
                .param(Timestamp.from(NOW.plus(Duration.ofDays(1))))
                .update();
        long before = rows("run");
        app.restart();

        Await.until("the old are gone", PATIENCE, () -> rows("run"), left -> left <= before - 1_002);

        assertEquals(before - 1_002, rows("run"));
        assertEquals("succeeded", run(endedLater.toString()).get("state").textValue());
        assertEquals("succeeded", run(young).get("state").textValue());
        assertEquals(0, bodies(withBody.toString()));
    }

    private UUID insert(Instant created, Instant ended) {
        UUID id = new UUID(
                created.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        app.rows()
                .sql("""
                        insert into run (id, connector_id, method, path, caller, wait_for_result, timeout_ms, state, created_at,
                                         ended_at, attempts)
                        values (?, ?, 'GET', '/', 'key:x', true, 1, 'succeeded', ?, ?, '[]')""")
                .param(id)
                .param(UUID.fromString(connector))
                .param(Timestamp.from(created))
                .param(Timestamp.from(ended))
                .update();
        return id;
    }
}
