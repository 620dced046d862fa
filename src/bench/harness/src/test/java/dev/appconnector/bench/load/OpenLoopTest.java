package dev.appconnector.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of whoever measures latencies. */
class OpenLoopTest {

    static {
        // Or this server holds back the second part of each answer for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Duration STALL = Duration.ofMillis(800);
    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private Call call;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        call = new Call(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x"), Map.of("X-Of", "test"), "{}");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void a_stall_is_seen_by_all_calls_that_were_due_in_it() throws Exception {
        // One thread answers, so that the first call's stall holds up all.
        server.createContext(
                "/", exchange -> answer(exchange, calls.incrementAndGet() == 1 ? STALL : Duration.ZERO, 200, 2));
        OpenLoop.Outcome outcome = OpenLoop.run(call, 100, 1, LENGTH);
        assertEquals(100, outcome.answered());
        // A caller that waited for the answer before it made its next call would have seen one slow call of a hundred.
        assertTrue(outcome.millis(0.5) > 250, () -> "The half of all calls took " + outcome.millis(0.5) + " ms.");
    }

    @Test
    void what_is_no_2xx_has_failed_and_is_read_to_its_end() throws Exception {
        server.createContext(
                "/", exchange -> answer(exchange, Duration.ZERO, calls.incrementAndGet() % 2 == 0 ? 401 : 200, 20_000));
        OpenLoop.Outcome outcome = OpenLoop.run(call, 50, 1, LENGTH);
        assertEquals(25, outcome.failed());
        assertEquals(25, outcome.answered());
    }

    @Test
    void chunks_are_read_as_they_come() throws Exception {
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange, Duration.ZERO, 200, 0);
        });
        OpenLoop.Outcome outcome = OpenLoop.run(call, 50, 1, LENGTH);
        assertEquals(50, outcome.answered());
        assertEquals(50, calls.get());
    }

    /** @param length 0 for chunks of an unknown number */
    private static void answer(HttpExchange exchange, Duration delay, int status, int length) throws IOException {
        exchange.getRequestBody().readAllBytes();
        LockSupport.parkNanos(delay.toNanos());
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody()
                .write("x".repeat(length == 0 ? 5_000 : length).getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }
}
