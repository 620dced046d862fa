package dev.appconnector.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of an integrator's that are asked about runs: what they may change, what they never see, and what they cannot do. */
class HooksTest extends HookedRuns {

    /** One hook for each connector, so that no test meets another's. */
    private static final String ROUTES = """
            - route:
                id: b-of-all
                from:
                  uri: appconnector:before-call
                  steps:
                    - setHeader: { name: X-Order, simple: "${header.X-Order}all-" }
            - route:
                id: a-of-changed
                from:
                  uri: appconnector:before-call
                  parameters: { connector: CHANGED }
                  steps:
                    - setHeader: { name: X-Order, simple: "${header.X-Order}one" }
                    - setHeader: { name: X-Of, simple: "${header.AppConnectorConnector} ${header.AppConnectorCaller} ${header.AppConnectorActivity}" }
                    - setHeader: { name: AppConnectorPath, simple: "${header.AppConnectorPath}?by=hook" }
                    - setHeader: { name: AppConnectorMethod, constant: PUT }
                    - removeHeader: { name: X-Unwanted }
                    - setBody: { simple: '{"wrapped":${bodyAs(String)}}' }
            - route:
                id: c-of-changed
                from:
                  uri: appconnector:before-call
                  parameters: { connector: CHANGED }
                  steps:
                    - setHeader: { name: X-Order, simple: "${header.X-Order}-two" }
            - route:
                id: dump
                from:
                  uri: appconnector:before-call
                  parameters: { connector: dumped }
                  steps:
                    - setBody: { simple: "${headers} ${exchange.properties} ${variables} ${bodyAs(String)}" }
            - route:
                id: dump-answer
                from:
                  uri: appconnector:after-call
                  parameters: { connector: dumped }
                  steps:
                    - setBody: { simple: "${headers} ${exchange.properties} ${variables} ${bodyAs(String)}" }
            - route:
                id: lead-away
                from:
                  uri: appconnector:before-call
                  parameters: { connector: led }
                  steps:
                    - setHeader: { name: "${header.X-Name}", simple: "${header.X-Value}" }
                    - removeHeaders: { pattern: "X-Name|X-Value" }
            - route:
                id: split
                from:
                  uri: appconnector:before-call
                  parameters: { connector: split }
                  steps:
                    - setHeader: { name: X-Split, constant: "a\\r\\nHost: evil.example" }
            - route:
                id: throw
                from:
                  uri: appconnector:before-call
                  parameters: { connector: thrown }
                  steps:
                    - throwException: { exceptionType: java.lang.IllegalStateException, message: told to nobody }
            - route:
                id: no-text
                from:
                  uri: appconnector:before-call
                  parameters: { connector: no-text }
                  steps:
                    - setBody: { simple: "${headers}" }
            - route:
                id: refuse
                from:
                  uri: appconnector:before-call
                  parameters: { connector: refused }
                  steps:
                    - setHeader: { name: AppConnectorRefusal, constant: Not on Sundays. }
            - route:
                id: hang
                from:
                  uri: appconnector:before-call
                  parameters: { connector: hung }
                  steps:
                    - bean: { beanType: dev.appconnector.hook.HookedRuns$Stubborn, method: hang }
            - route:
                id: once
                from:
                  uri: appconnector:before-call
                  parameters: { connector: once }
                  steps:
                    - bean: { beanType: dev.appconnector.hook.HooksTest$Once, method: fail }
            - route:
                id: enrich
                from:
                  uri: appconnector:before-call
                  parameters: { connector: enriched }
                  steps:
                    - to: direct:look-up
                    - setHeader: { name: X-Owner, simple: "${variable.owner}" }
            - route:
                id: enrich-answer
                from:
                  uri: appconnector:after-call
                  parameters: { connector: enriched }
                  steps:
                    - to: direct:look-up
                    - setHeader: { name: X-Owner, simple: "${variable.owner}" }
            - route:
                id: nest
                from:
                  uri: appconnector:before-call
                  parameters: { connector: nesting }
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { connector: nesting, method: GET, path: /nested }
            - route:
                id: look-up
                from:
                  uri: direct:look-up
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        variableReceive: owner
                        parameters: { connector: enriched, method: GET, path: /owner, body: "" }
            """;

    /** Fails the first time. */
    public static final class Once {

        private static boolean failed;

        public static synchronized void fail() {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("only once");
            }
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        start(
                folder, ROUTES, "changed", "other", "dumped", "led", "split", "thrown", "no-text", "refused", "hung",
                "once", "nesting");
        connectorWith("enriched", "maxConcurrent", 1);
    }

