package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A saved activity run at the page, with values: what is sent, what is refused, and what is copied. */
@InBrowser
class RunSavedPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SECRET = "values-secret-0815";

    private final Page page;
    private FakeTarget target;
    private String id;

    RunSavedPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void one_activity_with_a_parameter_of_each_kind() {
        target = FakeTarget.https();
        page.app().dialler().leadAll(target.answer(Answer.json("{\"id\":\"500\"}")));
        page.app().get("/api/activities?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/activities/" + item.get("id").textValue(), null));
        page.app().get("/api/connectors?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/connectors/" + item.get("id").textValue(), null));
        page.app().connector("crm", "https://api.example.com/v1", SECRET);
        id = made("create-case");
    }

    @AfterEach
    void nothing_is_left_open() {
        page.assertCalm();
        assertFalse(page.everything().contains(SECRET));
        page.app().dialler().reset();
        target.close();
    }

    private String made(String name) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("object", Map.of("type", "string", "enum", List.of("Case", "Lead"), "default", "Case"));
        parameters.put("subject", Map.of("type", "string", "maxLength", 20, "required", true));
        parameters.put("text", Map.of("type", "string"));
        parameters.put("priority", Map.of("type", "integer", "minimum", 1, "maximum", 5, "default", 3));
        parameters.put("rate", Map.of("type", "number"));
        parameters.put("urgent", Map.of("type", "boolean"));
        Map<String, Object> body = new LinkedHashMap<>();
        parameters.keySet().forEach(parameter -> body.put(parameter, "{{" + parameter + "}}"));
        body.remove("object");
        Map<String, Object> document = new HashMap<>();
        document.put("name", name);
        document.put("description", "Opens a case");
        document.put("connector", "crm");
        document.put("method", "POST");
        document.put("path", "/{object}");
        document.put("body", body);
        document.put("parameters", parameters);
        Reply made = page.app().post("/api/activities", document);
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }

    private Page open() {
        page.signIn("/server-activity?show=saved").press("Run create-case").see("h1", "create-case");
        page.field("subject");
        // The bar of buttons at the window's bottom then covers no field.
        page.browser().size(1280, 1400);
        return page;
    }

    private Recorded sent() {
        return target.takeRequest(PATIENCE);
    }

    private static String body(String subject, Object text, Object priority, Object rate, Object urgent) {
        return "{\"subject\":%s,\"text\":%s,\"priority\":%s,\"rate\":%s,\"urgent\":%s}"
                .formatted(subject, text, priority, rate, urgent);
    }

    @Test
    void each_value_arrives_with_its_type() {
        open();
        assertEquals("create-case", page.focused());
        page.choose("object", "Lead").type("subject", "It \"smokes\"").type("text", "one\ntwo");
        page.type("priority", "5").type("rate", "1.50").choose("urgent", "True");
        page.press("Run").see(".headline", "Answer from api.example.com: 200");

        Recorded sent = sent();
        assertEquals("POST /v1/Lead", sent.method() + " " + sent.target());
        assertEquals(body("\"It \\\"smokes\\\"\"", "\"one\\ntwo\"", 5, "1.50", true), sent.bodyText());
        page.see("#panel", "\"id\": \"500\"");
    }

    @Test
    void what_is_left_empty_takes_its_default_or_is_not_sent() {
        open().type("subject", "x");
        page.see("#value-3-help", "at least 1, at most 5. Empty takes the default: 3.");
        page.press("Run").see(".headline", "200");

        Recorded sent = sent();
        assertEquals("/v1/Case", sent.target());
        assertEquals(body("\"x\"", null, 3, null, null), sent.bodyText());
    }

    @Test
    void a_wrong_value_is_said_at_its_field_by_the_page_or_by_the_server() {
        open().type("priority", "1.5").press("Run").see(".summary", "2 fields need your attention");
        page.see("#value-1-fault", "Enter a value");
        page.see("#value-3-fault", "Enter a whole number");
        page.type("subject", "longer than twenty characters").type("priority", "9");
        page.press("Run").see("#value-1-fault", "more than 20 characters");
        page.see("#value-3-fault", "above 5");
        page.press("priority: The value is above 5.");
        assertEquals("priority", page.focused());
        assertEquals(0, target.requests().size());

        page.type("subject", "short").type("priority", "2").press("Run").see(".headline", "200");
        assertFalse(page.shows(".summary"));
    }

    @Test
    void it_can_be_explained_stopped_and_run_otherwise_than_it_says() {
        open().type("subject", "x").press("Explain").see(".result", "This would be sent");
        page.see(".facts", "https://api.example.com/v1/Case");
        assertEquals(0, target.requests().size());

        page.type("priority", "9").press("Explain").see(".result", "This would be refused");
        page.see("#value-3-fault", "above 5");
        page.type("priority", "4");

        page.press("Options of this run").choose("Wait for result", "False").press("Run");
        page.see(".headline", "Succeeded");
        sent();
        target.answer(Answer.silence());
        page.choose("Wait for result", "True").type("Timeout (ms)", "300").press("Run");
        page.see(".headline", "timed out after");
        page.type("Timeout (ms)", "0").press("Run").see("#run-timeout-fault", "1 to 300,000");
        page.type("Timeout (ms)", "30000").press("Run").see(".result", "Running");
        page.press("Stop").see(".result", "You broke it off");
    }

    @Test
    void a_runner_runs_what_its_scope_names_and_sees_no_more_of_it() {
        made("another");
        String key = page.app()
                .post("/api/keys", Map.of("name", "web", "role", "runner", "activities", List.of("create-case")))
                .json()
                .get("key")
                .textValue();
        page.signIn("/server-activity?show=saved", key).press("Run create-case").see(".view-head", "Opens a case");
        assertFalse(page.text("main").contains("crm") || page.hasButton("Edit"));
        page.type("subject", "x").press("Run").see(".headline", "Answer from create-case: 200");
        assertEquals("/v1/Case", sent().target());

        page.open("/server-activity?run=01a20000-0000-7000-8000-000000000000").see(".notice", "no such saved activity");
        page.press("All saved activities").see("table", "create-case");
        page.open("/server-activity?run=x").see(".notice", "no such saved activity");
    }

    @Test
    void a_paused_or_revoked_connected_app_is_said_before_anything_is_run() {
        String connector = page.app()
                .get("/api/activities/" + id)
                .json()
                .get("connectorId")
                .textValue();
        Map<String, Object> document = new HashMap<>();
        page.app()
                .get("/api/connectors/" + connector)
                .json()
                .properties()
                .forEach(one -> document.put(one.getKey(), one.getValue()));
        document.put("paused", true);
        page.app().call("PUT", "/api/connectors/" + connector, document);
        open().see(".notice", "crm is paused");
        page.type("subject", "x").press("Run").see(".headline", "Gateway");

        page.app().call("DELETE", "/api/connectors/" + connector, null);
        open().see(".notice", "crm was revoked");
    }

    @Test
    void each_copy_does_where_it_is_pasted_what_run_does_here() throws Exception {
        open().type("subject", "{{a}} ${b} 'c' )")
                .type("rate", "12345678901234567890.50")
                .press("Run");
        page.see(".headline", "200");
        String typed = sent().bodyText();

        String command = page.copyAs("cURL");
        assertEquals(0, bash(command));
        assertEquals(typed, sent().bodyText());
        String script = page.copyAs("JavaScript");
        page.browser()
                .driver()
                .executeAsyncScript(
                        "const [key, done] = arguments;(async () => {" + script + "})().then(done, done)",
                        page.app().adminKey());
        assertEquals(typed, sent().bodyText());
        String steps = page.copyAs("YAML");
        assertTrue(steps.contains("activity: \"create-case\""), steps);
        inRoute("copied-saved", steps);
        assertEquals(typed, sent().bodyText());

        page.press("Options of this run").choose("Wait for result", "False").type("Timeout (ms)", "5000");
        Reply kept = inRoute("copied-later", page.copyAs("YAML"));
        assertEquals("queued", kept.json().get("state").textValue());
        assertEquals(typed, sent().bodyText());
    }

    /** The script as it is, but for what a test cannot have: a module of its own, and a server of its own for tokens. */
    @Test
    void a_copied_script_needs_no_more_than_a_token() {
        open().type("subject", "{{a}} ${b} 'c' \"").press("Run");
        page.see(".headline", "200");
        String typed = sent().bodyText();
        page.press("Options of this run").type("Timeout (ms)", "5000");
        String token = page.app()
                .post("/api/tokens", Map.of("activities", List.of("create-case")))
                .json()
                .get("token")
                .textValue();

        String script = page.copyAs("JavaScript");

        assertTrue(script.contains("timeout: 5000"), script);
        String runnable = script.replaceFirst("import (.*) from (.*);", "const $1 = await import($2);")
                .replace("(await fetch('/appconnector-token', { method: 'POST' })).json()", "token");
        Object status = page.browser()
                .driver()
                .executeAsyncScript(
                        "const [token, done] = arguments;(async () => {" + runnable
                                + "; return result.status; })().then(done, (error) => done(String(error)))",
                        token);
        assertEquals(200L, status);
        assertEquals(typed, sent().bodyText());
    }

    private Reply inRoute(String name, String steps) {
        String route =
                "- route:\n    id: %1$s\n    from:\n      uri: platform-http:/%1$s\n      steps:\n".formatted(name);
        page.app().addRoutes(name, route + steps.indent(8));
        Reply reply = page.until("the route", () -> page.app().post("/" + name, Map.of()), one -> one.status() != 404);
        assertEquals(200, reply.status(), () -> steps + reply.text());
        return reply;
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

    @Test
    void the_keyboard_alone_makes_runs_and_deletes_an_activity() {
        page.signIn("/server-activity?show=saved").see("table", "create-case");
        reach("Add New").keys(Keys.ENTER).see("dialog", "Add a saved activity");
        page.keys("by-keyboard");
        reach("Select Connected App").keys("crm");
        reach("Path").keys(Keys.END, "a/{b}");
        reach("Add b as parameter").keys(Keys.ENTER);
        page.until("its type has the focus", page::focused, "Type of parameter 1"::equals);
        page.keys("W");
        reach("Save").keys(Keys.ENTER).see(".notice", "by-keyboard is saved");

        reach("Run it").keys(Keys.ENTER).see("h1", "by-keyboard");
        reach("b required").keys("7", Keys.chord(Keys.CONTROL, Keys.ENTER));
        page.see(".headline", "200");
        assertEquals("GET /v1/a/7", target.requests().get(0).method() + " " + sent().target());
        page.browser().driver().navigate().back();
        page.see("table", "by-keyboard");
        reach("Delete by-keyboard").keys(Keys.ENTER).see("dialog", "Delete by-keyboard?");
        assertEquals("Cancel", page.focused());
        reach("Delete").keys(Keys.ENTER).seeNo("dialog");
        page.until("it is gone", () -> page.text("table"), table -> !table.contains("by-keyboard"));
    }

    /** Goes on by Tab until that has the focus. */
    private Page reach(String name) {
        for (int steps = 0; steps < 60; steps++) {
            if (page.focused().equals(name)) {
                return page;
            }
            page.keys(Keys.TAB);
        }
        throw new AssertionError("Tab does not lead to " + name);
    }
}
