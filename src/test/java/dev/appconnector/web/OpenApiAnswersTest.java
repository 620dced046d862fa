package dev.appconnector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OpenApi;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiAnswersTest {

    private static final String CONNECTORS = "/api/connectors";
    private static final String ACTIVITIES = "/api/activities";
    private static final String KEYS = "/api/keys";
    private static final String TOKENS = "/api/tokens";
    private static final String SESSION = "/api/session";
    private static final String RUNS = "/worker/runs";
    private static final String AUDIT = "/api/audit";
    private static final String KEYSET = "/api/keyset";
    private static final String MONITORING = "/api/monitoring";
    private static final String EXPORT = "/api/export";
    private static final String IMPORT = "/api/import";
    private static final String EXPLAIN = "/worker/explain";
    private static final String DOCUMENT = "/openapi.json";
    private static final String NO_ID = "/0199f0a2-0000-7000-8000-000000000000";
    private static final int MAX_BYTES = 20_000;

    private final OpenApi openApi = OpenApi.ofTheProgram();
    private final FakeTarget target = FakeTarget.http();
    private RunningAppConnector program;

    @BeforeEach
    void start(@TempDir Path data) {
        program = RunningAppConnector.start(
                data,
                Map.of(
                        "appconnector.egress.allow",
                        "127.0.0.1:8080",
                        "appconnector.request.max-bytes",
                        Integer.toString(MAX_BYTES)));
        program.dialler().leadAll(target);
    }

    @AfterEach
    void stop() {
        program.close();
        target.close();
    }

    @Test
    void every_answer_that_the_document_has_is_given_as_it_says() {
        connectors();
        activities();
        keys();
        tokens();
        sessions();
        runs();
        explanations();
        audit();
        keyset();
        monitoring();
        transfer();
        document();
        tooManyFailures();
        withoutTheDatabase();

        Set<String> unseen = openApi.unseen();
        unseen.removeIf(answer -> answer.endsWith(" 500"));
        unseen.remove("POST /worker/explain 503"); // while the node shuts down
        unseen.remove("POST /api/import 412"); // where another change comes between: TransferTest
        unseen.remove("POST /api/connectors/test 503"); // the same
        assertEquals(Set.of(), unseen);
    }

    private void connectors() {
        JsonNode input = example("Connector", "demo");
        String id = expect(201, "POST", CONNECTORS, input).json().get("id").textValue();
        String path = CONNECTORS + "/" + id;
        expect(409, "POST", CONNECTORS, input);
        Reply invalid = expect(422, "POST", CONNECTORS, with(input, "domain", "ftp://127.0.0.1"));
        assertEquals(problemExample("ConnectorInvalid"), invalid.json());
        expect(200, "GET", CONNECTORS + "?limit=1&state=live", null);
        expect(400, "GET", CONNECTORS + "?limit=0", null);
        Reply read = expect(200, "GET", path, null);
        expect(200, "PUT", path, read.json());
        send(412, "PUT", path, program.request("PUT", path, input).header("If-Match", read.header("ETag")));
        send(412, "DELETE", path, program.request("DELETE", path, null).header("If-Match", read.header("ETag")));
        everyAuth(path);
        String other = expect(201, "POST", CONNECTORS, example("Connector", "whole"))
                .json()
                .get("id")
                .textValue();
        expect(200, "GET", CONNECTORS + "?limit=1", null);
        expect(409, "PUT", path, with(input, "name", "SALESFORCE"));
        expect(422, "PUT", path, with(input, "name", "{}"));
        expect(404, "GET", CONNECTORS + "/none", null);
        for (String method : List.of("GET", "PUT", "DELETE")) {
            expect(404, method, CONNECTORS + NO_ID, method.equals("PUT") ? input : null);
        }
        expect(200, "DELETE", CONNECTORS + "/" + other, null);
        expect(410, "DELETE", CONNECTORS + "/" + other, null);
        expect(410, "PUT", CONNECTORS + "/" + other, input);
        expect(200, "GET", CONNECTORS + "/" + other, null);
        expect(200, "GET", CONNECTORS + "?state=revoked", null);
        refusals("POST", CONNECTORS);
        refusals("PUT", path);
        refusals("DELETE", path);
        refusals("GET", path);
        expect(200, "GET", path + "/usage", null);
        expect(404, "GET", CONNECTORS + NO_ID + "/usage", null);
        refusals("GET", path + "/usage");
        tests(path, CONNECTORS + "/" + other, input);
        nextCredentials(path, CONNECTORS + "/" + other);
        refusals("GET", CONNECTORS);
        expect(405, "PATCH", CONNECTORS, null);
        expect(405, "POST", path, input);
        expect(404, "GET", "/api/nothing", null);
    }

    private void tests(String path, String revoked, JsonNode input) {
        expect(200, "POST", path + "/test", operationExample(CONNECTORS + "/{id}/test", "demo"));
        expect(200, "POST", path + "/test", null);
        expect(404, "POST", CONNECTORS + NO_ID + "/test", null);
        expect(410, "POST", revoked + "/test", null);
        expect(422, "POST", path + "/test", Map.of("path", "/../cases"));
        refusals("POST", path + "/test");
        String draft = CONNECTORS + "/test";
        target.next(Answer.reset());
        expect(200, "POST", draft + "?path=/cases", input);
        expect(422, "POST", draft, with(input, "domain", "ftp://127.0.0.1"));
        expect(422, "POST", draft + "?path=/../cases", input);
        refusals("POST", draft);
    }

    private void nextCredentials(String path, String revoked) {
        String next = path + "/next-auth";
        JsonNode input = openApi.document()
                .at(
                        "/paths/~1api~1connectors~1{id}~1next-auth/put/requestBody/content/application~1json/examples/whole/value");
        expect(200, "PUT", next, input);
        expect(422, "PUT", next, Map.of("auth", Map.of("type", "none")));
        for (String call : List.of("PUT ", "DELETE ", "POST /promote")) {
            String method = call.split(" ")[0];
            String place = "/next-auth" + call.substring(method.length() + 1);
            Object body = method.equals("PUT") ? input : null;
            send(
                    412,
                    method,
                    path + place,
                    program.request(method, path + place, body).header("If-Match", "\"0\""));
            expect(404, method, CONNECTORS + NO_ID + place, body);
            expect(410, method, revoked + place, body);
            refusals(method, path + place);
        }
        expect(200, "POST", next + "/promote", null);
        expect(404, "POST", next + "/promote", null);
        expect(200, "PUT", next, input);
        expect(204, "DELETE", next, null);
        expect(404, "DELETE", next, null);
    }

    private void activities() {
        JsonNode input = example("SavedActivity", "demo");
        Reply made = expect(201, "POST", ACTIVITIES, input);
        String path = made.header("Location");
        expect(201, "POST", ACTIVITIES, example("SavedActivity", "whole"));
        expect(409, "POST", ACTIVITIES, input);
        Reply invalid = expect(422, "POST", ACTIVITIES, with(input, "connector", "Nobody"));
        assertEquals(problemExample("ActivityInvalid"), invalid.json());
        expect(200, "GET", ACTIVITIES, null);
        expect(200, "GET", ACTIVITIES + "?limit=1", null);
        expect(400, "GET", ACTIVITIES + "?limit=0", null);
        Reply read = expect(200, "GET", path, null);
        expect(200, "PUT", path, read.json());
        send(412, "PUT", path, program.request("PUT", path, input).header("If-Match", read.header("ETag")));
        send(412, "DELETE", path, program.request("DELETE", path, null).header("If-Match", read.header("ETag")));
        expect(409, "PUT", path, with(input, "name", "escalate-case"));
        expect(422, "PUT", path, with(input, "name", "{}"));
        for (String method : List.of("GET", "PUT", "DELETE")) {
            expect(404, method, ACTIVITIES + NO_ID, method.equals("PUT") ? input : null);
            refusals(method, path);
        }
        refusals("GET", ACTIVITIES);
        refusals("POST", ACTIVITIES);
        expect(405, "PATCH", ACTIVITIES, null);
        expect(405, "POST", path, input);
        JsonNode saved = example("Activity", "saved");
        expect(200, "POST", EXPLAIN, saved);
        expect(200, "POST", RUNS, saved);
        expect(404, "POST", RUNS, with(saved, "activity", "nothing"));
        expect(422, "POST", RUNS, with(saved, "parameters", Map.of()));
        expect(204, "DELETE", path, null);
    }

    private void transfer() {
        String file =
                openApi.document().at("/components/examples/TransferFile/value").textValue();
        importing(200, "?dryRun=true", file);
        importing(200, "", file);
        Reply invalid = importing(422, "", file.replace("https", "ftp"));
        assertEquals(problemExample("TransferInvalid"), invalid.json());
        importing(400, "", "[");
        expect(200, "GET", EXPORT, null);
        expect(400, "GET", EXPORT + "?limit=1", null);
        refusals("GET", EXPORT);
        refusals("POST", IMPORT);
        expect(405, "GET", IMPORT, null);
    }

    private Reply importing(int status, String query, String yaml) {
        HttpRequest.Builder request = program.request("POST", IMPORT + query, yaml);
        return send(status, "POST", IMPORT + query, request.setHeader("Content-Type", "application/yaml"));
    }

    private void keys() {
        JsonNode input = operationExample(KEYS, "demo");
        Reply made = expect(201, "POST", KEYS, input);
        expect(201, "POST", KEYS, operationExample(KEYS, "whole"));
        Reply invalid = expect(422, "POST", KEYS, with(input, "connectors", List.of("Nobody")));
        assertEquals(problemExample("KeyInvalid"), invalid.json());
        expect(200, "GET", KEYS, null);
        expect(200, "GET", KEYS + "?limit=1", null);
        expect(400, "GET", KEYS + "?limit=0", null);
        refusals("POST", KEYS);
        refusals("GET", KEYS);
        expect(405, "PUT", KEYS, input);
        String last = KEYS + "/" + onlyAdmin();
        expect(422, "DELETE", last, null);
        refusals("DELETE", last);
        forbidden(made.json().get("key").textValue());
        expect(204, "DELETE", KEYS + "/" + made.json().get("id").textValue(), null);
        expect(404, "DELETE", KEYS + NO_ID, null);
    }

    private void tokens() {
        program.connector("Demo CRM of tokens", "http://api.example", "a-token-of-some-length");
        JsonNode input = with(operationExample(TOKENS, "demo"), "connectors", List.of("Demo CRM of tokens"));
        String token = expect(201, "POST", TOKENS, input).json().get("token").textValue();
        expect(201, "POST", TOKENS, operationExample(TOKENS, "whole"));
        Reply invalid = expect(422, "POST", TOKENS, with(input, "ttl", 1_000_000));
        assertEquals(problemExample("TokenInvalid"), invalid.json());
        refusals("POST", TOKENS);
        send(403, "POST", TOKENS, as(program.key("auditor"), "POST", TOKENS));
        send(403, "GET", ACTIVITIES, as(token, "GET", ACTIVITIES));
        send(403, "GET", RUNS + NO_ID, as(token, "GET", RUNS + NO_ID));
        expect(405, "GET", TOKENS, null);
    }

    private void sessions() {
        expect(200, "GET", SESSION, null);
        expect(404, "DELETE", SESSION, null);
        for (String method : List.of("GET", "POST", "DELETE")) {
            refusals(method, SESSION);
        }
        HttpRequest.Builder page = page();
        send(200, "GET", SESSION, page.copy().GET());
        send(403, "GET", SESSION, page.copy().GET().header("Origin", "https://evil.example"));
        send(403, "POST", SESSION, page.copy().POST(HttpRequest.BodyPublishers.noBody()));
        send(403, "DELETE", SESSION, page.copy().DELETE().setHeader("X-CSRF-Token", "x"));
        send(204, "DELETE", SESSION, page.copy().DELETE());
        expect(405, "PUT", SESSION, "{}");
    }

    /** Requests of a new session, with what its changes must bring. */
    private HttpRequest.Builder page() {
        Reply begun = expect(200, "POST", SESSION, null);
        return HttpRequest.newBuilder(program.uri(SESSION))
                .header("Cookie", begun.header("Set-Cookie").split(";")[0])
                .header("X-CSRF-Token", begun.json().get("csrfToken").textValue());
    }

    private String onlyAdmin() {
        for (JsonNode key : program.get(KEYS).json().get("items")) {
            if (key.get("role").textValue().equals("admin")) {
                return key.get("id").textValue();
            }
        }
        throw new IllegalStateException("There is no admin.");
    }

    /** What a runner, or for runs an auditor, may not do; and what a runner sees of connectors. */
    private void forbidden(String runner) {
        String auditor = program.key("auditor");
        for (String call : List.of(
                "POST " + CONNECTORS,
                "GET " + CONNECTORS + NO_ID,
                "PUT " + CONNECTORS + NO_ID,
                "DELETE " + CONNECTORS + NO_ID,
                "GET " + CONNECTORS + NO_ID + "/usage",
                "POST " + CONNECTORS + NO_ID + "/test",
                "POST " + CONNECTORS + "/test",
                "PUT " + CONNECTORS + NO_ID + "/next-auth",
                "DELETE " + CONNECTORS + NO_ID + "/next-auth",
                "POST " + CONNECTORS + NO_ID + "/next-auth/promote",
                "GET " + CONNECTORS + "?state=revoked",
                "POST " + ACTIVITIES,
                "GET " + ACTIVITIES + NO_ID,
                "PUT " + ACTIVITIES + NO_ID,
                "DELETE " + ACTIVITIES + NO_ID,
                "GET " + KEYS,
                "POST " + KEYS,
                "DELETE " + KEYS + NO_ID,
                "GET " + KEYSET,
                "POST " + KEYSET + "/rotate",
                "GET " + MONITORING,
                "GET " + EXPORT,
                "POST " + IMPORT,
                "POST " + RUNS,
                "POST " + RUNS + NO_ID + "/cancel",
                "POST " + RUNS + NO_ID + "/replay",
                "POST " + EXPLAIN)) {
            String[] parts = call.split(" ");
            String key = parts[1].startsWith("/worker/") ? auditor : runner;
            send(403, parts[0], parts[1], as(key, parts[0], parts[1]));
        }
        Reply named = send(200, "GET", CONNECTORS, as(runner, "GET", CONNECTORS));
        assertEquals(2, named.json().at("/items/0").size());
    }

    private HttpRequest.Builder as(String key, String method, String path) {
        return program.request(method, path, null).setHeader("Authorization", "Bearer " + key);
    }

    private JsonNode operationExample(String path, String name) {
        return openApi.document()
                .at("/paths/%s/post/requestBody/content/application~1json/examples/%s/value"
                        .formatted(path.replace("/", "~1"), name));
    }

    private void everyAuth(String path) {
        Stream.of(
                        Map.of("type", "none"),
                        Map.of("type", "basic", "username", "crm", "password", "a-password-of-the-crm"),
                        Map.of("type", "api-key", "in", "query", "name", "key", "value", "a-key-of-the-target"),
                        Map.of("type", "token", "value", "demo-crm-token-1f0c"))
                .forEach(auth -> expect(
                        200,
                        "PUT",
                        path,
                        Map.of("name", "Demo CRM", "domain", "http://127.0.0.1:8080/demo/crm", "auth", auth)));
    }

    private void runs() {
        JsonNode activity = example("Activity", "demo");
        everyBodyType(activity);
        target.answer(Answer.json("{\"id\":1}"));
        Reply accepted = expect(202, "POST", RUNS, example("Activity", "queued"));
        Reply run = awaitEnd(accepted.header("Location"));
        assertEquals("json", run.json().at("/result/bodyType").asText());
        target.next(Answer.reset());
        String failed = expect(502, "POST", RUNS, activity).json().get("runId").textValue();
        awaitEnd(RUNS + "/" + failed);
        target.next(Answer.silence());
        expect(504, "POST", RUNS, with(activity, "timeout", 100));
        program.resolver().host("inside.example", "10.0.0.1");
        program.connector("Inside", "http://inside.example:8080", "a-token-of-some-length");
        expect(403, "POST", RUNS, with(activity, "connector", "Inside"));
        expect(404, "POST", RUNS, with(activity, "connector", "Nobody"));
        expect(422, "POST", RUNS, with(activity, "path", "/../cases"));
        expect(422, "POST", RUNS, with(activity, "method", "TRACE"));
        expect(422, "POST", RUNS, with(activity, "timeout", 0));
        expect(422, "POST", RUNS, with(activity, "headers", Map.of("Authorization", "Bearer x")));
        withKeys(activity);
        stopped(activity);
        expect(200, "GET", CONNECTORS, null);
        refusals("POST", RUNS);
        expect(404, "GET", RUNS + NO_ID, null);
        refusals("GET", RUNS + NO_ID);
        expect(405, "PUT", RUNS, activity);
        expect(405, "DELETE", RUNS + NO_ID, null);
        listsOfRuns();
        cancellations(run.json().get("id").textValue());
        replays(run.json().get("id").textValue(), failed);
    }

    private void listsOfRuns() {
        expect(200, "GET", RUNS, null);
        expect(200, "GET", RUNS + "?limit=1", null);
        expect(200, "GET", RUNS + "?state=queued&connector=Nobody", null);
        expect(400, "GET", RUNS + "?state=nothing", null);
        refusals("GET", RUNS);
    }

    private void cancellations(String ended) {
        expect(200, "POST", RUNS + "/" + ended + "/cancel", null);
        expect(404, "POST", RUNS + NO_ID + "/cancel", null);
        refusals("POST", RUNS + NO_ID + "/cancel");
        expect(405, "GET", RUNS + NO_ID + "/cancel", null);
    }

    private void replays(String ended, String waited) {
        String path = RUNS + "/" + ended + "/replay";
        awaitEnd(expect(202, "POST", path, null).header("Location"));
        expect(404, "POST", RUNS + NO_ID + "/replay", null);
        expect(422, "POST", RUNS + "/" + waited + "/replay", null);
        refusals("POST", path);
        String id = program.connector("Replayed", "http://api.example", "a-token-of-some-length");
        JsonNode activity = with(example("Activity", "queued"), "connector", id);
        String again = expect(202, "POST", RUNS, activity).header("Location");
        awaitEnd(again);
        ObjectNode whole = program.get(CONNECTORS + "/" + id).json().deepCopy();
        expect(200, "PUT", CONNECTORS + "/" + id, whole.put("paused", true));
        expect(409, "POST", again + "/replay", null);
        expect(200, "DELETE", CONNECTORS + "/" + id, null);
        expect(410, "POST", again + "/replay", null);
    }

    private void everyBodyType(JsonNode activity) {
        target.next(
                Answer.json("[null]"),
                Answer.ok(),
                Answer.status(418)
                        .header("Content-Type", "image/png")
                        .header("Vary", "a")
                        .header("Vary", "b")
                        .body(new byte[] {1, 2}),
                Answer.status(204));
        for (String bodyType : List.of("json", "text", "base64", "none")) {
            assertEquals(
                    bodyType,
                    expect(200, "POST", RUNS, activity).json().get("bodyType").textValue());
        }
    }

    private void withKeys(JsonNode activity) {
        target.next(Answer.silence());
        send(504, "POST", RUNS, withKey("key", with(activity, "timeout", 3000)));
        Reply other = send(422, "POST", RUNS, withKey("key", activity));
        assertEquals(problemExample("RunMismatched"), other.json());
        send(400, "POST", RUNS, withKey("a b", activity));
        Reply first = send(202, "POST", RUNS, withKey("queued", example("Activity", "queued")));
        Reply again = send(202, "POST", RUNS, withKey("queued", example("Activity", "queued")));
        assertEquals(first.header("Location"), again.header("Location"));
        program.rows()
                .sql("update idempotency_key set sealed_answer = null where wait_for_result")
                .update();
        Reply lost = send(409, "POST", RUNS, withKey("key", with(activity, "timeout", 3000)));
        program.rows().sql("update idempotency_key set lapses_at = started_at").update();
        assertEquals(
                lost.json().get("runId"),
                send(504, "POST", RUNS, withKey("key", with(activity, "timeout", 3000)))
                        .json()
                        .get("runId"));
    }

    private HttpRequest.Builder withKey(String key, JsonNode activity) {
        return program.request("POST", RUNS, activity).header("Idempotency-Key", key);
    }

    private void stopped(JsonNode activity) {
        String id = program.connector("Stopped", "http://api.example", "a-token-of-some-length");
        ObjectNode paused = program.get(CONNECTORS + "/" + id).json().deepCopy();
        expect(200, "PUT", CONNECTORS + "/" + id, paused.put("paused", true));
        expect(409, "POST", RUNS, with(activity, "connector", id));
        expect(200, "DELETE", CONNECTORS + "/" + id, null);
        expect(410, "POST", RUNS, with(activity, "connector", id));
        expect(200, "POST", EXPLAIN, with(activity, "connector", id));
    }

    private void explanations() {
        JsonNode activity = example("Activity", "demo");
        expect(200, "POST", EXPLAIN, activity);
        Reply refusal = expect(200, "POST", EXPLAIN, with(activity, "path", "/../cases"));
        assertEquals(
                openApi.document()
                        .at(
                                "/paths/~1worker~1explain/post/responses/200/content/application~1json/examples/refused/value"),
                refusal.json());
        Reply refused = expect(422, "POST", EXPLAIN, with(activity, "timeout", 0));
        assertEquals(problemExample("ActivityRefused"), refused.json());
        Reply malformed = expect(400, "POST", EXPLAIN, Map.of("connector", "Demo CRM", "method", "POST"));
        assertEquals(problemExample("MalformedRequest"), malformed.json());
        refusals("POST", EXPLAIN);
    }

    private void audit() {
        String somebody = "?actor=admin.key&from=2000-01-01T00:00:00Z&limit=200";
        expect(200, "GET", AUDIT + "?limit=1", null);
        expect(200, "GET", AUDIT + somebody, null);
        expect(200, "GET", AUDIT + "?object=nothing", null);
        expect(400, "GET", AUDIT + "?from=yesterday", null);
        refusals("GET", AUDIT);
        expect(200, "GET", AUDIT + "/verify", null);
        program.rows()
                .sql("update audit_entry set actor = 'x' where sequence = 2")
                .update();
        expect(200, "GET", AUDIT + "/verify", null);
        refusals("GET", AUDIT + "/verify");
        expect(405, "DELETE", AUDIT, null);
    }

    private void keyset() {
        expect(200, "GET", KEYSET, null);
        refusals("GET", KEYSET);
        refusals("POST", KEYSET + "/rotate");
        expect(202, "POST", KEYSET + "/rotate", null);
        expect(200, "GET", KEYSET, null);
    }

    private void monitoring() {
        expect(200, "GET", MONITORING, null);
        Reply few = expect(200, "GET", MONITORING + "?minutes=120&step=60", null);
        assertEquals(2, few.json().at("/all/points/minute").size());
        expect(400, "GET", MONITORING + "?minutes=0", null);
        refusals("GET", MONITORING);
    }

    private void document() {
        HttpRequest.Builder open = HttpRequest.newBuilder(program.uri(DOCUMENT));
        String etag = send(200, "GET", DOCUMENT, open).header("ETag");
        for (String held : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            send(304, "GET", DOCUMENT, open.copy().header("If-None-Match", held));
        }
        send(200, "GET", DOCUMENT, open.copy().header("If-None-Match", "\"x\""));
        send(405, "DELETE", DOCUMENT, open.copy().DELETE());
        assertEquals(
                401,
                program.send(HttpRequest.newBuilder(program.uri("/openapi.json/x")))
                        .status());
        assertEquals(
                401,
                program.send(HttpRequest.newBuilder(program.uri("/openapi.jsonx")))
                        .status());
    }

    /** What every call refuses before it begins: no key; and, where it has a body, another type, too much, no JSON. */
    private void refusals(String method, String path) {
        HttpRequest.Builder stranger = HttpRequest.newBuilder(program.uri(path));
        send(401, method, path, stranger.method(method, HttpRequest.BodyPublishers.noBody()));
        if (method.equals("GET")) {
            return;
        }
        HttpRequest.Builder text = program.request(method, path, null).header("Content-Type", "text/plain");
        send(415, method, path, text.method(method, HttpRequest.BodyPublishers.ofString("{}")));
        expect(413, method, path, " ".repeat(MAX_BYTES + 1));
        if (!method.equals("DELETE")) {
            expect(400, method, path, "{\"unheardOf\":1}");
        }
    }

    /** Every call that needs a caller, with keys that are none; while they are sent, a second may give another attempt. */
    private void tooManyFailures() {
        openApi.eachOperation((operation, member) -> {
            if (member.get("responses").has("429")) {
                String[] methodAndPath =
                        operation.replaceAll("/\\{[^}]+}", NO_ID).split(" ");
                Reply reply;
                do {
                    reply = openApi.holds(
                            methodAndPath[0],
                            methodAndPath[1],
                            program.send(HttpRequest.newBuilder(program.uri(methodAndPath[1]))
                                    .method(methodAndPath[0], HttpRequest.BodyPublishers.noBody())
                                    .header("Authorization", "Bearer none")));
                } while (reply.status() == 401);
                assertEquals(429, reply.status());
            }
        });
    }

    private void withoutTheDatabase() {
        HttpRequest.Builder page = page();
        program.node()
                .camelContext()
                .getRegistry()
                .lookupByNameAndType("database", HikariDataSource.class)
                .close();
        JsonNode activity = with(example("Activity", "demo"), "connector", "Not in memory");
        expect(503, "POST", RUNS, activity);
        send(503, "POST", RUNS, withKey("key", example("Activity", "demo")));
        assertEquals(
                503,
                expect(200, "POST", EXPLAIN, activity)
                        .json()
                        .at("/problem/status")
                        .intValue());
        expect(503, "GET", RUNS, null);
        expect(503, "GET", RUNS + NO_ID, null);
        expect(503, "POST", RUNS + NO_ID + "/cancel", null);
        expect(503, "POST", RUNS + NO_ID + "/replay", null);
        expect(503, "POST", TOKENS, operationExample(TOKENS, "whole"));
        send(503, "DELETE", SESSION, page.DELETE());
        expect(503, "GET", KEYS, null);
        expect(503, "POST", KEYS, operationExample(KEYS, "whole"));
        expect(503, "DELETE", KEYS + NO_ID, null);
        expect(503, "GET", ACTIVITIES, null);
        expect(503, "POST", ACTIVITIES, example("SavedActivity", "demo"));
        expect(503, "GET", ACTIVITIES + NO_ID, null);
        expect(503, "PUT", ACTIVITIES + NO_ID, example("SavedActivity", "demo"));
        expect(503, "DELETE", ACTIVITIES + NO_ID, null);
        expect(503, "GET", CONNECTORS, null);
        expect(503, "POST", CONNECTORS, example("Connector", "demo"));
        expect(503, "GET", CONNECTORS + NO_ID, null);
        expect(503, "GET", CONNECTORS + NO_ID + "/usage", null);
        expect(503, "POST", CONNECTORS + NO_ID + "/test", null);
        expect(503, "PUT", CONNECTORS + NO_ID + "/next-auth", Map.of("auth", Map.of("type", "none")));
        expect(503, "DELETE", CONNECTORS + NO_ID + "/next-auth", null);
        expect(503, "POST", CONNECTORS + NO_ID + "/next-auth/promote", null);
        expect(503, "PUT", CONNECTORS + NO_ID, example("Connector", "demo"));
        expect(503, "DELETE", CONNECTORS + NO_ID, null);
        expect(503, "GET", EXPORT, null);
        expect(503, "POST", IMPORT, Map.of());
        expect(503, "GET", AUDIT, null);
        expect(503, "GET", AUDIT + "/verify", null);
        expect(503, "GET", KEYSET, null);
        expect(503, "POST", KEYSET + "/rotate", null);
    }

    /** Otherwise the test above would prove nothing. */
    @Test
    void an_answer_to_another_call_is_not_as_documented() {
        Reply list = program.get(CONNECTORS);
        Reply unauthenticated = program.send(HttpRequest.newBuilder(program.uri(CONNECTORS)));

        assertEquals(List.of(), openApi.faults("GET", CONNECTORS, list));
        assertEquals(List.of("the document has no such answer"), openApi.faults("GET", DOCUMENT, unauthenticated));
        assertEquals(
                List.of("ETag is missing", "Cache-Control must be the constant value 'no-cache'"),
                openApi.faults("GET", DOCUMENT, list).subList(0, 2));
        assertNotEquals(List.of(), openApi.faults("GET", RUNS + NO_ID, list));
    }

    @Test
    void what_the_document_refuses_for_a_member_that_it_lacks_the_program_refuses_too() {
        for (String kind : List.of("Connector", "Activity")) {
            String path = kind.equals("Connector") ? CONNECTORS : EXPLAIN;
            JsonNode schema =
                    openApi.document().at("/components/requestBodies/" + kind + "/content/application~1json/schema");
            for (String place : kind.equals("Connector") ? List.of("", "/auth", "/limits", "/delivery") : List.of("")) {
                JsonNode input = example(kind, kind.equals("Connector") ? "whole" : "queued");
                assertEquals(List.of(), openApi.schemaFaults(schema, input));
                ((ObjectNode) input.at(place)).put("unheardOf", 1);

                assertNotEquals(List.of(), openApi.schemaFaults(schema, input), kind + place);
                expect(400, "POST", path, input);
            }
        }
    }

    @Test
    void the_document_has_every_route_under_its_name_and_no_other() {
        Map<String, String> documented = new TreeMap<>();
        openApi.eachOperation((operation, member) ->
                documented.put(operation, member.get("operationId").textValue()));

        Map<String, String> routes = program.node().camelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint)
                .flatMap(route -> operations(route).map(operation -> Map.entry(operation, route.getRouteId())))
                .filter(entry -> entry.getKey().matches("[A-Z]+ (/api/|/worker/|/openapi\\.json).*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + " " + b, TreeMap::new));

        assertEquals(documented, routes);
    }

    private static Stream<String> operations(Route route) {
        PlatformHttpEndpoint endpoint = (PlatformHttpEndpoint) route.getEndpoint();
        String methods = endpoint.getHttpMethodRestrict() == null ? "ANY" : endpoint.getHttpMethodRestrict();
        return Arrays.stream(methods.split(",")).map(method -> method + " " + endpoint.getPath());
    }

    private Reply expect(int status, String method, String path, Object body) {
        return send(status, method, path, program.request(method, path, body));
    }

    private Reply send(int status, String method, String path, HttpRequest.Builder request) {
        Reply reply = openApi.holds(method, path, program.send(request));
        assertEquals(status, reply.status(), () -> method + " " + path + " answered " + reply.text());
        return reply;
    }

    /** Asks until the run has ended; each answer on the way is as documented. */
    private Reply awaitEnd(String path) {
        long end = System.nanoTime() + 20_000_000_000L;
        Reply run;
        do {
            run = openApi.holds("GET", path, program.get(path));
        } while ((run.status() == 404 || run.json().path("endedAt").isNull()) && System.nanoTime() < end);
        assertEquals(200, run.status());
        return run;
    }

    private JsonNode example(String requestBody, String name) {
        return openApi.document()
                .at("/components/requestBodies/%s/content/application~1json/examples/%s/value"
                        .formatted(requestBody, name));
    }

    private JsonNode problemExample(String response) {
        return openApi.document()
                .at("/components/responses/" + response + "/content/application~1problem+json/examples/demo/value");
    }

    private static JsonNode with(JsonNode body, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>();
        body.properties().forEach(entry -> changed.put(entry.getKey(), entry.getValue()));
        changed.put(member, value);
        return RunningAppConnector.JSON.valueToTree(changed);
    }
}
