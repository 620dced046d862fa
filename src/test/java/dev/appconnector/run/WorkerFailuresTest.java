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
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestTls;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that cannot be reached, or breaks off: the caller learns which, and whether the target may have acted. */
class WorkerFailuresTest {

    @TempDir
    private static Path data;

    private static CallingTarget worker;

    private FakeTarget target;

    @BeforeAll
    static void start() {
        worker = CallingTarget.start(data, Map.of("appconnector.egress.allow", "::1"));
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

    private void useTls() {
        target = worker.use(FakeTarget.https());
    }

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

    @Test
    void tls_works_and_takes_its_time() {
        useTls();

        answered(worker.get());

        assertTrue(target.takeRequest(PATIENCE).tls());
    }

    @Test
    void an_untrusted_certificate_is_unreachable_and_nothing_was_sent() {
        target = worker.use(FakeTarget.https(TestTls.stranger()));

        Reply reply = worker.get();

        failed(reply, 502, "target-unreachable", "no");
        assertTrue(reply.text().contains("certificate"), reply.text());
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_certificate_for_another_host_is_unreachable_and_nothing_was_sent() {
        useTls();
        worker.by(worker.connector(Map.of("domain", "https://api.example.org")));

        failed(worker.get(), 502, "target-unreachable", "no");
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_target_without_tls_is_unreachable() {
        target.greet(connection -> {
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.close();
        });
        worker.by(worker.connector(Map.of("domain", "https://api.example.com")));

        failed(worker.get(), 502, "target-unreachable", "no");
    }

    @Test
    void a_reset_within_the_handshake_is_unreachable_and_nothing_was_sent() {
        useTls();
        target.greet(Connection::reset);

        failed(worker.get(), 502, "target-unreachable", "no");
    }

    @Test
    void a_reset_after_the_handshake_is_not_put_down_to_the_certificate() {
        useTls();
        target.next(Answer.reset());

        Reply reply = worker.get();

        failed(reply, 502, "target-unreachable", "maybe");
        assertFalse(reply.text().contains("certificate"), reply.text());
    }

    @Test
    void the_end_of_a_tls_connection_within_the_body_is_an_invalid_answer() {
        useTls();
        target.next(Answer.status(200).bodyOf(10_000).closeAfter(5_000));

        failed(worker.get(), 502, "target-response-invalid", "maybe");
    }

    @Test
    void tls_connections_are_kept_for_the_next_run_too() {
        useTls();
        for (int i = 0; i < 10; i++) {
            answered(worker.get());
        }

        assertTrue(target.connections() < 10, "Each run had a connection of its own.");
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
    void an_ipv6_literal_with_tls_is_held_against_the_certificate() {
        useTls();
        worker.by(worker.connector(Map.of("domain", "https://[::1]:8443")));

        failed(worker.get(), 502, "target-unreachable", "no");
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void an_unknown_connector_begins_no_run() {
        Reply reply = worker.by("nobody").get();

        assertEquals(404, reply.status());
        assertEquals("connector-not-found", reply.problem());
        assertFalse(reply.json().has("runId"));
    }
}
