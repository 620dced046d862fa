package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of saved activities have in common: a program, a target, a connector to it, and activities that go by it. */
abstract class Activities {

    static final String ACTIVITIES = "/api/activities";
    static final String RUNS = "/worker/runs";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final RunningAppConnector app;
    final FakeTarget target = FakeTarget.http();
    String connector;

    Activities(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void makeConnector() {
        app.resolver().host("crm.example", "93.184.216.34");
        app.dialler().reset();
        app.dialler().leadAll(target);
        target.answer(Answer.json("{\"id\":\"500\",\"other\":[1,2.50]}"));
        connector = app.connector(
                "crm " + UUID.randomUUID().toString().substring(1), "http://crm.example/v1", "a-long-enough-token");
    }

    @AfterEach
    void stopTarget() {
        target.close();
    }

    static String newName() {
        return "a" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A document with these fields beside, or in place of, the ordinary ones; null leaves one out. */
    Map<String, Object> document(Map<String, ?> fields) {
        Map<String, Object> document = new HashMap<>();
        document.put("name", newName());
        document.put("connector", connector);
        document.put("method", "POST");
        document.put("path", "/cases");
        document.putAll(fields);
        document.values().removeIf(value -> value == null);
        return document;
    }

    /** Makes an activity with these fields; answers it. */
    JsonNode made(Map<String, ?> fields) {
        Reply reply = app.post(ACTIVITIES, document(fields));
        assertEquals(201, reply.status(), reply.text());
        return reply.json();
    }

    /** The same; answers its name. */
    String named(Map<String, ?> fields) {
        return made(fields).get("name").textValue();
    }

    Reply run(String activity, Map<String, ?> parameters) {
        return app.post(RUNS, Map.of("activity", activity, "parameters", parameters));
    }

    /** Runs it, and answers with what the target got. */
    Recorded sent(String activity, Map<String, ?> parameters) {
        Reply reply = run(activity, parameters);
        assertEquals(200, reply.status(), reply.text());
        return target.takeRequest(PATIENCE);
    }

    JsonNode awaitEnd(String run) {
        return Await.until("its end", PATIENCE, () -> app.get(RUNS + "/" + run).json(), found -> found.path("endedAt")
                .isTextual());
    }

    static void refused(int status, String problem, Reply reply) {
        assertEquals(problem, reply.problem(), reply.text());
        assertEquals(status, reply.status());
    }

    /** The places of a problem's errors. */
    static List<String> places(Reply reply) {
        return reply.json().findValuesAsText("field");
    }
}
