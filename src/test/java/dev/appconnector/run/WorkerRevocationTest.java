package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector that is revoked ends its runs wherever they are, and none comes to the wire after that. */
class WorkerRevocationTest extends WaitingRuns {

    private static volatile CompletableFuture<Reply> revocation;

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void revoking_is_answered_when_no_run_has_hold_of_the_wire_any_more(boolean waitForResult) {
        CompletableFuture<Boolean> overtook = revokedAtTheWireAfter(() -> {});

        worker.run("POST", "/", "\"waitForResult\":" + waitForResult);

        requireNotOvertaken(overtook);
    }

    @Test
    void revoking_waits_for_a_run_that_its_caller_has_just_stopped_as_well() {
        CompletableFuture<Socket> caller = new CompletableFuture<>();
        CompletableFuture<Boolean> overtook = revokedAtTheWireAfter(() -> {
            close(caller.join());
            comesWithin(new CompletableFuture<>(), 200);
        });

        caller.complete(worker.beginToHangUp("GET", "/", MINUTE));

        requireNotOvertaken(overtook);
    }

    private static void close(Socket caller) {
        try {
            caller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The run stops just before it connects, and goes on when the answer to DELETE has come, or does not come: a broken-off
     * run that still has hold of the wire keeps it back.
     *
     * @return whether DELETE was answered first
     */
    private static CompletableFuture<Boolean> revokedAtTheWireAfter(Runnable first) {
        CompletableFuture<Boolean> overtook = new CompletableFuture<>();
        worker.program().dialler().before(() -> {
            first.run();
            revocation = CompletableFuture.supplyAsync(worker::revoke);
            overtook.complete(comesWithin(revocation, 700));
        });
        return overtook.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void requireNotOvertaken(CompletableFuture<Boolean> overtook) {
        assertFalse(overtook.join(), "DELETE was answered while a run was about to connect.");
        assertEquals(200, revocation.join().status());
        assertEquals(0, target.requests().size());
    }

    private static boolean comesWithin(CompletableFuture<Reply> awaited, int millis) {
        return awaited.thenApply(reply -> true)
                .completeOnTimeout(false, millis, TimeUnit.MILLISECONDS)
                .join();
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

    /** Of each 50 runs call, 64 wait, the next is refused. */
    @Test
    void connectors_whose_runs_hang_are_revoked_at_once_however_many_wait_for_them() {
        target.answer(Answer.silence());
        String one = worker.connector();
        String other = worker.connector(Map.of());
        var runs = IntStream.range(0, 300)
                .mapToObj(i -> worker.by(i % 2 == 0 ? one : other).begin("GET", "/", "\"timeout\":300000"))
                .toList();
        Await.until(
                "an answer for whom there is no place",
                PATIENCE,
                () -> runs.stream().filter(CompletableFuture::isDone).count() >= 300 - 2 * (50 + 64),
                done -> done);

        assertEquals(200, worker.by(one).revoke().status());
        assertEquals(200, worker.by(other).revoke().status());

        Map<String, List<Reply>> answers =
                runs.stream().map(CompletableFuture::join).collect(Collectors.groupingBy(Reply::problem));
        assertEquals(Set.of("connector-busy", "connector-revoked"), answers.keySet());
        answers.get("connector-busy").forEach(reply -> assertNotNull(reply.header("Retry-After")));
        assertEquals(2 * (50 + 64), answers.get("connector-revoked").size());
        assertTrue(target.requests().size() <= 100);
    }

    @Test
    void revoking_leaves_runs_of_other_connectors_alone() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/other", once(goOn, Answer.ok()));
        String revoked = worker.connector();
        worker.by(worker.connector(Map.of()));
        CompletableFuture<Reply> other = begun("/other");

        assertEquals(0, worker.by(revoked).revoke().json().get("aborted").intValue());
        goOn.countDown();

        answered(other.join());
    }

    @Test
    void connections_of_a_revoked_connector_are_closed() {
        answered(worker.get());

        worker.revoke();

        assertTrue(target.awaitNoConnection(PATIENCE), "A connection was kept.");
    }
}
