package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.interactions.Actions;

/** One run: whether it arrived, in words; what was tried; and what can be done about it. */
@InBrowser
class RunPageTest extends RunsOnPage {

    RunPageTest(Page page) {
        super(page);
    }

    private Page open(String id) {
        return page.signIn("/runs?run=" + id);
    }

    @Test
    void what_succeeded_shows_what_the_target_said() {
        target.answer(Answer.json("{\"id\":12345678901234567890}"));
        open(succeeded("POST", "/orders")).see(".run-meaning", "It arrived, and the target accepted it.");

        assertTrue(page.text("run-answer").contains("Answered 200"));
        assertTrue(page.text("run-answer pre").contains("12345678901234567890"), "Every digit.");
        page.press("Headers").see("run-answer table", "content-type");
        assertFalse(page.everything().contains(SECRET));
        assertTrue(page.hasButton("Replay"));
        assertFalse(page.hasButton("Cancel run"));
    }

    @Test
    void what_was_rejected_or_given_up_says_why_and_how_often_it_was_tried() {
        target.answer(Answer.status(422));
        open(inState(kept("POST", "/no"), "rejected"))
                .see(".run-meaning", "It arrived, and the target did not accept it.");
        connector("weak", Map.of("maxAttempts", 3));
        target.answer(Answer.status(503));
        String dead = kept(page.app().adminKey(), Map.of("connector", "weak", "method", "PUT", "path", "/down"));
        page.open("/runs?run=" + inState(dead, "dead")).see(".run-meaning", "It was given up after 3 attempts.");

        assertEquals(3L, page.browser().run("return document.querySelectorAll('.attempts > li').length"));
        String tried = page.text(".attempts");
        assertTrue(tried.contains("Answered 503") && tried.contains("Tried again after "), tried);
        page.press("Where the time went").see(".attempts .timings", "Connect");
    }

    @Test
    void unknown_is_explained() {
        connector("careful", Map.of("repeat", "safe"));
        target.answer(Answer.hangUp());
        String id = kept(page.app().adminKey(), Map.of("connector", "careful", "method", "POST", "path", "/pay"));
        open(inState(id, "unknown"))
                .see(
                        ".run-meaning",
                        "It was sent and no answer came. It is not sent again: a POST that has arrived would act twice.");

        page.press("Replay").see("dialog", "POST may act twice");
        assertEquals("Not now", page.focused());
    }

    @Test
    void what_a_caller_waited_for_and_got_no_answer_to_is_explained() {
        target.answer(Answer.hangUp());
        open(recorded(post(page.app().adminKey(), Map.of("path", "/gone")))).see(".run-meaning", "There was no answer");

        page.see("run-answer", "Its caller got the answer.");
        assertFalse(page.hasButton("Replay"));
        assertFalse(page.hasButton("Cancel run"));
    }

    @Test
    void what_is_queued_is_cancelled_and_then_replayed_which_is_known_both_ways() {
        String id = queued("POST", "/later");
        open(id).see(".run-meaning", "Not delivered yet: it is tried again.");
        assertTrue(page.text(".run-facts").contains("in 1 hour"), page.text(".run-facts"));
        page.press("Cancel run").see("dialog", "What was sent already is not undone.");
        page.press("Cancel run").see("dialog", "1 run was cancelled.");
        page.press("Close").see(".run-meaning", "It was cancelled.");

        page.press("Show in Audit").see("h1", "Audit");
        page.see("table", "Run cancelled");
        assertEquals("/audit?object=" + connector, page.address());
        page.browser().driver().navigate().back();
        page.see(".run-meaning", "It was cancelled.");
        page.press("Replay").press("Replay").see("dialog", "1 run was replayed.");
        page.press("POST /later").seeNo("dialog").see(".run-facts", "Replay of");
        assertTrue(page.text(".run-facts").contains(id));
        page.see(".run-meaning", "It arrived");
        page.press(id).see(".run-facts", "Replayed as");
        page.see(".run-meaning", "It was cancelled.");
    }

