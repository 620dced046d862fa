package dev.appconnector.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller who sends or takes too slowly is hung up on, and one who is merely slow is not. */
class SlowCallersTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LARGE = 48 << 20;

    private static int listening(HttpEdge edge, Handler<HttpServerRequest> handler) throws Exception {
        edge.open();
        return edge.vertx()
                .createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static Socket calling(int port, String octets) throws IOException {
        Socket caller = new Socket("127.0.0.1", port);
        caller.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
        return caller;
    }

    /** Sends the same again and again, after each 20 ms of silence; whether the other side hung up before it was enough. */
    static boolean isHungUpOn(Socket caller, String drop, int times) throws IOException {
        caller.setSoTimeout(20);
        for (int i = 0; i < times; i++) {
            try {
                if (caller.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                // It listens on.
            } catch (IOException e) {
                return true;
            }
            try {
                caller.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET / HTTP/1.1\r\nHost: x\r\nX: x",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n",
            })
    void a_request_that_comes_drop_by_drop_is_not_waited_for(String begun) throws Exception {
        AtomicBoolean whole = new AtomicBoolean();
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(), new Patience(LONG, SHORT, 10_000), Optional.empty(), refused -> {})) {
            int port = listening(
                    edge,
                    request -> request.bodyHandler(body -> {
                        whole.compareAndSet(false, body.length() > 0);
                        request.response().end();
                    }));
            try (Socket caller = calling(port, begun)) {
                assertTrue(isHungUpOn(caller, "x", 500), "It was waited for.");
            }
        }
        assertFalse(whole.get());
    }

    @Test
    void a_request_that_comes_slowly_but_steadily_is_waited_for() throws Exception {
        try (HttpEdge edge =
                new HttpEdge(Capacity.ofThisJvm(), new Patience(LONG, SHORT, 10), Optional.empty(), refused -> {})) {
            int port = listening(
                    edge,
                    request -> request.bodyHandler(body -> request.response().end("all " + body.length())));
            String head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n";
            try (Socket caller = calling(port, head)) {
                assertFalse(isHungUpOn(caller, "x".repeat(100), 49));
                caller.setSoTimeout(20_000);
                caller.getOutputStream().write("x".repeat(100).getBytes(StandardCharsets.US_ASCII));
                String answer = new String(caller.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.endsWith("all 5000"), answer);
            }
        }
    }

    @Test
    void a_caller_who_does_not_take_the_answer_is_hung_up_on() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(), new Patience(LONG, SHORT, 100_000_000), Optional.empty(), refused -> {})) {
            int port = listening(edge, request -> {
                request.connection().closeHandler(hungUp::complete);
                request.response().end(Buffer.buffer(new byte[LARGE]));
            });
            try (Socket caller = calling(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
                hungUp.get(20, TimeUnit.SECONDS);
                assertFalse(caller.isClosed());
            }
        }
    }

    /** A caller who takes an answer has nothing to say meanwhile: that is no silence either. */
    @Test
    void a_caller_who_takes_the_answer_slowly_but_steadily_gets_all_of_it() throws Exception {
        try (HttpEdge edge = new HttpEdge(
                Capacity.ofThisJvm(),
                new Patience(SHORT, Duration.ofMillis(1_500), 100),
                Optional.empty(),
                refused -> {})) {
            int port = listening(edge, request -> request.response().end(Buffer.buffer(new byte[LARGE])));
            try (Socket caller = calling(port, "GET / HTTP/1.0\r\nHost: x\r\n\r\n")) {
                caller.setSoTimeout(20_000);
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
}
