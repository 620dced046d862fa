package dev.appconnector.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of an integrator's that are asked about answers: what they may change, and what becomes of a run whose hook fails. */
class HookedAnswersTest extends HookedRuns {

    private static final String ROUTES = """
            - route:
                id: z-map
                from:
                  uri: appconnector:after-call
                  parameters: { connector: mapped }
                  steps:
                    - setHeader: { name: AppConnectorStatus, constant: 201 }
                    - setHeader: { name: Content-Type, constant: application/json }
                    - setHeader: { name: X-Mapped, simple: "${header.x-of-target} ${header.AppConnectorConnector}" }
                    - removeHeader: { name: x-of-target }
                    - setBody: { simple: '{"inner":{"was":"${bodyAs(String)}"}}' }
            - route:
                id: after-all
                from:
                  uri: appconnector:after-call
                  steps:
                    - setHeader: { name: X-Last, simple: "${header.X-Mapped}" }
            - route:
                id: swell
                from:
                  uri: appconnector:after-call
                  parameters: { connector: swollen }
                  steps:
                    - setBody: { simple: "${bodyAs(String)}${bodyAs(String)}" }
            - route:
                id: throw-after
                from:
                  uri: appconnector:after-call
                  parameters: { connector: thrown-after }
                  steps:
                    - throwException: { exceptionType: java.lang.IllegalStateException, message: told to nobody }
            - route:
                id: wrong-status
                from:
                  uri: appconnector:after-call
                  parameters: { connector: wrong-status }
                  steps:
                    - setHeader: { name: AppConnectorStatus, constant: 100 }
            - route:
                id: hang-after
                from:
                  uri: appconnector:after-call
                  parameters: { connector: hung-after }
                  steps:
                    - bean: { beanType: dev.appconnector.hook.HookedRuns$Stubborn, method: hang }
            """;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        start(folder, ROUTES, "mapped", "thrown-after", "wrong-status", "hung-after");
        connectorWith("swollen", "maxResponseBytes", 1_000);
    }

    @Test
    void the_deadline_holds_over_a_hook_that_hangs_after_the_call() {
        Reply reply = run(activity("hung-after").put("timeout", 300));

        assertEquals(504, reply.status(), reply.text());
        assertEquals("maybe", reply.json().get("sent").textValue());
        sent();
    }

    @Test
    void an_answer_is_what_the_hooks_of_its_connector_and_then_those_of_all_leave() {
        target.answer(Answer.status(200)
                .header("X-Of-Target", "v")
                .header("Content-Type", "text/plain")
                .body("old"));

        JsonNode answer = run(activity("mapped")).json();

        assertEquals(201, answer.get("status").intValue());
        assertEquals("old", answer.get("body").get("inner").get("was").textValue());
        assertEquals("json", answer.get("bodyType").textValue());
        JsonNode headers = answer.get("headers");
        assertEquals("v mapped", headers.get("x-mapped").get(0).textValue());
        assertEquals("v mapped", headers.get("x-last").get(0).textValue());
        assertFalse(headers.has("x-of-target"), headers.toString());
        assertFalse(headers.has("appconnectorstatus"), headers.toString());
        JsonNode run = delivered(activity("mapped"));
        assertEquals(201, run.get("result").get("status").intValue());
    }

    @Test
    void a_saved_activity_selects_from_what_hooks_leave() {
        Reply made = app.post(
                "/api/activities",
                Map.of("name", "inner", "connector", "mapped", "method", "GET", "path", "/", "select", "$.inner.was"));
        assertEquals(201, made.status(), made.text());
        target.answer(Answer.status(200).body("old"));

        JsonNode answer = app.post("/worker/runs", Map.of("activity", "inner")).json();

        assertEquals("old", answer.get("body").textValue(), answer.toString());
    }

    @Test
    void an_answer_stays_within_the_connectors_size() {
        target.answer(Answer.status(200).header("Content-Type", "text/plain").body("x".repeat(500)));
        assertEquals(
                1_000, run(activity("swollen")).json().get("body").textValue().length());
        target.answer(Answer.status(200).header("Content-Type", "text/plain").body("x".repeat(501)));

        assertEquals("target-response-invalid", run(activity("swollen")).problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown-after", "wrong-status"})
    void a_hook_that_fails_after_a_call_withholds_the_answer(String connector) {
        Reply reply = run(activity(connector));

        assertEquals(502, reply.status(), reply.text());
        assertEquals("target-response-invalid", reply.problem());
        assertEquals("maybe", reply.json().get("sent").textValue());
        assertFalse(reply.text().contains("told to nobody"), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown-after", "hung-after"})
    void a_delivery_is_not_made_again_where_a_hook_failed_after_it(String connector) {
        JsonNode run = delivered(activity(connector).put("timeout", 300));

        assertEquals("rejected", run.get("state").textValue(), run.toString());
        assertEquals(1, run.get("attempts").size());
        assertEquals(1, target.requests().size());
    }
}
