package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node saw of runs is to be seen on the page: of real ones, as the API counts them. */
@InBrowser
class MonitoringPageTest {

    private final Page page;
    private final FakeTarget target = FakeTarget.http();

    MonitoringPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void calls_went_well_with_one_connector_and_badly_with_another() {
        page.app().dialler().leadAll(target);
        target.onPath("/missing", Answer.status(404))
                .onPath("/broken", Answer.status(503))
                .onPath("/silent", Answer.silence())
                .onPath("/slow", (request, connection) -> {
                    connection.pause(Duration.ofMillis(200));
                    Answer.ok().answer(request, connection);
                });
        target.answer(Answer.ok());
        if (page.app().get("/api/connectors").json().get("items").isEmpty()) {
            page.app().connector("Weather", "http://weather.example", "secret-of-the-weather");
            page.app().connector("Zendesk", "http://zendesk.example", "secret-of-zendesk");
            for (String path : List.of("/", "/", "/", "/slow", "/missing")) {
                run("Weather", path);
            }
            for (String path : List.of("/", "/broken", "/broken", "/broken", "/silent")) {
                run("Zendesk", path);
            }
        }
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
        page.browser().reset();
        page.app().dialler().reset();
        target.close();
    }

    private void run(String connector, String path) {
        Map<String, Object> activity =
                new HashMap<>(Map.of("connector", connector, "method", "GET", "path", path.equals("/") ? "/ok" : path));
        if (path.equals("/silent")) {
            activity.put("timeout", 100);
        }
        page.app().post("/worker/runs", activity);
    }

    private String id(String connector) {
        for (JsonNode item : page.app().get("/api/connectors").json().get("items")) {
            if (item.get("name").textValue().equals(connector)) {
                return item.get("id").textValue();
            }
        }
        throw new AssertionError(connector);
    }

    /** What stands in the tile of that name. */
    private String tile(String name) {
        return (String) page.browser()
                .run(
                        "return [...document.querySelectorAll('.tile')]"
                                + ".find((one) => one.querySelector('dt').innerText === arguments[0]).innerText",
                        name);
    }

    /** What stands in the row of that app, column by column. */
    @SuppressWarnings("unchecked")
    private List<String> row(String name) {
        return (List<String>) page.browser()
                .run(
                        "return [...[...document.querySelectorAll('.figures tbody tr')]"
                                + ".find((one) => one.querySelector('th').innerText.trim() === arguments[0])"
                                + ".children].map((cell) => cell.innerText.trim())",
                        name);
    }

