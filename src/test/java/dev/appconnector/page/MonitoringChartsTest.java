package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.page.Measured.Calls;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Charts say the same to whoever does not see them; and all of it is renewed while somebody looks, without getting in the way. */
@InBrowser
class MonitoringChartsTest {

    /** Ten seconds pass in 100 ms: the page's own limit of what it waits for is longer still. */
    private static final String HASTEN = """
            const later = window.setTimeout;
            window.setTimeout = (what, millis, ...more) => later(what, millis > 5000 ? millis / 100 : millis, ...more);
            """;

    private static final String SLIDER = ".chart-rate .plot";

    private final Page page;
    private final Measured measured = Measured.of(60, 1)
            .since(10)
            .app("A", point -> new Calls(20 + point, 2, point >= 58 ? 4 : 0, 0, 0, 100 + point, 0.4))
            .app("B", point -> new Calls(5, 0, 0, 1, 0, 40, 0.4))
            .waiting(2, 3, 42_000, point -> 3);

    MonitoringChartsTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void it_is_shown() {
        measured.shownOn(page.signIn("/"), "").see(".figures", "A");
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
        page.browser().reset();
    }

    private String time(int point) {
        return (String) page.browser()
                .run(
                        "return new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(arguments[0])",
                        measured.millisOf(point));
    }

    @SuppressWarnings("unchecked")
    private List<String> cells(String chart, int row) {
        return (List<String>) page.browser()
                .run(
                        "return [...document.querySelectorAll('.chart-' + arguments[0] + ' .values tbody tr')[arguments[1]].children]"
                                + ".map((cell) => cell.innerText)",
                        chart,
                        row);
    }

    private String picture() {
        return (String) page.browser().run("return document.querySelector('.chart-rate canvas').toDataURL()");
    }

    private String spoken() {
        return (String) page.browser().run("return document.querySelector(arguments[0]).ariaValueText", SLIDER);
    }

    private long asked() {
        return page.requests().stream()
                .filter(call -> call.contains("/api/monitoring"))
                .count();
    }

    /** Shows it again and lets it be asked for a hundred times as often. */
    private void hasten() {
        page.browser().run(HASTEN);
        page.choose("Period", "Last 6 hours").choose("Period", "Last hour");
        long before = asked();
        page.until("it asks again", this::asked, now -> now > before + 1);
    }

    @Test
    void each_chart_has_a_table_with_the_same_figures() {
        assertEquals(3L, page.browser().run("return document.querySelectorAll('figure canvas').length"));
        page.browser().run("document.querySelectorAll('time-chart button').forEach((one) => one.click())");
        page.see(".values", "so far");

        assertEquals(60L, page.browser().run("return document.querySelectorAll('.chart-rate tbody tr').length"));
        assertEquals(List.of(time(59) + ", so far", "84", "2", "4", "1", "0"), cells("rate", 0));
        assertEquals(List.of(time(57), "82", "2", "0", "1", "0"), cells("rate", 2));
        assertEquals(List.of(time(57), "52.3 ms", "157 ms", "314 ms", "0.4 ms"), cells("time", 2));
        assertEquals(List.of(time(57), "3"), cells("queue", 2));
        // Of what was before the node started nothing is known, and not that nothing was.
        assertEquals(List.of(time(9), "–", "–", "–", "–", "–"), cells("rate", 50));
        page.press("Hide table");
    }

    @Test
    void each_chart_says_in_a_sentence_what_there_is_to_see() {
        String rate = page.text(".chart-rate figcaption");
        assertTrue(rate.contains("8 5xx; 60 had no answer"), rate);
        assertTrue(rate.contains("Most at " + time(59) + ": 91 a minute."), rate);
        String times = page.text(".chart-time figcaption");
        assertTrue(times.contains("Half of the calls took 53 ms or less, 95 % 159 ms, 99 % 318 ms."), times);
        String queue = page.text(".chart-queue figcaption");
        assertTrue(queue.contains("3 runs wait now, the oldest for 42 s; at most 3, at "), queue);
    }

