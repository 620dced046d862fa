package dev.appconnector.added;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kamelet in routes of an integrator's: what it sends, what the route gets, and what it never sees. */
class ServerActivityActionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SECRET = "a-secret-of-the-crm";

    private static final String ROUTES = """
            - route:
                id: post-case
                from:
                  uri: platform-http:/post-case
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters:
                          connector: crm
                          method: POST
                          path: /cases?dry=1
                          headers: '{"X-Trace":"7"}'
                          timeout: 5s
                    - setHeader: { name: seen, simple: "${header.AppConnectorStatus} ${header.AppConnectorRunId.length} ${body.class.simpleName}" }
            - route:
                id: fixed
                from:
                  uri: platform-http:/fixed
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { connector: crm, method: PUT, path: /cases/1, body: '{"a":{"b":"${header.who}"}}' }
            - route:
                id: at-run-time
                from:
                  uri: platform-http:/at-run-time
                  steps:
                    - setVariable: { name: path, simple: "${header.path}" }
                    - kamelet:
                        name: server-activity-action
                        parameters: { connector: crm, method: GET, path: "${variable.path}" }
            - route:
                id: later
                from:
                  uri: platform-http:/later
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { connector: crm, method: POST, path: /jobs, waitForResult: "false" }
            - route:
                id: two
                from:
                  uri: platform-http:/two
                  steps:
                    - setVariable: { name: mine, constant: kept }
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { connector: crm, method: POST, path: /first, body: one }
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { connector: crm, method: POST, path: /second }
                    - setBody: { simple: "${body} ${variable.mine} ${variables} ${headers} ${exchange.properties}" }
            - route:
                id: in-a-file
                from:
                  uri: platform-http:/in-a-file
                  steps:
                    - doTry:
                        steps:
                          - to:
                              uri: kamelet:server-activity-action
                              parameters: { connector: crm, method: GET, path: /x, timeout: 300ms }
                        doCatch:
                          - exception: [ dev.appconnector.problem.Problem ]
                            steps:
                              - setBody: { simple: "caught ${exception.type}" }
            - route:
                id: in-number
                from:
                  uri: platform-http:/in-number
                  steps:
                    - kamelet:
                        name: server-activity-action
                        parameters: { connector: crm, method: GET, path: /x, timeout: 400 }
            - route:
                id: saved
                from:
                  uri: platform-http:/saved
                  steps:
                    - to:
                        uri: kamelet:server-activity-action
                        parameters: { activity: create-case }
            """;

    @TempDir
    private static Path data;

    private static RunningAppConnector app;

    private FakeTarget target;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(data.resolve("routes"));
        Files.writeString(data.resolve("routes/mine.camel.yaml"), ROUTES);
        app = RunningAppConnector.start(data);
        app.connector("crm", "http://crm.example/v1", SECRET);
    }

    @AfterAll
    static void stop() {
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

    @Test
    void the_message_goes_as_the_activity_says_with_the_credential_and_nothing_of_the_callers() {
        target.answer(
                Answer.json("{\"id\":1}").header("X-Of-Target", "yes").header("CamelHttpUri", "http://evil.example"));

        Reply reply = app.send(app.request("POST", "/post-case", "{\"subject\": \"fire\",  \"n\": 1.0}")
                .header("X-Of-Caller", "no"));

        assertEquals("{\"id\":1}", reply.text());
        Recorded sent = sent();
        assertEquals("POST", sent.method());
        assertEquals("/v1/cases?dry=1", sent.target());
        assertEquals("{\"subject\": \"fire\",  \"n\": 1.0}", sent.bodyText());
        assertEquals("application/json", sent.header("content-type"));
        assertEquals("7", sent.header("x-trace"));
        assertEquals("Bearer " + SECRET, sent.header("authorization"));
        assertEquals(0, sent.headerCount("x-of-caller"));
        assertEquals(
                "200 36 byte[]", reply.response().headers().firstValue("seen").orElse(""));
        assertEquals("yes", reply.response().headers().firstValue("x-of-target").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"just a text", "\"a text in quotes\"", "12", "{ no json"})
    void a_text_that_is_no_json_object_or_list_goes_as_text(String text) {
        app.send(app.request("POST", "/post-case", text).setHeader("Content-Type", "text/plain"));

        Recorded sent = sent();
        assertEquals(text, sent.bodyText());
        assertEquals("text/plain; charset=utf-8", sent.header("content-type"));
    }

    @Test
    void bytes_that_are_no_text_go_as_they_are() {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xc3};

        app.send(app.request("POST", "/post-case", bytes).setHeader("Content-Type", "application/octet-stream"));

        Recorded sent = sent();
        assertEquals("application/octet-stream", sent.header("content-type"));
        assertArrayEquals(bytes, sent.body());
    }

    @Test
    void a_body_of_the_kamelets_wins_over_the_messages() {
        app.send(app.request("POST", "/fixed", "{\"other\":1}").header("who", "ada"));

        assertEquals("{\"a\":{\"b\":\"ada\"}}", sent().bodyText());
    }

    @Test
    void a_value_that_comes_at_run_time_changes_nothing_but_its_own_field() {
        String path = "/x%20y&method=DELETE&connector=other?q=$body&a=RAW(b)";

        app.send(app.request("GET", "/at-run-time", null).header("path", path));

        Recorded sent = sent();
        assertEquals("GET", sent.method());
        assertEquals("/v1" + path, sent.target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/${header.path.length}", "/{{env:PATH}}", "/../admin", "/a\\b"})
    void what_the_guard_refuses_is_a_problem_and_nothing_in_it_is_evaluated(String path) {
        double refusals = refusals();
        Reply reply = app.send(app.request("GET", "/at-run-time", null).header("path", path));

        assertEquals(422, reply.status(), reply.text());
        assertTrue(reply.text().contains("path-refused"), reply.text());
        assertEquals(List.of(), target.requests());
        assertEquals(refusals + 1, refusals(), "it is counted once");
    }

    private static double refusals() {
        String metrics = AppConnectorProcess.send(
                        URI.create(app.operationsUri("/observe/metrics")), "GET", "none", null)
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("appconnector_refusals_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void a_run_that_is_not_waited_for_is_delivered_and_is_the_routes() {
        Reply reply = app.post("/later", "{\"full\":true}");

        assertEquals("queued", reply.json().get("state").textValue());
        assertEquals("{\"full\":true}", sent().bodyText());
        String id = reply.json().get("id").textValue();
        JsonNode run = Await.until(
                "it has ended", PATIENCE, () -> app.get("/worker/runs/" + id).json(), shown -> shown.get("state")
                        .textValue()
                        .equals("succeeded"));
        assertEquals("route:later", run.get("caller").textValue());
    }

    @Test
    void one_route_can_call_twice_keeps_its_own_and_sees_nothing_of_the_call() {
        target.answer(
                Answer.status(200).header("CamelHttpUri", "http://evil.example").body("answered"));

        Reply reply = app.get("/two");

        assertEquals("one", sent().bodyText());
        Recorded second = sent();
        assertEquals("/v1/second", second.target());
        assertEquals("answered", second.bodyText());
        assertTrue(reply.text().startsWith("answered kept {mine=kept}"), reply.text());
        assertFalse(reply.text().contains(SECRET), reply.text());
        assertFalse(reply.text().contains("verdict"), reply.text());
        assertFalse(reply.text().contains("evil.example"), reply.text());
    }

    @Test
    void what_was_no_answer_is_an_exception_that_carries_the_problem() {
        target.answer(Answer.silence());

        assertEquals("caught DEADLINE_EXCEEDED", app.get("/in-a-file").text());
        assertEquals(504, app.get("/in-number").status());
        List<String> took = Await.until(
                "both runs are recorded",
                PATIENCE,
                () -> app.get("/worker/runs?connector=crm&state=failed").json().findValuesAsText("durationMs"),
                durations -> durations.size() == 2);
        assertTrue(took.stream().allMatch(millis -> Long.parseLong(millis) < 10_000), "not the default: " + took);
    }

    @Test
    void a_saved_activity_takes_its_parameters_from_the_message() {
        Reply made = app.post(
                "/api/activities",
                Map.of(
                        "name", "create-case",
                        "connector", "crm",
                        "method", "POST",
                        "path", "/cases",
                        "body", Map.of("subject", "{{subject}}"),
                        "parameters", Map.of("subject", Map.of("type", "string", "required", true))));
        assertEquals(201, made.status(), made.text());

        app.post("/saved", "{\"subject\":\"a \\\"fire\\\"\"}");
        assertEquals("{\"subject\":\"a \\\"fire\\\"\"}", sent().bodyText());

        Reply missing = app.post("/saved", "{}");
        assertEquals(422, missing.status());
        assertTrue(missing.text().contains("parameters-invalid"), missing.text());
    }

    @Test
    void a_file_that_is_loaded_anew_calls_on_with_what_changed_and_what_did_not() throws IOException {
        String route = """
                - route:
                    id: reloaded
                    from:
                      uri: platform-http:/reloaded
                      steps:
                        - to:
                            uri: kamelet:server-activity-action
                            parameters: { connector: crm, method: POST, path: /first, body: same }
                        - to:
                            uri: kamelet:server-activity-action
                            parameters: { connector: crm, method: POST, path: /second, body: %s }
                """;
        for (String body : List.of("before", "after", "before")) {
            Files.writeString(data.resolve("routes/reloaded.camel.yaml"), route.formatted(body));
            Await.until(
                    "the second call says " + body,
                    PATIENCE,
                    () -> {
                        app.get("/reloaded");
                        return target.requests();
                    },
                    sent -> !sent.isEmpty()
                            && sent.get(sent.size() - 1).bodyText().equals(body)
                            && sent.get(sent.size() - 2).bodyText().equals("same"));
        }
    }

    @Test
    void an_endpoint_with_the_kamelet_is_closed_to_whoever_has_no_key() {
        Reply reply =
                app.send(HttpRequest.newBuilder(app.uri("/later")).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertEquals(401, reply.status());
        assertEquals(List.of(), target.requests());
    }
}