    @Test
    void a_run_is_sent_as_the_hooks_of_all_and_then_those_of_its_connector_leave_it() {
        ObjectNode activity = activity("changed");
        activity.putObject("headers").put("X-Unwanted", "1").put("X-Kept", "2");
        activity.putObject("body").put("a", 1);

        Reply reply = run(activity);

        assertEquals(200, reply.status(), reply.text());
        Recorded sent = sent();
        assertEquals("PUT", sent.method());
        assertEquals("/v1/cases?by=hook", sent.target());
        assertEquals("{\"wrapped\":{\"a\":1}}", sent.bodyText());
        assertEquals("application/json", sent.header("content-type"));
        assertEquals("all-one-two", sent.header("x-order"));
        assertEquals("2", sent.header("x-kept"));
        assertEquals(0, sent.headerCount("x-unwanted"));
        assertEquals("Bearer " + SECRET, sent.header("authorization"));
        assertTrue(sent.header("x-of").startsWith("changed key:"), sent.header("x-of"));
    }

    @Test
    void runs_of_another_connector_are_sent_as_they_are_but_for_the_hooks_of_all() {
        ObjectNode activity = activity("other").put("body", "as it is");

        run(activity);

        Recorded sent = sent();
        assertEquals("POST", sent.method());
        assertEquals("/v1/cases", sent.target());
        assertEquals("as it is", sent.bodyText());
        assertEquals("text/plain; charset=utf-8", sent.header("content-type"));
        assertEquals("all-", sent.header("x-order"));
        assertEquals(0, sent.headerCount("appconnectorpath"));
    }

