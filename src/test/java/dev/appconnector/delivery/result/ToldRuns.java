package dev.appconnector.delivery.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of ended runs have in common: a connector, and routes that pass on what they are told to a target, where tests look, each
 * to the path of its name.
 */
abstract class ToldRuns {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String HOST = "told.example";

    private static final String ROUTE = """
            - route:
                id: %1$s
                from:
                  uri: kamelet:server-activity-result-source
                  parameters: { %2$s }
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters:
                          connector: told
                          method: POST
                          path: /%1$s
                          headers: '{"X-Run":"${header.AppConnectorRunId}","X-Told":"${header.AppConnectorState} ${header.AppConnectorStatus} ${header.AppConnectorConnector} ${header.AppConnectorActivity} ${header.AppConnectorCaller} ${header.AppConnectorAttempts} ${header.AppConnectorReplayOf}","X-Of-Target":"${header.x-of-target}"}'
            """;

    final RunningAppConnector app;
    final FakeTarget target = FakeTarget.http();
    final String name = "crm " + UUID.randomUUID().toString().substring(1);
    final String route = "follow-" + UUID.randomUUID();
    String connector;

    ToldRuns(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        target.onHost(HOST, Answer.ok());
        connectorOfRoutes(app);
        connector = connector(app, name, Map.of("repeat", "safe"));
    }

    @AfterEach
    void close() throws IOException {
        app.call("DELETE", "/api/connectors/" + connector, null);
        try (Stream<Path> files = Files.list(app.routes())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        target.close();
    }

    /** The filter of a route that is told of the runs of this test's connector. */
    String ofThisConnector() {
        return "connector: \"" + name + "\"";
    }

    String accepted(Map<String, Object> more) {
        return accepted(app, connector, more);
    }

    Recorded awaitTold(String run) {
        return await(target, route, run);
    }

    void assertTold(String expected, String run) {
        assertEquals(expected, awaitTold(run).header("x-told").strip());
    }

    void answerWhenTold(Behaviour behaviour) {
        target.onPath("/" + route, behaviour);
    }

    /** Each request is answered by the next of these, all after the last one by that. */
    static Behaviour inTurn(Behaviour... behaviours) {
        AtomicInteger asked = new AtomicInteger();
        return (request, connection) ->
                behaviours[Math.min(asked.getAndIncrement(), behaviours.length - 1)].answer(request, connection);
    }

    boolean areOver(String... runs) {
        return Stream.of(runs)
                .noneMatch(run ->
                        app.get("/worker/runs/" + run).json().get("endedAt").isNull());
    }

    /** @param filter parameters of the kamelet, as a flow mapping has them */
    static String route(String id, String filter) {
        return ROUTE.formatted(id, filter);
    }

    /** Adds a route, and waits until the node has said that it has it. */
    static void add(RunningAppConnector app, String id, String filter) {
        addFile(app, route(id, filter), id);
    }

    /** Adds these routes, and waits until the node has said that it has them. */
    static void addFile(RunningAppConnector app, String text, String... ids) {
        try {
            Files.writeString(app.routes().resolve(ids[0] + ".camel.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String id : ids) {
            Await.until("the route is known", PATIENCE, () -> isKnown(app, id), known -> known);
        }
    }

    static boolean isKnown(RunningAppConnector app, String id) {
        return app.rows()
                        .sql("select count(*) from result_source where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** How many runs there are of which this route, or those whose ids begin so, are still to be told. */
    static long left(RunningAppConnector app, String route) {
        return app.rows()
                .sql("select count(*) from ended_run where source_id like ?")
                .param(route + "%")
                .query(Long.class)
                .single();
    }

    /** What the route passed on of a run, so far. */
    static List<Recorded> of(FakeTarget target, String route, String run) {
        return target.requests().stream()
                .filter(request -> request.host().equals(HOST) && request.path().equals("/" + route))
                .filter(request -> run.equals(request.header("x-run")))
                .toList();
    }

    /** What the route passes on of a run first. */
    static Recorded await(FakeTarget target, String route, String run) {
        return Await.until(
                        "the route is told of the run", PATIENCE, () -> of(target, route, run), told -> !told.isEmpty())
                .get(0);
    }

    static String accepted(RunningAppConnector app, String connector, Map<String, Object> more) {
        Map<String, Object> activity = new HashMap<>(
                Map.of("connector", connector, "method", "POST", "path", "/jobs", "waitForResult", false));
        activity.putAll(more);
        return id(app.post("/worker/runs", activity));
    }

    static String id(Reply accepted) {
        assertEquals(202, accepted.status(), accepted.text());
        return accepted.json().get("id").textValue();
    }

    /** Makes the connector that the routes go on by. */
    static void connectorOfRoutes(RunningAppConnector app) {
        if (!app.get("/api/connectors").text().contains("\"told\"")) {
            app.connector("told", "http://" + HOST, "a-long-enough-token");
        }
    }

    static String connector(RunningAppConnector app, String name, Map<String, Object> delivery) {
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        name,
                        "domain",
                        "http://crm.example",
                        "auth",
                        Map.of("type", "token", "value", "a-long-enough-token"),
                        "delivery",
                        delivery));
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }
}
