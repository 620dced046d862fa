package dev.appconnector.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a certificate of our own the port speaks TLS alone, and all that holds for it without holds on. */
class OwnTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RunningAppConnector app;

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(data, TestTls.settings(TestTls.files(data)));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static SSLSocket connected(String... versions) throws IOException {
        SSLSocket socket = (SSLSocket) TestTls.anotherClient()
                .getSocketFactory()
                .createSocket("127.0.0.1", app.node().port());
        socket.setSoTimeout(20_000);
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        return socket;
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static HttpRequest.Builder session() {
        return HttpRequest.newBuilder(app.uri("/api/session"));
    }

    @Test
    void callers_are_answered_and_told_to_come_by_https_alone() {
        Reply reply = app.get("/api/connectors");

        assertEquals(200, reply.status());
        assertEquals("https", app.uri("/").getScheme());
        assertTrue(
                app.node().address().startsWith("https://127.0.0.1:"),
                app.node().address());
        assertEquals("max-age=31536000", reply.header("Strict-Transport-Security"));
        assertEquals(401, app.send(HttpRequest.newBuilder(app.uri("/x"))).status());
    }

    @Test
    void a_large_body_arrives_whole() {
        String body = "x".repeat(3_000_000);
        app.connector("large", "http://large.example", "token-of-the-connector");
        Reply reply =
                app.post("/worker/explain", Map.of("connector", "large", "method", "POST", "path", "/", "body", body));

        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.json().get("allowed").booleanValue(), reply.text());
    }

    @Test
    void health_and_metrics_stay_in_plain_http_and_tell_how_long_the_certificate_holds() {
        HttpResponse<String> metrics =
                AppConnectorProcess.send(URI.create(app.operationsUri("/observe/metrics")), "GET", "none", null);

        assertNull(metrics.headers().firstValue("Strict-Transport-Security").orElse(null));
        String seconds = metrics.body()
                .lines()
                .filter(line -> line.startsWith("appconnector_tls_expiry_seconds "))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
        Duration left = Duration.ofSeconds((long) Double.parseDouble(seconds));
        // It holds until 2119.
        assertTrue(left.toDays() > 365 * 80 && left.toDays() < 36_500, left.toString());
    }

    @Test
    void a_session_is_a_secure_cookie_for_pages_of_the_https_origin() {
        Reply begun = app.send(app.request("POST", "/api/session", null));
        String set = begun.header("Set-Cookie");
        assertTrue(set.contains("; Secure"), set);
        String cookie = set.substring(0, set.indexOf(';'));
        String host = "127.0.0.1:" + app.node().port();

        assertEquals(
                200,
                app.send(session().header("Cookie", cookie).header("Origin", "https://" + host))
                        .status());
        assertEquals(
                403,
                app.send(session().header("Cookie", cookie).header("Origin", "http://" + host))
                        .status());
    }

    /** Nobody is a proxy here unless the settings say so. */
    @Test
    void a_caller_cannot_talk_the_cookie_out_of_being_secure() {
        Reply begun = app.send(app.request("POST", "/api/session", null).header("X-Forwarded-Proto", "http"));

        assertTrue(begun.header("Set-Cookie").contains("; Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_tls_of_today_is_spoken_and_what_is_no_http_is_a_problem_there_too(String version) throws IOException {
        try (SSLSocket caller = connected(version)) {
            String answer = answer(caller, "GARBAGE\r\n\r\n");

            assertEquals(version, caller.getSession().getProtocol());
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("urn:appconnector:problem:malformed-request"), answer);
        }
    }

    @Test
    void no_http_2_is_spoken_however_much_it_is_asked_for() throws IOException {
        try (SSLSocket caller = connected()) {
            SSLParameters parameters = caller.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            caller.setSSLParameters(parameters);
            String answer = answer(caller, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

            assertNotEquals("h2", caller.getApplicationProtocol());
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    /** This Java's clients do not speak the old ones either, so the hello is written out. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 1"})
    void an_older_tls_is_refused(int minor, int accepted) throws IOException {
        byte[] random = new byte[32];
        byte[] ciphers = {(byte) 0xc0, 0x2b, (byte) 0xc0, 0x2f, (byte) 0xc0, 0x09, (byte) 0xc0, 0x13};
        byte[] extensions = {
            0,
            10,
            0,
            4,
            0,
            2,
            0,
            23, // secp256r1
            0,
            11,
            0,
            2,
            1,
            0,
            0,
            13,
            0,
            4,
            0,
            2,
            4,
            3 // ecdsa_secp256r1_sha256
        };
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.write(3);
        hello.write(minor);
        hello.write(random);
        hello.write(new byte[] {0, 0, (byte) ciphers.length});
        hello.write(ciphers);
        hello.write(new byte[] {1, 0, 0, (byte) extensions.length});
        hello.write(extensions);
        try (Socket caller = new Socket("127.0.0.1", app.node().port())) {
            caller.setSoTimeout(20_000);
            byte[] record = {22, 3, 1, 0, (byte) (hello.size() + 4), 1, 0, 0, (byte) hello.size()};
            caller.getOutputStream().write(record);
            caller.getOutputStream().write(hello.toByteArray());
            int type = caller.getInputStream().read();

            assertEquals(accepted == 1 ? 22 : 21, type, "22 is a handshake, 21 an alert");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, false",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true"
    })
    void ciphers_of_the_past_are_refused(String cipher, boolean taken) throws IOException {
        try (SSLSocket caller = connected("TLSv1.2")) {
            caller.setEnabledCipherSuites(new String[] {cipher});
            if (taken) {
                caller.startHandshake();
            } else {
                assertThrows(SSLHandshakeException.class, caller::startHandshake);
            }
        }
    }

    @Test
    void plain_http_is_hung_up_on_without_a_word_in_the_log() throws IOException {
        try (LoggedLines log = new LoggedLines();
                Socket caller = new Socket("127.0.0.1", app.node().port())) {
            caller.setSoTimeout(20_000);
            String answer = answer(caller, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertFalse(answer.contains("HTTP"), answer);
            assertEquals(List.of(), log.warnings());
        }
    }

    @Test
    void a_caller_cannot_have_us_shake_hands_again() throws IOException {
        try (SSLSocket caller = connected("TLSv1.2")) {
            caller.startHandshake();
            caller.getOutputStream()
                    .write("GET /openapi.json HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.UTF_8));
            caller.startHandshake();
            assertThrows(SSLException.class, () -> answer(caller, "\r\n"));
        }
    }

    private static byte[] shown(SSLSocket caller) throws IOException {
        caller.startHandshake();
        X509Certificate first = (X509Certificate) caller.getSession().getPeerCertificates()[0];
        return first.getSerialNumber().toByteArray();
    }

    private static byte[] shownNow() {
        try (SSLSocket caller = connected()) {
            return shown(caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_new_certificate_is_shown_without_a_restart_and_nobody_is_cut_off() throws IOException {
        try (SSLSocket before = connected()) {
            byte[] old = shown(before);
            TestTls.filesOfSigned(data, "valid");
            Await.until("the new one is shown", PATIENCE, OwnTlsTest::shownNow, now -> !Arrays.equals(old, now));

            assertTrue(answer(before, "GET /openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .startsWith("HTTP/1.1 200 "));

            TestTls.files(data);
            Await.until("the old one is shown again", PATIENCE, OwnTlsTest::shownNow, now -> Arrays.equals(old, now));
        }
    }
}
