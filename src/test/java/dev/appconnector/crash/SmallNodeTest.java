package dev.appconnector.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.crash.Caller.Size;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with 256 MB of heap: what is more than it can hold is refused, and whoever comes for something else is answered. */
class SmallNodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STUCK = 1_000;
    private static final int LARGE = 10_000_000;
    private static final int AT_ONCE = 50;

    private static final FakeTarget TARGET = FakeTarget.http()
            .onPath("/stuck", Answer.silence())
            .onPath(
                    "/large",
                    Answer.status(200).header("Content-Type", "text/plain").body("x".repeat(LARGE)));

    private static final Caller CALLER = new Caller();
    private static CrashingNode node;

    @BeforeAll
    static void start(@TempDir Path directory) {
        node = new CrashingNode(directory, TARGET, Map.of()).startWithHeap(256).awaitServing();
        assertEquals(201, makeConnector("crm", 50).status());
    }

    @AfterAll
    static void end() {
        node.close();
        TARGET.close();
    }

    @AfterEach
    void its_heap_was_enough() {
        assertTrue(node.process().isAlive());
        assertFalse((node.process().out() + node.process().err()).contains("OutOfMemory"), node.process()::out);
        assertEquals(200, call("crm", "/").status());
    }

    private static Reply makeConnector(String name, int maxConcurrent) {
        return CALLER.post(
                        node.uri(),
                        "/api/connectors",
                        Map.of(
                                "name", name,
                                "domain", TARGET.url(),
                                "auth", Map.of("type", "token", "value", "a-long-enough-token"),
                                "limits", Map.of("maxConcurrent", maxConcurrent)))
                .orElseThrow();
    }

    private static Map<String, Object> run(String connector, String path) {
        return new HashMap<>(Map.of("connector", connector, "method", "GET", "path", path, "timeout", 30_000));
    }

    private static Reply call(String connector, String path) {
        return CALLER.post(node.uri(), "/worker/runs", run(connector, path)).orElseThrow();
    }

    @Test
    void a_thousand_who_wait_for_a_target_that_hangs_are_in_nobodys_way() {
        String stuck = makeConnector("stuck", 10_000).header("Location");
        List<CompletableFuture<Reply>> waiting = Stream.generate(
                        () -> CALLER.begin(node.uri(), "/worker/runs", run("stuck", "/stuck")))
                .limit(STUCK)
                .toList();
        Await.until(
                "all wait",
                PATIENCE,
                () -> CALLER.get(node.uri(), stuck + "/usage").orElseThrow().text(),
                usage -> usage.contains("\"running\":" + STUCK));

        for (int i = 0; i < 20; i++) {
            assertEquals(200, call("crm", "/").status());
        }
        assertEquals(
                202,
                CALLER.post(node.uri(), "/worker/runs", queued("crm"))
                        .orElseThrow()
                        .status());
        Reply revoked = CALLER.delete(node.uri(), stuck).orElseThrow();

        assertEquals(200, revoked.status(), revoked.text());
        assertEquals(STUCK, revoked.json().get("aborted").intValue(), revoked.text());
        waiting.forEach(one -> assertEquals(410, one.join().status()));
    }

    private static Map<String, Object> queued(String connector) {
        Map<String, Object> run = run(connector, "/queued");
        run.put("waitForResult", false);
        return run;
    }

    @Test
    void fifty_answers_of_10_MB_at_once_are_given_whole_or_not_at_all() {
        List<CompletableFuture<Size>> answers = Stream.generate(
                        () -> CALLER.measure(node.uri(), "/worker/runs", run("crm", "/large")))
                .limit(AT_ONCE)
                .toList();

        Map<Integer, Long> statuses = answers.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertTrue(answer.status() == 503 || answer.bytes() > LARGE, answer::toString))
                .collect(Collectors.groupingBy(Size::status, Collectors.counting()));

        assertTrue(statuses.getOrDefault(200, 0L) > 0, statuses::toString);
        assertTrue(List.of(200, 503).containsAll(statuses.keySet()), statuses::toString);
    }

    @Test
    void fifty_requests_of_10_MB_at_once_are_taken_whole_or_not_at_all() {
        Map<String, Object> upload = run("crm", "/upload");
        upload.put("method", "POST");
        upload.put("body", "x".repeat(LARGE));

        List<Size> answers = Stream.generate(() -> CALLER.measure(node.uri(), "/worker/runs", upload))
                .limit(AT_ONCE)
                // Who is refused in the middle of a body may not come to read the answer.
                .map(answer -> answer.exceptionally(failure -> new Size(503, 0, "")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        List<Size> others = answers.stream()
                .filter(answer -> !List.of(200, 503).contains(answer.status()))
                .toList();
        assertEquals(List.of(), others, node.process()::out);
        long taken = answers.stream().filter(answer -> answer.status() == 200).count();
        assertTrue(taken > 0, answers::toString);
        assertEquals(
                taken,
                TARGET.requests().stream()
                        .filter(request -> request.path().equals("/upload"))
                        .count());
    }

    @Test
    void two_thousand_who_say_nothing_and_two_hundred_who_say_little_are_in_nobodys_way() throws IOException {
        URI uri = node.uri();
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 2_200; i++) {
                callers.add(new Socket(uri.getHost(), uri.getPort()));
            }
            List<Socket> slow = callers.subList(0, 200);
            byte[] head =
                    ("POST /worker/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                    + TestDatabase.ADMIN_KEY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            for (Socket caller : slow) {
                caller.getOutputStream().write(head);
            }
            for (int i = 0; i < 20; i++) {
                for (Socket caller : slow) {
                    caller.getOutputStream().write('x');
                }
                assertEquals(200, call("crm", "/").status());
            }
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }
}
