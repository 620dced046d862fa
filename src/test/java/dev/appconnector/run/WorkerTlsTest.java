package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Connection;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a target comes about as it must, or nothing of the request leaves; and it tells an answer from half of one. */
class WorkerTlsTest extends WaitingRuns {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** The head of a TLS alert, whose level and reason come next. */
    private static final String ALERT = "\u0015\u0003\u0003\u0000\u0002";

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

    @Test
    void an_ipv6_literal_with_tls_is_held_against_the_certificate() {
        useTls();
        worker.by(worker.connector(Map.of("domain", "https://[::1]:8443")));

        failed(worker.get(), 502, "target-unreachable", "no");
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_certificate_that_the_targets_authority_has_signed_is_trusted() {
        target = worker.use(FakeTarget.https(TestTls.signed("valid")));

        answered(worker.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "early", "elsewhere", "below", "address", "clients"})
    void a_certificate_with_one_thing_wrong_is_unreachable_and_nothing_was_sent(String wrong) {
        target = worker.use(FakeTarget.https(TestTls.signed(wrong)));

        Reply reply = worker.get();

        failed(reply, 502, "target-unreachable", "no");
        assertTrue(reply.text().contains("certificate"), reply.text());
        assertTrue(target.requests().isEmpty());
    }

    private static Stream<Named<String>> nonsense() {
        return Stream.of(
                Named.of("a failure of the handshake", ALERT + "\u0002\u0028"),
                Named.of("another version of TLS wanted", ALERT + "\u0002\u0046"),
                Named.of("an unknown server name", ALERT + "\u0002\u0070"),
                Named.of("the end of TLS", ALERT + "\u0001\u0000"),
                Named.of("no TLS at all", "SSH-2.0-OpenSSH_9.6\r\n"),
                Named.of("an HTTP answer", "HTTP/1.1 400 Bad Request\r\n\r\n"),
                Named.of("a record beyond all bounds", "\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(70_000)),
                Named.of("half a record", "\u0016\u0003\u0003\u0000\u0050\u0002\u0000\u0000"),
                Named.of("SSL of long ago", "\u0080\u002e\u0001\u0000\u0002"),
                Named.of("nothing", ""));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void what_is_no_handshake_is_unreachable_and_nothing_was_sent(String instead) {
        useTls();
        target.greet(connection -> {
            connection.send(instead);
            connection.close();
        });

        failed(worker.get(), 502, "target-unreachable", "no");
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_target_that_wants_tls_is_no_target_for_plain_http() {
        useTls();
        worker.by(worker.connector(Map.of("domain", "http://" + CallingTarget.HOST)));

        failed(worker.get(), 502, "target-response-invalid", "maybe");
        assertTrue(target.requests().isEmpty());
    }

    private static Stream<Named<String>> halves() {
        return Stream.of(
                Named.of("within a length", OK + "Content-Length: 10\r\n\r\nhalf"),
                Named.of("within a chunk", OK + "Transfer-Encoding: chunked\r\n\r\n10\r\nhalf"),
                Named.of("between chunks", OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
                Named.of("where only the end tells the length", OK + "Content-Type: text/plain\r\n\r\nhalf"));
    }

    /** Whoever is on the way can end a TCP connection, but not say so in the target's name. */
    @ParameterizedTest
    @MethodSource("halves")
    void an_answer_that_is_cut_off_below_tls_is_an_invalid_one(String half) {
        useTls();
        target.next((request, connection) -> {
            connection.send(half);
            connection.cut();
        });

        failed(worker.get(), 502, "target-response-invalid", "maybe");
    }

    @Test
    void a_head_that_is_cut_off_below_tls_is_unreachable() {
        useTls();
        target.next((request, connection) -> {
            connection.send(OK + "X-A: ");
            connection.cut();
        });

        failed(worker.get(), 502, "target-unreachable", "maybe");
    }

    @Test
    void an_answer_that_ends_with_tls_is_whole() {
        useTls();
        target.next((request, connection) -> {
            connection.send(OK + "Content-Type: text/plain\r\n\r\nwhole");
            connection.close();
        });

        assertEquals("whole", answered(worker.get()).get("body").textValue());
    }

    @Test
    void a_kept_connection_that_is_cut_off_below_tls_is_unreachable() {
        useTls();
        answered(worker.get());
        target.next((request, connection) -> connection.cut());

        failed(worker.get(), 502, "target-unreachable", "maybe");
        assertEquals(2, target.requests().size());
    }
}
