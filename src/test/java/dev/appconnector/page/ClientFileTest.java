package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /client.js} comes to every page of every origin, and nothing else does. */
class ClientFileTest {

    private static final String CLIENT = "/client.js";
    private static final int FEWER_BYTES_THAN = 4 * 1024;
    private static final List<String> AS_THE_PAGES_FILES = List.of(
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Permissions-Policy",
            "Cache-Control",
            "Vary");

    @TempDir
    private static Path data;

    private static RunningAppConnector app;

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Reply fetch(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(app.uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        return app.send(request.headers(headers));
    }

    private static Reply fetch(String path) {
        return fetch("GET", path, "Origin", "https://any.example");
    }

    @Test
    void it_comes_to_pages_of_any_origin_as_a_script() {
        Reply reply = fetch(CLIENT);

        assertEquals(200, reply.status());
        assertEquals("text/javascript; charset=utf-8", reply.header("Content-Type"));
        assertEquals(List.of("*"), reply.response().headers().allValues("Access-Control-Allow-Origin"));
        assertEquals(List.of("cross-origin"), reply.response().headers().allValues("Cross-Origin-Resource-Policy"));
        assertNull(reply.header("Access-Control-Allow-Credentials"));
    }

    @Test
    void all_else_is_said_as_of_the_pages_files() {
        Reply client = fetch(CLIENT);
        Reply page = fetch("/");

        AS_THE_PAGES_FILES.forEach(name -> {
            assertFalse(page.response().headers().allValues(name).isEmpty(), name);
            assertEquals(
                    page.response().headers().allValues(name),
                    client.response().headers().allValues(name),
                    name);
        });
        assertEquals(405, fetch("POST", CLIENT, "Origin", "https://any.example").status());
        Reply head = fetch("HEAD", CLIENT, "Origin", "https://any.example");
        assertEquals("*", head.header("Access-Control-Allow-Origin"));
        assertEquals(0, head.response().body().length);
    }

    @Test
    void no_file_of_the_page_is_for_other_origins() {
        List<String> linked = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(fetch("/").text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertTrue(linked.size() > 20, linked.toString());

        assertNotForOtherOrigins("/");
        linked.forEach(ClientFileTest::assertNotForOtherOrigins);
    }

    private static void assertNotForOtherOrigins(String path) {
        Reply reply = fetch(path);
        assertEquals(200, reply.status(), path);
        assertEquals("same-origin", reply.header("Cross-Origin-Resource-Policy"), path);
        assertNull(reply.header("Access-Control-Allow-Origin"), path);
    }

    @Test
    void a_browser_that_has_it_is_told_that_it_is_still_the_same_and_may_use_it() {
        String etag = fetch(CLIENT).header("ETag");

        Reply reply = fetch("GET", CLIENT, "Origin", "https://any.example", "If-None-Match", etag);

        assertEquals(304, reply.status());
        assertEquals("*", reply.header("Access-Control-Allow-Origin"));
        assertEquals("cross-origin", reply.header("Cross-Origin-Resource-Policy"));
    }

    @Test
    void it_is_smaller_than_4_KB_and_needs_no_other_file() {
        Reply reply = fetch(CLIENT);

        int length = reply.response().body().length;
        assertTrue(length < FEWER_BYTES_THAN, length + " bytes");
        assertFalse(Pattern.compile("(?m)^\\s*import\\b|\\bimport\\(|\\bfrom ['\"]")
                .matcher(reply.text())
                .find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client.js/", "/client", "/client.mjs", "/web/client.js", "/CLIENT.JS", "/client.js%00"})
    void nothing_near_it_is_open(String path) {
        assertTrue(List.of(400, 401).contains(fetch(path).status()), path);
    }
}
