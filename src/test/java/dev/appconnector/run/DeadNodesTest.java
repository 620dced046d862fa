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
import dev.appconnector.testkit.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node had claimed that is no more need not wait for its timeout: the nodes that live take it soon. */
class DeadNodesTest {

    /** Far below the timeout of these runs, which is 5 minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final String database = TestPostgres.shared().newDatabase();
    private final FakeTarget target = FakeTarget.http();

    @org.junit.jupiter.api.AfterEach
    void close() {
        target.close();
    }

    private AppConnectorProcess process(String name) throws IOException {
        Map<String, String> settings = new HashMap<>(TestDatabase.ofPostgres(database, directory));
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
        settings.put("appconnector.egress.plain-http", "private");
        settings.put("appconnector.egress.allow", "127.0.0.1:" + target.port());
        Path workingDirectory = Files.createDirectory(directory.resolve(name));
        return AppConnectorProcess.start(AppConnectorProcess.withRoutes(workingDirectory), settings);
    }

    private static HttpResponse<String> post(URI app, String path, String body) {
        HttpResponse<String> response =
                AppConnectorProcess.send(app.resolve(path), "POST", TestDatabase.ADMIN_KEY, body);
        assertTrue(response.statusCode() < 300, response.body());
        return response;
    }

    private String accepted(URI app, String repeat) {
        post(app, "/api/connectors", """
                {"name":"%s","domain":"%s","auth":{"type":"none"},"delivery":{"repeat":"%s"}}""".formatted(repeat, target.url(), repeat));
        String run = post(app, "/worker/runs", """
                {"connector":"%s","method":"POST","path":"/%s","timeout":300000,"waitForResult":false}""".formatted(repeat, repeat))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        target.takeRequest(PATIENCE);
        return run;
    }

    private static JsonNode ended(URI app, String run) {
        return Await.until(
                "the run's end",
                PATIENCE,
                () -> json(AppConnectorProcess.send(app.resolve(run), "GET", TestDatabase.ADMIN_KEY, null)
                        .body()),
                shown -> !shown.path("endedAt").isNull());
    }

    private static JsonNode json(String text) {
        try {
            return RunningAppConnector.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> outcomes(JsonNode run) {
        return run.get("attempts").findValuesAsText("outcome");
    }

    @Test
    void what_a_killed_node_had_under_way_is_delivered_by_another_long_before_its_timeout() throws IOException {
        try (AppConnectorProcess other = process("other");
                AppConnectorProcess killed = process("killed")) {
            URI app = other.awaitServing();
            target.answer(Answer.silence());
            URI dying = killed.awaitServing();
            String any = accepted(dying, "any");
            String safe = accepted(dying, "safe");
            killed.kill();
            target.answer(Answer.ok());

            JsonNode repeated = ended(app, any);
            assertEquals("succeeded", repeated.get("state").textValue(), repeated.toString());
            assertEquals(List.of("lost", "answered"), outcomes(repeated));
            JsonNode unrepeatable = ended(app, safe);
            assertEquals("unknown", unrepeatable.get("state").textValue(), unrepeatable.toString());
            assertEquals(List.of("lost"), outcomes(unrepeatable));
            assertEquals(3, target.requests().size());
        }
    }

    private RunningAppConnector node() {
        RunningAppConnector node = RunningAppConnector.start(directory, TestDatabase.ofPostgres(database, directory));
        node.dialler().leadAll(target);
        return node;
    }

    private static UUID onlyNode(RunningAppConnector app) {
        return app.rows().sql("select id from node").query(UUID.class).single();
    }

    private String accepted(RunningAppConnector app) {
        app.connector("crm", "http://crm.example", "a-long-enough-token");
        String run = app.post(
                        "/worker/runs",
                        Map.of(
                                "connector",
                                "crm",
                                "method",
                                "PUT",
                                "path",
                                "/x",
                                "timeout",
                                300_000,
                                "waitForResult",
                                false))
                .header("Location");
        target.takeRequest(PATIENCE);
        return run;
    }

    @Test
    void a_node_that_ends_gives_back_what_it_has_claimed() {
        try (RunningAppConnector ending = node()) {
            UUID id = onlyNode(ending);
            try (RunningAppConnector other = node()) {
                target.next(Answer.status(503).header("Retry-After", "3600"));
                String run = accepted(ending);
                Await.until(
                        "its attempt",
                        PATIENCE,
                        () -> ending.get(run).text(),
                        text -> text.contains("\"queued\"") && text.contains("\"answered\""));
                // As it is with an attempt that is under way when the 30 s are over.
                other.rows()
                        .sql("update delivery set claimed_by = ?, claimed_at = created_at")
                        .param(id)
                        .update();

                ending.stop();

                JsonNode shown = Await.until(
                        "the run's end", PATIENCE, () -> other.get(run).json(), now -> !now.get("endedAt")
                                .isNull());
                assertEquals(List.of("answered", "lost", "answered"), outcomes(shown));
                assertEquals(
                        1,
                        other.rows()
                                .sql("select id from node")
                                .query(UUID.class)
                                .list()
                                .size());
            }
        }
    }

    @Test
    void a_node_that_lets_its_attempts_end_before_it_does_is_not_taken_for_dead() throws Exception {
        try (RunningAppConnector ending = node()) {
            UUID id = onlyNode(ending);
            try (RunningAppConnector other = node()) {
                CountDownLatch goOn = new CountDownLatch(1);
                target.next((request, line) -> {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Answer.ok().answer(request, line);
                });
                String run = accepted(ending);

                CompletableFuture<Void> end = CompletableFuture.runAsync(ending::stop);
                Set<String> beats = new HashSet<>();
                Await.until(
                        "seven beats of the other",
                        PATIENCE,
                        () -> {
                            other.rows()
                                    .sql("select cast(seen_at as varchar) from node where id <> ?")
                                    .param(id)
                                    .query(String.class)
                                    .list()
                                    .forEach(beats::add);
                            return beats.size();
                        },
                        size -> size > 7);
                goOn.countDown();
                end.join();

                assertEquals(
                        List.of("answered"),
                        outcomes(Await.until(
                                "its end", PATIENCE, () -> other.get(run).json(), now -> !now.get("endedAt")
                                        .isNull())));
                assertEquals(1, target.requests().size());
            }
        }
    }

    @Test
    void a_node_that_is_not_among_those_that_live_goes_on_and_is_again() {
        try (RunningAppConnector node = node()) {
            UUID id = onlyNode(node);
            node.rows().sql("delete from node").update();

            assertEquals(
                    List.of(id),
                    Await.until(
                            "the node",
                            PATIENCE,
                            () -> node.rows()
                                    .sql("select id from node")
                                    .query(UUID.class)
                                    .list(),
                            nodes -> !nodes.isEmpty()));
            String run = accepted(node);
            Await.until("its end", PATIENCE, () -> node.get(run).text(), text -> text.contains("\"succeeded\""));
        }
    }
}