    @Test
    void the_keys_lead_from_value_to_value_and_each_is_announced() {
        page.browser().run("document.querySelector(arguments[0]).focus()", SLIDER);
        assertEquals(
                time(59) + ", so far: 2xx and 3xx 84, 4xx 2, 5xx 4, No answer 1, Refused or cancelled 0",
                page.until("the last value", this::spoken, text -> text.contains("84")));
        page.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        page.until("two before", this::spoken, text -> text.startsWith(time(57) + ": 2xx and 3xx 82"));
        page.keys(Keys.ARROW_RIGHT);
        page.until("one after", this::spoken, text -> text.startsWith(time(58) + ": "));
        assertTrue(page.text(".chart-rate .legend").contains(time(58)), page.text(".chart-rate .legend"));
        page.keys(Keys.HOME);
        page.until("the first", this::spoken, text -> text.startsWith(time(0) + ": 2xx and 3xx not known"));
        page.keys(Keys.PAGE_UP, Keys.ARROW_LEFT);
        page.until("ten on, one back", this::spoken, text -> text.startsWith(time(9)));
        page.keys(Keys.END, Keys.ARROW_RIGHT);
        page.until("the end", this::spoken, text -> text.startsWith(time(59) + ", so far"));
        assertEquals("59", page.browser().run("return document.querySelector(arguments[0]).ariaValueNow", SLIDER));
    }

    @Test
    void who_reads_a_value_stays_at_it_when_the_figures_are_renewed() {
        hasten();
        page.browser().run("document.querySelector(arguments[0]).focus()", SLIDER);
        page.keys(Keys.ARROW_LEFT);
        String before = page.until("a value", this::spoken, text -> text.startsWith(time(58)));
        Measured.of(60, 1).app("A", point -> Calls.fine(7)).givenTo(page);
        page.see(".chart-rate figcaption", "420 calls");

        assertEquals(before, spoken());
        assertEquals("Calls per minute: value at a time", page.focused());
        page.keys(Keys.ARROW_LEFT);
        page.until("one before", this::spoken, text -> text.startsWith(time(57) + ": 2xx and 3xx 7,"));
    }

    @Test
    void whoever_points_at_a_chart_reads_its_value() {
        new Actions(page.browser().driver())
                .moveToElement(page.browser().driver().findElement(org.openqa.selenium.By.cssSelector(SLIDER)))
                .perform();
        page.until(
                "a time before the last",
                () -> page.text(".chart-rate .read-time"),
                text -> !text.isEmpty() && !text.contains("so far"));
        assertEquals(page.text(".chart-rate .read-time"), page.text(".chart-queue .read-time"));
    }

    @Test
    void lines_are_drawn_anew_in_the_colours_of_another_scheme_and_in_another_width() {
        page.until("it is drawn", this::picture, now -> now.length() > 5_000);
        String light = picture();
        page.browser().run("document.querySelector('[aria-label=\"Dark colours\"]').click()");
        page.until("dark lines", this::picture, now -> !now.equals(light));
        String dark = picture();
        page.browser().media(java.util.Map.of("forced-colors", "active"));
        page.until("forced colours", this::picture, now -> !now.equals(dark));
        page.browser().run("document.querySelector('[aria-label=\"Colours of your system\"]').click()");
        page.browser().size(400, 900);
        page.until(
                "narrow",
                () -> (Long) page.browser().run("return document.querySelector('.chart-rate canvas').clientWidth"),
                width -> width < 400 && width > 200);
        assertEquals(3L, page.browser().run("return document.querySelectorAll('figure canvas').length"));
    }

    @Test
    void lines_differ_by_more_than_their_colours() {
        assertEquals(5L, page.browser().run("""
                const lines = document.querySelectorAll('.chart-rate .swatch path');
                return new Set([...lines].map((line) => line.getAttribute('stroke-dasharray'))).size;
                """));
    }