    @Test
    void two_clicks_replay_once() {
        open(succeeded("GET", "/once")).press("Replay");
        new Actions(page.browser().driver()).doubleClick(page.button("Replay")).perform();

        page.see("dialog", "1 run was replayed.");
        assertEquals(1, requests("POST /worker/runs/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01a20000-0000-7000-8000-000000000000", "none"})
    void what_does_not_exist_is_said_kindly(String id) {
        open(id).see(".notice", "There is no such run");
        assertFalse(page.hasButton("Try again"));
        page.press("Runs").see("h2", "Runs appear here after the first call");
    }

    @Test
    void of_others_runs_nothing_is_shown_and_an_auditor_sees_no_bodies_and_changes_nothing() {
        target.answer(Answer.json("{\"private\":1}"));
        String id = succeeded("GET", "/theirs");
        page.signIn("/runs?run=" + id, page.app().key("runner", "crm")).see(".notice", "There is no such run");
        page.signIn("/runs?run=" + id, page.app().key("auditor"))
                .see("run-answer", "What the target said is not for your role.");

        assertFalse(page.hasButton("Replay"));
        assertTrue(page.text(".run-facts").contains("admin"));
        assertFalse(page.everything().contains("private"));
    }

    @Test
    void a_designer_and_a_runner_replay_their_own() {
        for (String role : new String[] {"designer", "runner"}) {
            String key = role.equals("runner")
                    ? page.app().key(role, "crm")
                    : page.app().key(role);
            String id = inState(kept(key, Map.of("path", "/mine")), "succeeded");
            page.signIn("/runs?run=" + id, key).press("Replay").press("Replay").see("dialog", "1 run was replayed.");
            assertEquals(role.equals("designer"), page.shows("a[href^='/connector']"));
        }
    }

    @Test
    void what_was_erased_is_said_to_be() {
        String id = succeeded("GET", "/old");
        page.app().rows().sql("delete from run_body").update();
        open(id).see("run-answer", "What the target said has been erased");

        page.press("Replay").press("Replay").see("dialog", "1 run was not replayed");
        assertTrue(page.text("dialog").contains("erased"), page.text("dialog"));
    }

    @Test
    void back_leads_to_the_list_as_it_was() {
        for (int number = 0; number < 30; number++) {
            waited("/number-" + number);
        }
        page.signIn("/runs?state=succeeded");
        awaitRows(30);
        long asked = requests("GET /worker/runs?");
        page.browser().run("document.querySelectorAll('a[data-run]')[28].scrollIntoView({ block: 'center' })");
        page.press("GET /number-1").see("h1", "/number-1");
        assertEquals(0L, page.browser().run("return scrollY"));
        assertTrue(page.address().startsWith("/runs?state=succeeded&run="));
        page.browser().driver().navigate().back();
        page.until("the list", page::address, "/runs?state=succeeded"::equals);

        page.until("the same place", () -> (Number) page.browser().run("return scrollY"), y -> y.intValue() > 300);
        page.until("the link", page::focused, "GET /number-1"::equals);
        page.press("GET /number-1").see("h1", "/number-1");
        page.browser().run("document.querySelector('.back').click()");
        page.until("the list", page::address, "/runs?state=succeeded"::equals);
        page.until("the same place", () -> (Number) page.browser().run("return scrollY"), y -> y.intValue() > 300);
        assertTrue((Boolean) page.browser().run("return document.title.startsWith('Runs')"));
        assertTrue(requests("GET /worker/runs?") >= asked);
    }

    @Test
    void ids_and_a_command_are_copied() {
        String id = succeeded("GET", "/copied");
        page.browser().driver().executeCdpCommand("Browser.grantPermissions", Map.of("permissions", new String[] {
            "clipboardReadWrite", "clipboardSanitizedWrite"
        }));
        open(id).press("Copy as cURL").see(".toasts", "It holds no credential");
        String command = clipboard();
        assertTrue(command.contains("/worker/runs/" + id) && command.contains("$APPCONNECTOR_KEY"), command);
        page.press("Copy id").see(".toasts", "Copied");
        page.until("the id", this::clipboard, id::equals);
    }

    private String clipboard() {
        return (String) page.browser().driver().executeAsyncScript("navigator.clipboard.readText().then(arguments[0])");
    }

    @Test
    void a_long_history_is_cut_in_the_middle_until_it_is_asked_for() {
        connector("stubborn", Map.of("maxAttempts", 20));
        target.answer(Answer.status(503));
        String id = kept(page.app().adminKey(), Map.of("connector", "stubborn", "path", "/down"));
        open(inState(id, "dead")).see(".attempts", "Show 10 more attempts");
        assertEquals(11L, page.browser().run("return document.querySelectorAll('.attempts > li').length"));
        page.press("Show 10 more attempts");

        page.until(
                "all",
                () -> page.browser().run("return document.querySelectorAll('.attempts > li').length"),
                number -> number.equals(20L));
    }

    @Test
    void a_problem_of_server_activity_leads_to_its_run() {
        target.answer(Answer.hangUp());
        page.signIn("/server-activity?connector=crm").press("Run").see(".headline", "Gateway: ");
        String id = page.text(".run-id code");
        page.press(id).see(".run-meaning", "There was no answer");

        assertEquals("/runs?run=" + id, page.address());
    }

    @Test
    void a_network_that_goes_and_comes_back_is_said_and_the_run_goes_on() {
        String id = queued("POST", "/later");
        open(id).see(".run-meaning", "Not delivered yet");
        page.browser().offline(true);
        page.see(".notice", "The server cannot be reached");
        page.browser().offline(false);
        page.app().post("/worker/runs/" + id + "/cancel", null);

        page.see(".run-meaning", "It was cancelled.");
        page.seeNo(".notice");
    }
}
