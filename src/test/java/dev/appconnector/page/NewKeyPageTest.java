package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** A key made at the page: what it may run, how long it lives, and that it is shown once. */
@InBrowser
class NewKeyPageTest extends CallersOnPage {

    NewKeyPageTest(Page page) {
        super(page);
    }

    private Page form() {
        page.signIn(CALLERS).press("New key").see("dialog", "Saved activities");
        return page;
    }

    @Test
    void a_key_is_shown_once_and_is_nowhere_afterwards() {
        form().type("Name", "once").tick("crm").press("Make key").see("dialog", "once works");
        String key = value("#key");
        assertTrue(key.matches("ac_[A-Za-z0-9_-]{43,}"), key);
        assertEquals("Key", page.focused());
        assertEquals("true", page.field("Key").getAttribute("readonly"));
        assertFalse(page.address().contains(key)
                || page.browser().driver().getTitle().contains(key));

        page.press("Close").see(".asking", "Close without a copy of it?");
        page.press("Back to the key");
        assertEquals("Key", page.focused());
        // As the browser's own menu does it.
        page.browser().letClipboardBeUsed();
        assertEquals(true, page.browser().run("return document.execCommand('copy')"));
        page.keys(Keys.ESCAPE).seeNo("dialog");
        assertFalse(page.held().contains(key));
        assertEquals(
                List.of(), console().stream().filter(line -> line.contains(key)).toList());
        page.browser().driver().navigate().back();
        page.browser().driver().navigate().forward();
        page.see("tbody", "once");
        assertFalse(page.held().contains(key));
        page.open(CALLERS).see("tbody", "once");
        assertFalse(page.everything().contains(key));
    }

    @Test
    void back_and_the_tabs_end_ask_before_they_lose_a_key_that_nobody_copied() {
        form().type("Name", "kept").tick("crm").press("Make key").see("dialog", "kept works");
        String key = value("#key");
        page.browser().driver().navigate().back();
        page.see(".asking", "Close without a copy of it?");
        assertEquals(key, value("#key"));
        assertTrue(page.browser().asksBeforeReloading());
        page.see("dialog", "New key");
        assertFalse(page.everything().contains(key));
    }

    @Test
    void what_was_typed_is_discarded_only_on_demand() {
        form().type("Name", "half").press("Cancel").see(".asking", "Discard what you typed?");
        page.press("Keep editing");
        assertEquals("half", page.field("Name").getAttribute("value"));
        page.press("Cancel").press("Discard").seeNo("dialog");
        assertEquals("New key", page.focused());
        assertEquals(CALLERS, page.address());
    }

    @Test
    void nothing_is_ticked_at_first_and_all_is_a_choice_of_its_own() {
        form();
        assertEquals(0, count("scope-picker input:checked"));
        page.type("Name", "wide");
        page.browser().run("document.querySelector('#connectors .form-check-input').click()");
        page.until("no list", () -> count("#connectors .picker-list"), left -> left == 0);
        page.press("Make key").see("dialog", "wide works");
        assertEquals("[\"*\"]", listed("wide").get("connectors").toString());
        assertEquals("[]", listed("wide").get("activities").toString());
    }

    @Test
    void many_are_searched_and_what_is_chosen_is_counted() {
        for (int number = 1; number <= 7; number++) {
            page.app().connector("app-" + number, "https://app.example", "picker-secret-4711");
        }
        form().type("Name", "picked").type("Search connected apps", "APP-3").tick("app-3");
        assertEquals(1, count("#connectors .picker-list .choice"));
        page.keys(Keys.TAB).type("Search connected apps", "cr").tick("crm").see("#connectors", "2 chosen");
        page.field("Search connected apps").sendKeys(Keys.ENTER);
        assertTrue(page.hasButton("Make key"));
        page.press("Clear the connected apps that are chosen");
        page.type("Search connected apps", "app-5")
                .tick("app-5")
                .press("Make key")
                .see("dialog", "picked works");
        assertEquals(1, listed("picked").get("connectors").size());
    }

    @ParameterizedTest
    @CsvSource({"Designer", "Admin", "Auditor"})
    void only_a_runner_has_a_scope(String role) {
        form().type("Name", "unscoped").tick("crm").tick(role);
        page.seeNo("scope-picker");
        page.press("Make key").see("dialog", "unscoped works");
        JsonNode made = listed("unscoped");
        assertEquals(role.toLowerCase(java.util.Locale.ROOT), made.get("role").textValue());
        assertEquals("[\"*\"]", made.get("connectors").toString());
    }

