package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.HOST;
import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that cannot be reached, or breaks off: the caller learns which, and whether the target may have acted. */
class WorkerFailuresTest extends WaitingRuns {

    @Test
    void a_refused_connection_is_unreachable_and_nothing_was_sent() {
        try (DeadPort port = DeadPort.refusing()) {
            worker.program().dialler().lead(ScriptedResolver.ORDINARY_ADDRESS, 80, port.address());

            failed(worker.run("POST", "/", "\"body\":{}"), 502, "target-unreachable", "no");
        }
    }

    @Test
    void the_next_address_is_tried_where_one_refuses() {
        try (DeadPort port = DeadPort.refusing()) {
            worker.program().resolver().host(HOST, "93.184.216.1", "93.184.216.2");
            worker.program().dialler().lead("93.184.216.1", 80, port.address());

            answered(worker.get());

            assertEquals(1, worker.program().resolver().lookUps(HOST));
        }
    }

    @Test
    void a_name_that_the_resolver_fails_on_is_unreachable() {
        worker.program().resolver().host(HOST, ScriptedResolver.Script.error());

        failed(worker.get(), 502, "target-unreachable", "no");
    }

    @Test
    void a_name_without_address_is_unreachable() {
        worker.program().resolver().host(HOST, new String[0]);

        failed(worker.get(), 502, "target-unreachable", "no");
        assertEquals(0, target.connections());
    }

    @Test
    void one_private_address_among_others_refuses_the_destination() {
        worker.program().resolver().host(HOST, "93.184.216.34", "10.0.0.1");

        failed(worker.get(), 403, "destination-refused", "no");
        assertEquals(0, target.connections());
    }

    @Test
    void a_refused_destination_is_looked_up_anew_by_the_next_run() {
        worker.program().resolver().host(HOST, "10.0.0.1");
        failed(worker.get(), 403, "destination-refused", "no");

        worker.program().resolver().host(HOST, "93.184.216.34");

        answered(worker.get());
    }

