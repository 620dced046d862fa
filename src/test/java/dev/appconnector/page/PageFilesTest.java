package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files come to everyone, in few bytes, under a policy that lets in nothing else; and no other file comes. */
class PageFilesTest {

    private static final Path OURS = Path.of("src/main/resources/web/page");
    private static final int MOST_BYTES_OF_THE_FIRST_VIEW = 300 * 1024;
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private static Path data;

    private static RunningAppConnector app;

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(data, Map.of("appconnector.environment", "<b>\"Test\"&"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Reply fetch(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(app.uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        return app.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static Reply fetch(String path) {
        return fetch("GET", path);
    }

    private static Set<String> linked() {
        return LINKED.matcher(fetch("/").text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/connected-apps",
                "/connector",
                "/server-activity",
                "/runs",
                "/callers",
                "/audit",
                "/monitoring",
                "/connected-apps?app=new&q=%2F.."
            })
    void each_view_is_the_same_page_for_whoever_asks(String path) {
        Reply reply = fetch(path);

        assertEquals(200, reply.status());
        assertEquals("text/html; charset=utf-8", reply.header("Content-Type"));
        assertEquals("no-cache", reply.header("Cache-Control"));
        assertEquals(fetch("/").text(), reply.text());
    }

    @Test
    void the_policy_lets_in_our_own_files_and_the_one_inline_import_map() throws Exception {
        Reply page = fetch("/");
        Matcher importMap = IMPORT_MAP.matcher(page.text());
        assertTrue(importMap.find());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(importMap.group(1).getBytes(StandardCharsets.UTF_8));

        assertEquals(
                "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
                        .formatted(Base64.getEncoder().encodeToString(hash)),
                page.header("Content-Security-Policy"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertEquals("DENY", page.header("X-Frame-Options"));
        assertEquals("no-referrer", page.header("Referrer-Policy"));
        assertEquals("same-origin", page.header("Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", page.header("Cross-Origin-Resource-Policy"));
        assertTrue(page.header("Permissions-Policy").contains("camera=()"));
    }

    @Test
    void every_name_of_the_import_map_leads_to_a_module() {
        Matcher importMap = IMPORT_MAP.matcher(fetch("/").text());
        assertTrue(importMap.find());
        List<String> modules = new ArrayList<>();
        Pattern.compile("\":\"(/[^\"]+)\"")
                .matcher(importMap.group(1))
                .results()
                .forEach(to -> modules.add(to.group(1)));

        assertTrue(modules.size() > 5, modules.toString());
        modules.forEach(module -> {
            assertEquals(200, fetch(module).status(), module);
            assertEquals("text/javascript; charset=utf-8", fetch(module).header("Content-Type"), module);
        });
    }

    @Test
    void what_the_page_links_to_is_kept_for_ever_under_a_name_that_changes_with_it() {
        Set<String> linked = linked();

        assertTrue(linked.size() > 20, linked.toString());
        for (String path : linked) {
            Reply reply = fetch(path);
            assertEquals(200, reply.status(), path);
            assertEquals("public, max-age=31536000, immutable", reply.header("Cache-Control"), path);
            assertTrue(path.matches("/assets/(page-[0-9a-f]{16}|[a-z_-]+/\\d+\\.\\d+\\.\\d+)/.*"), path);
        }
    }

    @Test
    void the_first_view_is_at_most_300_KB() {
        int bytes = fetch("GET", "/", "Accept-Encoding", "gzip").response().body().length;
        for (String path : linked()) {
            bytes += fetch("GET", path, "Accept-Encoding", "gzip").response().body().length;
        }

        assertTrue(bytes < MOST_BYTES_OF_THE_FIRST_VIEW, bytes + " bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip|true", "br, gzip;q=0.5|true", "GZIP|true", "gzip;q=0|false", "br|false", "x-gzip|false"})
    void it_is_packed_for_whoever_takes_it_so(String accepted, boolean packed) throws IOException {
        Reply reply = fetch("GET", "/", "Accept-Encoding", accepted);

        assertEquals(packed ? "gzip" : null, reply.header("Content-Encoding"));
        assertEquals("Accept-Encoding", reply.header("Vary"));
        byte[] body = reply.response().body();
        byte[] unpacked = packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        assertArrayEquals(fetch("/").response().body(), unpacked);
    }

    @Test
    void every_file_is_packed_only_where_that_makes_it_smaller() throws IOException {
        int packed = 0;
        for (String path : linked()) {
            Reply plain = fetch(path);
            Reply small = fetch("GET", path, "Accept-Encoding", "gzip");
            byte[] body = small.response().body();
            boolean isPacked = "gzip".equals(small.header("Content-Encoding"));
            packed += isPacked ? 1 : 0;
            assertTrue(!isPacked || body.length < plain.response().body().length, path);
            assertArrayEquals(
                    plain.response().body(),
                    isPacked ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body,
                    path);
        }
        assertTrue(packed > 20 && packed < linked().size(), packed + " are packed");
    }

    @Test
    void whoever_has_it_is_told_that_it_is_still_the_same() {
        String etag = fetch("/").header("ETag");
        String packedEtag = fetch("GET", "/", "Accept-Encoding", "gzip").header("ETag");

        assertNotEquals(etag, packedEtag);
        assertEquals(304, fetch("GET", "/", "If-None-Match", etag).status());
        assertEquals(
                304, fetch("GET", "/", "If-None-Match", "\"other\", W/" + etag).status());
        assertEquals(200, fetch("GET", "/", "If-None-Match", packedEtag).status());
        assertEquals(200, fetch("GET", "/", "If-None-Match", "\"other\"").status());
    }

    @Test
    void head_answers_as_get_does_without_the_body() {
        Reply head = fetch("HEAD", "/");

        assertEquals(200, head.status());
        assertEquals(0, head.response().body().length);
        assertEquals(Integer.toString(fetch("/").response().body().length), head.header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void it_can_be_read_and_nothing_else(String method) {
        Reply reply = fetch(method, "/");

        assertEquals(405, reply.status());
        assertEquals("GET, HEAD", reply.header("Allow"));
        assertEquals("method-not-allowed", reply.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/connected-apps/",
                "/server-activity/x",
                "/assets/",
                "/assets/page-0000000000000000/main.js",
                "/assets/bootstrap/5.3.8/package.json",
                "/assets/../application.properties",
                "/application.properties",
                "/files.txt",
                "/web/page/files.txt",
                "/META-INF/MANIFEST.MF"
            })
    void what_is_no_file_of_the_page_stays_closed(String path) {
        assertEquals(401, fetch(path).status());
    }

    @Test
    void what_lies_around_a_file_of_the_page_is_not_to_be_had() {
        String directory = linked().stream()
                .filter(path -> path.endsWith("main.js"))
                .findAny()
                .orElseThrow()
                .replace("main.js", "");

        for (String name :
                List.of("", "files.txt", "index.html", "../openapi.json", "%2e%2e/openapi.json", "..%2fopenapi.json")) {
            assertEquals(401, fetch(directory + name).status(), name);
        }
    }

    @Test
    void what_the_operator_calls_the_installation_is_a_text_and_no_markup() {
        String page = fetch("/").text();

        assertTrue(page.contains("content=\"&lt;b>&quot;Test&quot;&amp;\""), page);
        assertFalse(page.contains("<b>"));
        assertNull(fetch("/").header("Set-Cookie"));
    }

    @Test
    void every_file_of_the_directory_is_listed() throws IOException {
        Set<String> present;
        try (Stream<Path> files = Files.walk(OURS)) {
            present = files.filter(Files::isRegularFile)
                    .map(file -> OURS.relativize(file).toString())
                    .filter(name -> !Set.of("index.html", "files.txt", "later.txt", "icons.txt")
                            .contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<String> listed = new TreeSet<>(Resources.lines("/web/page/files.txt"));
        for (String later : Resources.lines("/web/page/later.txt")) {
            assertTrue(listed.add(later), later + " is listed twice");
        }
        assertEquals(present, listed);
    }

    @Test
    void what_comes_later_is_served_and_not_linked() {
        String main = linked().stream()
                .filter(path -> path.endsWith("/main.js"))
                .findAny()
                .orElseThrow();
        for (String later : Resources.lines("/web/page/later.txt")) {
            String path = main.replace("main.js", later);
            assertEquals(200, fetch(path).status(), later);
            assertFalse(linked().contains(path), later);
        }
    }

    @Test
    void every_icon_that_is_listed_is_shown_somewhere_and_the_other_way_round() throws IOException {
        Set<String> listed = new TreeSet<>(Resources.lines("/web/page/icons.txt"));
        StringBuilder scripts = new StringBuilder();
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".js")).toList()) {
                scripts.append(Files.readString(file));
            }
        }

        listed.forEach(icon -> assertTrue(scripts.indexOf("'" + icon + "'") >= 0, icon));
        Pattern.compile("(?:icon\\(|iconName: )'([a-z-]+)'")
                .matcher(scripts)
                .results()
                .forEach(icon -> assertTrue(listed.contains(icon.group(1)), icon.group(1)));
    }
}
