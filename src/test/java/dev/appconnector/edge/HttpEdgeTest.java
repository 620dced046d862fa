package dev.appconnector.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP, or could be read in two ways, is refused as a problem, and opens nothing. */
class HttpEdgeTest {

    private static final String HEAD = "Host: x\r\nConnection: close\r\n";

    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String key() {
        return "Authorization: Bearer " + app.adminKey() + "\r\n";
    }

    private static String[] answers(String octets) {
        return octets.split("(?<=.)(?=HTTP/\\d\\.\\d \\d{3} )");
    }

    /** The only answer on its connection. */
    private static void assertProblem(String answer, int status, String name) {
        assertTrue(answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"), answer);
        assertTrue(answer.contains("urn:appconnector:problem:" + name + "\""), answer);
        for (String header : new String[] {
            "Content-Type: application/problem+json\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Cache-Control: no-store\r\n"
        }) {
            assertTrue(answer.toLowerCase(Locale.ROOT).contains(header.toLowerCase(Locale.ROOT)), answer);
        }
        assertEquals(1, answers(answer).length, answer);
        assertFalse(answer.contains("Exception") || answer.contains("\tat "), answer);
    }

    /** No Connection: close here: the edge itself has to end the connection, or this would wait. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /api/connectors HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /api/connectors HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /api/connectors FTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/connectors HTTP/1.1\r\nHost: x\r\nBad Name: x\r\n\r\n",
                "GET /api/connectors HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void what_is_no_http_is_answered_as_a_problem_and_hung_up_on(String request) {
        assertProblem(app.raw(request), 400, "malformed-request");
    }

    @Test
    void a_head_that_is_too_long_is_told_so() {
        String line = app.raw("GET /" + "x".repeat(4_096) + " HTTP/1.1\r\n" + HEAD + "\r\n");
        assertProblem(line, 400, "malformed-request");
        assertTrue(line.contains("request line"), line);
        String headers = app.raw("GET / HTTP/1.1\r\n" + HEAD + "X: " + "x".repeat(8_192) + "\r\n\r\n");
        assertProblem(headers, 400, "malformed-request");
        assertTrue(headers.contains("headers"), headers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /worker/%zz | 400 | malformed-request",
                "GET /%00%zz | 400 | malformed-request",
                "OPTIONS * | 404 | not-found",
                "GET api/connectors | 404 | not-found",
                "GET ?x | 400 | malformed-request"
            })
    void a_path_that_no_route_can_have_is_a_problem_too_with_and_without_a_key(String line, int status, String name) {
        assertProblem(app.raw(line + " HTTP/1.1\r\n" + HEAD + "\r\n"), status, name);
        assertProblem(app.raw(line + " HTTP/1.1\r\n" + HEAD + key() + "\r\n"), status, name);
    }

    /** What follows each ends the connection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void an_upgrade_is_not_heard(String upgrade) {
        String[] answers =
                answers(app.raw("GET /api/connectors HTTP/1.1\r\nHost: x\r\n" + upgrade + "\r\n\r\nGARBAGE\r\n\r\n"));
        assertProblem(answers[0], 401, "unauthenticated");
        assertProblem(answers[1], 400, "malformed-request");
    }

    /** The second request would be a smuggled one; it has a key, and must not be answered. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding : chunked",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4, 5",
                "Content-Length: +4",
                "Content-Length: -1",
                "Content-Length: 0x4",
                "Content-Length: 99999999999999999999"
            })
    void a_body_whose_end_is_open_to_dispute_is_refused_with_all_that_follows(String length) {
        String smuggled = "GET /api/connectors HTTP/1.1\r\nHost: x\r\n" + key() + "\r\n";
        for (String version : new String[] {"HTTP/1.1", "HTTP/1.0"}) {
            String head = "POST /worker/runs " + version + "\r\nHost: x\r\nConnection: keep-alive\r\n"
                    + "Content-Type: application/json\r\n" + key();
            String answer = app.raw(head + length + "\r\n\r\n0\r\n\r\n" + smuggled);
            assertProblem(answer, 400, "malformed-request");
        }
    }

    @Test
    void a_body_that_breaks_off_ends_the_connection_and_is_no_trouble_of_the_servers() throws Exception {
        String head = "POST /worker/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + key();
        try (LoggedLines log = new LoggedLines()) {
            String answer = app.raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n0\r\n\r\n");
            if (!answer.isEmpty()) {
                assertProblem(answer, 400, "malformed-request");
            }
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), app.node().port())) {
                socket.getOutputStream()
                        .write((head + "Content-Length: 9\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
            assertEquals(200, app.get("/api/connectors").status());
            assertEquals(List.of(), log.warnings());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi.json/../api/connectors",
                "/openapi.json/%2e%2e/api/connectors",
                "/openapi.json/%2E./api/connectors",
                "/openapi.json%2f..%2fapi/connectors",
                "/openapi.json;/../api/connectors",
                "/openapi.json/",
                "/openapi.json;x=y",
                "/openapi.json%00",
                "/openapi.json%2fx",
                "/OPENAPI.JSON",
                "//api/connectors",
                "/./api/connectors",
                "/api//connectors",
                "/api/./connectors",
                "/api/connectors/",
                "/api/connectors;x=/openapi.json",
                "/api/connectors?/openapi.json",
                "/%61pi/connectors",
                "/api%2fconnectors",
                "\\api\\connectors",
                "/api\\..\\openapi.json",
                "http://x/api/connectors",
                "http://x//api/connectors",
                "http://x/openapi.json/../api/connectors",
                "http://openapi.json/api/connectors",
                "https://x/nothing",
                "/connected-apps/../api/connectors",
                "/connected-apps%2f..%2fapi/connectors",
                "/connected-apps/",
                "/assets/../api/connectors",
                "/assets/",
                "x:443",
                "x"
            })
    void no_way_of_writing_a_path_opens_what_is_closed(String target) {
        for (String method : new String[] {"GET", "POST", "OPTIONS", "HEAD", "CONNECT", "TRACE"}) {
            String answer = app.raw(method + " " + target + " HTTP/1.1\r\n" + HEAD + "\r\n");
            assertTrue(answer.matches("(?s)HTTP/1\\.1 (400|401|404) .*"), method + " " + answer);
            assertFalse(answer.contains("Exception") || answer.contains("\"items\""), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openapi.json",
                "/api/../openapi.json",
                "/api/connectors%3f/../../openapi.json",
                "/%6fpenapi.json",
                "http://x/openapi.json",
                "/x/%2e%2e/openapi.json"
            })
    void what_is_open_is_open_however_it_is_written(String target) {
        String answer = app.raw("GET " + target + " HTTP/1.1\r\n" + HEAD + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.contains("\"openapi\""), answer.substring(0, 200));
    }

    @ParameterizedTest
    @CsvSource({
        "/worker/runs/, 'GET, POST'",
        "/worker/runs, 'GET, POST'",
        "/api/connectors/, 'GET, POST'",
        "/openapi.json/, GET"
    })
    void a_method_that_is_not_there_is_told_which_are_with_a_slash_at_the_end_too(String path, String allow) {
        String answer = app.raw("PATCH " + path + " HTTP/1.1\r\n" + HEAD + key() + "\r\n");
        assertProblem(answer, 405, "method-not-allowed");
        assertTrue(answer.contains("Allow: " + allow + "\r\n"), answer);
    }

    @Test
    void a_caller_who_falls_silent_is_hung_up_on_but_not_one_who_waits_for_an_answer() throws Exception {
        Duration silence = Duration.ofMillis(300);
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(),
                new Patience(silence, Duration.ofMinutes(1), 1),
                Optional.empty(),
                refused -> {})) {
            edge.open();
            Vertx vertx = edge.vertx();
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> request.bodyHandler(body -> vertx.setTimer(
                            3 * silence.toMillis(), late -> request.response().end("late"))));
            int port = server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();
            for (String unfinished : List.of(
                    "", "GE", "GET / HTTP/1.1\r\nHost:", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nx")) {
                assertEquals("", said(port, unfinished));
            }
            String waited = said(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(waited.startsWith("HTTP/1.1 200 ") && waited.endsWith("late"), waited);
        }
    }

    @Test
    void a_caller_who_comes_before_the_routes_are_there_waits_for_them() throws Exception {
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(),
                new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), 1),
                Optional.empty(),
                refused -> {})) {
            int port = listen(edge, 0);
            try (Socket caller = new Socket("127.0.0.1", port)) {
                caller.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                caller.setSoTimeout(300);
                assertThrows(SocketTimeoutException.class, () -> caller.getInputStream()
                        .read());
                edge.open();
                caller.setSoTimeout(20_000);
                String answer = new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            }
            assertTrue(said(port, "GET / HTTP/1.0\r\n\r\n").startsWith("HTTP/1.0 200 "), "who comes later");
        }
    }

    @Test
    void a_server_without_its_port_is_told_of() throws Exception {
        try (HttpEdge edge = new HttpEdge(
                        Capacity.ofThisJvm(),
                        new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), 1),
                        Optional.empty(),
                        refused -> {});
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            listen(edge, 0);
            edge.requireListening();

            assertThrows(ExecutionException.class, () -> listen(edge, taken.getLocalPort()));
            assertThrows(IllegalStateException.class, edge::requireListening);
        }
    }

    private static int listen(HttpEdge edge, int port) throws Exception {
        return edge.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    /** All that comes back until the other side hangs up. */
    private static String said(int port, String octets) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
