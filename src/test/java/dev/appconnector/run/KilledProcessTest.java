package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was promised with a 202 survives a {@code kill -9} of the process that promised it. */
class KilledProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private AppConnectorProcess start(FakeTarget target, Map<String, String> more) {
        return start(directory, more, target);
    }

    private static AppConnectorProcess start(Path directory, Map<String, String> more, FakeTarget target) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        settings.put("appconnector.egress.plain-http", "private");
        settings.put("appconnector.egress.allow", "127.0.0.1:" + target.port());
        return AppConnectorProcess.start(directory, settings);
    }

    private static HttpResponse<String> post(URI app, String path, String body) {
        HttpResponse<String> response =
                AppConnectorProcess.send(app.resolve(path), "POST", TestDatabase.ADMIN_KEY, body);
        assertTrue(response.statusCode() < 300, response.body());
        return response;
    }

    private static String accept(URI app, FakeTarget target, String repeat) {
        post(app, "/api/connectors", """
                {"name":"kept","domain":"%s","auth":{"type":"token","value":"a-long-enough-token"},
                 "delivery":{"firstDelay":100,"maxDelay":100,"repeat":"%s"}}""".formatted(target.url(), repeat));
        HttpResponse<String> accepted = post(app, "/worker/runs", """
                {"connector":"kept","method":"POST","path":"/x","body":"precious","waitForResult":false}""");
        assertEquals(202, accepted.statusCode());
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode ended(URI app, String run) {
        return Await.until(
                "the run's end",
                PATIENCE,
                () -> json(AppConnectorProcess.send(app.resolve(run), "GET", TestDatabase.ADMIN_KEY, null)
                        .body()),
                shown -> !shown.path("endedAt").isNull());
    }

    private static List<String> outcomes(JsonNode run) {
        return run.get("attempts").findValuesAsText("outcome");
    }

    private static Instant at(JsonNode run, String place) {
        return Instant.parse(run.at(place).textValue());
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
    void a_run_whose_process_is_killed_in_the_middle_is_delivered_by_the_next(TestDatabase database) {
        AppConnectorProcess.withRoutes(directory);
        Map<String, String> settings = new HashMap<>(database.settings(directory));
        // The claim of a dead node of many holds until the timeout and a margin are over.
        settings.put("appconnector.timeout.default", database == TestDatabase.EMBEDDED ? "5m" : "500ms");
        try (FakeTarget target = FakeTarget.http().answer(Answer.silence())) {
            AppConnectorProcess first = start(target, settings);
            String run = accept(first.awaitServing(), target, "any");
            first.kill();
            target.closeIdleConnections().answer(Answer.ok());
            int before = target.requests().size();
            try (AppConnectorProcess second = start(target, settings)) {
                JsonNode shown = ended(second.awaitServing(), run);
                assertEquals("succeeded", shown.get("state").textValue(), shown.toString());
                assertEquals("answered", outcomes(shown).get(outcomes(shown).size() - 1), shown.toString());
                assertTrue(at(shown, "/attempts/0/at").compareTo(at(shown, "/createdAt")) >= 0, shown.toString());
                assertEquals(before + 1, target.requests().size());
                assertEquals("precious", target.requests().get(before).bodyText());
            }
        }
    }

    @Test
    void a_run_whose_process_is_killed_while_a_token_is_fetched_for_it_is_delivered_once_by_the_next() {
        AppConnectorProcess.withRoutes(directory);
        try (FakeTarget target = FakeTarget.http().onPath("/token", Answer.silence())) {
            AppConnectorProcess first = start(target, Map.of());
            URI app = first.awaitServing();
            post(app, "/api/connectors", """
                    {"name":"kept","domain":"%1$s","delivery":{"firstDelay":100,"maxDelay":100},
                     "auth":{"type":"oauth2-client-credentials","tokenUrl":"%1$s/token","clientId":"app",
                             "clientSecret":"client-secret-4711"}}""".formatted(target.url()));
            String run = post(app, "/worker/runs", """
                            {"connector":"kept","method":"POST","path":"/x","body":"precious","waitForResult":false}""")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            target.takeRequest(PATIENCE);
            first.kill();
            target.onPath(
                    "/token", Answer.json("{\"access_token\":\"t-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
            try (AppConnectorProcess second = start(target, Map.of())) {
                JsonNode shown = ended(second.awaitServing(), run);
                assertEquals("succeeded", shown.get("state").textValue(), shown.toString());
                assertEquals(
                        List.of("/token", "/token", "/x"),
                        target.requests().stream()
                                .map(request -> request.path())
                                .toList());
            }
        }
    }

    @Test
    void a_run_that_may_not_be_repeated_is_unknown_after_a_kill() {
        AppConnectorProcess.withRoutes(directory);
        try (FakeTarget target = FakeTarget.http().answer(Answer.silence())) {
            AppConnectorProcess first = start(target, Map.of());
            String run = accept(first.awaitServing(), target, "safe");
            target.takeRequest(PATIENCE);
            first.kill();
            target.answer(Answer.ok());
            try (AppConnectorProcess second = start(target, Map.of())) {
                JsonNode shown = ended(second.awaitServing(), run);
                assertEquals("unknown", shown.get("state").textValue(), shown.toString());
                assertEquals(List.of("lost"), outcomes(shown));
                assertEquals(1, target.requests().size());
            }
        }
    }

    @Test
    void a_run_that_may_not_be_repeated_is_unknown_to_the_other_node_after_a_kill() throws IOException {
        Map<String, String> settings = new HashMap<>(TestDatabase.POSTGRES.settings(directory));
        settings.put("appconnector.timeout.default", "500ms");
        Path otherDirectory = AppConnectorProcess.withRoutes(Files.createDirectory(directory.resolve("other")));
        AppConnectorProcess.withRoutes(directory);
        try (FakeTarget target = FakeTarget.http().answer(Answer.silence());
                AppConnectorProcess killed = start(directory, settings, target)) {
            URI app = killed.awaitServing();
            try (AppConnectorProcess other = start(otherDirectory, settings, target)) {
                URI otherApp = other.awaitServing();
                String run = accept(app, target, "safe");
                target.takeRequest(PATIENCE);
                killed.kill();
                target.answer(Answer.ok());
                JsonNode shown = ended(otherApp, run);
                assertEquals("unknown", shown.get("state").textValue(), shown.toString());
                assertEquals(List.of("lost"), outcomes(shown));
                assertEquals(1, target.requests().size());
            }
        }
    }
}
