package dev.appconnector.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes share the keyset: what one seals the other opens, at every moment of a rotation. */
class RotationOnTwoNodesTest {

    private static final long PAUSE_NANOS = 30_000_000;

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private Thread begin(Runnable again) {
        Thread thread = new Thread(() -> {
            while (!over.get()) {
                try {
                    again.run();
                } catch (RuntimeException e) {
                    failed.add(e.toString());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        thread.start();
        return thread;
    }

    private Reply expect(int status, Reply reply) {
        if (reply.status() != status) {
            failed.add(reply.status() + " " + reply.text());
        }
        return reply;
    }

    private void run(RunningAppConnector node, String connector) {
        expect(200, node.post("/worker/runs", Map.of("connector", connector, "method", "GET", "path", "/x")));
        Reply reply = expect(
                202,
                node.post(
                        "/worker/runs",
                        Map.of("connector", connector, "method", "POST", "path", "/x", "waitForResult", false)));
        accepted.add(reply.json().path("id").asText());
    }

    /** As an admin whose page holds what it has read for a moment; the secret is kept. */
    private void change(RunningAppConnector node, String connector) {
        JsonNode read = node.get("/api/connectors/" + connector).json();
        Map<String, Object> document = RunningAppConnector.JSON.convertValue(read, new TypeReference<>() {});
        document.put("headers", Map.of("X-Change", Long.toString(System.nanoTime())));
        expect(200, node.call("PUT", "/api/connectors/" + connector, document));
    }

    @Test
    void nothing_fails_on_either_node_while_the_keyset_is_rotated_and_nothing_is_lost(@TempDir Path data)
            throws Exception {
        try (FakeTarget target = SealedThings.target();
                TwoNodes nodes = TwoNodes.start(data)) {
            RunningAppConnector one = nodes.one();
            RunningAppConnector other = nodes.other();
            one.dialler().leadAll(target);
            other.dialler().leadAll(target);
            SealedThings things = SealedThings.make(one);
            String old = SealedThings.keyset(one).get("primary").textValue();
            String run = one.connector("run", "http://run.example", "a-secret-for-runs");
            String changed = one.connector("changed", "http://changed.example", "a-secret-for-changes");
            List<Thread> load = new ArrayList<>(List.of(
                    begin(() -> run(one, run)),
                    begin(() -> run(other, run)),
                    begin(() -> run(one, changed)),
                    begin(() -> change(other, changed))));

            assertEquals(202, other.call("POST", "/api/keyset/rotate", null).status());
            assertEquals(202, one.call("POST", "/api/keyset/rotate", null).status());
            JsonNode rotated = SealedThings.awaitRotated(one);
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }

            assertEquals(null, failed.peek(), failed.size() + " failed");
            assertTrue(accepted.size() > 50, accepted.size() + " were accepted");
            String anew = rotated.get("primary").textValue();
            assertNotEquals(old, anew);
            assertEquals(1, rotated.get("keys").size());
            for (String id : accepted) {
                JsonNode ended = SealedThings.ended(one, id);
                assertEquals("succeeded", ended.get("state").textValue(), ended.toString());
                assertFalse(ended.get("result").isNull());
            }
            things.use(one);
            things.use(other);
            things.deliverTheRest(other, target);
            assertEquals(Set.of(anew), things.keys());

            one.restart();
            one.dialler().leadAll(target);
            things.use(one);
            assertEquals(
                    200,
                    one.post("/worker/runs", Map.of("connector", changed, "method", "GET", "path", "/x"))
                            .status());
        }
    }
}
