package dev.appconnector.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that is full the embedded database says so and breaks no promise; when there is space, it goes on. */
class DiskFullTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT_KIBIBYTES = 6_000;
    private static final int OCTETS_OF_A_RUN = 300_000;

    @TempDir
    private Path directory;

    private final Caller caller = new Caller();
    private final Random random = new Random(7);
    private final FakeTarget target = FakeTarget.http().answer(Answer.status(503));

    /** The body of each run that got a 202, by its id. */
    private final Map<String, String> promised = new HashMap<>();

    private CrashingNode node;

    @BeforeEach
    void start() {
        node = new CrashingNode(directory, target, Map.of())
                .startWithFileLimit(LIMIT_KIBIBYTES)
                .awaitServing();
        Reply made = caller.post(
                        node.uri(),
                        "/api/connectors",
                        Map.of(
                                "name", "crm",
                                "domain", target.url(),
                                "auth", Map.of("type", "none"),
                                "delivery", Map.of("firstDelay", 100, "maxDelay", 200, "maxAttempts", 1_000)))
                .orElseThrow();
        assertEquals(201, made.status(), made.text());
    }

    @AfterEach
    void end() {
        node.close();
        target.close();
    }

    private Reply accept() {
        byte[] octets = new byte[OCTETS_OF_A_RUN];
        random.nextBytes(octets);
        String body = java.util.Base64.getEncoder().encodeToString(octets);
        Reply reply = caller.post(
                        node.uri(),
                        "/worker/runs",
                        Map.of(
                                "connector",
                                "crm",
                                "method",
                                "POST",
                                "path",
                                "/x",
                                "body",
                                body,
                                "timeout",
                                1_000,
                                "waitForResult",
                                false))
                .orElseThrow(
                        () -> new AssertionError("no answer: " + node.process().out()));
        if (reply.status() == 202) {
            promised.put(reply.json().get("id").textValue(), body);
        }
        return reply;
    }

    private void fill() {
        List<Reply> refused = new ArrayList<>();
        Await.until("a full disk", PATIENCE, this::accept, reply -> {
            if (reply.status() != 202) {
                refused.add(reply);
            }
            return refused.size() == 5;
        });
        assertFalse(promised.isEmpty());
        for (Reply reply : refused) {
            assertEquals(503, reply.status(), reply.text());
            assertEquals("storage-unavailable", reply.problem());
            assertNotNull(reply.header("Retry-After"));
        }
    }

    private void awaitReadiness(int status) {
        Await.until(
                "readiness " + status,
                PATIENCE,
                () -> caller.get(node.operations(), "/observe/health/ready")
                        .map(Reply::status)
                        .orElse(0),
                seen -> seen == status);
    }

    /** Also what only reads is refused: a node that is now there and now not is of no use to anybody. */
    private void assertStaysAway() {
        for (int i = 0; i < 5; i++) {
            Reply list = caller.get(node.uri(), "/api/connectors").orElseThrow();
            assertEquals(503, list.status(), list.text());
            assertEquals("storage-unavailable", list.problem());
        }
    }

    private void assertKept() {
        target.answer(Answer.ok());
        promised.forEach((id, body) -> {
            Await.until(
                    "the end of " + id,
                    PATIENCE,
                    () -> caller.get(node.uri(), "/worker/runs/" + id)
                            .map(Reply::text)
                            .orElse(""),
                    run -> run.contains("\"state\":\"succeeded\""));
            assertTrue(
                    target.requests().stream()
                            .anyMatch(request ->
                                    id.equals(request.header("Idempotency-Key")) && body.equals(request.bodyText())),
                    "not delivered as it was accepted: " + id);
        });
    }

    @Test
    void a_node_whose_disk_is_full_is_not_ready_and_keeps_its_promises_after_a_restart() throws Exception {
        fill();
        awaitReadiness(503);
        assertStaysAway();
        assertTrue(node.process().isAlive());
        Reply health = caller.get(node.operations(), "/observe/health/live").orElseThrow();
        assertEquals(200, health.status());
        String log = node.process().out();
        assertTrue(log.contains("cannot write its file (File too large): see to the disk of appconnector.data"), log);
        assertFalse(log.contains("\tat "), "stack traces: " + log);
        assertFalse(
                Files.exists(directory.resolve("data/appconnector.trace.db")),
                "the database fills the disk with traces");
        node.killAndStart();
        node.awaitServing();
        assertKept();
    }

    @Test
    void a_node_whose_disk_has_space_again_goes_on_without_a_restart() {
        fill();
        awaitReadiness(503);
        node.process().liftFileLimit();
        awaitReadiness(200);
        Await.until("a 202", PATIENCE, this::accept, reply -> reply.status() == 202);
        assertKept();
    }
}
