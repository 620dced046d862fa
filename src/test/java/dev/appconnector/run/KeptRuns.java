package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of runs that nobody waits for have in common: a target, a connector to it, and how to hand in and look up. */
abstract class KeptRuns {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Map<String, Object> FAST = Map.of("firstDelay", 100, "maxDelay", 100);

    final RunningAppConnector app;
    final FakeTarget target = FakeTarget.http();
    String connector;
    private final List<String> made = new ArrayList<>();

    KeptRuns(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        connector = connector(FAST);
    }

    /** What is still to be tried again would otherwise reach the next test's target. */
    @AfterEach
    void close() {
        made.forEach(id -> app.call("DELETE", "/api/connectors/" + id, null));
        target.close();
    }

    String connector(Map<String, Object> delivery) {
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        "c " + UUID.randomUUID().toString().substring(1),
                        "domain",
                        "http://crm.example/v1",
                        "auth",
                        Map.of("type", "token", "value", "a-long-enough-token"),
                        "delivery",
                        delivery));
        assertEquals(201, made.status(), made.text());
        String id = made.json().get("id").textValue();
        this.made.add(id);
        return id;
    }

    Reply accept(Map<String, Object> more) {
        Map<String, Object> activity = new HashMap<>(
                Map.of("connector", connector, "method", "POST", "path", "/jobs?x=1", "waitForResult", false));
        activity.putAll(more);
        return app.post("/worker/runs", activity);
    }

    String accepted(Map<String, Object> more) {
        Reply reply = accept(more);
        assertEquals(202, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    JsonNode run(String id) {
        Reply reply = app.get("/worker/runs/" + id);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    JsonNode awaitState(String id, String state) {
        return Await.until("state " + state, PATIENCE, () -> run(id), run -> run.get("state")
                .textValue()
                .equals(state));
    }
}
