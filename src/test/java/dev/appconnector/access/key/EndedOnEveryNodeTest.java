package dev.appconnector.access.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: what one makes and ends, the other knows. */
class EndedOnEveryNodeTest {

    /** What the contract grants. */
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Test
    void a_key_opens_and_ends_on_another_node_within_a_second(@TempDir Path data) {
        Map<String, String> settings =
                TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data);
        try (RunningAppConnector one = RunningAppConnector.start(data, settings);
                RunningAppConnector other = RunningAppConnector.start(data, settings)) {
            String mine = one.connector("mine", "http://crm.example", "a-long-enough-token");
            String foreign = one.connector("foreign", "http://crm.example", "a-long-enough-token");
            JsonNode made = one.post("/api/keys", Map.of("name", "x", "role", "runner", "connectors", List.of(mine)))
                    .json();
            String key = made.get("key").textValue();

            awaitStatus(other, key, mine, 200);
            assertEquals(404, run(other, key, foreign), "the scope is known there, too");
            assertEquals(
                    204,
                    one.call("DELETE", "/api/keys/" + made.get("id").textValue(), null)
                            .status());
            assertEquals(401, run(one, key, mine));
            awaitStatus(other, key, mine, 401);
        }
    }

    private static void awaitStatus(RunningAppConnector node, String key, String connector, int status) {
        Await.until("status " + status, ONE_SECOND, () -> run(node, key, connector), seen -> seen == status);
    }

    private static int run(RunningAppConnector node, String key, String connector) {
        var reply = node.callWith(
                key, "POST", "/worker/explain", Map.of("connector", connector, "method", "GET", "path", "/"));
        return reply.status() == 200 && reply.text().contains("connector-not-found") ? 404 : reply.status();
    }
}
