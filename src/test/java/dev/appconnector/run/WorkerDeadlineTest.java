package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.BrokenAnswer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.WaitingRuns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One deadline ends a waiting run, whatever it waits for, and the problem says what it waited for. */
class WorkerDeadlineTest extends WaitingRuns {

    private static final int MOST_WAITING = 64;

    private static final int TIMEOUT = 600;

    private static final Duration LONG = Duration.ofSeconds(30);

    /** What the first run of a program takes is not what is measured here. */
    @BeforeAll
    static void warmUp() {
        worker.use(FakeTarget.http());
        answered(worker.get());
    }

    /** The timings of a run that ended with its deadline. */
    private static JsonNode ranOut(Reply reply, String sent) {
        JsonNode timings = failed(reply, 504, "deadline-exceeded", sent).get("timings");
        requireAboutTheTimeout(timings.get("totalMs").longValue(), reply);
        return timings;
    }

    /** On a busy machine it may come late, but not as late as what hangs. */
    private static void requireAboutTheTimeout(long millis, Reply reply) {
        assertTrue(millis >= TIMEOUT - 100 && millis < LONG.toMillis() / 2, reply.text());
    }

    private static void requireMostOf(JsonNode timings, String phase) {
        assertTrue(timings.get(phase).longValue() * 2 > timings.get("totalMs").longValue(), timings.toString());
    }

    @Test
    void a_hanging_look_up_is_not_waited_for() {
        worker.program()
                .resolver()
                .host(
                        "hanging.example",
                        ScriptedResolver.Script.answers("93.184.216.34").delay(LONG));
        worker.by(worker.connector(Map.of("domain", "http://hanging.example")));

        requireMostOf(ranOut(worker.get(TIMEOUT), "no"), "dnsMs");
        assertEquals(0, target.connections());
    }

    @Test
    void a_connection_that_does_not_come_about_is_not_waited_for() {
        try (DeadPort port = DeadPort.unresponsive()) {
            worker.program().dialler().lead(ScriptedResolver.ORDINARY_ADDRESS, 80, port.address());

            requireMostOf(ranOut(worker.get(TIMEOUT), "no"), "connectMs");
        }
    }

    @Test
    void a_silent_handshake_is_not_waited_for() {
        target = worker.use(FakeTarget.https());
        target.greet(Connection::staySilent);

        requireMostOf(ranOut(worker.get(TIMEOUT), "no"), "tlsMs");
    }

    @Test
    void half_a_handshake_is_not_waited_for() {
        target = worker.use(FakeTarget.https());
        target.greet(connection -> {
            connection.send("\u0016\u0003\u0003\u0010\u0000");
            connection.drip(new byte[4_096], Duration.ofMillis(20));
        });

        requireMostOf(ranOut(worker.get(TIMEOUT), "no"), "tlsMs");
    }

    @Test
    void a_target_that_takes_no_more_of_the_body_is_not_waited_for() {
        target.greet(Connection::neverRead);

        Reply reply = worker.run("POST", "/", "\"timeout\":" + TIMEOUT + ",\"body\":\"" + "x".repeat(9_000_000) + "\"");

        ranOut(reply, "maybe");
    }

    private static Behaviour thenSilence(String octets) {
        return (request, connection) -> {
            connection.send(octets);
            connection.staySilent();
        };
    }

