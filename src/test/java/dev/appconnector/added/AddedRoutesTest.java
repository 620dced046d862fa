package dev.appconnector.added;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.access.RouteAccess;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An integrator's route files beside ours: loaded one by one, behind the front door, and harmless where they are broken. */
class AddedRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A route that answers with a text. */
    private static final String ROUTE = """
            - route:
                id: %s
                from:
                  uri: platform-http:%s
                  steps:
                    - setBody: { simple: "%s" }
            """;

    private static final String ACCESS =
            "/crm/admin=admin, /crm/**=runner, /pages/**=token, /hooks/x=public, /look/{what}=auditor";

    @TempDir
    private Path data;

    private RunningAppConnector app;

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
    }

    private void write(String file, String yaml) {
        try {
            Path path = data.resolve("routes").resolve(file);
            Files.createDirectories(path.getParent());
            // In one go: what watches the folder never sees it empty.
            Path whole = Files.writeString(data.resolve("whole"), yaml);
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(String file) {
        try {
            Files.delete(data.resolve("routes").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String route(String id, String path, String body) {
        return ROUTE.formatted(id, path, body);
    }

    private void start() {
        app = RunningAppConnector.start(
                data, Map.of("appconnector.routes.access", ACCESS, "appconnector.cors.origins", "https://app.example"));
    }

    private Reply without(String method, String path) {
        return app.send(HttpRequest.newBuilder(app.uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private String health() {
        return AppConnectorProcess.send(URI.create(app.operationsUri("/observe/health")), "GET", "none", null)
                .body();
    }

    @Test
    void files_in_the_folder_and_below_it_are_loaded_and_examples_are_not() {
        write("hello.camel.yaml", route("hello", "/hello", "hello"));
        write("team/deeper.camel.yaml", route("deeper", "/deeper", "deeper"));
        write("examples/example.camel.yaml", route("example", "/example", "example"));
        write("notes.yaml", "not a route");
        start();

        assertEquals("hello", app.get("/hello").text());
        assertEquals("deeper", app.get("/deeper").text());
        assertEquals(404, app.get("/example").status());
        assertFalse(health().contains("left out"), health());
    }

    @Test
    void in_a_folder_of_its_own_a_file_may_have_the_name_of_one_of_ours() {
        write("worker.camel.yaml", route("mine", "/mine", "mine"));
        start();

        assertEquals("mine", app.get("/mine").text());
        assertEquals(200, app.get("/api/connectors").status());
    }

    @Test
    void files_that_kubernetes_mounts_as_links_are_there_once() throws IOException {
        write("..2026_11_30/mounted.camel.yaml", route("mounted", "/mounted", "mounted"));
        Files.createSymbolicLink(data.resolve("routes/..data"), Path.of("..2026_11_30"));
        Files.createSymbolicLink(data.resolve("routes/mounted.camel.yaml"), Path.of("..data", "mounted.camel.yaml"));
        start();

        assertEquals("mounted", app.get("/mounted").text());
        assertFalse(health().contains("left out"), health());
    }

    @Test
    void what_was_in_the_way_of_a_file_may_go() {
        write("a.camel.yaml", route("a", "/same", "first"));
        write("b.camel.yaml", route("b", "/same", "second"));
        start();
        assertTrue(health().contains("b.camel.yaml is left out"), health());

        delete("a.camel.yaml");

        Await.until("the other one serves", PATIENCE, () -> app.get("/same").text(), "second"::equals);
        assertFalse(health().contains("left out"), health());
    }

    /** Camel would send back each header and query parameter that came in, a Content-Type that makes HTML of a text among them. */
    @ParameterizedTest
    @ValueSource(strings = {"/hooks/x", "/crm/x"})
    void nothing_that_came_in_is_a_header_of_the_answer_and_no_browser_runs_what_it_says(String path) {
        write("x.camel.yaml", """
                - route:
                    id: x
                    from:
                      uri: platform-http:%s
                      steps:
                        - setHeader: { name: X-Of-Route, constant: mine }
                        - setBody: { simple: "Hello, ${header.name}, ${header.AppConnectorCaller}" }
                """.formatted(path));
        start();

        Reply reply = app.send(app.request(
                        "GET",
                        path
                                + "?name=%3Cscript%3E&Content-Type=text/html&Set-Cookie=a%3Db&Location=/x&X-Twice=1&X-Twice=2"
                                + "&AppConnectorCaller=query&X-Content-Type-Options=x&Content-Security-Policy=x",
                        null)
                .header("X-Of-Caller", "1")
                .header("AppConnectorCaller", "header"));

        String caller = path.equals("/crm/x") ? "key:" : "";
        assertTrue(reply.text().startsWith("Hello, <script>, " + caller), reply.text());
        assertFalse(reply.text().contains("query") || reply.text().contains("header"), reply.text());
        Map<String, List<String>> headers = reply.response().headers().map();
        assertEquals(List.of("mine"), headers.get("x-of-route"));
        for (String name : List.of("name", "set-cookie", "location", "x-twice", "x-of-caller", "appconnectorcaller")) {
            assertNull(headers.get(name), name);
        }
        assertFalse(String.valueOf(headers.get("content-type")).contains("html"), headers.toString());
        assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
        assertTrue(headers.get("content-security-policy").get(0).startsWith("sandbox"), headers.toString());
        assertEquals(1, headers.get("content-security-policy").size());
    }

    @Test
    void a_type_that_a_route_sets_is_the_answers_though_the_request_had_it_too() {
        write("json.camel.yaml", """
                - route:
                    id: json
                    from:
                      uri: platform-http:/json
                      steps:
                        - setHeader: { name: Content-Type, constant: application/json }
                """);
        start();

        Reply reply = app.post("/json", "{}");

        assertEquals("application/json", reply.header("Content-Type"));
        assertEquals("{}", reply.text());
    }

    @Test
    void a_route_can_catch_what_a_step_of_its_own_throws() {
        write("catching.camel.yaml", """
                - route:
                    id: catching
                    from:
                      uri: platform-http:/catching
                      steps:
                        - doTry:
                            steps:
                              - to: direct:failing
                            doCatch:
                              - exception: [ java.lang.IllegalStateException ]
                                steps:
                                  - setBody: { constant: caught }
                - route:
                    id: failing
                    from:
                      uri: direct:failing
                      steps:
                        - throwException: { exceptionType: java.lang.IllegalStateException, message: no }
                """);
        start();

        Reply reply = app.get("/catching");

        assertEquals("caught", reply.text());
        assertEquals(200, reply.status());
    }

    /** What is wrong with each, as a whole file, and what the log must say of it. */
    private static final Map<String, String> BROKEN = Map.ofEntries(
            Map.entry("{ id: broken, from: { uri: 'timer:x', steps: [ { setBdy: { constant: x } } ] } }", "setBdy"),
            Map.entry("{ id: broken, from: { uri: 'nowhere:x', steps: [ { log: x } ] } }", "nowhere"),
            Map.entry("{ id: broken, from: { uri: 'timer:x', steps: [ { bean: { ref: nobody } } ] } }", "nobody"),
            Map.entry("{ id: broken, from: { uri: 'timer:x', steps: [ { to: 'kamelet:none-such' } ] } }", "none-such"),
            Map.entry(
                    "{ from: { uri: 'kamelet:server-activity-result-source', steps: [ { log: x } ] } }", "needs an id"),
            Map.entry("[ id", "line 2"),
            Map.entry("{ id: post-run, from: { uri: 'timer:x', steps: [ { log: x } ] } }", "post-run is taken"),
            Map.entry("{ id: a-fine, from: { uri: 'timer:x', steps: [ { log: x } ] } }", "a-fine is taken"),
            Map.entry("{ id: broken, from: { uri: 'platform-http:/fine', steps: [ { log: x } ] } }", "/fine"),
            Map.entry("{ id: broken, from: { uri: 'platform-http:/api/more', steps: [ { log: x } ] } }", "/api/more"),
            Map.entry("{ id: broken, from: { uri: 'platform-http:/worker', steps: [ { log: x } ] } }", "/worker"),
            Map.entry("{ id: broken, from: { uri: 'platform-http:/{any}/x', steps: [ { log: x } ] } }", "/{any}/x"),
            Map.entry(
                    "{ id: broken, from: { uri: 'platform-http:/?matchOnUriPrefix=true', steps: [ { log: x } ] } }",
                    "could match"));

    @Test
    void what_is_broken_is_left_out_and_named_with_its_reason_while_all_else_serves() {
        write("a-fine.camel.yaml", route("a-fine", "/fine", "fine"));
        Map<String, String> reasons = new HashMap<>();
        BROKEN.forEach((yaml, reason) -> {
            String file = "broken-" + reasons.size() + ".camel.yaml";
            reasons.put(file, reason);
            write(file, "- route: " + yaml + "\n");
        });
        write("z-last.camel.yaml", route("last", "/last", "last"));
        List<String> log;
        try (LoggedLines lines = new LoggedLines()) {
            start();
            log = lines.events();
        }

        String health = health();
        reasons.forEach((file, reason) -> {
            assertTrue(
                    log.stream().anyMatch(line -> line.contains(file) && line.contains(reason)), file + reason + log);
            assertTrue(health.contains(file + " is left out: "), health);
        });
        assertTrue(health.contains("\"status\":\"UP\""), health);
        assertEquals("fine", app.get("/fine").text());
        assertEquals("last", app.get("/last").text());
        assertEquals(200, app.get("/api/connectors").status());
        assertEquals(400, app.post("/worker/runs", Map.of("nothing", "here")).status());
        assertEquals(404, app.get("/api/more").status());
        assertNull(app.node().camelContext().getRoute("broken"));
    }

    @Test
    void a_typo_is_named_with_its_line() {
        write("typo.camel.yaml", "- route:\n    id: typo\n    from:\n      uri: timer:x\n      stps: []\n");
        try (LoggedLines log = new LoggedLines()) {
            start();

            assertTrue(
                    log.events().toString().contains("typo.camel.yaml"),
                    log.events().toString());
            assertTrue(log.events().toString().contains("line 5"), log.events().toString());
            assertTrue(log.events().toString().contains("stps"), log.events().toString());
        }
    }

    @Test
    void an_endpoint_is_for_admins_alone_until_the_operator_says_otherwise() {
        write("more.camel.yaml", route("closed", "/closed", "closed"));
        start();

        assertEquals(401, without("GET", "/closed").status());
        assertEquals(200, app.get("/closed").status());
        for (String role : new String[] {"designer", "runner", "auditor"}) {
            assertEquals(
                    403, app.callWith(app.key(role), "GET", "/closed", null).status(), role);
        }
    }

    /** Whom a path lets in: nobody in particular, a runner, a designer, an auditor, a browser token. */
    private static final Map<String, List<Integer>> ACCESS_OF = Map.of(
            "/crm/cases", List.of(401, 200, 200, 403, 403),
            "/crm", List.of(401, 200, 200, 403, 403),
            "/crm/admin", List.of(401, 403, 403, 403, 403),
            "/crmx", List.of(401, 403, 403, 403, 403),
            "/pages/p/q", List.of(401, 200, 200, 403, 200),
            "/hooks/x", List.of(200, 200, 200, 200, 200),
            "/hooks/x/y", List.of(401, 403, 403, 403, 403),
            "/look/here", List.of(401, 403, 403, 200, 403),
            "/look/here/again", List.of(401, 403, 403, 403, 403));

    @Test
    void the_first_rule_that_matches_says_who_may_call_it() {
        ACCESS_OF.keySet().forEach(path -> write(path.replace('/', '-') + ".camel.yaml", route(path, path, "there")));
        start();
        List<String> keys = List.of(app.key("runner"), app.key("designer"), app.key("auditor"), token());

        ACCESS_OF.forEach((path, expected) -> {
            List<Integer> seen = new ArrayList<>(List.of(without("GET", path).status()));
            keys.forEach(key -> seen.add(app.callWith(key, "GET", path, null).status()));
            assertEquals(expected, seen, path);
            assertEquals(200, app.get(path).status(), path);
        });
    }

    private String token() {
        app.connector("crm", "https://crm.example", "a-token-of-the-crm");
        Reply made = app.post("/api/tokens", Map.of("connectors", new String[] {"crm"}));
        assertEquals(201, made.status(), made.text());
        return made.json().get("token").textValue();
    }

    @Test
    void pages_of_other_origins_may_call_what_is_open_to_browser_tokens_and_nothing_else() {
        write("pages.camel.yaml", route("pages", "/pages/p", "there"));
        write("crm.camel.yaml", route("crm", "/crm/c", "there"));
        start();

        assertEquals("https://app.example", allowedOrigin("/pages/p"));
        assertEquals("", allowedOrigin("/crm/c"));
        assertEquals("", allowedOrigin("/hooks/x"));
    }

    private String allowedOrigin(String path) {
        Reply reply = app.send(HttpRequest.newBuilder(app.uri(path))
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "PUT")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        return reply.response()
                .headers()
                .firstValue("access-control-allow-origin")
                .orElse("");
    }

    @Test
    void what_proves_who_calls_does_not_reach_the_route() {
        write(
                "echo.camel.yaml",
                route("echo", "/crm/echo", "${header.Authorization}|${header.Cookie}|${header.X-Other}"));
        start();

        Reply reply = app.send(app.request("GET", "/crm/echo", null)
                .header("Cookie", "appconnector=secret")
                .header("X-Other", "kept"));

        assertEquals("||kept", reply.text());
    }

    @Test
    void what_a_route_throws_is_a_problem() {
        write("fails.camel.yaml", """
                - route:
                    id: fails
                    from:
                      uri: platform-http:/fails
                      steps:
                        - throwException: { exceptionType: java.lang.IllegalStateException, message: "with a secret" }
                """);
        start();

        Reply reply = app.get("/fails");

        assertEquals(500, reply.status());
        assertFalse(reply.text().contains("secret"), reply.text());
        assertTrue(reply.text().contains("internal-error"), reply.text());
    }

    @Test
    void a_changed_file_is_loaded_anew_while_the_others_serve_and_a_broken_one_serves_as_it_was_until_it_is_mended() {
        write("a.camel.yaml", route("a", "/a", "before"));
        write("b.camel.yaml", route("b", "/b", "still here"));
        start();
        assertEquals("before", app.get("/a").text());

        write("a.camel.yaml", route("a", "/a", "after"));
        Await.until("it is new", PATIENCE, () -> app.get("/a").text(), "after"::equals);

        write("a.camel.yaml", "\n");
        Await.until(
                "it is empty", PATIENCE, this::health, text -> text.contains("a.camel.yaml is left out: it is empty"));
        assertEquals("after", app.get("/a").text(), "Who writes it empties it first.");

        write("a.camel.yaml", "- route: [");
        Await.until("it is named", PATIENCE, this::health, text -> text.contains("a.camel.yaml is left out: line"));
        assertEquals("after", app.get("/a").text(), "What was good serves on.");

        write("a.camel.yaml", route("a", "/a", "mended"));
        Await.until("it is back", PATIENCE, () -> app.get("/a").text(), "mended"::equals);
        assertFalse(health().contains("left out"), health());

        write("c.camel.yaml", route("c", "/c", "new"));
        Await.until("it has come", PATIENCE, () -> app.get("/c").text(), "new"::equals);

        delete("c.camel.yaml");
        Await.until("it has gone", PATIENCE, () -> app.get("/c").status(), status -> status == 404);
        assertFalse(health().contains("left out"), health());
        assertEquals("still here", app.get("/b").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/**=runner",
                "/worker/x=public",
                "/**=public",
                "/crm",
                "/crm=",
                "/crm=nobody",
                "crm=runner",
                "/crm/*=runner",
                "/{any}/**=public",
                "/crm=runner=token",
                "/crm?x=runner",
                "/crm/../api=public",
                "/%61pi/**=public"
            })
    void a_rule_that_is_wrong_or_reaches_for_our_paths_is_none(String rule) {
        assertFalse(RouteAccess.isRight(rule));
    }
}
