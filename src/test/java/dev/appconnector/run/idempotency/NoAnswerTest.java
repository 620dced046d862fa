package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was no answer: nothing is kept of a run that sent nothing, and nothing is sent again that may have arrived. */
@OnBothDatabases
class NoAnswerTest extends KeyedRuns {

    NoAnswerTest(RunningAppConnector app) {
        super(app);
    }

    private static void sent(String maybe, Reply reply) {
        assertEquals(maybe, reply.json().path("sent").textValue(), reply.text());
    }

    /** Another request than the one that failed: a key that is free takes any. */
    private void isFree() {
        expect(200, run(key, activity("/other", "")));
        assertEquals("/v1/other", target.takeRequest(PATIENCE).path());
    }

    @Test
    void what_the_guard_refuses_leaves_the_key_free() {
        problem(422, "path-refused", run(key, activity("/../admin", "")));
        problem(404, "connector-not-found", run(key, activity("/x", "").replace(connector, "nobody")));
        problem(422, "path-refused", run(key, activity("/../admin", "\"waitForResult\":false")));

        isFree();
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_target_that_is_not_reached_leaves_the_key_free() {
        try (DeadPort refusing = DeadPort.refusing()) {
            app.dialler().lead("93.184.216.34", 80, refusing.address());
            Reply unreachable = run(key, activity("/x", ""));
            problem(502, "target-unreachable", unreachable);
            sent("no", unreachable);
        }
        lead();

        isFree();
    }

    @Test
    void a_place_that_does_not_come_free_leaves_the_key_free() {
        connector = connector(Map.of("maxConcurrent", 1));
        target.next(Answer.silence());
        CompletableFuture<Reply> first = begin(key + "0", activity("/first", "\"timeout\":60000"));
        target.takeRequest(PATIENCE);

        problem(503, "connector-busy", run(key, activity("/x", "\"timeout\":100")));

        expect(200, revoke());
        problem(410, "connector-revoked", first.join());
        connector = connector(Map.of("maxConcurrent", 1));
        isFree();
    }

    @Test
    void a_timeout_after_sending_is_given_again_and_nothing_is_sent() {
        target.next(Answer.silence());
        Reply first = run(key, activity("/slow", "\"timeout\":3000"));
        problem(504, "deadline-exceeded", first);
        sent("maybe", first);

        same(first, run(key, activity("/slow", "\"timeout\":3000")));
        assertEquals(1, target.requests().size());
    }

    @Test
    void an_answer_that_broke_off_is_given_again_and_nothing_is_sent() {
        target.next(Answer.hangUp());
        Reply first = run(key, activity("/x", ""));
        expect(502, first);
        sent("maybe", first);

        same(first, run(key, activity("/x", "")));
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_run_that_was_aborted_after_sending_stays_so() {
        target.next(Answer.silence());
        CompletableFuture<Reply> first = begin(key, activity("/slow", "\"timeout\":60000"));
        target.takeRequest(PATIENCE);
        expect(200, revoke());
        problem(410, "connector-revoked", first.join());
        sent("maybe", first.join());

        same(first.join(), run(key, activity("/slow", "\"timeout\":60000")));
        assertEquals(1, target.requests().size());
    }

    private Socket beginToHangUp(String activity) throws IOException {
        byte[] body = activity.getBytes(StandardCharsets.UTF_8);
        Socket caller = new Socket("127.0.0.1", app.node().port());
        caller.getOutputStream()
                .write("""
                POST /worker/runs HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Idempotency-Key: %s\r
                Content-Length: %d\r
                \r
                """.formatted(app.adminKey(), key, body.length).getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().write(body);
        return caller;
    }

    @Test
    void who_hung_up_after_sending_is_told_that_it_may_have_arrived() throws IOException {
        target.next(Answer.silence());
        String activity = activity("/slow", "\"timeout\":60000");
        Socket caller = beginToHangUp(activity);
        target.takeRequest(PATIENCE);

        caller.close();

        Reply again =
                Await.until("the first run's end", PATIENCE, () -> run(key, activity), reply -> reply.status() != 409);
        problem(504, "deadline-exceeded", again);
        sent("maybe", again);
        same(again, run(key, activity));
        assertEquals(1, target.requests().size());
    }

    @Test
    void who_hung_up_before_anything_was_sent_may_send_again() throws IOException {
        connector = connector(Map.of("maxConcurrent", 1));
        target.next(Answer.silence());
        CompletableFuture<Reply> first = begin(key + "0", activity("/first", "\"timeout\":60000"));
        target.takeRequest(PATIENCE);
        String activity = activity("/second", "\"timeout\":60000");
        Socket caller = beginToHangUp(activity);
        Await.until("the key is taken", PATIENCE, this::keys, count -> count == 2);

        caller.close();

        Await.until("the key is free", PATIENCE, this::keys, count -> count == 1);
        expect(200, revoke());
        first.join();
        connector = connector(Map.of("maxConcurrent", 1));
        isFree();
    }

    private long keys() {
        return app.rows()
                .sql("select count(*) from idempotency_key where connector_id = ?")
                .param(java.util.UUID.fromString(connector))
                .query(Long.class)
                .single();
    }

    @Test
    void an_answer_that_could_not_be_kept_reaches_its_caller_and_then_lapses() {
        target.next(Answer.ok().delay(Duration.ofSeconds(1)));
        String activity = activity("/slow", "");
        CompletableFuture<Reply> first = begin(key, activity);
        target.takeRequest(PATIENCE);

        try (LoggedLines log = new LoggedLines()) {
            withoutTheTable(first::join);

            expect(200, first.join());
            assertEquals(
                    1,
                    log.warnings().stream()
                            .filter(line ->
                                    line.contains(first.join().json().get("id").textValue()))
                            .count(),
                    log.warnings().toString());
        }
        problem(409, "run-in-progress", run(key, activity));
        age(Duration.ofSeconds(36));
        Reply lapsed = run(key, activity);
        problem(504, "deadline-exceeded", lapsed);
        sent("maybe", lapsed);
        assertEquals(first.join().json().get("id"), lapsed.json().get("runId"));
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_run_that_could_not_be_kept_leaves_its_key_free() {
        expect(200, run(key + "0", activity("/warm", "")));
        target.takeRequest(PATIENCE);
        app.rows().sql("alter table run_body rename to gone").update();
        try {
            problem(503, "storage-unavailable", run(key, activity("/x", "\"waitForResult\":false")));
        } finally {
            app.rows().sql("alter table gone rename to run_body").update();
        }

        isFree();
    }

    @Test
    void without_its_keys_nothing_is_sent_that_has_one_and_everything_that_has_none() {
        expect(200, run(key, activity("/warm", "")));
        withoutTheTable(() -> {
            for (String more : List.of("", "\"waitForResult\":false")) {
                Reply refused = run(key + "2", activity("/x", more));
                problem(503, "storage-unavailable", refused);
                assertTrue(refused.header("Retry-After") != null, "it says when to try again");
            }
            expect(200, app.post("/worker/runs", activity("/y", "")));
        });
        assertEquals(List.of("/v1/warm", "/v1/y"), paths(target));
    }

    private static List<String> paths(FakeTarget target) {
        return target.requests().stream().map(request -> request.path()).toList();
    }
}
