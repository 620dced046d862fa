package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was accepted while its key lived is delivered, unless an admin cancels it. */
@OnBothDatabases
class RunsOfEndedKeysTest extends KeptRuns {

    RunsOfEndedKeysTest(RunningAppConnector app) {
        super(app);
    }

    private JsonNode key() {
        return app.post("/api/keys", Map.of("name", "x", "role", "runner", "connectors", List.of(connector)))
                .json();
    }

    private String queuedBy(JsonNode key) {
        String id = app.callWith(
                        key.get("key").textValue(),
                        "POST",
                        "/worker/runs",
                        Map.of("connector", connector, "method", "POST", "path", "/", "waitForResult", false))
                .json()
                .get("id")
                .textValue();
        Await.until(
                "an attempt",
                PATIENCE,
                () -> run(id),
                run -> run.get("attempts").size() == 1);
        return id;
    }

    private void end(JsonNode key) {
        String id = key.get("id").textValue();
        assertEquals(204, app.call("DELETE", "/api/keys/" + id, null).status());
        assertEquals(
                401,
                app.callWith(key.get("key").textValue(), "GET", "/worker/runs", null)
                        .status());
    }

    @Test
    void the_queued_runs_of_an_ended_key_are_delivered() {
        JsonNode key = key();
        target.next(Answer.status(503).header("Retry-After", "1"));
        String id = queuedBy(key);

        end(key);

        awaitState(id, "succeeded");
        assertEquals(2, target.requests().size());
    }

    @Test
    void an_admin_finds_the_queued_runs_of_an_ended_key_and_cancels_them() {
        JsonNode key = key();
        target.answer(Answer.status(503).header("Retry-After", "600"));
        List<String> made = new ArrayList<>(List.of(queuedBy(key), queuedBy(key)));
        end(key);
        String query = "/worker/runs?state=queued&caller=key:" + key.get("id").textValue();

        List<String> found = new ArrayList<>();
        app.get(query)
                .json()
                .get("items")
                .forEach(item -> found.add(0, item.get("id").textValue()));
        assertEquals(made, found);
        found.forEach(id -> assertEquals(
                200, app.call("POST", "/worker/runs/" + id + "/cancel", null).status()));

        assertEquals("{\"items\":[],\"next\":null}", app.get(query).text());
        made.forEach(id -> assertEquals("cancelled", run(id).get("state").textValue()));
    }
}
