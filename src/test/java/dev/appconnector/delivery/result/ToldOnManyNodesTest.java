package dev.appconnector.delivery.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TwoNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that has ended is told on one node, and is told however many nodes are killed before its route has succeeded. */
class ToldOnManyNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    @Test
    void of_two_nodes_with_the_route_one_tells_each_run_once() {
        try (TwoNodes nodes = TwoNodes.start(data);
                FakeTarget target = FakeTarget.http()) {
            for (RunningAppConnector node : List.of(nodes.one(), nodes.other())) {
                node.dialler().leadAll(target);
            }
            ToldRuns.connectorOfRoutes(nodes.one());
            String connector = ToldRuns.connector(nodes.one(), "crm", Map.of());
            ToldRuns.add(nodes.one(), "follow", "connector: crm");
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                runs.add(ToldRuns.accepted(i % 2 == 0 ? nodes.one() : nodes.other(), connector, Map.of()));
            }

            runs.forEach(run -> ToldRuns.await(target, "follow", run));
            Await.until("none is left", PATIENCE, () -> ToldRuns.left(nodes.one(), "follow"), left -> left == 0);

            runs.forEach(
                    run -> assertEquals(1, ToldRuns.of(target, "follow", run).size(), "how often it was told"));

            target.onPath("/follow", Answer.reset());
            String left = ToldRuns.accepted(nodes.one(), connector, Map.of());
            ToldRuns.await(target, "follow", left);
            target.onPath("/follow", Answer.ok());
            nodes.one()
                    .rows()
                    .sql("update ended_run set claimed_by = ?")
                    .param(UUID.randomUUID())
                    .update();
            Await.until(
                    "what a dead node left is told", PATIENCE, () -> ToldRuns.left(nodes.one(), "follow"), l -> l == 0);
        }
    }

    @Test
    void a_run_whose_process_is_killed_while_its_route_is_told_is_told_by_the_next() throws IOException {
        AppConnectorProcess.withRoutes(data);
        Files.writeString(data.resolve("routes/follow.camel.yaml"), ToldRuns.route("follow", ""));
        Map<String, String> settings = new HashMap<>();
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        settings.put("appconnector.egress.plain-http", "private");
        try (FakeTarget target = FakeTarget.http().onPath("/follow", Answer.silence())) {
            settings.put("appconnector.egress.allow", "127.0.0.1:" + target.port());
            AppConnectorProcess first = AppConnectorProcess.start(data, settings);
            URI app = first.awaitServing();
            for (String connector : List.of("told", "crm")) {
                post(app, "/api/connectors", """
                        {"name":"%s","domain":"%s","auth":{"type":"none"}}""".formatted(connector, target.url()));
            }
            String run = json(post(app, "/worker/runs", """
                            {"connector":"crm","method":"POST","path":"/jobs","waitForResult":false}""")).get("id").textValue();
            Await.until("the route is told", PATIENCE, () -> told(target, run), told -> told == 1);
            first.kill();
            target.onPath("/follow", Answer.ok());

            try (AppConnectorProcess second = AppConnectorProcess.start(data, settings)) {
                second.awaitServing();
                Await.until("the route is told again", PATIENCE, () -> told(target, run), told -> told == 2);
            }
        }
    }

    private static long told(FakeTarget target, String run) {
        return target.requests().stream()
                .filter(request -> request.path().equals("/follow") && run.equals(request.header("x-run")))
                .count();
    }

    private static String post(URI app, String path, String body) {
        HttpResponse<String> response =
                AppConnectorProcess.send(app.resolve(path), "POST", TestDatabase.ADMIN_KEY, body);
        assertTrue(response.statusCode() < 300, response.body());
        return response.body();
    }

    private static JsonNode json(String text) throws IOException {
        return RunningAppConnector.JSON.readTree(text);
    }
}
