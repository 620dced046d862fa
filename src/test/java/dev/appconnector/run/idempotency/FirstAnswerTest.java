package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who repeats a request with its Idempotency-Key gets the first answer again, and nothing is sent. */
@OnBothDatabases
class FirstAnswerTest extends KeyedRuns {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NOT_WAITED_FOR = "\"waitForResult\":false";

    FirstAnswerTest(RunningAppConnector app) {
        super(app);
    }

    @Test
    void who_repeats_a_request_gets_the_first_answer_byte_for_byte() {
        target.next(Answer.json("{\"id\":1}"), Answer.json("{\"id\":2}"));
        Reply first = expect(200, run(key, activity("/cases", "\"body\":{\"a\":1}")));

        Reply again = run(key, activity("/cases", "\"body\":{\"a\":1}"));

        same(first, again);
        assertEquals(1, again.json().at("/body/id").intValue());
        assertEquals(1, target.requests().size());
    }

    @Test
    void the_targets_own_error_is_an_answer_that_is_given_again() {
        target.next(Answer.status(500).body("broken"));
        Reply first = expect(200, run(key, activity("/cases", "")));

        same(first, run(key, activity("/cases", "")));
        assertEquals(500, first.json().get("status").intValue());
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_large_answer_is_given_again() {
        target.next(Answer.status(200).body(new byte[3_000_000]));
        Reply first = expect(200, run(key, activity("/large", "")));

        same(first, run(key, activity("/large", "")));
        assertTrue(first.text().length() > 3_000_000);
    }

    @Test
    void a_request_that_differs_in_one_byte_is_refused() {
        expect(200, run(key, activity("/cases", "\"body\":{}")));

        for (String other : List.of("\"body\":{ }", "\"body\":{},\"timeout\":30000", NOT_WAITED_FOR)) {
            problem(422, "idempotency-mismatch", run(key, activity("/cases", other)));
        }
        problem(422, "idempotency-mismatch", run(key, activity("/others", "\"body\":{}")));
        assertEquals(1, target.requests().size());
    }

    @Test
    void another_key_is_another_run_and_keys_differ_by_their_case() {
        Reply first = expect(200, run(key, activity("/cases", "")));
        Reply other = expect(200, run(key.toUpperCase(java.util.Locale.ROOT), activity("/cases", "")));

        assertNotEquals(first.json().get("id"), other.json().get("id"));
        assertEquals(2, target.requests().size());
    }

    @Test
    void the_same_key_of_another_caller_is_another_key() {
        expect(200, run(key, activity("/cases", "")));

        Reply others = app.send(app.request("POST", "/worker/runs", activity("/others", ""))
                .header("Idempotency-Key", key)
                .setHeader("Authorization", "Bearer " + app.key("designer")));

        expect(200, others);
        assertEquals(2, target.requests().size());
    }

    @Test
    void while_the_first_is_under_way_another_is_told_so() {
        target.next(Answer.json("{\"late\":true}").delay(Duration.ofSeconds(2)));
        String activity = activity("/slow", "");
        CompletableFuture<Reply> first = begin(key, activity);
        target.takeRequest(PATIENCE);

        Reply meanwhile = run(key, activity);
        Reply otherMeanwhile = run(key, activity("/others", ""));

        problem(409, "run-in-progress", meanwhile);
        problem(422, "idempotency-mismatch", otherMeanwhile);
        Reply answer = expect(200, first.join());
        assertEquals(answer.json().get("id"), meanwhile.json().get("runId"));
        same(answer, run(key, activity));
        assertEquals(1, target.requests().size());
    }

    @Test
    void the_first_answer_outlives_its_connector() {
        Reply first = expect(200, run(key, activity("/cases", "")));
        expect(200, revoke());

        same(first, run(key, activity("/cases", "")));
        problem(410, "connector-revoked", run(key + "2", activity("/cases", "")));
    }

    @Test
    void a_key_is_free_again_after_a_day() {
        Reply first = expect(200, run(key, activity("/cases", "")));
        age(DAY.minus(MINUTE));
        same(first, run(key, activity("/cases", "")));
        age(MINUTE);

        Reply later = expect(200, run(key, activity("/others", "")));

        assertNotEquals(first.json().get("id"), later.json().get("id"));
        same(later, run(key, activity("/others", "")));
        assertEquals(2, target.requests().size());
    }

    @Test
    void old_keys_are_removed_however_many_they_are_and_no_others() {
        expect(200, run(key, activity("/cases", "")));
        for (int i = 0; i < 1_001; i++) {
            app.rows()
                    .sql(
                            "insert into idempotency_key select ?, request_mac, mac_key_id, ?, wait_for_result, connector_id,"
                                    + " method, path, caller, timeout_ms, state, started_at, ended_at, lapses_at, started_at,"
                                    + " sealed_answer, activity from idempotency_key where connector_id = ? and expires_at > started_at")
                    .param("old " + connector + i)
                    .param(UUID.randomUUID())
                    .param(UUID.fromString(connector))
                    .update();
        }

        app.node()
                .camelContext()
                .getRegistry()
                .lookupByNameAndType("repetitions", Repetitions.class)
                .removeExpired();

        assertEquals(1L, keys());
        expect(200, run(key, activity("/cases", "")));
        assertEquals(1, target.requests().size());
    }

    private long keys() {
        return app.rows()
                .sql("select count(*) from idempotency_key where connector_id = ?")
                .param(UUID.fromString(connector))
                .query(Long.class)
                .single();
    }

    @Test
    void who_does_not_wait_gets_the_same_run_again() {
        Reply first = expect(202, run(key, activity("/jobs", NOT_WAITED_FOR)));
        assertEquals("/worker/runs/" + first.json().get("id").textValue(), first.header("Location"));

        same(first, run(key, activity("/jobs", NOT_WAITED_FOR)));

        Await.until("its end", PATIENCE, () -> app.get(first.header("Location")), run -> run.json()
                .get("state")
                .textValue()
                .equals("succeeded"));
        same(first, run(key, activity("/jobs", NOT_WAITED_FOR)));
        problem(422, "idempotency-mismatch", run(key, activity("/jobs", "")));
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_many_at_once_one_is_carried_out(boolean waitForResult) {
        target.answer(Answer.ok().delay(Duration.ofMillis(300)));
        String activity = activity("/cases", "\"waitForResult\":" + waitForResult);

        List<Reply> replies = Stream.generate(() -> begin(key, activity)).limit(20).toList().stream()
                .map(CompletableFuture::join)
                .toList();

        Reply answer = expect(waitForResult ? 200 : 202, run(key, activity));
        for (Reply reply : replies) {
            if (waitForResult && reply.status() == 409) {
                assertEquals("run-in-progress", reply.problem());
            } else {
                same(answer, reply);
            }
        }
        assertTrue(target.awaitRequests(1, PATIENCE));
        assertEquals(1, target.requests().size());
    }

    @Test
    void neither_key_nor_request_nor_answer_can_be_read_in_the_database() {
        target.next(Answer.json("{\"word\":\"answer-of-the-target\"}"));
        expect(200, run(key, activity("/cases", "\"body\":{\"word\":\"what-the-caller-said\"}")));

        Map<String, Object> row = app.rows()
                .sql("select * from idempotency_key where connector_id = ?")
                .param(UUID.fromString(connector))
                .query()
                .singleRow();

        StringBuilder all = new StringBuilder();
        row.values()
                .forEach(value -> all.append(
                        value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value));
        for (String hidden : List.of(key, "answer-of-the-target", "what-the-caller-said", "answered")) {
            assertFalse(all.toString().contains(hidden), hidden);
        }
    }
}
