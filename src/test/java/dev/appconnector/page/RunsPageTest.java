package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of runs: what is shown of them, to whom, by which filters, and how much at a time. */
@InBrowser
class RunsPageTest extends RunsOnPage {

    RunsPageTest(Page page) {
        super(page);
    }

    @Test
    void whether_it_arrived_is_two_clicks_from_the_start() {
        succeeded("POST", "/orders");
        page.signIn("/").see("table", "crm");
        page.press("Runs").press("POST /orders");

        page.see(".run-meaning", "It arrived, and the target accepted it.");
        assertEquals("POST /orders", page.focused());
    }

    @Test
    void without_a_run_the_way_to_the_first_one_is_shown() {
        page.signIn("/runs").see("h2", "Runs appear here after the first call");
        page.press("Server Activity").see("h1", "Server Activity");
    }

    @Test
    void each_row_says_what_was_asked_of_whom_by_whom_and_how_it_went() {
        waited("/orders?open=1");
        queued("POST", "/orders");
        page.signIn("/runs");
        awaitRows(2);

        String first = page.text(".runs tbody tr");
        for (String part :
                new String[] {"Queued", "crm", "POST /orders", "admin", "No wait", "1", "in 1 hour", "just now"}) {
            assertTrue(first.contains(part), part + " in " + first);
        }
        String second = page.text(".runs tbody tr:nth-child(2)");
        assertTrue(second.contains("Succeeded") && second.contains("Wait") && second.contains(" ms"), second);
    }

    @Test
    void the_filters_stand_in_the_address_and_a_link_opens_the_same_again() {
        succeeded("GET", "/one");
        target.next(Answer.status(404));
        inState(kept("GET", "/two"), "rejected");
        connector("other", Map.of());
        recorded(post(page.app().adminKey(), Map.of("connector", "other", "path", "/three")));
        page.signIn("/runs");
        awaitRows(3);

        page.choose("State", "Rejected").see("tbody", "/two");
        awaitRows(1);
        assertEquals("/runs?state=rejected", page.address());
        page.choose("State", "All").choose("Connector", "other");
        awaitRows(1);
        page.see("tbody", "/three");
        String address = page.address();
        page.open(address);
        awaitRows(1);
        page.choose("State", "Dead").see("h2", "No run matches");
        page.press("Clear filters");
        awaitRows(3);
        assertEquals("/runs", page.address());
        assertTrue(page.focused().startsWith("State"), page.focused());
    }

    @Test
    void runs_are_found_by_activity_caller_and_time() {
        page.app()
                .post(
                        "/api/activities",
                        Map.of("name", "look-up", "connector", "crm", "method", "GET", "path", "/look-up"));
        String key = page.app()
                .post("/api/keys", Map.of("name", "crm-web", "role", "runner", "connectors", new String[] {"crm"}))
                .json()
                .get("key")
                .textValue();
        recorded(page.app().post("/worker/runs", Map.of("activity", "look-up")));
        String theirs = kept(key, Map.of("path", "/theirs"));
        inState(theirs, "succeeded");
        page.signIn("/runs");
        awaitRows(2);
        page.see("table", "crm-web");

        page.choose("Activity", "look-up");
        awaitRows(1);
        page.see("tbody", "look-up");
        page.choose("Activity", "All").type("Caller", "crm-web").keys("\t");
        page.until("theirs alone", () -> page.text("tbody"), text -> rows() == 1 && text.contains("/theirs"));
        assertEquals("/runs?caller=crm-web", page.address());
        page.open("/runs?caller=crm-web");
        awaitRows(1);
        page.open("/runs?time=between&from=2020-01-01T00:00&to=2020-01-02T00:00")
                .see("h2", "No run matches");
        page.choose("Time", "Last hour");
        awaitRows(2);
        page.until("asked", () -> requests("GET /worker/runs?from="), number -> number > 0);
    }

    @Test
    void who_sees_its_own_runs_alone_is_shown_no_callers() {
        waited("/of-the-admin");
        String runner = page.app().key("runner", "crm");
        inState(kept(runner, Map.of("path", "/of-the-runner")), "succeeded");
        page.signIn("/runs", runner);
        awaitRows(1);

        assertTrue(page.text("table").contains("/of-the-runner"));
        assertFalse(page.text(".filters").contains("Caller"));
        assertTrue(page.text("h1 + p").contains("What you have run"));
        page.signIn("/runs", page.app().key("auditor"));
        awaitRows(2);
        assertTrue(page.text(".filters").contains("Caller"));
        assertFalse(page.shows(".runs input"), "An auditor has nothing to choose rows for.");
        assertFalse(page.text("body").contains("All shown"));
    }

    @Test
    void what_a_caller_wrote_is_text_and_nothing_else() {
        String path = "/<img/src=x/onerror=alert(1)>";
        String id = waited(path);
        page.signIn("/runs").see("tbody", path);
        page.open("/runs?run=" + id).see("h1", "onerror");
        page.open("/runs?caller=%3Cimg%20src%3Dx%3E&connector=%3Cimg%20src%3Dx%3E")
                .see("h2", "No run matches");

        assertEquals(0L, page.browser().run("return document.querySelectorAll('img').length"));
    }

    @Test
    void an_older_list_that_comes_late_is_not_shown() {
        waited("/there");
        page.signIn("/runs");
        awaitRows(1);
        page.browser().hold("*/worker/runs?state=dead*");
        page.choose("State", "Dead");
        page.until("asked", () -> requests("GET /worker/runs?state=dead"), number -> number == 1);
        page.choose("State", "All");
        awaitRows(1);
        long answers = (Long) page.browser().run("return recorded.answers.length");
        page.browser().letGo();
        page.until(
                "the late answer",
                () -> page.browser().run("return recorded.answers.length"),
                now -> (Long) now > answers);

        assertEquals(1, rows());
    }

    @Test
    void a_list_that_cannot_be_read_says_so_and_comes_by_itself() {
        waited("/there");
        page.signIn("/");
        page.browser().block("*/worker/runs*");
        page.press("Runs").see(".notice", "Runs could not be loaded");
        page.browser().block();

        page.seeNo(".notice").see("tbody", "/there");
    }
}
