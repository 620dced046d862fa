package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@code kill -9} in the middle of changes leaves no change without its entry, and no entry without its change. */
class AuditKilledTest {

    private static final int WRITERS = 4;

    @TempDir
    private Path directory;

    private static JsonNode get(URI app, String path) {
        try {
            return RunningAppConnector.JSON.readTree(
                    AppConnectorProcess.send(app.resolve(path), "GET", TestDatabase.ADMIN_KEY, null)
                            .body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeConnectorsUntilTheEnd(URI app, String name, AtomicInteger made) {
        for (int i = 0; ; i++) {
            try {
                int status = AppConnectorProcess.send(
                                app.resolve("/api/connectors"), "POST", TestDatabase.ADMIN_KEY, """
                                {"name":"%s %d","domain":"https://crm.example","auth":{"type":"none"}}""".formatted(name, i))
                        .statusCode();
                assertEquals(201, status);
                made.incrementAndGet();
            } catch (RuntimeException killed) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_kill_changes_and_entries_are_the_same(TestDatabase database) {
        AppConnectorProcess.withRoutes(directory);
        Map<String, String> settings = new HashMap<>(database.settings(directory));
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        AppConnectorProcess first = AppConnectorProcess.start(directory, settings);
        URI app = first.awaitServing();
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<?>[] writers = new CompletableFuture<?>[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            String name = "writer" + i;
            writers[i] = CompletableFuture.runAsync(() -> makeConnectorsUntilTheEnd(app, name, made));
        }
        Await.until("changes", Duration.ofSeconds(30), made::get, changes -> changes >= 20);
        first.kill();
        CompletableFuture.allOf(writers).join();

        try (AppConnectorProcess second = AppConnectorProcess.start(directory, settings)) {
            URI again = second.awaitServing();
            JsonNode verified = get(again, "/api/audit/verify");
            int connectors = count(again, "/api/connectors?limit=200");

            assertTrue(verified.get("intact").booleanValue(), verified.toString());
            assertEquals(connectors + 1, verified.get("entries").intValue(), "and the admin key's");
            assertTrue(connectors >= made.get(), connectors + " of " + made);
        }
    }

    private static int count(URI app, String path) {
        int items = 0;
        String after = "";
        do {
            JsonNode page = get(app, path + after);
            items += page.get("items").size();
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").textValue();
        } while (!after.isEmpty());
        return items;
    }
}
