package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.log.LogEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Server Activity copies does where it is pasted what Run does here: in a shell, in a script, in a route. */
@InBrowser
class CopiedActivityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SECRET = "copied-secret-0815";
    private static final String ODD =
            "it's \"q\" \\ ${body} {{nope}} $HOME `id` !x %s #c: é \u2028 \u0085 \u007f \ud83d\ude00";

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
        assertEquals(withoutSpace(body), withoutSpace(new String(sent.body(), StandardCharsets.UTF_8)));
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
        assertARouteReads(body);
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

    private void assertARouteReads(String body) throws Exception {
        String steps = page.copyAs("YAML");
        assertFalse(steps.contains(SECRET));
        Object read = new Load(LoadSettings.builder().build()).loadFromString(steps);
        assertTrue(read instanceof List<?> list && list.size() == 2, steps);

        Heard heard = inRoute(steps);
        assertEquals(RunningAppConnector.JSON.readTree(body), RunningAppConnector.JSON.readTree(heard.body()));
        JsonNode headers = RunningAppConnector.JSON.readTree(heard.parameters().remove("headers"));
        assertEquals("a 'b' (c) ${d} {{e}} %41", headers.get("X-Odd").textValue());
        assertEquals(
                Map.of(
                        "path", "/jobs?a=1&b=(2)+%41",
                        "connector", "crm (a & b) 100%",
                        "method", "POST",
                        "timeout", "30000ms",
                        "waitForResult", "true"),
                heard.parameters());
    }

    @Test
    void a_text_that_is_no_json_comes_into_a_route_as_it_is() throws Exception {
        String body = " leads with a space\n\n\ttab: ${body} {{nope}} # no comment\n- \ud83d\ude00\n";
        fill(body);
        page.choose("Body is", "Text");

        assertEquals(body, inRoute(page.copyAs("YAML")).body());
    }

    private record Heard(String body, Map<String, String> parameters) {}

    /** What the steps give to the kamelet, for which a log of each parameter stands here: there is no such kamelet yet. */
    private static Heard inRoute(String steps) throws Exception {
        int to = steps.indexOf("- to:");
        StringBuilder route = new StringBuilder("- route:\n    from:\n      uri: direct:it\n      steps:\n");
        route.append(steps.substring(0, to).indent(8));
        Matcher parameter = Pattern.compile("(?m)^      (\\w+): (.*)$").matcher(steps.substring(to));
        while (parameter.find()) {
            route.append("        - to:\n            uri: log:%s\n".formatted(parameter.group(1)));
            route.append("            parameters:\n              marker: ")
                    .append(parameter.group(2))
                    .append('\n');
        }
        DefaultCamelContext camel = new DefaultCamelContext();
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("it.yaml", route.toString()));
            camel.start();
            String body = camel.createProducerTemplate().requestBody("direct:it", "before", String.class);
            Map<String, String> parameters = new HashMap<>();
            camel.getEndpoints().stream()
                    .filter(LogEndpoint.class::isInstance)
                    .map(LogEndpoint.class::cast)
                    .forEach(log -> parameters.put(log.getLoggerName(), log.getMarker()));
            return new Heard(body, parameters);
        } finally {
            camel.stop();
        }
    }
}
