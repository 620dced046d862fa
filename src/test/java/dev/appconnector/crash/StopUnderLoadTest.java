package dev.appconnector.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told to end takes nothing more, ends what it has begun, and leaves the rest to the others at once. */
class StopUnderLoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A claim that is not given back holds for longer than this, and so than anybody here waits. */
    private static final int TIMEOUT_MS = 300_000;

    private static final int WAITING = 25;
    private static final int QUEUED = 80;

    private final Caller caller = new Caller();
    private final FakeTarget target = FakeTarget.http().answer(Answer.ok().delay(Duration.ofSeconds(2)));

    private CrashingNode node(Path directory, Map<String, String> database) throws IOException {
        return new CrashingNode(Files.createDirectory(directory), target, database).start();
    }

    private Map<String, Object> run(boolean waitForResult) {
        return Map.of(
                "connector",
                "crm",
                "method",
                "POST",
                "path",
                waitForResult ? "/waiting" : "/queued",
                "body",
                "x",
                "timeout",
                TIMEOUT_MS,
                "waitForResult",
                waitForResult);
    }

    private Reply begun(CrashingNode node) {
        return caller.post(node.uri(), "/worker/runs", run(false)).orElseThrow();
    }

    private void makeConnector(CrashingNode node) {
        Reply made = caller.post(
                        node.uri(),
                        "/api/connectors",
                        Map.of(
                                "name", "crm",
                                "domain", target.url(),
                                "auth", Map.of("type", "token", "value", "a-long-enough-token"),
                                "limits", Map.of("maxConcurrent", 50)))
                .orElseThrow();
        assertEquals(201, made.status(), made.text());
    }

    @Test
    void a_node_that_is_told_to_end_loses_nothing(@TempDir Path directory) throws IOException {
        Map<String, String> database =
                TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), directory);
        try (target;
                CrashingNode ending = node(directory.resolve("ending"), database);
                CrashingNode other = node(directory.resolve("other"), database)) {
            makeConnector(ending.awaitServing());
            other.awaitServing();
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                waiting.add(caller.begin(ending.uri(), "/worker/runs", run(true)));
            }
            List<String> queued = new ArrayList<>();
            for (int i = 0; i < QUEUED; i++) {
                Reply accepted = begun(ending);
                assertEquals(202, accepted.status(), accepted.text());
                queued.add(accepted.header("Location"));
            }
            Await.until(
                    "all callers' runs under way",
                    PATIENCE,
                    () -> target.requests().stream()
                            .filter(request -> request.path().equals("/waiting"))
                            .count(),
                    count -> count == WAITING);
            ending.process().terminate();
            awaitRefusal(ending, queued);
            for (CompletableFuture<Reply> answer : waiting) {
                assertEquals(200, answer.join().status(), answer.join().text());
            }
            ending.process().awaitExit();
            queued.forEach(run -> assertDelivered(other, run));
        }
    }

    /** Until the node has heard, it takes runs; those are promised as the others are. */
    private void awaitRefusal(CrashingNode ending, List<String> queued) {
        Optional<Reply> refused = Await.until(
                "the node takes nothing more",
                PATIENCE,
                () -> caller.post(ending.uri(), "/worker/runs", run(false)),
                reply -> {
                    boolean accepted = reply.isPresent() && reply.get().status() == 202;
                    if (accepted) {
                        queued.add(reply.get().header("Location"));
                    }
                    return !accepted;
                });
        assertEquals("shutting-down", refused.map(Reply::problem).orElse("shutting-down"));
        assertEquals(503, refused.map(Reply::status).orElse(503));
    }

    private void assertDelivered(CrashingNode node, String run) {
        Reply shown = Await.until(
                "the end of " + run, PATIENCE, () -> caller.get(node.uri(), run).orElseThrow(), reply -> reply.text()
                        .contains("\"state\":\"succeeded\""));
        JsonNode attempts = shown.json().get("attempts");
        assertTrue(attempts.findValuesAsText("outcome").stream().noneMatch("lost"::equals), shown.text());
        assertNotEquals(0, attempts.size());
        String id = shown.json().get("id").textValue();
        assertEquals(
                1,
                target.requests().stream()
                        .filter(request -> id.equals(request.header("Idempotency-Key")))
                        .count(),
                "sent more than once: " + shown.text());
    }
}
