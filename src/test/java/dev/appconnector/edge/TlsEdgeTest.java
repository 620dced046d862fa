package dev.appconnector.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.edge.tls.CertificateRenewal;
import dev.appconnector.edge.tls.OwnCertificate;
import dev.appconnector.edge.tls.ShownCertificate;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.TestTls;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS gives nobody a way past the bounds for callers, and a certificate that is wrong changes nothing. */
class TlsEdgeTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int LARGE = 16_000_000;

    @TempDir
    private Path directory;

    private HttpEdge edge(CertificateRenewal certificate, Patience patience) {
        return new HttpEdge(Capacity.ofThisJvm(), patience, Optional.of(certificate.shown()), refused -> {});
    }

    private CertificateRenewal certificate() {
        return new CertificateRenewal(TestTls.files(directory), Clock.systemUTC());
    }

    private static int listening(HttpEdge edge, Handler<HttpServerRequest> handler) throws Exception {
        return edge.vertx()
                .createHttpServer(new HttpServerOptions().setSsl(true))
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static SSLSocket calling(int port, String octets) throws IOException {
        SSLSocket caller =
                (SSLSocket) TestTls.anotherClient().getSocketFactory().createSocket("127.0.0.1", port);
        caller.setSoTimeout(20_000);
        caller.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    /** 22, 3, 1, … is the beginning of a handshake that promises 500 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001\u0001\u00f4\u0001"})
    void a_caller_who_never_ends_the_handshake_is_hung_up_on(String begun) throws Exception {
        try (CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(SHORT, LONG, 1))) {
            edge.open();
            int port = listening(edge, request -> request.response().end());
            try (Socket caller = new Socket("127.0.0.1", port)) {
                caller.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
                // Shorter than what Vert.x itself waits.
                caller.setSoTimeout(8_000);
                if (begun.isEmpty()) {
                    assertEquals(-1, caller.getInputStream().read());
                } else {
                    assertTrue(SlowCallersTest.isHungUpOn(caller, "\u0000", 400), "It was waited for.");
                }
            }
        }
    }

    @Test
    void a_request_that_comes_drop_by_drop_is_not_waited_for() throws Exception {
        try (CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(LONG, SHORT, 10_000))) {
            edge.open();
            AtomicInteger whole = new AtomicInteger();
            int port = listening(
                    edge,
                    request -> request.bodyHandler(body -> {
                        whole.incrementAndGet();
                        request.response().end();
                    }));
            try (Socket caller = calling(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n")) {
                assertTrue(SlowCallersTest.isHungUpOn(caller, "x", 500), "It was waited for.");
            }
            assertEquals(0, whole.get());
        }
    }

    @Test
    void a_caller_who_says_nothing_after_the_handshake_is_hung_up_on() throws Exception {
        try (CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(SHORT, LONG, 1))) {
            edge.open();
            int port = listening(edge, request -> request.response().end());
            try (SSLSocket caller = calling(port, "")) {
                caller.startHandshake();
                assertEquals(-1, caller.getInputStream().read());
            }
        }
    }

    @Test
    void a_caller_who_does_not_take_the_answer_is_hung_up_on_without_a_word_in_the_log() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        try (LoggedLines log = new LoggedLines();
                CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(LONG, SHORT, 100_000_000))) {
            edge.open();
            int port = listening(edge, request -> {
                request.connection().closeHandler(hungUp::complete);
                request.response().end(Buffer.buffer(new byte[LARGE]));
            });
            try (SSLSocket caller = calling(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
                hungUp.get(20, TimeUnit.SECONDS);
                assertFalse(caller.isClosed());
            }
            assertEquals(List.of(), log.warnings());
        }
    }

    @Test
    void a_caller_who_takes_the_answer_slowly_but_steadily_gets_all_of_it() throws Exception {
        try (CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(SHORT, SHORT, 100))) {
            edge.open();
            int port = listening(edge, request -> request.response().end(Buffer.buffer(new byte[LARGE])));
            try (SSLSocket caller = calling(port, "GET / HTTP/1.0\r\nHost: x\r\n\r\n")) {
                InputStream answer = caller.getInputStream();
                int head = new String(answer.readNBytes(1_000), StandardCharsets.US_ASCII).indexOf("\r\n\r\n") + 4;
                long taken = 1_000 - head;
                for (byte[] part = answer.readNBytes(400_000); part.length > 0; part = answer.readNBytes(400_000)) {
                    taken += part.length;
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                assertEquals(LARGE, taken);
            }
        }
    }

    /** Keeps back what is written after the first piece, the hello, until it is let go in one piece. */
    private static final class HoldingBack extends Socket {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean helloSent;

        private HoldingBack(int port) throws IOException {
            super("127.0.0.1", port);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream wire = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] octets, int from, int length) throws IOException {
                    if (helloSent) {
                        kept.write(octets, from, length);
                    } else {
                        helloSent = true;
                        wire.write(octets, from, length);
                    }
                }
            };
        }

        private void letGo() throws IOException {
            super.getOutputStream().write(kept.toByteArray());
        }
    }

    /** Its request comes in one piece with the end of its handshake, when there is no route yet. */
    @Test
    void a_caller_of_a_node_that_is_about_to_start_is_let_in_when_it_has() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(LONG, LONG, 1))) {
            int port = listening(edge, request -> {
                asked.incrementAndGet();
                request.response().end("late");
            });
            try (HoldingBack wire = new HoldingBack(port);
                    SSLSocket caller = (SSLSocket)
                            TestTls.anotherClient().getSocketFactory().createSocket(wire, "localhost", port, true)) {
                caller.setSoTimeout(20_000);
                caller.startHandshake();
                caller.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                wire.letGo();
                try (SSLSocket other = calling(port, "")) {
                    // By the time that its handshake has ended, what came before was read.
                    other.startHandshake();
                }
                assertEquals(0, asked.get());
                edge.open();

                String answer = new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.endsWith("late"), answer);
            }
        }
    }

    private static String shown(int port) {
        try (SSLSocket caller = calling(port, "")) {
            caller.startHandshake();
            return ((X509Certificate) caller.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One with an RSA key, by the other kind of signatures. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificates_change_between_two_kinds_and_no_handshake_under_way_breaks(String version) throws Exception {
        OwnCertificate ec = TestTls.files(directory).read();
        CertificateFiles rsaFiles = TestTls.filesOfRsa(Files.createDirectory(directory.resolve("rsa")));
        OwnCertificate rsa = rsaFiles.read();
        ShownCertificate certificate = new ShownCertificate(rsa);
        SSLContext client = TestTls.clientOf(rsaFiles);
        AtomicBoolean ended = new AtomicBoolean();
        Thread changing = new Thread(() -> {
            while (!ended.get()) {
                certificate.show(ec);
                certificate.show(rsa);
            }
        });
        Set<String> seen = new HashSet<>();
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(), new Patience(LONG, LONG, 1), Optional.of(certificate), refused -> {})) {
            edge.open();
            int port = listening(edge, request -> request.response().end());
            changing.start();
            for (int i = 0; i < 40 || seen.size() < 2; i++) {
                try (SSLSocket caller = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port)) {
                    caller.setEnabledProtocols(new String[] {version});
                    caller.startHandshake();
                    seen.add(caller.getSession()
                            .getPeerCertificates()[0]
                            .getPublicKey()
                            .getAlgorithm());
                    // Or the next handshake would take it up again, and be shown nothing.
                    caller.getSession().invalidate();
                }
            }
        } finally {
            ended.set(true);
            changing.join();
        }
        assertEquals(Set.of("EC", "RSA"), seen);
    }

    @Test
    void a_pair_that_is_wrong_is_told_of_once_and_the_one_before_shown_on_until_it_is_right() throws Exception {
        try (LoggedLines log = new LoggedLines();
                CertificateRenewal certificate = certificate();
                HttpEdge edge = edge(certificate, new Patience(LONG, LONG, 1))) {
            edge.open();
            int port = listening(edge, request -> request.response().end());
            certificate.start(Duration.ofMillis(20));
            String old = shown(port);

            Path aside = Files.createDirectory(directory.resolve("aside"));
            CertificateFiles renewed = TestTls.filesOfSigned(aside, "valid");
            String key = Files.readString(renewed.key());
            TestTls.writeKey(directory.resolve("tls-key.pem"), key);
            Await.until("it is told", LONG, log::warnings, lines -> !lines.isEmpty());
            assertEquals(old, shown(port));
            String told = log.warnings().get(0);
            assertTrue(told.contains("tls-key.pem: it is not the key of the first certificate"), told);
            assertFalse(told.contains(key.lines().skip(1).findFirst().orElseThrow()), told);

            Files.copy(
                    renewed.certificate(),
                    directory.resolve("tls-certificate.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
            Await.until("the new one is shown", LONG, () -> shown(port), now -> !now.equals(old));
            assertEquals(List.of(told), log.warnings());
        }
    }
}