    @Test
    void a_tab_that_sleeps_asks_nothing_and_once_when_it_wakes() {
        hasten();
        page.browser().run("""
                Object.defineProperty(document, 'hidden', { configurable: true, get: () => window.asleep });
                window.asleep = true;
                document.dispatchEvent(new Event('visibilitychange'));
                """);
        long before = asked();
        page.browser().driver().executeAsyncScript("setTimeout(arguments[0], 600)");
        assertTrue(asked() <= before + 1, before + " and then " + asked());
        long asleep = asked();
        page.browser().driver().executeAsyncScript("setTimeout(arguments[0], 600)");
        assertEquals(asleep, asked());

        page.browser().run("""
                const now = Date.now;
                Date.now = () => now() + 60_000;
                window.asleep = false;
                document.dispatchEvent(new Event('visibilitychange'));
                document.dispatchEvent(new Event('visibilitychange'));
                """);
        page.until("it asks", this::asked, now -> now > asleep);
    }

    @Test
    void whoever_pauses_keeps_what_is_shown() {
        hasten();
        page.press("Pause").see(".live", "Paused at ");
        page.until("nothing is under way", this::asked, now -> true);
        long before = asked();
        Measured.of(60, 1).app("A", point -> Calls.fine(1)).givenTo(page);
        page.browser().driver().executeAsyncScript("setTimeout(arguments[0], 600)");
        assertEquals(before, asked());
        assertFalse(page.text(".tiles").contains("60 calls"));
        page.press("Resume").see(".tiles", "60 calls");
    }

    @Test
    void what_cannot_be_renewed_stays_with_a_word_about_it_until_it_can() {
        hasten();
        page.browser().run("window.given = window.fetch; window.fetch = () => Promise.reject(new TypeError('gone'))");
        page.see(".notice-danger", "These figures could not be renewed");
        assertTrue(page.text(".figures").contains("A"));
        page.browser().run("window.alerted = document.querySelector('[role=alert]')");
        page.browser().driver().executeAsyncScript("setTimeout(arguments[0], 400)");
        // One and the same: what was said is not said again with each try.
        assertEquals(true, page.browser().run("return window.alerted === document.querySelector('[role=alert]')"));
        page.browser().run("window.fetch = window.given");
        page.seeNo(".notice-danger");
    }

    @Test
    void a_row_that_is_pointed_at_stays_where_it_is() {
        hasten();
        new Actions(page.browser().driver()).moveToElement(page.button("A")).perform();
        Measured.of(60, 1)
                .app("A", point -> Calls.fine(1))
                .app("B", point -> Calls.fine(50))
                .givenTo(page);
        page.see(".tiles", "3,060 calls");
        assertEquals("A", page.text(".figures tbody th"));

        new Actions(page.browser().driver()).moveByOffset(0, -500).perform();
        page.until("the busiest first", () -> page.text(".figures tbody th"), "B"::equals);
    }

    @Test
    void apps_without_a_row_of_their_own_are_together_in_the_last_one() {
        Measured.of(60, 1)
                .app("A", point -> Calls.fine(1))
                .others(point -> Calls.fine(30).broken(10))
                .shownOn(page, "?sort=-error");
        page.see(".figures tbody tr:last-child", "All other apps");

        String row = page.text(".figures tbody tr:last-child");
        assertTrue(row.contains("40") && row.contains("25% (600)"), row);
        assertEquals(2L, page.browser().run("return document.querySelectorAll('.figures tbody tr').length"));
    }

    @Test
    void that_the_answer_is_another_one_is_said_once() {
        hasten();
        assertEquals("", page.text(".monitoring > [role=status]"));
        Measured.of(60, 1)
                .app("A", point -> point < 50 ? Calls.fine(10) : Calls.fine(1).broken(9))
                .givenTo(page);
        page.see(".monitoring > [role=status]", "The target: A answers 90% of calls with errors");
    }
}
