package dev.appconnector.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Await;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who comes when there is room for no more is told so at once, and there is room again when others have gone. */
class OverloadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Three copies of one body of this size fill the memory that the tests give. */
    private static final int LARGE = 1 << 20;

    private final Queue<Overload> refused = new ConcurrentLinkedQueue<>();
    private final Queue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();

    private HttpEdge edge(int requests, int connections) {
        Duration minute = Duration.ofMinutes(1);
        return new HttpEdge(
                new Capacity(requests, requests, 3L * LARGE, connections),
                new Patience(minute, minute, 1),
                Optional.empty(),
                refused::add);
    }

    /** Serves on a port: what is asked for {@code /wait} is kept waiting, all else is answered when it has come. */
    private int serve(HttpEdge edge) throws Exception {
        edge.open();
        return edge.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (request.path().equals("/wait")) {
                        waiting.add(request);
                    } else {
                        request.response().end();
                    }
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static Socket calling(int port, String octets) throws IOException {
        Socket caller = new Socket("127.0.0.1", port);
        caller.setSoTimeout((int) PATIENCE.toMillis());
        say(caller, octets);
        return caller;
    }

    private static void say(Socket caller, String octets) throws IOException {
        caller.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static String upload(String path, int announced, int sent) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + announced + "\r\n\r\n" + "x".repeat(sent);
    }

    /** What comes back until the connection ends; where it is reset behind an answer, that is lost with it. */
    private static String all(Socket caller) {
        StringBuilder all = new StringBuilder();
        try {
            InputStream answer = caller.getInputStream();
            for (int octet = answer.read(); octet >= 0; octet = answer.read()) {
                all.append((char) octet);
            }
        } catch (IOException e) {
            all.append(" (").append(e.getMessage()).append(')');
        }
        return all.toString();
    }

    private void awaitWaiting(int count) {
        Await.until(count + " requests", PATIENCE, waiting::size, size -> size == count);
    }

    private static boolean isAnswered(int port, String octets) {
        try (Socket caller = calling(port, octets)) {
            return new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitAnswered(int port, String octets) {
        Await.until("room", PATIENCE, () -> isAnswered(port, octets), answered -> answered);
    }

    private static void assertOverloaded(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: 1\r\n"), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close\r\n"), answer);
        assertTrue(answer.contains(":overloaded\""), answer);
    }

    @Test
    void one_request_too_many_is_told_so_until_another_has_ended() throws Exception {
        try (HttpEdge edge = edge(2, 100)) {
            int port = serve(edge);
            try (Socket first = calling(port, get("/wait"));
                    Socket second = calling(port, get("/wait"))) {
                awaitWaiting(2);
                try (Socket third = calling(port, get("/"))) {
                    assertOverloaded(all(third));
                }
                waiting.remove().response().end();
                awaitAnswered(port, get("/"));
                assertFalse(first.isClosed() || second.isClosed());
            }
            awaitAnswered(port, get("/"));
        }
        assertTrue(refused.stream().allMatch(Overload.REQUESTS::equals) && !refused.isEmpty(), refused::toString);
    }

    @Test
    void who_hangs_up_leaves_room_for_others() throws Exception {
        try (HttpEdge edge = edge(1, 100)) {
            int port = serve(edge);
            for (int i = 0; i < 3; i++) {
                try (Socket caller = calling(port, get("/wait"))) {
                    awaitWaiting(i + 1);
                    assertFalse(isAnswered(port, get("/")));
                    assertFalse(caller.isClosed());
                }
                awaitAnswered(port, get("/"));
            }
        }
    }

    @Test
    void a_connection_answers_one_request_after_another_however_many() throws Exception {
        try (HttpEdge edge = edge(1, 1)) {
            int port = serve(edge);
            try (Socket caller = calling(port, get("/").repeat(3))) {
                for (int i = 0; i < 5; i++) {
                    say(caller, upload("/", 2 * Load.SMALL, 2 * Load.SMALL));
                }
                say(caller, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertEquals(9, all(caller).split("HTTP/1.1 200 OK", -1).length - 1);
            }
        }
        assertEquals(List.of(), List.copyOf(refused));
    }

    @Test
    void a_body_that_there_is_no_memory_for_is_not_taken_until_others_have_gone() throws Exception {
        try (HttpEdge edge = edge(100, 100)) {
            int port = serve(edge);
            try (Socket first = calling(port, upload("/wait", LARGE / 2, LARGE / 2))) {
                awaitWaiting(1);
                String most = upload("/", LARGE, LARGE / 2 + 2 * Load.SMALL);
                try (Socket second = calling(port, most)) {
                    assertOverloaded(all(second));
                }
                assertTrue(isAnswered(port, upload("/", Load.SMALL, Load.SMALL)), "Small ones need none of it.");
                waiting.remove().response().end();
                assertFalse(first.isClosed());
            }
            awaitAnswered(port, upload("/", LARGE, LARGE));
        }
        assertEquals(List.of(Overload.MEMORY), List.copyOf(refused));
    }

    @Test
    void a_body_in_chunks_counts_as_it_comes() throws Exception {
        String chunks = "POST /wait HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(10);
        try (HttpEdge edge = edge(100, 100)) {
            int port = serve(edge);
            try (Socket first = calling(port, chunks + "0\r\n\r\n")) {
                awaitWaiting(1);
                try (Socket second = calling(port, chunks)) {
                    assertOverloaded(all(second));
                }
                assertFalse(first.isClosed());
            }
            awaitAnswered(port, upload("/", LARGE, LARGE));
        }
    }

    @Test
    void a_single_body_is_taken_even_if_it_needs_more_than_all() throws Exception {
        try (HttpEdge edge = edge(100, 100)) {
            int port = serve(edge);
            assertTrue(isAnswered(port, upload("/", 3 * LARGE, 3 * LARGE)));
            assertTrue(isAnswered(port, upload("/", 3 * LARGE, 3 * LARGE)));
        }
    }

    @Test
    void what_breaks_off_takes_no_memory_any_more() throws Exception {
        try (HttpEdge edge = edge(100, 100)) {
            int port = serve(edge);
            for (int i = 0; i < 3; i++) {
                try (Socket caller = calling(port, upload("/", LARGE, LARGE * 3 / 4))) {
                    assertFalse(caller.isClosed());
                }
                awaitAnswered(port, upload("/", LARGE, LARGE));
            }
        }
    }

    @Test
    void one_connection_too_many_is_closed_until_another_has_gone() throws Exception {
        try (HttpEdge edge = edge(100, 2)) {
            int port = serve(edge);
            try (Socket first = calling(port, get("/"));
                    Socket second = calling(port, get("/"))) {
                assertEquals('H', first.getInputStream().read());
                assertEquals('H', second.getInputStream().read());
                assertFalse(isAnswered(port, get("/")));
                assertTrue(refused.contains(Overload.CONNECTIONS));
            }
            awaitAnswered(port, get("/"));
        }
    }

    @Test
    void connections_that_are_reset_at_once_leave_room_for_others() throws Exception {
        try (HttpEdge edge = edge(100, 4)) {
            int port = serve(edge);
            for (int i = 0; i < 50; i++) {
                Socket caller = new Socket("127.0.0.1", port);
                caller.setSoLinger(true, 0);
                caller.close();
            }
            awaitAnswered(port, get("/"));
        }
    }

    @Test
    void how_much_a_node_takes_on_follows_its_heap_its_threads_and_its_files() {
        assertEquals(2_048, Capacity.of(false, 4L << 30, 1_000_000).waiting());
        assertEquals(20_000, Capacity.of(true, 4L << 30, 1_000_000).waiting());
        assertEquals(512, Capacity.of(false, 64L << 20, 1_000_000).waiting());
        assertEquals(1, Capacity.of(false, 32L << 20, 1_000_000).waiting());
        Capacity few = Capacity.of(true, 4L << 30, 4_096);
        assertEquals(1_024, few.waiting());
        assertEquals(2_048, few.connections());
        assertTrue(few.waitingForOne() < few.waiting());
        assertTrue(few.requests() > few.waiting());
    }
}
