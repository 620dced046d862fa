package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a key stands for survives a {@code kill -9} of the process that took it, and nothing is sent again. */
class KilledWithAKeyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ACTIVITY = """
            {"connector":"crm","method":"POST","path":"/cases","timeout":%d}""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private AppConnectorProcess start(Map<String, String> database, FakeTarget target) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        settings.put("appconnector.egress.plain-http", "private");
        settings.put("appconnector.egress.allow", "127.0.0.1:" + target.port());
        return AppConnectorProcess.start(directory, settings);
    }

    private CompletableFuture<HttpResponse<String>> begin(URI app, String key, int timeout) {
        return client.sendAsync(
                HttpRequest.newBuilder(app.resolve("/worker/runs"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + TestDatabase.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(ACTIVITY.formatted(timeout)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void makeConnector(URI app, FakeTarget target) {
        HttpResponse<String> made = AppConnectorProcess.send(
                app.resolve("/api/connectors"), "POST", TestDatabase.ADMIN_KEY, """
                        {"name":"crm","domain":"%s","auth":{"type":"token","value":"a-long-enough-token"}}""".formatted(target.url()));
        assertEquals(201, made.statusCode(), made.body());
    }

    private static JsonNode json(String text) {
        try {
            return RunningAppConnector.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_killed_process_left_without_an_answer_is_not_sent_again(TestDatabase database) {
        AppConnectorProcess.withRoutes(directory);
        Map<String, String> settings = database.settings(directory);
        try (FakeTarget target = FakeTarget.http().next(Answer.ok(), Answer.silence())) {
            AppConnectorProcess first = start(settings, target);
            URI app = first.awaitServing();
            makeConnector(app, target);
            HttpResponse<String> answered = begin(app, "answered", 5_000).join();
            assertEquals(200, answered.statusCode(), answered.body());
            CompletableFuture<HttpResponse<String>> unanswered = begin(app, "unanswered", 5_000);
            target.awaitRequests(2, PATIENCE);
            first.kill();
            unanswered.exceptionally(hungUp -> null).join();

            try (AppConnectorProcess second = start(settings, target)) {
                URI again = second.awaitServing();
                assertEquals(
                        answered.body(), begin(again, "answered", 5_000).join().body());
                HttpResponse<String> lapsed = Await.until(
                        "the end of its time",
                        PATIENCE,
                        () -> begin(again, "unanswered", 5_000).join(),
                        reply -> reply.statusCode() != 409);
                assertEquals(504, lapsed.statusCode(), lapsed.body());
                assertEquals("maybe", json(lapsed.body()).get("sent").textValue());
                assertEquals(2, target.requests().size());
                assertEquals(200, begin(again, "another", 5_000).join().statusCode());
            }
        }
    }
}
