package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets past the front door without a key, whoever wrote the route and whenever it was loaded. */
class FrontDoorTest {

    /** What the contract opens to everyone. */
    private static final Set<String> PUBLIC = Set.of("/openapi.json");

    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = RunningAppConnector.start(data, Map.of("appconnector.request.max-bytes", "1000"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Reply withoutKey(String method, String path) {
        return app.send(HttpRequest.newBuilder(app.uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private static void assertClosed(Reply reply) {
        assertEquals(401, reply.status());
        assertEquals("unauthenticated", reply.problem());
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals("Bearer", reply.header("WWW-Authenticate"));
        assertEquals("nosniff no-store", reply.header("X-Content-Type-Options") + " " + reply.header("Cache-Control"));
    }

    @Test
    void every_route_but_the_public_ones_is_closed_to_who_has_no_key() {
        int routes = 0;
        for (Route route : app.node().camelContext().getRoutes()) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint endpoint) {
                String methods = endpoint.getHttpMethodRestrict() == null ? "GET" : endpoint.getHttpMethodRestrict();
                String path = endpoint.getPath().replaceAll("\\{.*?}", "x");
                for (String method : methods.split(",")) {
                    Reply reply = withoutKey(method, path);
                    if (PUBLIC.contains(path)) {
                        assertEquals(200, reply.status());
                    } else {
                        assertClosed(reply);
                    }
                }
                routes++;
            }
        }
        assertTrue(routes >= 7, "the routes of the API were asked");
    }

    @Test
    void a_route_that_is_added_later_is_closed_until_it_says_otherwise() throws Exception {
        PluginHelper.getRoutesLoader(app.node().camelContext())
                .loadRoutes(ResourceHelper.fromBytes("added.yaml", """
                - route:
                    id: added
                    from:
                      uri: platform-http:/added/{name}
                      steps:
                        - setBody: { constant: "inside" }
                """.getBytes(StandardCharsets.UTF_8)));
        assertClosed(withoutKey("GET", "/added/x"));
        assertClosed(withoutKey("POST", "/added/x"));
        assertEquals("inside", app.get("/added/x").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/nothing",
                "/api",
                "/api/",
                "/api/connectorz",
                "/worker/runs/x/y",
                "/observe/health",
                "/%2e%2e/x"
            })
    void what_does_not_exist_is_closed_too_and_with_a_key_not_there(String path) {
        assertClosed(withoutKey("GET", path));
        Reply reply = app.get(path);
        assertEquals(404, reply.status());
        assertEquals("not-found", reply.problem());
        assertEquals("application/problem+json", reply.header("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | /api/connectors | GET, POST",
                "DELETE | /api/connectors | GET, POST",
                "POST | /api/connectors/01890000-0000-7000-8000-000000000000 | DELETE, GET, PUT",
                "PUT | /worker/runs/01890000-0000-7000-8000-000000000000 | GET",
                "HEAD | /api/connectors | GET, POST"
            })
    void a_method_that_a_path_has_not_is_told_which_it_has(String method, String path, String allow) {
        Reply reply = app.call(method, path, null);
        assertEquals(405, reply.status());
        assertEquals(allow, reply.header("Allow"));
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals(
                method.equals("HEAD") ? null : "method-not-allowed",
                reply.text().isEmpty() ? null : reply.problem());
        assertClosedHead(method, path);
    }

    private static void assertClosedHead(String method, String path) {
        assertEquals(401, withoutKey(method, path).status());
    }

    @Test
    void a_body_that_is_too_long_is_refused_whether_it_says_so_or_not() {
        String head = "POST /worker/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Authorization: Bearer " + app.adminKey() + "\r\n";
        String announced = app.raw(head + "Content-Length: 1001\r\n\r\n" + "x".repeat(1001));
        String chunked =
                app.raw(head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001) + "\r\n0\r\n\r\n");
        for (String reply : List.of(announced, chunked)) {
            assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
            assertTrue(reply.contains("urn:appconnector:problem:too-large"), reply);
        }
        String fits = app.raw(head + "Content-Length: 1000\r\n\r\n" + "x".repeat(1000));
        assertTrue(fits.startsWith("HTTP/1.1 400 "), fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain | 415", "application/x-www-form-urlencoded | 415", "application/json; charset=latin1 | 415",
                "application/json, text/plain | 415", "application/jsonp | 415",
                        "multipart/form-data; boundary=x | 415",
                "application/json | 400", "application/json; charset=utf-8 | 400",
                        "APPLICATION/JSON;charset=\"UTF-8\" | 400"
            })
    void only_json_is_taken(String type, int status) {
        Reply reply = app.send(HttpRequest.newBuilder(app.uri("/api/connectors"))
                .header("Authorization", "Bearer " + app.adminKey())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals(status, reply.status());
        assertEquals(status == 415 ? "unsupported-media-type" : "malformed-request", reply.problem());
    }

    @Test
    void a_body_without_a_type_or_with_an_encoding_is_no_json() {
        Reply untyped = app.send(HttpRequest.newBuilder(app.uri("/api/connectors"))
                .header("Authorization", "Bearer " + app.adminKey())
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertEquals(415, untyped.status());
        assertEquals(
                415,
                app.send(app.request("POST", "/api/connectors", "{}").header("Content-Encoding", "gzip"))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer KEYx",
                "Bearer ac_",
                "bearer  x y",
                "Basic KEY",
                "KEY",
                "Bearer KEY, Bearer KEY",
                "Bearer KEY KEY",
                "Bearer\tKEY",
                "Bearer \"KEY\"",
                "Token KEY"
            })
    void whatever_is_no_key_gets_the_same_answer(String authorization) {
        String header = authorization.replace("KEY", app.adminKey());
        String request = "GET /api/connectors%s HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n";
        String none = app.raw(request.formatted("", ""));
        assertTrue(none.startsWith("HTTP/1.1 401 "), none);
        assertEquals(none, app.raw(request.formatted("", "Authorization: " + header + "\r\n")));
        assertEquals(none, app.raw(request.formatted("?access_token=" + app.adminKey(), "")));
        assertFalse(none.contains("ac_"));
        String twice = "Authorization: Bearer " + app.adminKey() + "\r\n";
        assertEquals(none, app.raw(request.formatted("", twice + twice)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void the_schemes_case_does_not_matter(String scheme) {
        Reply reply = app.send(HttpRequest.newBuilder(app.uri("/api/connectors"))
                .header("Authorization", scheme + " " + app.adminKey()));
        assertEquals(200, reply.status());
    }
}
