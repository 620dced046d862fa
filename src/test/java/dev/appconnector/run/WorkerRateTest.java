package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many calls of a connector begin within a second, and what becomes of the others. */
class WorkerRateTest extends WaitingRuns {

    private static void by(int perSecond) {
        worker.by(worker.connector(Map.of("limits", Map.of("callsPerSecond", perSecond, "maxConcurrent", 200))));
    }

    private static List<CompletableFuture<Reply>> runs(int count) {
        return runs(count, MINUTE);
    }

    private static List<CompletableFuture<Reply>> runs(int count, String more) {
        return Stream.generate(() -> worker.begin("GET", "/", more))
                .limit(count)
                .toList();
    }

    @Test
    void no_more_calls_begin_within_a_second_and_the_others_wait_for_their_turn() {
        by(2);
        long begin = System.nanoTime();

        runs(5).forEach(run -> answered(run.join()));

        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(
                took.compareTo(Duration.ofSeconds(2)) >= 0, "Two at once, two after a second, one after two: " + took);
        assertEquals(5, target.requests().size());
    }

    @Test
    void a_run_whose_turn_would_come_after_its_deadline_is_told_when_to_come_again() {
        by(1);
        List<CompletableFuture<Reply>> before = runs(4);
        awaitRunning(3);

        Reply late = worker.run("GET", "/late", "\"timeout\":500");

        JsonNode problem = failed(late, 429, "rate-limited", "no");
        assertTrue(problem.get("detail").textValue().contains("callsPerSecond"), problem.toString());
        int seconds = Integer.parseInt(late.header("Retry-After"));
        assertTrue(seconds >= 1 && seconds <= 4, "Retry-After: " + seconds);
        before.forEach(run -> answered(run.join()));
        // What was refused has used up nothing: the next second is free.
        answered(worker.run("GET", "/next", "\"timeout\":1800"));
        assertEquals(5, target.requests().size());
    }

    @Test
    void where_too_many_wait_for_their_turn_the_others_are_refused_at_once() {
        by(1);
        List<CompletableFuture<Reply>> waiting = runs(80, "\"timeout\":300000");

        Await.until(
                "some are refused",
                PATIENCE,
                () -> waiting.stream()
                        .filter(CompletableFuture::isDone)
                        .map(CompletableFuture::join)
                        .toList(),
                done -> done.stream().filter(reply -> reply.status() == 503).count() >= 10);
        worker.revoke();

        waiting.stream()
                .map(CompletableFuture::join)
                .filter(reply -> reply.status() == 503)
                .forEach(reply -> failed(reply, 503, "connector-busy", "no"));
        assertTrue(target.requests().size() < 10);
    }

    @Test
    void a_caller_who_hangs_up_while_waiting_for_its_turn_ends_the_run_before_that() throws Exception {
        by(1);
        List<CompletableFuture<Reply>> before = runs(6);
        awaitRunning(5);
        Socket caller = worker.beginToHangUp("GET", "/left", MINUTE);
        awaitRunning(6);

        caller.close();

        Await.until(
                "its end",
                PATIENCE,
                () -> worker.program()
                        .get("/worker/runs?state=failed&connector=" + worker.connector())
                        .json()
                        .findValuesAsText("path"),
                List.of("/left")::equals);
        assertTrue(before.stream().anyMatch(run -> !run.isDone()), "Its turn would have come after theirs.");
        before.forEach(run -> answered(run.join()));
        assertTrue(
                target.requests().stream().noneMatch(request -> request.target().equals("/left")));
    }

    @Test
    void a_limit_that_is_lifted_counts_for_the_next_run() {
        by(1);
        answered(worker.get());

        assertEquals(200, worker.change(Map.of("limits", Map.of())).status());

        answered(worker.run("GET", "/", "\"timeout\":900"));
        answered(worker.run("GET", "/", "\"timeout\":900"));
    }

    @Test
    void deliveries_are_put_off_and_use_up_no_attempt() {
        by(2);
        List<String> ids = Stream.generate(
                        () -> worker.run("POST", "/later", "\"waitForResult\":false,\"timeout\":1000"))
                .limit(7)
                .map(reply -> reply.json().get("id").textValue())
                .toList();

        for (String id : ids) {
            JsonNode run = Await.until(
                    "the delivery",
                    PATIENCE,
                    () -> worker.program().get("/worker/runs/" + id).json(),
                    shown -> shown.hasNonNull("endedAt"));
            assertEquals("succeeded", run.get("state").textValue());
            assertEquals(1, run.get("attempts").size(), run.toString());
        }
        assertEquals(7, target.requests().size());
    }
}