    /** The API's own figures, as the page got them last. */
    private JsonNode got() {
        String text = (String)
                page.browser().run("return recorded.answers.filter((one) => one.includes('\"connectors\":')).at(-1)");
        try {
            return RunningAppConnector.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** As people read it. */
    private static String length(JsonNode millis) {
        double seconds = millis.doubleValue() / 1_000;
        BigDecimal number = seconds >= 1 ? rounded(seconds, 2) : rounded(millis.doubleValue(), 3);
        return number.stripTrailingZeros().toPlainString() + (seconds >= 1 ? " s" : " ms");
    }

    private static BigDecimal rounded(double number, int digits) {
        return BigDecimal.valueOf(number).round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    @Test
    void whether_it_is_us_or_them_is_answered_in_one_click_from_the_start_page() {
        page.signIn("/").press("Monitoring");

        String verdict = page.see(".verdict", "Zendesk");
        assertTrue(verdict.contains("The target"), verdict);
        assertTrue(verdict.contains("Zendesk answers 80% of calls with errors since "), verdict);
        assertTrue(verdict.contains("the gateway adds "), verdict);
    }

    @Test
    void tiles_and_table_show_what_was_run() {
        page.signIn("/monitoring").see(".figures", "Zendesk");

        String errors = tile("Errors");
        assertTrue(errors.contains("40%"), errors);
        assertTrue(errors.contains("3 answered 5xx, 1 without answer; 1 4xx not counted"), errors);
        assertTrue(tile("Calls per minute").contains("10 calls in all"), tile("Calls per minute"));
        assertTrue(tile("p95 added by the gateway").contains(length(got().at("/all/sum/addedP95"))));
        assertTrue(tile("p95 target").contains(length(got().at("/all/sum/targetP95"))));
        assertTrue(tile("Queue depth").contains("0"), tile("Queue depth"));
        assertTrue(tile("Oldest queued").contains("No run waits"), tile("Oldest queued"));
        assertEquals("80% (4)", row("Zendesk").get(2));
        assertEquals("0", row("Zendesk").get(3));
        assertEquals("0% (0)", row("Weather").get(2));
        assertEquals("1", row("Weather").get(3));
        JsonNode weather = StreamSupport.stream(got().get("connectors").spliterator(), false)
                .filter(one -> one.get("name").textValue().equals("Weather"))
                .findFirst()
                .orElseThrow();
        assertEquals(length(weather.at("/sum/wholeP95")), row("Weather").get(4));
        assertEquals(length(weather.at("/sum/addedP95")), row("Weather").get(5));
        // The slow one, which is one of five, takes 200 ms.
        assertTrue(weather.at("/sum/wholeP95").doubleValue() > 180, weather.toString());
        assertEquals("0 0", row("Weather").get(6) + " " + row("Weather").get(7));
        assertTrue(page.text(".node").startsWith("What this node saw since "), page.text(".node"));
    }

    @Test
    void a_row_leads_to_the_failed_and_the_rejected_runs_of_its_app() {
        page.signIn("/monitoring?minutes=15").see(".figures", "Zendesk");

        assertEquals(
                List.of(
                        "/runs?state=failed&connector=" + id("Zendesk") + "&time=hour",
                        "/runs?state=rejected&connector=" + id("Zendesk") + "&time=hour",
                        "/runs?state=rejected&connector=" + id("Weather") + "&time=hour"),
                List.of(
                        href("Failed runs of Zendesk"),
                        href("Rejected runs of Zendesk"),
                        href("Rejected runs of Weather")));
        assertFalse(page.hasButton("Failed runs of Weather"));
        assertEquals("/connector?id=" + id("Zendesk"), href("Zendesk"));
        page.signIn("/monitoring?minutes=360", page.app().key("designer")).see(".figures", "Zendesk");
        // A designer sees no runs of others.
        assertTrue(href("Your failed runs of Zendesk").endsWith("&time=day"));
    }

    private String href(String name) {
        return page.button(name).getDomAttribute("href");
    }

    @Test
    void period_app_and_order_stand_in_the_address_and_a_link_opens_them_again() {
        page.signIn("/monitoring").see(".figures", "Zendesk");
        page.choose("Period", "Last 24 hours").choose("Connected App", "Weather");
        page.until(
                "the day", () -> page.requests(), calls -> calls.stream().anyMatch(call -> call.endsWith("step=10")));
        String verdict = page.see(".verdict", "All is well: 5 calls, none with errors");
        assertFalse(page.text(".figures").contains("Zendesk"), verdict);
        String address = page.address();
        assertEquals("/monitoring?minutes=1440&connector=" + id("Weather"), address);

        page.open(address).see(".verdict", "5 calls");
        assertEquals("1440", page.field("Period").getAttribute("value"));
        assertEquals(id("Weather"), page.field("Connected App").getAttribute("value"));
        page.choose("Connected App", "All").press("Errors");
        page.until("sorted", page::address, now -> now.endsWith("sort=-error"));
        assertEquals("Zendesk", page.text(".figures tbody th"));
        page.press("Errors").until("turned round", () -> page.text(".figures tbody th"), "Weather"::equals);
        // What the address says wrongly is as if it were not there.
        page.open("/monitoring?minutes=7&sort=no-such&connector=no-such").see(".empty", "No calls in this period");
        page.press("Show all apps").see(".figures", "Zendesk");
    }

    @ParameterizedTest
    @CsvSource({"15, 15, 1", "60, 60, 1", "360, 360, 3", "1440, 1440, 10"})
    void each_period_is_one_request_of_some_150_points_at_most(int chosen, int most, int step) {
        page.signIn("/monitoring?minutes=" + chosen).see(".verdict", "Zendesk");

        List<String> asked = page.requests().stream()
                .filter(call -> call.contains("/api/") && !call.contains("/api/session"))
                .toList();
        assertEquals(1, asked.size(), asked.toString());
        JsonNode got = got();
        assertEquals(step, got.get("step").intValue());
        int minutes = got.get("minutes").intValue();
        assertTrue(minutes > most - step && minutes <= most, minutes + " minutes");
        assertTrue(got.at("/all/points/runs").size() <= 150);
        // Points begin at the same times in each answer, whatever the minute.
        assertEquals(0, Instant.parse(got.get("from").textValue()).getEpochSecond() / 60 % step);
    }

    @Test
    void what_draws_is_loaded_when_it_is_asked_for() {
        String later = "return performance.getEntriesByType('resource')"
                + ".filter((one) => /uplot|\\/monitoring/.test(one.name)).map((one) => one.name.split('/').at(-1))";
        page.signIn("/").see("h1", "Connected Apps");
        assertEquals(List.of(), page.browser().run(later));

        page.press("Monitoring").see(".verdict", "Zendesk");
        String loaded = page.browser().run(later).toString();
        assertTrue(loaded.contains("uPlot.esm.js") && loaded.contains("uPlot.min.css"), loaded);
        // Its style sheet is in force.
        assertEquals(
                "absolute", page.browser().run("return getComputedStyle(document.querySelector('.u-over')).position"));
    }

    @Test
    void a_style_sheet_that_did_not_come_is_asked_for_again() {
        page.signIn("/").browser().block("*/uPlot.min.css");
        page.press("Monitoring").see(".notice", "This part of the page could not be loaded");
        page.browser().block();
        page.press("Try again").see(".verdict", "Zendesk");
    }

    @Test
    void what_the_network_lost_comes_back_with_it() {
        page.signIn("/monitoring").see(".verdict", "Zendesk");
        // Not because ten seconds are over.
        page.browser().run("""
                const later = window.setTimeout;
                window.setTimeout = (what, millis, ...more) => (millis > 5000 ? 0 : later(what, millis, ...more));
                """);
        page.browser().offline(true);
        page.choose("Period", "Last 15 minutes").see(".notice-danger", "These figures could not be renewed");
        assertTrue(page.text(".figures").contains("Zendesk"));
        page.browser().offline(false);
        page.seeNo(".notice-danger");
    }

    @Test
    void designers_and_auditors_see_it_and_runners_do_not() {
        page.signIn("/", page.app().key("runner", "*")).see("h1", "Connected Apps");
        assertFalse(page.hasButton("Monitoring"));
        page.open("/monitoring").see(".empty", "not for your role");
        assertFalse(page.requests().stream().anyMatch(call -> call.contains("monitoring")));
        for (String role : List.of("designer", "auditor")) {
            page.signIn("/", page.app().key(role)).press("Monitoring").see(".verdict", "Zendesk");
        }
    }
}