    /** It may be seen while the connection comes about, or when the request has left. */
    @Test
    void a_reset_before_the_request_is_unreachable() {
        target.greet(Connection::reset);

        Reply reply = worker.get();

        failed(reply, 502, "target-unreachable", reply.json().get("sent").textValue());
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_reset_in_place_of_an_answer_is_unreachable() {
        target.next(Answer.reset());

        failed(worker.run("POST", "/", "\"body\":{}"), 502, "target-unreachable", "maybe");
        assertEquals(1, target.requests().size());
    }

    @Test
    void the_end_of_the_connection_in_place_of_an_answer_is_unreachable() {
        target.next(Answer.hangUp());

        failed(worker.run("POST", "/", "\"body\":{}"), 502, "target-unreachable", "maybe");
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_request_is_sent_once_even_if_it_could_be_repeated() {
        target.next(Answer.hangUp());

        failed(worker.get(), 502, "target-unreachable", "maybe");
        assertEquals(1, target.requests().size());
    }

    @Test
    void what_a_call_runs_out_of_is_no_fault_of_the_target_and_no_end_of_later_calls() {
        worker.program().dialler().before(() -> {
            throw new StackOverflowError();
        });
        failed(worker.get(), 500, "internal-error", "no");

        worker.program().dialler().before(() -> {});

        answered(worker.get());
    }

    @Test
    void a_reset_within_the_head_is_no_answer() {
        target.next((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nX-A: ");
            connection.reset();
        });

        failed(worker.get(), 502, "target-unreachable", "maybe");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_999})
    void a_reset_within_the_body_is_an_invalid_answer(long octets) {
        target.next(Answer.status(200).bodyOf(10_000).resetAfter(octets));

        failed(worker.get(), 502, "target-response-invalid", "maybe");
    }

    @Test
    void a_reset_after_the_answer_leaves_it_an_answer() {
        target.next(Answer.ok().resetAfter(2));

        answered(worker.get());
    }

    @Test
    void a_reset_while_a_large_body_is_sent_is_unreachable() {
        target.greet(connection -> {
            connection.awaitFirstOctet();
            connection.reset();
        });

        failed(
                worker.run("POST", "/", "\"body\":\"" + "x".repeat(5_000_000) + "\""),
                502,
                "target-unreachable",
                "maybe");
    }

    /** Also right after it was used: how long it was idle says nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_connection_that_the_target_closed_while_idle_does_not_fail_the_next_run(boolean tls) {
        if (tls) {
            useTls();
        }
        for (int i = 1; i <= 20; i++) {
            answered(worker.get());
            closeAll();
            assertEquals(i, target.requests().size());
        }
    }

    /** Ours may be closed by us as well, when a change is heard of. */
    private void closeAll() {
        Await.until(
                "no connection", PATIENCE, () -> target.closeIdleConnections().openConnections(), open -> open == 0);
    }

    @Test
    void connections_that_the_target_closed_are_all_passed_over() {
        CountDownLatch together = new CountDownLatch(5);
        target.answer((request, connection) -> {
            together.countDown();
            await(together);
            Answer.ok().answer(request, connection);
        });
        IntStream.range(0, 5)
                .mapToObj(i -> worker.begin("GET", "/", ""))
                .toList()
                .forEach(run -> answered(run.join()));
        closeAll();

        answered(worker.get());

        assertEquals(6, target.requests().size());
        assertEquals(6, target.connections());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::1]:8123", "http://[::1]"})
    void an_ipv6_literal_is_reached(String domain) {
        worker.by(worker.connector(Map.of("domain", domain)));

        answered(worker.get());

        assertEquals(
                domain.substring("http://".length()),
                target.takeRequest(PATIENCE).header("Host"));
    }

    @Test
    void an_unknown_connector_begins_no_run() {
        Reply reply = worker.by("nobody").get();

        assertEquals(404, reply.status());
        assertEquals("connector-not-found", reply.problem());
        assertFalse(reply.json().has("runId"));
    }

    /** Until the news of the connector's making has come, what stands open is closed as older than a change. */
    private void keepConnection() {
        int[] before = new int[1];
        Await.until(
                "a connection that serves two runs",
                PATIENCE,
                () -> {
                    answered(worker.get());
                    return target.takeRequest(PATIENCE).connection();
                },
                connection -> before[0] == (before[0] = connection));
    }

    /** Not one octet more than the end tells of the difference, so it is sent no second time (T4). */
    @ParameterizedTest
    @MethodSource("endings")
    void a_kept_connection_that_ends_in_place_of_an_answer_is_unreachable(Behaviour ending) {
        keepConnection();
        int before = target.requests().size();
        target.next(ending);

        failed(worker.run("POST", "/", "\"body\":{}"), 502, "target-unreachable", "maybe");

        assertEquals(before + 1, target.requests().size());
    }

    private static Stream<Named<Behaviour>> endings() {
        return Stream.of(
                Named.of("the end of the connection", Answer.hangUp()),
                Named.of("a reset", Answer.reset()),
                Named.of("an interim answer, then the end", Answer.raw("HTTP/1.1 103 Early Hints\r\n\r\n")),
                Named.of("an interim answer, then a reset", (request, connection) -> {
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.reset();
                }));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_new_connection_that_ends_in_place_of_an_answer_is_unreachable(Behaviour ending) {
        target.next(ending);

        failed(worker.get(), 502, "target-unreachable", "maybe");

        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1", "HTTP/1.1 200", "HTTP/1.1 200 OK\r", "HTTP/1.1 200 OK\r\n"})
    void a_reset_within_the_head_brings_no_part_of_it(String begun) {
        target.next((request, connection) -> {
            connection.send(begun);
            connection.reset();
        });

        failed(worker.get(), 502, "target-unreachable", "maybe");
    }

    @Test
    void a_reset_within_a_chunk_is_an_invalid_answer() {
        target.next(Answer.status(200).chunks("0123456789").resetAfter(5));

        failed(worker.get(), 502, "target-response-invalid", "maybe");
    }

    @Test
    void a_reset_in_place_of_an_end_is_an_invalid_answer() {
        target.next((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhalf");
            connection.reset();
        });

        failed(worker.get(), 502, "target-response-invalid", "maybe");
    }

    @Test
    void the_end_of_the_connection_before_the_request_may_have_been_too_late() {
        target.greet(Connection::close);

        failed(worker.get(), 502, "target-unreachable", "maybe");
    }

    @Test
    void every_address_that_refuses_is_tried_once() {
        try (DeadPort port = DeadPort.refusing()) {
            worker.program().resolver().host(HOST, "93.184.216.1", "93.184.216.2", "93.184.216.3");
            for (int i = 1; i <= 3; i++) {
                worker.program().dialler().lead("93.184.216." + i, 80, port.address());
            }

            failed(worker.get(), 502, "target-unreachable", "no");

            assertEquals(3, worker.program().dialler().dialled().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 204", "GET, 304", "HEAD, 200", "HEAD, 204", "HEAD, 404"})
    void a_body_where_there_is_none_is_not_taken_for_the_next_answer(String method, int status) {
        target.next((request, connection) -> connection.send("HTTP/1.1 " + status
                + " Because\r\nContent-Length: 50\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"));

        assertEquals(
                "none", answered(worker.run(method, "/", "")).get("bodyType").textValue());
        assertEquals("ok", answered(worker.get()).get("body").textValue());
    }
}
