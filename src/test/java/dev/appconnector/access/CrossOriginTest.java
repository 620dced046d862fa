package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    private static final String PAGE = "https://app.example";
    private static final String OTHER_PAGE = "http://localhost:3000";
    private static final String PREFLIGHT =
            "OPTIONS %s HTTP/1.1\r\nHost: x\r\n%sAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Headers: authorization,content-type\r\nConnection: close\r\n\r\n";

    @TempDir
    private static Path data;

    private static RunningAppConnector app;

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(
                data,
                Map.of(
                        "appconnector.cors.origins",
                        PAGE + ", " + OTHER_PAGE,
                        "appconnector.request.max-bytes",
                        "1000"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/worker/runs, " + PAGE,
        "/worker/runs, " + OTHER_PAGE,
        "/worker/runs/01890000-0000-7000-8000-000000000000, " + PAGE
    })
    void a_registered_page_is_told_that_it_may_call_before_it_proves_who_it_is(String path, String origin) {
        String answer = app.raw(PREFLIGHT.formatted(path, "Origin: " + origin + "\r\n"));

        assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
        assertEquals(
                Map.of(
                        "access-control-allow-origin", origin,
                        "access-control-allow-methods", "GET, POST",
                        "access-control-allow-headers", "authorization, content-type, idempotency-key, traceparent",
                        "access-control-max-age", "3600",
                        "vary", "Origin",
                        "cache-control", "no-store",
                        "x-content-type-options", "nosniff",
                        "connection", "close"),
                headers(answer));
    }

    private static Map<String, String> headers(String answer) {
        return answer.split("\r\n\r\n", 2)[0]
                .lines()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "https://app.example.evil.example",
                "https://evil.example",
                "https://sub.app.example",
                "https://xapp.example",
                "http://app.example",
                "https://app.example:444",
                "https://app.example:443",
                "https://app.example/",
                "https://APP.example",
                "https://app.example https://evil.example",
                "https://app.example, https://app.example",
                "http://localhost",
                "http://localhost:3001",
                PAGE + "\r\nOrigin: " + PAGE,
                PAGE + "\r\nOrigin: https://evil.example"
            })
    void every_other_page_gets_the_same_as_one_that_does_not_say_where_it_is_from(String origin) {
        String get = "GET /worker/runs/x HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n";
        for (String request : List.of(PREFLIGHT.replaceFirst("%s", "/worker/runs"), get)) {
            String without = app.raw(request.formatted(""));
            assertTrue(without.startsWith("HTTP/1.1 401 "), without);
            assertFalse(without.toLowerCase(Locale.ROOT).contains("access-control"), without);

            assertEquals(without, app.raw(request.formatted("Origin: " + origin + "\r\n")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/connectors", "/openapi.json", "/worker", "/workers/x", "/", "/worker/../api/connectors"})
    void no_page_of_another_origin_is_told_anything_of_other_paths(String path) {
        for (String request : List.of(
                PREFLIGHT.formatted(path, "Origin: " + PAGE + "\r\n"),
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nOrigin: " + PAGE + "\r\nConnection: close\r\n\r\n")) {
            String answer = app.raw(request);
            assertFalse(answer.startsWith("HTTP/1.1 204 "), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control"), answer);
        }
    }

    @Test
    void options_that_ask_for_nothing_are_no_preflight() {
        String answer = app.raw(
                "OPTIONS /worker/runs HTTP/1.1\r\nHost: x\r\nOrigin: " + PAGE + "\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET | /worker/runs/01890000-0000-7000-8000-000000000000 | | 404",
                "GET | /worker/nothing/at/all | | 404",
                "DELETE | /worker/runs | | 405",
                "POST | /worker/runs | {} | 400",
                "POST | /worker/runs | {\"connector\":\"None\",\"method\":\"GET\",\"path\":\"\"} | 404",
                "POST | /worker/runs | {\"connector\":\"Gone\",\"method\":\"GET\",\"path\":\"\"} | 502",
                "POST | /worker/runs | {\"connector\":\"Gone\",\"method\":\"GET\",\"path\":\"\",\"waitForResult\":false} | 202",
                "POST | /worker/runs | {\"connector\":\"Gone\",\"method\":\"GET\",\"path\":\"/../x\"} | 422"
            })
    void a_registered_page_can_read_every_answer(String method, String path, String body, int status) {
        if (app.get("/api/connectors").json().at("/items").isEmpty()) {
            app.resolver().host("gone.example", ScriptedResolver.Script.error());
            app.connector("Gone", "http://gone.example", "a-token-of-some-length");
        }

        mayRead(status, app.send(app.request(method, path, body).header("Origin", PAGE)));
    }

    @Test
    void a_registered_page_can_read_that_it_was_refused() {
        mayRead(401, app.send(HttpRequest.newBuilder(app.uri("/worker/runs/x")).header("Origin", PAGE)));
        mayRead(
                413,
                app.send(app.request("POST", "/worker/runs", " ".repeat(1001)).header("Origin", PAGE)));
        HttpRequest.Builder text = HttpRequest.newBuilder(app.uri("/worker/runs"))
                .header("Authorization", "Bearer " + app.adminKey())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        mayRead(415, app.send(text.header("Origin", PAGE)));
    }

    private static void mayRead(int status, Reply reply) {
        assertEquals(status, reply.status(), reply::text);
        assertEquals(List.of(PAGE), reply.response().headers().allValues("Access-Control-Allow-Origin"));
        assertEquals("location, retry-after", reply.header("Access-Control-Expose-Headers"));
        assertEquals(List.of("Origin"), reply.response().headers().allValues("Vary"));
        assertNull(reply.header("Access-Control-Allow-Credentials"));
    }

    @Test
    void without_the_setting_no_page_is_told_anything(@TempDir Path other) {
        try (RunningAppConnector plain = RunningAppConnector.start(other)) {
            String answer = plain.raw(PREFLIGHT.formatted("/worker/runs", "Origin: " + PAGE + "\r\n"));

            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).matches("(?s).*(access-control|vary).*"), answer);
        }
    }
}
