package dev.appconnector.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes of an integrator's that are asked about runs: what they may change, what they never see, and what they cannot do. */
class HooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SECRET = "a-secret-of-the-crm";

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
                    - bean: { beanType: dev.appconnector.hook.HooksTest$Stubborn, method: hang }
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
                    - bean: { beanType: dev.appconnector.hook.HooksTest$Stubborn, method: hang }
            """;

    private static final List<String> CONNECTORS = List.of(
            "changed",
            "other",
            "dumped",
            "led",
            "split",
            "thrown",
            "no-text",
            "refused",
            "hung",
            "once",
            "mapped",
            "nesting",
            "thrown-after",
            "wrong-status",
            "hung-after");

    @TempDir
    private static Path data;

    private static RunningAppConnector app;

    private FakeTarget target;

    /** Heeds no interruption. */
    public static final class Stubborn {

        private static final CountDownLatch END = new CountDownLatch(1);
        private static final AtomicInteger AT_WORK = new AtomicInteger();

        public static void hang() {
            AT_WORK.incrementAndGet();
            while (END.getCount() > 0) {
                try {
                    END.await();
                } catch (InterruptedException e) {
                    // That is the point.
                }
            }
        }
    }

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
    static void start() throws IOException {
        Files.createDirectories(data.resolve("routes"));
        Files.writeString(data.resolve("routes/hooks.camel.yaml"), ROUTES);
        app = RunningAppConnector.start(data);
        for (String name : CONNECTORS) {
            app.connector(name, "http://" + name + ".example/v1", SECRET);
        }
        for (Map.Entry<String, String> limit : Map.of("enriched", "maxConcurrent", "swollen", "maxResponseBytes")
                .entrySet()) {
            int most = limit.getKey().equals("enriched") ? 1 : 1_000;
            Reply made = app.post(
                    "/api/connectors",
                    Map.of(
                            "name",
                            limit.getKey(),
                            "domain",
                            "http://" + limit.getKey() + ".example",
                            "auth",
                            Map.of("type", "none"),
                            "limits",
                            Map.of(limit.getValue(), most)));
            assertEquals(201, made.status(), made.text());
        }
    }

    @AfterAll
    static void stop() {
        Stubborn.END.countDown();
        app.close();
    }

    @BeforeEach
    void lead() {
        target = FakeTarget.http();
        app.dialler().reset();
        app.dialler().leadAll(target);
    }

    @AfterEach
    void close() {
        target.close();
    }

    private Recorded sent() {
        return target.takeRequest(PATIENCE);
    }

    private static ObjectNode activity(String connector) {
        return RunningAppConnector.JSON
                .createObjectNode()
                .put("connector", connector)
                .put("method", "POST")
                .put("path", "/cases");
    }

    private static Reply run(ObjectNode activity) {
        return app.post("/worker/runs", activity.toString());
    }

    private static JsonNode ended(String id) {
        return Await.until(
                "the run has ended",
                PATIENCE,
                () -> app.get("/worker/runs/" + id).json(),
                shown -> shown.hasNonNull("endedAt"));
    }

    private static JsonNode delivered(ObjectNode activity) {
        Reply accepted = run(activity.put("waitForResult", false));
        assertEquals(202, accepted.status(), accepted.text());
        return ended(accepted.json().get("id").textValue());
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
    void the_deadline_holds_over_a_hook_that_hangs_after_the_call() {

        Reply reply = run(activity("hung-after").put("timeout", 300));

        assertEquals(504, reply.status(), reply.text());
        assertEquals("maybe", reply.json().get("sent").textValue());
        sent();
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
        run(activity("other"));
        assertEquals(1, sent().headerCount("x-order"));
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

    @Test
    void a_delivery_is_asked_about_at_each_attempt_and_made_again_where_a_hook_failed_before_it() {
        JsonNode run = delivered(activity("once").put("body", "kept"));

        assertEquals("succeeded", run.get("state").textValue());
        assertEquals(2, run.get("attempts").size(), run.toString());
        assertEquals("kept", sent().bodyText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thrown-after", "hung-after"})
    void a_delivery_is_not_made_again_where_a_hook_failed_after_it(String connector) {
        JsonNode run = delivered(activity(connector).put("timeout", 300));

        assertEquals("rejected", run.get("state").textValue(), run.toString());
        assertEquals(1, run.get("attempts").size());
        assertEquals(1, target.requests().size());
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

        assertEquals("[\"b-of-all\",\"after-all\"]", explanation.get("hooks").toString());
        assertFalse(explanation.get("headers").has("X-Order"), explanation.toString());
    }
}