    @ParameterizedTest
    @CsvSource({"24 hours, 1", "90 days, 90"})
    void a_key_lives_as_long_as_was_chosen(String lifetime, long days) {
        form().type("Name", "lives")
                .tick("crm")
                .tick(lifetime)
                .press("Make key")
                .see("dialog", "lives works");
        Instant ends = Instant.parse(listed("lives").get("expiresAt").textValue());
        Duration off = Duration.between(Instant.now().plus(Duration.ofDays(days)), ends)
                .abs();
        assertTrue(off.compareTo(Duration.ofMinutes(2)) < 0, ends.toString());
    }

    @Test
    void a_key_lives_until_a_day_ends_or_without_end() {
        form().type("Name", "dated").tick("crm").tick("Until a day");
        setDay("2031-05-04");
        page.press("Make key").see("dialog", "dated works");
        long expected = (Long) page.browser().run("return new Date('2031-05-04T23:59:59.999').getTime()");
        assertEquals(
                expected,
                Instant.parse(listed("dated").get("expiresAt").textValue()).toEpochMilli());

        form().type("Name", "endless").tick("crm").tick("No end").see("dialog", "works until somebody revokes it");
        page.press("Make key").see("dialog", "endless works");
        assertTrue(listed("endless").get("expiresAt").isNull());
    }

    private void setDay(String day) {
        page.browser().run("""
                const [field, day] = arguments;
                field.value = day;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                """, page.field("Last day"), day);
    }

    @Test
    void what_is_wrong_is_said_at_its_field_and_nothing_is_sent() {
        form().tick("Until a day").press("Make key").see(".summary", "3 fields need your attention");
        assertEquals("true", page.field("Name").getAttribute("aria-invalid"));
        page.see("#connectors-fault", "Choose something that it may run");
        setDay("2020-01-01");
        page.press("Make key").see("#day-fault", "not past");
        page.press("Name: Enter a name of 1 to 128 characters, without space at either end.");
        assertEquals("Name", page.focused().replaceFirst("\\s*required", ""));
        assertEquals(
                0, page.requests().stream().filter("POST /api/keys"::equals).count());
    }

    @Test
    void what_the_server_refuses_is_said_at_its_field_by_name() {
        form().type("Name", "un\u200bprintable").tick("crm").tick("ledger");
        page.app().call("DELETE", "/api/connectors/" + crm, null);
        page.press("Make key").see(".summary", "2 fields need your attention");
        page.see("#key-name-fault", "printable characters");
        page.see("#connectors-fault", "“crm”: There is no connector");
        assertEquals("un\u200bprintable", value("#key-name"));
    }

    @Test
    void a_key_is_made_by_the_keyboard_alone() {
        page.signIn(CALLERS).see("tbody", "admin.key");
        tabTo("New key").keys(Keys.ENTER).see("dialog", "Saved activities");
        page.until("the name", page::focused, focused -> focused.startsWith("Name"));
        page.keys("by keys");
        tabTo("Runner").keys(Keys.ARROW_DOWN, Keys.ARROW_UP);
        tabTo("crm").keys(Keys.SPACE);
        tabTo("90 days").keys(Keys.ARROW_LEFT);
        tabTo("Make key").keys(Keys.ENTER).see("dialog", "by keys works");
        page.until("the key", page::focused, "Key"::equals);
        page.browser().letClipboardBeUsed();
        tabTo("Copy").keys(Keys.ENTER).see("dialog .toasts", "Copied");
        page.keys(Keys.ESCAPE).seeNo("dialog");
        assertEquals("New key", page.focused());
        assertEquals(1, listed("by keys").get("connectors").size());
    }

    private Page tabTo(String name) {
        for (int press = 0; press < 60 && !page.focused().equals(name); press++) {
            page.keys(Keys.TAB);
        }
        assertEquals(name, page.focused());
        return page;
    }

    @Test
    void two_clicks_make_one_key() {
        form().type("Name", "double").tick("crm");
        page.browser().run("const [button] = arguments; button.click(); button.click();", page.button("Make key"));
        page.see("dialog", "double works");
        assertEquals(
                1, page.requests().stream().filter("POST /api/keys"::equals).count());
    }
}
