package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Server Activity copies does where it is pasted what Run does here: in a shell, in a script, in a route. */
@InBrowser
class CopiedActivityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SECRET = "copied-secret-0815";
    private static final String ODD =
            "it's \"q\" \\ ${body} {{nope}} $HOME `id` !x %s #c: é \u2028 \u0085 \u007f \ud83d\ude00";

    private static final AtomicInteger routes = new AtomicInteger();

    private final Page page;
    private FakeTarget target;

    CopiedActivityTest(Page page) {
        this.page = page;
    }

    /** JSON bodies, as somebody may type them. */
    static List<String> bodies() {
        return List.of(
                "{\"full\":true}",
                "{\n  \"nested\": {\"closes\": {\"twice\": {}}}\n}",
                "{ \"n\": 1.50, \"big\": 12345678901234567890, \"__proto__\": {\"a\": 1} }",
                "{\"odd\": " + json(ODD) + ",\n\"lines\": \"a\\nb\\r\\n\\tc\"}",
                "[" + "\"long long long\",".repeat(2_000) + "0]");
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @BeforeEach
    void one_connector_leads_to_the_target() {
        target = FakeTarget.https();
        page.app().dialler().leadAll(target.answer(Answer.ok()));
        if (page.app().get("/api/connectors").json().get("items").isEmpty()) {
            page.app().connector("crm (a & b) 100%", "https://api.example.com/v1", SECRET);
        }
        page.signIn("/server-activity").see("#path-help", "https://api.example.com/v1/");
    }

    @AfterEach
    void nothing_is_left_open() {
        page.assertCalm();
        page.app().dialler().reset();
        target.close();
    }

    private void fill(String body) {
        page.choose("Method", "POST").type("Path", "/jobs?a=1&b=(2)+%41");
        page.press("Add header")
                .type("Name of header 1", "X-Odd")
                .type("Value of header 1", "a 'b' (c) ${d} {{e}} %41");
        fillBody(body);
    }

    private void fillBody(String body) {
        page.browser().run("""
                const [field, text] = arguments;
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                """, page.field("Body"), body);
    }

    private void assertSentAsTyped(String body) {
        Recorded sent = target.takeRequest(PATIENCE);
        assertEquals("POST /v1/jobs?a=1&b=(2)+%41", sent.method() + " " + sent.target());
        assertEquals("a 'b' (c) ${d} {{e}} %41", sent.header("X-Odd"));
        assertEquals("Bearer " + SECRET, sent.header("Authorization"));
        // A route needs another spelling of two braces.
        assertEquals(withoutSpace(body), withoutSpace(sent.bodyText().replace("\\u007b", "{")));
    }

    /** As two JSON texts are the same but for where their lines break: what stands outside of their strings has no spaces. */
    private static String withoutSpace(String json) {
        StringBuilder kept = new StringBuilder();
        boolean within = false;
        for (int at = 0; at < json.length(); at++) {
            char sign = json.charAt(at);
            if (within && sign == '\\') {
                kept.append(sign).append(json.charAt(++at));
                continue;
            }
            within ^= sign == '"';
            if (within || !Character.isWhitespace(sign)) {
                kept.append(sign);
            }
        }
        return kept.toString();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void what_was_typed_is_copied_to_each_place(String body) throws Exception {
        fill(body);
        page.press("Run").see(".headline", "200");
        assertSentAsTyped(body);
        assertAShellSends(body);
        assertAScriptSends(body);
        assertARouteSends(body);
    }

    private void assertAShellSends(String body) throws IOException, InterruptedException {
        String command = page.copyAs("cURL");
        assertFalse(command.contains(SECRET));
        assertEquals(0, bash(command));
        assertSentAsTyped(body);
    }

    private int bash(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-es").redirectErrorStream(true);
        bash.environment().put("APPCONNECTOR_KEY", page.app().adminKey());
        bash.environment().put("no_proxy", "*");
        Process process = bash.start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private void assertAScriptSends(String body) {
        String script = page.copyAs("JavaScript");
        assertFalse(script.contains(SECRET));
        Object status = page.browser()
                .driver()
                .executeAsyncScript(
                        "const [key, done] = arguments;" + "(async () => {" + script
                                + "; return result.status; })().then(done, done)",
                        page.app().adminKey());
        assertEquals(200L, status);
        assertSentAsTyped(body);
    }

    private void assertARouteSends(String body) {
        String steps = page.copyAs("YAML");
        assertFalse(steps.contains(SECRET));
        inRoute(steps);
        assertSentAsTyped(body);
    }

    /** Adds a route of these steps to the program, and calls it. */
    private void inRoute(String steps) {
        String name = "copied-" + routes.incrementAndGet();
        String route = """
                - route:
                    id: %1$s
                    from:
                      uri: platform-http:/%1$s
                      steps:
                """.formatted(name);
        page.app().addRoutes(name, route + steps.indent(8));
        Reply reply = page.until(
                "the route is there", () -> page.app().post("/" + name, Map.of()), one -> one.status() != 404);
        assertEquals(200, reply.status(), () -> steps + reply.text());
    }

    static List<Arguments> kindsOfBodies() {
        String plain = "text/plain; charset=utf-8";
        return List.of(
                Arguments.of("Text", " leads,\n\n\ttab: ${body} {{no}} # no comment\n- \ud83d\ude00\n", plain),
                Arguments.of("Text", "{\"a\": [1, 2]}", plain),
                Arguments.of("Text", "[1", plain),
                Arguments.of("JSON", "\"a \\\"text\\\" ${body}\"", plain),
                Arguments.of("JSON", "\"[1]\"", plain),
                Arguments.of("JSON", "1.50", "application/json"),
                Arguments.of("JSON", "true", "application/json"));
    }

    /** A route has text alone: what it is to be taken for is said beside it. */
    @ParameterizedTest
    @MethodSource("kindsOfBodies")
    void whatever_the_body_is_a_route_sends_it_as_the_page_does(String kind, String body, String type) {
        page.choose("Method", "POST").choose("Body is", kind);
        fillBody(body);
        page.press("Run").see(".headline", "200");
        Recorded typed = target.takeRequest(PATIENCE);
        assertEquals(type, typed.header("Content-Type"));

        inRoute(page.copyAs("YAML"));
        Recorded copied = target.takeRequest(PATIENCE);
        assertEquals(typed.bodyText(), copied.bodyText());
        assertEquals(type, copied.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a(b)c", "/a)b}c", "/a?x=RAW(1)+2%2B&{y}=$z", ""})
    void whatever_the_path_is_a_route_calls_it_as_the_page_does(String path) {
        page.type("Path", path).press("Run").see(".headline", "200");
        Recorded typed = target.takeRequest(PATIENCE);

        inRoute(page.copyAs("YAML"));
        Recorded copied = target.takeRequest(PATIENCE);
        assertEquals(decoded(typed.target()), decoded(copied.target()));
        assertEquals("", copied.bodyText(), "the route's message has a body, which is not the activity's");
    }

    /** A sign that Camel would take for its own is copied in its other spelling. */
    private static String decoded(String path) {
        return path.replace("%29", ")");
    }

    @Test
    void whatever_a_header_says_a_route_sends_it() {
        String odd = "\"q\" \\n \\} a ? b : c ?: d ~> e i++ j-- ${header.x} {{x}} ) end";
        page.press("Add header").type("Name of header 1", "X-Odd").type("Value of header 1", odd);
        page.press("Run").see(".headline", "200");
        String typed = target.takeRequest(PATIENCE).header("X-Odd");

        inRoute(page.copyAs("YAML"));
        assertEquals(typed, target.takeRequest(PATIENCE).header("X-Odd"));
    }
}
