package dev.appconnector.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FakeTargetTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void records_a_request_octet_for_octet() throws Exception {
        try (FakeTarget target = FakeTarget.http();
                Socket caller = connected(target)) {
            String head = "PATCH /a%2fb\u00fc{}|//../x;y?q=%7b{{z}}?&a=1 HTTP/1.1\r\nhOst:  one.example \r\nX-A: 1\r\n"
                    + "x-a:2\r\nContent-Length: 3\r\n\r\n";
            send(caller, head + "\u0000\u00ff\n");

            Recorded request = target.takeRequest(SOON);

            assertEquals("PATCH", request.method());
            assertArrayEquals(latin1("/a%2fb\u00fc{}|//../x;y?q=%7b{{z}}?&a=1"), request.rawTarget());
            assertEquals("/a%2fb\u00fc{}|//../x;y", request.path());
            assertEquals("q=%7b{{z}}?&a=1", request.query());
            assertEquals(List.of("hOst:  one.example ", "X-A: 1", "x-a:2", "Content-Length: 3"), request.headerLines());
            assertEquals("one.example", request.host());
            assertEquals(List.of("1", "2"), request.headers("X-a"));
            assertArrayEquals(latin1("\u0000\u00ff\n"), request.body());
            assertEquals(head + "\u0000\u00ff\n", request.wireText());
        }
    }

    @Test
    void keeps_a_connection_alive_and_joins_chunks() throws Exception {
        try (FakeTarget target = FakeTarget.http();
                Socket caller = connected(target)) {
            send(
                    caller,
                    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n");
            assertEquals("abcde", target.takeRequest(SOON).bodyText());
            send(caller, "GET /second HTTP/1.1\r\n\r\n");
            Recorded second = target.takeRequest(SOON);

            assertEquals("/second", second.path());
            assertNull(second.query());
            assertEquals(1, second.connection());
            assertEquals(1, target.connections());
        }
    }

    @Test
    void records_a_request_whose_sender_went_away() throws Exception {
        try (FakeTarget target = FakeTarget.http()) {
            try (Socket caller = connected(target)) {
                send(caller, "POST /half HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
            }
            Recorded request = target.takeRequest(SOON);

            assertFalse(request.complete());
            assertEquals("12345", request.bodyText());
            assertTrue(target.awaitHangUps(1, SOON));
        }
    }

    @Test
    void speaks_tls_with_a_certificate_that_the_test_client_trusts() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(TestTls.client()).build();
        try (FakeTarget target = FakeTarget.https()) {
            target.answer(Answer.json("{}").dripBody(Duration.ofMillis(2)));
            URI uri = URI.create("https://localhost:" + target.port() + "/x");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertEquals("{}", answer.body());
            assertTrue(target.takeRequest(SOON).tls());
        }
    }

    @Test
    void one_port_speaks_tls_and_plain_http() throws Exception {
        try (FakeTarget target = FakeTarget.either();
                Socket plain = connected(target);
                Socket encrypted = TestTls.client().getSocketFactory().createSocket("127.0.0.1", target.port())) {
            send(plain, "GET /plain HTTP/1.1\r\n\r\n");
            assertFalse(target.takeRequest(SOON).tls());
            send(encrypted, "GET /encrypted HTTP/1.1\r\n\r\n");
            assertTrue(target.takeRequest(SOON).tls());
        }
    }

    @Test
    void answers_by_turn_then_by_rule_then_as_usual() throws Exception {
        try (FakeTarget target = FakeTarget.http()) {
            target.answer(Answer.status(200))
                    .onHost("127.0.0.1", Answer.status(201))
                    .onPath("/p", Answer.status(202))
                    .next(Answer.status(503));

            assertEquals(503, get(target, "/p").getResponseCode());
            assertEquals(202, get(target, "/p?q").getResponseCode());
            assertEquals(201, get(target, "/other").getResponseCode());
        }
    }

    @Test
    void sends_chunks_and_trailers_as_given() throws Exception {
        try (FakeTarget target = FakeTarget.http();
                Socket caller = connected(target)) {
            target.answer(
                    Answer.status(200).chunks("ab", "c").trailer("X-T", "1").closeUnannounced());
            send(caller, "GET / HTTP/1.1\r\n\r\n");

            assertEquals(
                    "HTTP/1.1 200 Because\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nX-T: 1\r\n\r\n",
                    new String(caller.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void makes_large_bodies_to_the_octet() throws Exception {
        try (FakeTarget target = FakeTarget.http()) {
            target.answer(Answer.status(200).bodyOf(10_485_761));

            try (InputStream body = get(target, "/").getInputStream()) {
                assertEquals(10_485_761, body.readAllBytes().length);
            }
        }
    }

    @Test
    void a_reset_is_seen_as_a_reset_and_not_as_an_end() throws Exception {
        try (FakeTarget target = FakeTarget.https();
                Socket caller = TestTls.client().getSocketFactory().createSocket("127.0.0.1", target.port())) {
            target.answer(Answer.reset());
            send(caller, "GET / HTTP/1.1\r\n\r\n");

            assertThrows(SocketException.class, () -> caller.getInputStream().read());
        }
        try (FakeTarget target = FakeTarget.http()) {
            target.answer(Answer.status(200).bodyOf(100).resetAfter(10));
            InputStream body = get(target, "/").getInputStream();

            assertThrows(SocketException.class, body::readAllBytes);
        }
    }

    @Test
    void closing_ends_every_wait_at_once() throws Exception {
        FakeTarget target = FakeTarget.http()
                .onPath("/silent", Answer.silence())
                .onPath("/late", Answer.ok().delay(Duration.ofHours(1)))
                .onPath("/drip", Answer.ok().dripHead(Duration.ofHours(1)))
                .onPath("/endless", Answer.status(200).endless(1024))
                .onPath("/headers", BrokenAnswer.endlessHeaders());
        for (String path : List.of("/silent", "/late", "/drip", "/endless", "/headers")) {
            send(connected(target), "GET " + path + " HTTP/1.1\r\n\r\n");
        }
        assertTrue(target.awaitRequests(5, SOON));
        target.close();

        assertTrue(awaitNoThreadOf(target));
    }

    @Test
    void notices_that_a_caller_gave_up_waiting() throws Exception {
        try (FakeTarget target = FakeTarget.http().answer(Answer.ok().delay(Duration.ofHours(1)))) {
            try (Socket caller = connected(target)) {
                send(caller, "GET / HTTP/1.1\r\n\r\n");
                target.takeRequest(SOON);
            }
            assertTrue(target.awaitHangUps(1, SOON));
            assertEquals(0, target.openConnections());
        }
    }

    @Test
    void closes_idle_connections_as_servers_do() throws Exception {
        try (FakeTarget target = FakeTarget.http();
                Socket caller = connected(target)) {
            target.answer(Answer.status(204));
            send(caller, "GET / HTTP/1.1\r\n\r\n");
            assertEquals("HTTP/1.1 204 Because\r\n\r\n", read(caller, "HTTP/1.1 204 Because\r\n\r\n".length()));
            assertTrue(target.awaitIdleConnections(1, SOON));
            target.closeIdleConnections();

            assertEquals(-1, caller.getInputStream().read());
        }
    }

    @Test
    void never_reading_stalls_the_sender() throws Exception {
        try (FakeTarget target = FakeTarget.http().greet(Connection::neverRead);
                Socket caller = connected(target)) {
            caller.setSendBufferSize(4096);
            Thread sender = new Thread(() -> sendForEver(caller));
            sender.setDaemon(true);
            sender.start();
            sender.join(500);

            assertTrue(sender.isAlive());
            assertEquals(List.of(), target.requests());
        }
    }

    @Test
    void dead_ports_hang_or_refuse() {
        try (DeadPort hanging = DeadPort.unresponsive();
                DeadPort refusing = DeadPort.refusing();
                Socket first = new Socket();
                Socket second = new Socket()) {
            assertThrows(SocketTimeoutException.class, () -> first.connect(hanging.address(), 100));
            assertThrows(ConnectException.class, () -> second.connect(refusing.address(), 100));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean awaitNoThreadOf(FakeTarget target) throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("fake-target-" + target.port())) {
                thread.join(SOON.toMillis());
                if (thread.isAlive()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void sendForEver(Socket caller) {
        try {
            while (true) {
                send(caller, "POST / HTTP/1.1\r\n".repeat(1024));
            }
        } catch (IOException e) {
            // The target was closed.
        }
    }

    private static Socket connected(FakeTarget target) throws IOException {
        return new Socket("127.0.0.1", target.port());
    }

    private static HttpURLConnection get(FakeTarget target, String path) throws IOException {
        return (HttpURLConnection) URI.create(target.url() + path).toURL().openConnection();
    }

    private static void send(Socket caller, String octets) throws IOException {
        caller.getOutputStream().write(latin1(octets));
        caller.getOutputStream().flush();
    }

    private static String read(Socket caller, int octets) throws IOException {
        return new String(caller.getInputStream().readNBytes(octets), StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