    @Test
    void hooks_never_meet_the_credential() {
        target.answer(Answer.ok().header("X-Echo", SECRET).body("you sent " + SECRET));

        Reply reply = run(activity("dumped").put("body", "mine"));

        String before = sent().bodyText();
        assertTrue(before.contains("AppConnectorPath=/cases") && before.endsWith("mine"), before);
        String after = reply.json().get("body").textValue();
        assertTrue(after.contains("AppConnectorStatus=200") && after.endsWith("you sent ***"), after);
        assertFalse((before + after).contains(SECRET), before + after);
        assertFalse((before + after).toLowerCase(java.util.Locale.ROOT).contains("authorization"), before + after);
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example, header-refused",
        "Authorization, Bearer mine, header-refused",
        "X-Forwarded-Host, evil.example, header-refused",
        "AppConnectorPath, //evil.example/x, path-refused",
        "AppConnectorPath, /../../admin, path-refused",
        "AppConnectorPath, http://evil.example/, path-refused",
        "AppConnectorMethod, CONNECT, method-refused"
    })
    void what_a_hook_changes_goes_through_the_guard(String name, String value, String problem) {
        ObjectNode activity = activity("led");
        activity.putObject("headers").put("X-Name", name).put("X-Value", value);

        Reply reply = run(activity);

        assertEquals(problem, reply.problem(), reply.text());
        assertTrue(reply.json().get("detail").textValue().startsWith("As hooks have changed it"), reply.text());
        assertEquals(List.of(), target.requests());
        assertFalse(app.resolver().lookUps().contains("evil.example"));
    }

    /** This one throws whenever it is asked. */
    @Test
    void what_the_guard_refuses_no_hook_sees() {
        Reply reply = run(activity("thrown").put("path", "/../../admin"));

        assertEquals("path-refused", reply.problem(), reply.text());
        assertFalse(reply.text().contains("hooks"), reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "AppConnectorConnector, other-one",
        "CamelHttpUri, http://evil.example/",
        "CamelHttpHost, evil.example",
        "CamelToEndpoint, http://evil.example/"
    })
    void what_a_hook_says_beyond_the_request_leads_nowhere(String name, String value) {
        ObjectNode activity = activity("led");
        activity.putObject("headers").put("X-Name", name).put("X-Value", value);

        assertEquals(200, run(activity).status());

        Recorded sent = sent();
        assertEquals("led.example", sent.header("host"));
        assertEquals("/v1/cases", sent.target());
        assertEquals(0, sent.headerCount(name));
        assertFalse(app.resolver().lookUps().contains("evil.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown", "no-text"})
    void a_hook_that_fails_before_a_call_keeps_it_from_being_made(String connector) {
        Reply reply = run(activity(connector));

        assertEquals(500, reply.status(), reply.text());
        assertEquals("internal-error", reply.problem());
        assertTrue(reply.json().get("detail").textValue().startsWith("The hook "), reply.text());
        assertFalse(reply.text().contains("told to nobody"), reply.text());
        assertEquals(List.of(), target.requests());
        JsonNode run = Await.until(
                        "the run is recorded",
                        PATIENCE,
                        () -> app.get(
                                "/worker/runs/" + reply.json().get("runId").textValue()),
                        shown -> shown.status() == 200)
                .json();
        assertEquals("failed", run.get("state").textValue());
    }

    @Test
    void a_hook_can_refuse_a_run() {
        Reply reply = run(activity("refused"));

        assertEquals(403, reply.status(), reply.text());
        assertEquals("forbidden", reply.problem());
        assertEquals("Not on Sundays.", reply.json().get("detail").textValue());
        assertEquals("rejected", delivered(activity("refused")).get("state").textValue());
        assertEquals(List.of(), target.requests());
    }

    @Test
    void the_deadline_holds_over_a_hook_that_hangs_before_the_call() {
        Reply reply = run(activity("hung").put("timeout", 300));

        assertEquals(504, reply.status(), reply.text());
        assertEquals("no", reply.json().get("sent").textValue());
        assertTrue(reply.json().get("detail").textValue().contains("hook hang"), reply.text());
        assertEquals(List.of(), target.requests());
    }

    @Test
    void no_header_of_a_callers_passes_for_ours_or_steers_camel_in_a_hook() {
        ObjectNode forged = activity("dumped").put("body", "mine");
        forged.putObject("headers").put("AppConnectorCaller", "forged").put("AppConnectorRefusal", "forged");
        assertEquals(200, run(forged).status());
        assertFalse(sent().bodyText().contains("forged"));

        ObjectNode steering = activity("dumped");
        steering.putObject("headers").put("CamelHttpUri", "http://evil.example/");
        assertEquals("header-refused", run(steering).problem());
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_hook_cannot_split_a_header() {
        assertEquals("header-refused", run(activity("split")).problem());
        assertEquals(List.of(), target.requests());
    }

    @Test
    void a_caller_who_hangs_up_ends_the_wait_for_a_hook() throws Exception {
        String body =
                activity("hung").put("timeout", 60_000).put("path", "/left").toString();
        try (Socket caller =
                new Socket(InetAddress.getLoopbackAddress(), app.node().port())) {
            caller.getOutputStream()
                    .write(
                            "POST /worker/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(app.adminKey(), body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            Await.until("the hook is at work", PATIENCE, Stubborn.AT_WORK::get, atWork -> atWork > 0);
        }

        JsonNode failed = Await.until(
                "the run has ended",
                PATIENCE,
                () -> app.get("/worker/runs?connector=hung&state=failed").json().get("items"),
                runs -> runs.findValuesAsText("path").contains("/left"));
        assertTrue(failed.size() > 0);
        assertEquals(List.of(), target.requests());
    }

    @Test
    void a_delivery_is_asked_about_at_each_attempt_and_made_again_where_a_hook_failed_before_it() {
        JsonNode run = delivered(activity("once").put("body", "kept"));

        assertEquals("succeeded", run.get("state").textValue());
        assertEquals(2, run.get("attempts").size(), run.toString());
        assertEquals("kept", sent().bodyText());
    }

    @Test
    void a_hook_may_call_the_connector_that_it_is_asked_about_and_is_not_asked_about_that() {
        target.answer(Answer.status(200).body("ada"));

        Reply reply = run(activity("enriched").put("body", "mine"));

        assertEquals(200, reply.status(), reply.text());
        assertEquals("/owner", sent().target());
        Recorded asked = sent();
        assertEquals("/cases", asked.target());
        assertEquals("mine", asked.bodyText());
        assertEquals("ada", asked.header("x-owner"));
        assertEquals("/owner", sent().target());
        assertEquals("ada", reply.json().get("headers").get("x-owner").get(0).textValue());
        assertEquals(3, target.requests().size());
        JsonNode runs = Await.until(
                "all are recorded",
                PATIENCE,
                () -> app.get("/worker/runs?connector=enriched").json().get("items"),
                items -> items.size() == 3);
        assertTrue(runs.findValuesAsText("caller").contains("route:enrich"), runs.toString());
    }

    @Test
    void what_a_hook_starts_does_not_outlast_the_run_that_it_was_asked_about() {
        target.answer(Answer.silence());

        assertEquals(504, run(activity("nesting").put("timeout", 300)).status());

        Await.until(
                "the hook's own run has ended, long before the default timeout",
                PATIENCE,
                () -> app.get("/worker/runs?connector=nesting&state=failed")
                        .json()
                        .findValuesAsText("caller"),
                callers -> callers.contains("route:nest"));
    }

    @Test
    void an_explanation_names_the_hooks_and_asks_none() {
        JsonNode explanation =
                app.post("/worker/explain", activity("other").toString()).json();

        assertEquals("[\"b-of-all\"]", explanation.get("hooks").toString());
        assertFalse(explanation.get("headers").has("X-Order"), explanation.toString());
    }

    @Test
    void a_hook_is_asked_for_as_long_as_its_route_is_started() throws Exception {
        app.node().camelContext().getRouteController().stopRoute("b-of-all");
        try {
            run(activity("other"));
            assertEquals(0, sent().headerCount("x-order"));
        } finally {
            app.node().camelContext().getRouteController().startRoute("b-of-all");
        }
        run(activity("other"));
        assertEquals(1, sent().headerCount("x-order"));
    }
}
