package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.interactions.Actions;

/** A list of runs that goes on by itself, and never under the reader's hands. */
@InBrowser
class RunsLiveTest extends RunsOnPage {

    /** Keeps count of the looks that are still to come. */
    private static final String COUNT_TIMERS = """
            const set = window.setTimeout;
            const clear = window.clearTimeout;
            window.looks = new Set();
            window.setTimeout = (does, after, ...more) => {
              const id = set(() => { looks.delete(id); does(...more); }, after);
              if (after === 2000) looks.add(id);
              return id;
            };
            window.clearTimeout = (id) => { looks.delete(id); clear(id); };
            """;

    RunsLiveTest(Page page) {
        super(page);
    }

    private long looksToCome() {
        return (Long) page.browser().run("return looks.size");
    }

    @Test
    void new_runs_come_on_top_and_states_change_where_they_are() {
        String queued = queued("POST", "/queued");
        page.signIn("/runs");
        awaitRows(1);
        waited("/new");
        page.until("the new one", () -> page.text("tbody th"), first -> first.contains("/new"));
        page.app().post("/worker/runs/" + queued + "/cancel", null);

        page.see(".runs tbody tr:nth-child(2)", "Cancelled");
    }

    @Test
    void what_is_paused_stays_and_counts_what_is_new_until_it_is_to_be_shown() {
        waited("/old");
        page.signIn("/runs");
        awaitRows(1);
        page.press("Pause").see(".live", "Paused");
        waited("/new-1");
        waited("/new-2");
        page.see(".fresh", "2 new runs – Show");
        assertEquals(1, rows());

        page.press("2 new runs – Show");
        awaitRows(3);
        assertEquals("Resume", page.focused());
        waited("/new-3");
        page.see(".fresh", "1 new run – Show");
        page.press("Resume");
        awaitRows(4);
        page.see(".live", "Live");
    }

    @Test
    void nothing_moves_while_a_row_has_the_focus_or_a_tick() {
        String first = waited("/first");
        page.signIn("/runs");
        awaitRows(1);
        page.browser().run("document.querySelector('a[data-run]').focus()");
        waited("/second");
        page.see(".fresh", "1 new run – Show");
        assertEquals(1, rows());
        assertEquals(first, page.browser().run("return document.activeElement.dataset.run"));

        page.tick("Choose GET /first");
        pointElsewhere();
        page.browser().run("document.activeElement.blur()");
        waited("/third");
        page.see(".fresh", "2 new runs – Show");
        assertTrue((Boolean) page.browser().run("return document.querySelector('.runs input').checked"));
        page.tick("Choose GET /first");
        pointElsewhere();
        page.browser().run("document.activeElement.blur()");
        awaitRows(3);
    }

    private void pointElsewhere() {
        new Actions(page.browser().driver()).moveToElement(page.button("Pause")).perform();
    }

    @Test
    void nothing_moves_under_the_pointer() {
        waited("/first");
        page.signIn("/runs");
        awaitRows(1);
        new Actions(page.browser().driver())
                .moveToElement(page.button("GET /first"))
                .perform();
        waited("/second");
        page.see(".fresh", "1 new run – Show");
        assertEquals(1, rows());
        pointElsewhere();

        awaitRows(2);
    }

    @Test
    void a_tab_that_nobody_sees_asks_nothing_and_asks_once_when_it_is_seen_again() {
        waited("/before");
        page.signIn("/runs");
        awaitRows(1);
        page.browser().run(COUNT_TIMERS);
        page.until("the next look is planned", this::looksToCome, looks -> looks == 1);
        seen(false);
        assertEquals(0, looksToCome());
        waited("/meanwhile");
        assertEquals(1, rows());

        long before = requests("GET /worker/runs?");
        seen(true);
        awaitRows(2);
        page.until("the next look is planned", this::looksToCome, looks -> looks == 1);
        assertEquals(before + 1, requests("GET /worker/runs?"));
    }

    @Test
    void a_look_that_was_under_way_when_the_tab_went_is_followed_by_none() {
        waited("/before");
        page.signIn("/runs");
        awaitRows(1);
        page.browser().run(COUNT_TIMERS);
        long asked = requests("GET /worker/runs?");
        page.browser().hold("*/worker/runs?*");
        page.until("a look", () -> requests("GET /worker/runs?"), number -> number > asked);
        seen(false);
        long answers = (Long) page.browser().run("return recorded.answers.length");
        page.browser().letGo();
        page.until(
                "the answer", () -> page.browser().run("return recorded.answers.length"), now -> (Long) now > answers);

        assertEquals(0, looksToCome());
        seen(true);
    }

    @Test
    void a_lost_network_is_said_once_and_the_list_goes_on_when_it_is_back() {
        waited("/kept");
        page.signIn("/runs");
        awaitRows(1);
        page.browser().offline(true);
        page.see(".notice", "Not live: what is shown may be old");
        page.browser().run("document.querySelector('.notice').marked = true");
        long asked = requests("GET /worker/runs?");
        page.until("another look", () -> requests("GET /worker/runs?"), number -> number > asked + 1);
        assertEquals(true, page.browser().run("return document.querySelector('.notice').marked"), "It is said anew.");
        assertEquals(1, rows());
        page.browser().offline(false);

        page.seeNo(".notice");
        waited("/after");
        awaitRows(2);
    }

    @Test
    void looking_on_by_itself_is_read_out_to_nobody() {
        waited("/one");
        page.signIn("/runs");
        awaitRows(1);
        page.until("it is said once", () -> said(), "1 run"::equals);
        waited("/two");
        awaitRows(2);

        assertEquals("1 run", said());
    }

    private String said() {
        return (String) page.browser().run("return document.querySelector('runs-list > [role=status]').textContent");
    }

    @Test
    void what_ends_while_it_is_looked_at_says_so_by_itself() {
        target.answer(Answer.silence());
        String id = kept(page.app().adminKey(), Map.of("method", "POST", "path", "/slow", "timeout", 60_000));
        inState(id, "running");
        page.signIn("/runs?run=" + id).see(".run-meaning", "Under way now.");
        page.app().post("/worker/runs/" + id + "/cancel", null);

        page.see(".run-meaning", "It was cancelled. What was sent before may have arrived.");
    }
}
