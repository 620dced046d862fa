package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends waiting runs from outside: a caller who hangs up, and a connector that is revoked or changed under them. */
class WorkerStopTest {

    private static final String MINUTE = "\"timeout\":60000";
    private static final String HANGING = "hanging.example";

    @TempDir
    private static Path data;

    private static CallingTarget worker;

    private FakeTarget target;

    @BeforeAll
    static void start() {
        worker = CallingTarget.start(data);
    }

    @BeforeEach
    void useTarget() {
        target = worker.use(FakeTarget.http());
    }

    @AfterEach
    void nothing_is_left_in_use() {
        assertEquals(0, worker.connectionsInUse());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private void byOneAtATime() {
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 1))));
    }

    private Socket begunToHangUp(String path) {
        Socket caller = worker.beginToHangUp("GET", path, MINUTE);
        assertEquals(path, target.takeRequest(PATIENCE).target());
        return caller;
    }

    private CompletableFuture<Reply> begun(String path) {
        CompletableFuture<Reply> run = worker.begin("POST", path, MINUTE + ",\"body\":{}");
        assertEquals(path, target.takeRequest(PATIENCE).target());
        return run;
    }

    @Test
    void a_caller_who_hangs_up_ends_the_call_and_frees_its_place() throws Exception {
        byOneAtATime();
        target.onPath("/slow", Answer.silence());

        begunToHangUp("/slow").close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
        answered(worker.get());
    }

    @Test
    void a_caller_who_hangs_up_within_the_targets_body_ends_the_call() throws Exception {
        target.next(Answer.status(200).endless(10).gap(Duration.ofMillis(20)));

        begunToHangUp("/slow").close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_who_breaks_off_with_a_reset_ends_the_call() throws Exception {
        target.next(Answer.silence());
        Socket caller = begunToHangUp("/slow");
        caller.setSoLinger(true, 0);

        caller.close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_with_a_large_request_who_hangs_up_ends_the_call() throws Exception {
        target.next(Answer.silence());
        Socket caller = worker.beginToHangUp("POST", "/slow", MINUTE + ",\"body\":\"" + "x".repeat(3_000_000) + "\"");
        assertEquals(3_000_000, target.takeRequest(PATIENCE).body().length);

        caller.close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_who_hangs_up_while_waiting_for_a_place_gives_it_up() throws Exception {
        byOneAtATime();
        target.onPath("/slow", Answer.silence());
        Socket first = begunToHangUp("/slow");
        Socket second = worker.beginToHangUp("GET", "/second", MINUTE);
        awaitRunning(2);

        second.close();
        awaitRunning(1);
        first.close();

        answered(worker.run("GET", "/third", MINUTE));
        assertTrue(target.requests().stream().map(Recorded::target).noneMatch("/second"::equals));
    }

    @Test
    void a_caller_who_hangs_up_during_the_look_up_frees_the_place() throws Exception {
        byOneWhoseLookUpHangs();
        Socket first = worker.beginToHangUp("GET", "/first", MINUTE);
        awaitLookUp();

        first.close();
        awaitRunning(0);
        worker.program().resolver().reset();

        Await.until("an answer", PATIENCE, () -> worker.get(30_000), reply -> reply.status() == 200);
        assertEquals(1, target.requests().size());
    }

    /** Of a host of its own: who asks for that host meanwhile waits for the same look-up. */
    private static void byOneWhoseLookUpHangs() {
        worker.program()
                .resolver()
                .host(
                        HANGING,
                        ScriptedResolver.Script.answers(ScriptedResolver.ORDINARY_ADDRESS)
                                .delay(Duration.ofSeconds(60)));
        worker.by(worker.connector(Map.of("domain", "http://" + HANGING, "limits", Map.of("maxConcurrent", 1))));
    }

    private static void awaitLookUp() {
        await(() -> worker.program().resolver().lookUps(HANGING) > 0);
    }

    /** Waits until that many runs of the connector are under way, those that wait for a place too. */
    private static void awaitRunning(int count) {
        String usage = "/api/connectors/" + worker.connector() + "/usage";
        await(() -> worker.program().get(usage).json().get("running").intValue() == count);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "It did not come to that.");
            Thread.onSpinWait();
        }
    }

    @Test
    void a_revoked_connector_ends_its_runs_and_says_so() {
        target.answer(Answer.silence());
        CompletableFuture<Reply> run = begun("/slow");

        Reply revoked = worker.revoke();

        assertEquals(200, revoked.status());
        assertEquals(1, revoked.json().get("aborted").intValue());
        failed(run.join(), 410, "connector-revoked", "maybe");
        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
        assertEquals(410, worker.get().status());
    }

    @Test
    void a_run_that_only_looks_up_when_its_connector_is_revoked_has_sent_nothing() {
        byOneWhoseLookUpHangs();
        CompletableFuture<Reply> run = worker.begin("GET", "/", MINUTE);
        awaitLookUp();

        assertEquals(1, worker.revoke().json().get("aborted").intValue());

        failed(run.join(), 410, "connector-revoked", "no");
        assertEquals(0, target.connections());
    }

    @Test
    void a_run_that_waits_for_a_place_ends_with_its_connector() {
        byOneAtATime();
        target.answer(Answer.silence());
        CompletableFuture<Reply> first = begun("/first");
        CompletableFuture<Reply> second = worker.begin("GET", "/second", "\"timeout\":20000");

        worker.revoke();

        failed(first.join(), 410, "connector-revoked", "maybe");
        assertEquals(410, second.join().status());
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_run_that_waits_for_a_place_does_not_start_once_its_connector_is_paused() {
        byOneAtATime();
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/first", waitsFor(goOn));
        CompletableFuture<Reply> first = begun("/first");
        CompletableFuture<Reply> second = worker.begin("GET", "/second", MINUTE);
        awaitRunning(2);

        assertEquals(200, worker.change(Map.of("paused", true)).status());
        goOn.countDown();

        answered(first.join());
        failed(second.join(), 409, "connector-paused", "no");
        assertEquals(1, target.requests().size());
    }

    @Test
    void revoking_counts_every_run_it_ends() {
        target.answer(Answer.silence());
        var runs = IntStream.range(0, 5).mapToObj(i -> begun("/" + i)).toList();

        assertEquals(5, worker.revoke().json().get("aborted").intValue());

        runs.forEach(run -> failed(run.join(), 410, "connector-revoked", "maybe"));
    }

    /** A run that is ended frees its place, and the next in line may find its connector revoked before it is ended itself. */
    @Test
    void revoking_counts_the_runs_that_only_waited_for_a_place_too() {
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 20))));
        target.answer(Answer.silence());
        var runs = IntStream.range(0, 80)
                .mapToObj(i -> worker.begin("GET", "/", MINUTE))
                .toList();
        awaitRunning(80);

        assertEquals(80, worker.revoke().json().get("aborted").intValue());

        runs.forEach(run -> assertEquals("connector-revoked", run.join().problem()));
    }

    /** Two connectors, since one alone is not let take all threads: 50 of its runs call, 64 wait, the next is refused. */
    @Test
    void connectors_whose_runs_hang_are_revoked_at_once_however_many_wait_for_them() {
        target.answer(Answer.silence());
        String one = worker.connector();
        String other = worker.connector(Map.of());
        var runs = IntStream.range(0, 300)
                .mapToObj(i -> worker.by(i % 2 == 0 ? one : other).begin("GET", "/", MINUTE))
                .toList();
        await(() -> runs.stream().filter(CompletableFuture::isDone).count() >= 300 - 224);

        assertEquals(200, worker.by(one).revoke().status());
        assertEquals(200, worker.by(other).revoke().status());

        Map<String, List<Reply>> answers =
                runs.stream().map(CompletableFuture::join).collect(Collectors.groupingBy(Reply::problem));
        assertTrue(Set.of("overloaded", "connector-busy", "connector-revoked").containsAll(answers.keySet()));
        answers.get("overloaded").forEach(reply -> assertNotNull(reply.header("Retry-After")));
        assertTrue(answers.get("connector-revoked").size() <= 224);
        assertTrue(target.requests().size() <= 100);
    }

    @Test
    void revoking_leaves_runs_of_other_connectors_alone() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/other", waitsFor(goOn));
        String revoked = worker.connector();
        worker.by(worker.connector(Map.of()));
        CompletableFuture<Reply> other = begun("/other");

        assertEquals(0, worker.by(revoked).revoke().json().get("aborted").intValue());
        goOn.countDown();

        answered(other.join());
    }

    private static Behaviour waitsFor(CountDownLatch latch) {
        return (request, connection) -> {
            holdUntil(latch);
            Answer.ok().answer(request, connection);
        };
    }

    @Test
    void a_run_under_way_ends_with_the_old_credential_and_the_next_has_the_new_one() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/old", waitsFor(goOn));
        CompletableFuture<Reply> old = worker.begin("GET", "/old", MINUTE);
        Recorded before = target.takeRequest(PATIENCE);

        assertEquals(200, change("new-token-of-the-connector").status());
        answered(worker.run("GET", "/new", ""));
        Recorded after = target.takeRequest(PATIENCE);
        goOn.countDown();

        answered(old.join());
        assertEquals("Bearer " + CallingTarget.TOKEN, before.header("Authorization"));
        assertEquals("Bearer new-token-of-the-connector", after.header("Authorization"));
        assertNotEquals(before.connection(), after.connection());
    }

    private Reply change(String token) {
        return worker.change(Map.of("auth", Map.of("type", "token", "value", token)));
    }

    @Test
    void the_old_credential_is_masked_in_what_its_own_run_gets() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.next((request, connection) -> {
            holdUntil(goOn);
            Answer.status(200)
                    .header("Content-Type", "text/plain")
                    .body(CallingTarget.TOKEN)
                    .answer(request, connection);
        });
        CompletableFuture<Reply> old = begun("/old");

        change("new-token-of-the-connector");
        goOn.countDown();

        assertFalse(old.join().text().contains(CallingTarget.TOKEN), old.join().text());
    }

    private static void holdUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void no_connection_from_before_a_change_is_used_after_it() {
        answered(worker.get());
        int before = target.takeRequest(PATIENCE).connection();
        int opened = target.connections();

        change("new-token-of-the-connector");
        answered(worker.get());

        assertEquals(1, before);
        assertEquals(opened + 1, target.connections());
        assertNotEquals(before, target.takeRequest(PATIENCE).connection());
    }

    @Test
    void connections_of_a_revoked_connector_are_closed() {
        answered(worker.get());

        worker.revoke();

        assertTrue(target.awaitNoConnection(PATIENCE), "A connection was kept.");
    }

    @Test
    void one_connectors_connections_do_not_serve_another() {
        answered(worker.get());
        answered(worker.by(worker.connector(Map.of())).get());

        assertEquals(
                2,
                Stream.of(target.takeRequest(PATIENCE), target.takeRequest(PATIENCE))
                        .map(Recorded::connection)
                        .distinct()
                        .count());
    }

    @Test
    void a_paused_connector_starts_no_run_and_lets_those_under_way_end() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/slow", waitsFor(goOn));
        CompletableFuture<Reply> run = begun("/slow");

        assertEquals(200, worker.change(Map.of("paused", true)).status());
        Reply refused = worker.get();
        goOn.countDown();

        assertEquals(409, refused.status());
        assertEquals("connector-paused", refused.problem());
        answered(run.join());
    }
}
