package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.TestTls;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Server Activity: what somebody at the page sends, and how the answer is shown. */
@InBrowser
class ServerActivityPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SECRET = "activity-secret-0815";

    private static FakeTarget target;

    private final Page page;
    private int before;

    ServerActivityPageTest(Page page) {
        this.page = page;
    }

    @BeforeAll
    static void start() {
        target = FakeTarget.https();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @BeforeEach
    void one_connector_leads_to_the_target() {
        page.app().dialler().leadAll(target.answer(Answer.ok()));
        if (page.app().get("/api/connectors").json().get("items").isEmpty()) {
            page.app().connector("crm", "https://api.example.com/v1", SECRET);
            page.app().connector("other", "https://api.example.com", SECRET);
        }
        before = target.requests().size();
        page.signIn("/server-activity?connector=crm").see("#path-help", "https://api.example.com/v1/");
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
        assertFalse(page.everything().contains(SECRET));
    }

    private Recorded sent() {
        assertTrue(target.awaitRequests(before + 1, PATIENCE));
        return target.requests().get(before);
    }

    @Test
    void an_answer_is_shown_pretty_and_raw_with_its_headers_and_times() {
        target.answer(
                Answer.json("{\"id\":12345678901234567890,\"tags\":[\"a\"]}").header("X-Trace", "t-1"));
        page.type("Path", "cases").press("Run").see(".headline", "Answer from api.example.com: 200");

        assertEquals("/v1/cases", sent().path());
        assertEquals("{\n  \"id\": 12345678901234567890,\n  \"tags\": [\n    \"a\"\n  ]\n}", page.text("pre"));
        page.tick("Raw");
        assertEquals("{\"id\":12345678901234567890,\"tags\":[\"a\"]}", page.text("pre"));
        page.press("Headers").see("[role=tabpanel]", "t-1");
        page.press("Timing").see("[role=tabpanel]", "Waiting for the first byte");
        page.button("Timing").sendKeys(Keys.ARROW_LEFT);
        assertEquals("Headers", page.focused());
    }

    @Test
    void a_json_body_arrives_as_it_was_written() {
        page.choose("Method", "POST").type("Body", "{ \"n\": 1.50, \"big\": 12345678901234567890 }");
        page.press("Add header").type("Name of header 1", "X-Trace").type("Value of header 1", "7");
        page.press("Run").see(".headline", "200");

        Recorded sent = sent();
        assertEquals("{ \"n\": 1.50, \"big\": 12345678901234567890 }", sent.bodyText());
        assertEquals("7", sent.header("X-Trace"));
        page.press("Format");
        assertEquals(
                "{\n  \"n\": 1.50,\n  \"big\": 12345678901234567890\n}",
                page.field("Body").getAttribute("value"));
    }

    @Test
    void a_body_that_is_no_json_can_be_sent_as_text() {
        page.choose("Method", "POST").type("Body", "{broken").press("Run").see(".summary", "This is no JSON");
        page.choose("Body is", "Text").press("Run").see(".headline", "200");

        assertEquals("{broken", sent().bodyText());
    }

    @Test
    void the_target_s_refusal_and_the_gateway_s_are_told_apart() {
        target.answer(Answer.status(404).header("Content-Type", "text/plain").body("no such case"));
        page.press("Run").see(".headline", "Answer from api.example.com: 404");
        page.see("pre", "no such case");

        target.answer(Answer.silence());
        page.type("Timeout (ms)", "300").press("Run").see(".headline", "Gateway: ");
        page.see(".result", "The target may have acted on it");
        page.type("Path", "/../admin").press("Run").see("#path-fault", "P8");
    }

    @Test
    void a_run_that_nobody_waits_for_shows_its_id_and_how_it_ends() {
        target.answer(Answer.json("{\"made\":true}").delay(Duration.ofMillis(400)));
        page.tick("False").press("Run").see(".run-id", "Run id");
        page.see(".headline", "Succeeded");
        page.see("pre", "\"made\": true");
    }

    @Test
    void explaining_sends_nothing() {
        page.type("Path", "/cases").press("Explain").see(".result", "This would be sent");
        page.see(".result", "https://api.example.com/v1/cases");
        page.see(".result", "Bearer ***");

        assertEquals(before, target.requests().size());
        page.press("Add header")
                .type("Name of header 1", "Host")
                .type("Value of header 1", "x")
                .press("Explain");
        page.see(".result", "This would be refused");
    }

    @Test
    void a_run_can_be_stopped() {
        target.answer(Answer.silence());
        page.press("Run");
        sent();
        page.press("Stop").see(".result", "You broke it off");
        assertTrue(target.awaitHangUps(1, PATIENCE));
    }

    @Test
    void two_clicks_run_once_and_so_does_the_keyboard() {
        target.answer(Answer.ok().delay(Duration.ofMillis(300)));
        new Actions(page.browser().driver()).doubleClick(page.button("Run")).perform();
        page.see(".headline", "200");
        page.field("Path").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        page.until("two requests", () -> target.requests().size(), count -> count == before + 2);
        assertEquals(
                2, page.requests().stream().filter("POST /worker/runs"::equals).count());
    }

    @Test
    void a_pasted_curl_command_fills_the_form() {
        page.field("Path").click();
        page.paste(
                "curl 'https://api.example.com/x/y?z=1' -X PUT -H 'accept: application/json' -H 'cookie: a=b' \\\n"
                        + " -H 'sec-fetch-mode: cors' -H 'authorization: Bearer leak' --data-raw $'{\"a\":\"it\\'s\"}' --compressed");

        page.see(".notice", "Left out: cookie, sec-fetch-mode, authorization");
        page.press("Run").see(".headline", "Answer from api.example.com: 200");
        Recorded sent = sent();
        assertEquals("PUT /x/y?z=1", sent.method() + " " + sent.target());
        assertEquals("application/json", sent.header("accept"));
        assertEquals("{\"a\":\"it's\"}", sent.bodyText());
        page.field("Path").click();
        page.paste("curl https://unknown.example/a").see(".notice", "No connected app has the address unknown.example");
    }

    @Test
    void what_is_wrong_is_said_before_it_is_copied() {
        page.choose("Method", "POST")
                .type("Body", "{\"never closed")
                .press("Copy as")
                .press("cURL");

        page.see("#body-fault", "This is no JSON");
        assertTrue(page.focused().startsWith("One field"));
        assertFalse(page.shows(".toast-line"));
    }

    @Test
    void a_fault_goes_with_what_it_was_about() {
        page.choose("Select Connected App", "Choose…").press("Add header").press("Add header");
        page.type("Name of header 2", "not a name").press("Run").see(".summary", "3 fields need your attention");
        page.press("Remove header 1");
        assertFalse(page.shows("#header-0-name-fault"));
        page.choose("Select Connected App", "crm").seeNo("#connector-fault");
        page.type("Name of header 1", "X-A")
                .type("Path", "/../a")
                .press("Run")
                .see("#path-fault", "Write the path without it");
        assertTrue(page.text("#path-fault").startsWith("A segment consists of dots alone"));
        page.type("Path", "/a").field("Path").sendKeys(Keys.TAB);
        page.seeNo("#path-fault");
    }

    @Test
    void a_link_to_a_connector_that_is_gone_says_so() {
        page.open("/server-activity?connector=revoked-since")
                .see("#connector-fault", "There is no connected app revoked-since");
        assertEquals("/server-activity", page.address());
    }

    @Test
    void what_was_typed_is_there_when_one_comes_back_until_one_signs_out() {
        page.choose("Method", "PUT")
                .type("Path", "/half/typed")
                .press("Connected Apps")
                .see("table", "crm");
        page.press("Server Activity").see("#path-help", "https://api.example.com/v1/half/typed");
        assertEquals("PUT", page.field("Method").getAttribute("value"));

        page.press("Signed in as admin.key").press("Sign out").press("Sign out").see("h1", "Sign in");
        page.signInWithKey().see("h1", "Server Activity");
        assertEquals("/", page.field("Path").getAttribute("value"));
    }

    @Test
    void what_was_pasted_can_be_undone() {
        page.type("Path", "/mine").field("Path").click();
        page.paste("curl https://unknown.example/a -d a=1").see(".notice", "Choose one");
        assertEquals("", page.field("Select Connected App").getAttribute("value"));
        page.press("Undo").seeNo(".notice");

        assertEquals("/mine", page.field("Path").getAttribute("value"));
        assertEquals("crm", page.field("Select Connected App").getAttribute("value"));
    }

    @Test
    void a_pasted_command_is_read_as_curl_reads_it() {
        assertPasted("curl -sS --retry 3 https://api.example.com/v1/a -m 5", "GET /v1/a ");
        assertPasted("curl https://api.example.com/v1/a?x=1 -G -d y=2", "GET /v1/a?x=1&y=2 ");
        assertPasted("curl https://api.example.com/v1/a --data-urlencode 'q=a b&c'", "POST /v1/a q=a%20b%26c");
        assertPasted("curl https://api.example.com/v1/a -XPATCH -d a=1 -d b=2", "PATCH /v1/a a=1&b=2");
        assertPasted("curl https://api.example.com/v1/a --json '{\"a\":1}'", "POST /v1/a {\"a\":1}");
        assertPasted("curl -F file=x.png api.example.com/v1/a", "GET /v1/a ");
        assertPasted("curl https://api.example.com/v1/a -d @file.json", "GET /v1/a ");
    }

    private void assertPasted(String command, String request) {
        int count = target.requests().size();
        page.field("Path").click();
        page.paste(command).press("Run");
        assertTrue(target.awaitRequests(count + 1, PATIENCE), command);
        Recorded sent = target.requests().get(count);
        assertEquals(request, sent.method() + " " + sent.target() + " " + sent.bodyText());
        page.see(".headline", "200");
    }

    @Test
    void a_timeout_says_where_the_time_went_and_each_attempt_is_listed() {
        target.answer(Answer.silence());
        page.type("Timeout (ms)", "300").press("Run").see(".headline", "Gateway: timed out after");
        assertTrue(page.text(".headline").contains("in “Waiting for the first byte”"), page.text(".headline"));
        assertEquals(
                page.text(".headline strong"),
                page.browser().run("return document.querySelector('run-result [role=status]').textContent"));

        target.next(Answer.status(503)).answer(Answer.ok());
        page.type("Timeout (ms)", "3000").tick("False").press("Run").see(".headline", "Succeeded");
        page.press("Attempts").see("#panel", "Answered 503");
        assertTrue(page.text("#panel").contains("Answered 200"));
    }

    @Test
    void a_certificate_that_has_expired_is_said_in_words() {
        try (FakeTarget expired = FakeTarget.https(TestTls.signed("expired"))) {
            page.app().dialler().leadAll(expired);
            page.press("Run").see(".headline", "Gateway: The target cannot be reached");
            page.see(".result", "the target's certificate expired on 2020-01-02");
            page.see(".result", "nothing was done there");
        }
    }

    @Test
    void a_network_that_goes_while_something_runs_loses_no_run_from_sight() {
        target.answer(Answer.status(503).header("Retry-After", "3600"));
        page.tick("False").press("Run").see(".result", "1 attempt");
        page.browser().block("*/worker/runs/*");
        page.see(".result", "The server cannot be reached");
        page.browser().block();
        page.press("Try again").seeNo(".result .notice");
        page.see(".result", "Tried again in");

        page.browser().offline(true);
        page.tick("True").press("Run").see(".headline", "The server cannot be reached");
        page.see(".result", "Whether the run was carried out is not known");
        page.browser().offline(false);
    }

    @Test
    void what_a_target_answers_is_text_and_no_markup() {
        String markup = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        target.answer(Answer.status(200)
                .header("Content-Type", "text/html")
                .header("X-M", markup)
                .body(markup));
        page.press("Run").see("pre", markup);
        page.press("Headers").see("[role=tabpanel]", markup);
        page.press("Body");
        target.answer(Answer.json("{\"" + markup.replace("\"", "") + "\":\"</code></pre>" + markup + "\"}"));
        page.press("Run").see("pre", "</code></pre>" + markup);

        assertEquals(0L, page.browser().run("return document.querySelectorAll('img, main script').length"));
    }

    @Test
    void long_bodies_are_cut_and_bytes_are_not_shown() {
        target.answer(Answer.status(200).header("Content-Type", "text/plain").bodyOf(300 * 1024));
        page.press("Run").button("Show the rest (300 KB in all)");
        assertEquals(256 * 1024, page.text("pre").length());
        page.press("Show the rest (300 KB in all)");
        page.until("all", () -> page.text("pre").length(), length -> length == 300 * 1024);
        target.answer(Answer.status(200).header("Content-Type", "image/png").body(new byte[] {1, 2, 3, (byte) 0xff}));
        page.press("Run").see("[role=tabpanel]", "image/png, 4 B");
        assertTrue(page.hasButton("Download"));
    }
}