    private static Stream<Named<Behaviour>> slowAnswers() {
        return Stream.of(
                Named.of("silence", Answer.silence()),
                Named.of("a late status line", Answer.ok().delay(LONG)),
                Named.of("a head octet by octet", Answer.ok().dripHead(Duration.ofMillis(50))),
                Named.of("a body octet by octet", Answer.ok().bodyOf(10_000).dripBody(Duration.ofMillis(20))),
                Named.of(
                        "a gap between chunks",
                        Answer.status(200).chunks("a", "b").gap(LONG)),
                Named.of(
                        "chunks without end, slowly",
                        Answer.status(200).endless(10).gap(Duration.ofMillis(20))),
                Named.of("interim answers without end", BrokenAnswer.endlessInterimAnswers()),
                Named.of("an interim answer, then silence", (request, connection) -> {
                    connection.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                    connection.staySilent();
                }),
                Named.of("half a status line, then silence", thenSilence("HTTP/1.1 2")),
                Named.of("half a head, then silence", thenSilence("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")),
                Named.of(
                        "half a length, then silence",
                        thenSilence("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
                Named.of(
                        "half a chunk size, then silence",
                        thenSilence("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1")),
                Named.of(
                        "half a chunk, then silence",
                        thenSilence("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf")),
                Named.of("a body without length, then silence", thenSilence("HTTP/1.1 200 OK\r\n\r\nhalf")),
                Named.of("leave to go on, then silence", thenSilence("HTTP/1.1 100 Continue\r\n\r\n")),
                Named.of("a late trailer", (request, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
                    connection.staySilent();
                }));
    }

    @ParameterizedTest
    @MethodSource("slowAnswers")
    void an_answer_that_is_not_whole_in_time_is_none(Behaviour slow) {
        target.next(slow);

        ranOut(worker.get(TIMEOUT), "maybe");

        assertTrue(target.awaitNoConnection(PATIENCE), "The connection was kept.");
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @MethodSource("slowAnswers")
    void the_run_after_a_slow_answer_is_answered(Behaviour slow) {
        target.next(slow);
        worker.get(TIMEOUT);

        answered(worker.get());
    }

    @Test
    void silence_counts_as_waiting_for_the_first_byte() {
        target.next(Answer.silence());

        requireMostOf(ranOut(worker.get(TIMEOUT), "maybe"), "firstByteMs");
    }

    @Test
    void a_silent_target_with_tls_ends_with_the_deadline() {
        target = worker.use(FakeTarget.https());
        answered(worker.get());
        target.next(Answer.silence());

        ranOut(worker.get(TIMEOUT), "maybe");
        assertTrue(target.awaitNoConnection(PATIENCE), "The connection was kept.");
    }

    @Test
    void slow_but_in_time_is_an_answer() {
        target.next(Answer.status(200)
                .header("Content-Type", "text/plain")
                .chunks("a", "b", "c")
                .gap(Duration.ofMillis(100)));

        JsonNode envelope = answered(worker.get(20_000));

        assertEquals("abc", envelope.get("body").textValue());
        assertTrue(envelope.get("durationMs").longValue() >= 300, envelope.toString());
    }

    @Test
    void a_millisecond_is_too_short_for_most() {
        target.answer(Answer.ok().delay(LONG));

        assertEquals(504, worker.get(1).status());
    }

    @Test
    void a_place_that_does_not_come_free_in_time_means_busy() {
        target.answer(Answer.silence());
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 1))));
        CompletableFuture<Reply> first = worker.begin("GET", "/first", "\"timeout\":60000");
        assertTrue(target.awaitRequests(1, PATIENCE));

        Reply second = worker.get(TIMEOUT);

        JsonNode timings = failed(second, 503, "connector-busy", "no").get("timings");
        requireAboutTheTimeout(timings.get("totalMs").longValue(), second);
        requireMostOf(timings, "queueMs");
        assertTrue(second.header("Retry-After").matches("[0-9]+"));
        assertEquals(1, target.requests().size());
        assertEquals(200, worker.revoke().status());
        assertEquals(410, first.join().status());
    }

    @Test
    void who_finds_too_many_waiting_for_a_place_is_told_at_once() {
        target.answer(Answer.silence());
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 1))));
        List<CompletableFuture<Reply>> others = IntStream.range(0, 1 + MOST_WAITING)
                .mapToObj(i -> worker.begin("GET", "/other", "\"timeout\":60000"))
                .toList();
        String usage = "/api/connectors/" + worker.connector() + "/usage";
        Await.until(
                "all wait",
                PATIENCE,
                () -> worker.program().get(usage).json().get("running").intValue(),
                running -> running == 1 + MOST_WAITING);

        JsonNode timings =
                failed(worker.get(60_000), 503, "connector-busy", "no").get("timings");

        assertTrue(timings.get("totalMs").longValue() < 30_000);
        assertEquals(200, worker.revoke().status());
        others.forEach(other -> assertEquals(410, other.join().status()));
    }

    @Test
    void places_are_given_to_all_who_wait_in_time() {
        target.answer(Answer.ok().delay(Duration.ofMillis(20)));
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 2))));

        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> worker.begin("GET", "/" + i, "").thenAccept(CallingTarget::answered))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertTrue(target.connections() <= 20);
        assertEquals(20, target.requests().size());
    }

    @Test
    void another_connector_is_not_held_up() {
        target.onPath("/slow", Answer.silence());
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 1))));
        String busy = worker.connector();
        CompletableFuture<Reply> first = worker.begin("GET", "/slow", "\"timeout\":60000");
        assertTrue(target.awaitRequests(1, PATIENCE));

        answered(worker.by(worker.connector(Map.of())).get());

        worker.by(busy).revoke();
        assertEquals(410, first.join().status());
    }

    @Test
    void sixty_runs_of_a_second_go_on_side_by_side() {
        target.answer(Answer.ok().delay(Duration.ofSeconds(1)));
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 60))));
        long began = System.nanoTime();

        CompletableFuture.allOf(IntStream.range(0, 60)
                        .mapToObj(i -> worker.begin("GET", "/" + i, "").thenAccept(CallingTarget::answered))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 20, "They went one after the other.");
    }
}
