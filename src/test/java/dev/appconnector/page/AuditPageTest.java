package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit at the page: who did what, and whether it is as it was written. */
@InBrowser
class AuditPageTest extends CallersOnPage {

    private static final String AUDIT = "/audit";

    AuditPageTest(Page page) {
        super(page);
    }

    private void change(String field, Object value) {
        Map<String, Object> document = new HashMap<>();
        page.app()
                .get("/api/connectors/" + crm)
                .json()
                .properties()
                .forEach(one -> document.put(one.getKey(), one.getValue()));
        document.put(field, value);
        assertEquals(
                200, page.app().call("PUT", "/api/connectors/" + crm, document).status());
    }

    @Test
    void what_changed_is_answered_in_two_clicks_from_the_start() {
        change("auth", Map.of("type", "token", "prefix", "Session", "value", "another-secret-4711"));
        page.signIn("/").press("Audit").see("tbody", "Connected app changed");
        page.press("Connected app changed").see("dialog", "/auth/prefix");
        String shown = page.text("dialog");
        assertTrue(
                shown.matches("(?s).*/auth/prefix\\s+Changed.*/auth/value\\s+Replaced; secrets are never shown.*"),
                shown);
        assertTrue(shown.contains("admin.key") && shown.contains("127.0.0.1") && shown.contains("Done"), shown);
        assertFalse(page.everything().contains("another-secret-4711"));
        page.press("Close").seeNo("dialog");
        assertEquals("Connected app changed", page.focused());
        assertEquals(AUDIT, page.address());
    }

    @Test
    void the_filters_stand_in_the_address_and_are_the_servers() {
        change("headers", Map.of("X-A", "1"));
        String key = key("second", "admin", List.of(), List.of());
        page.app().callWith(key, "DELETE", "/api/activities/" + closeCase, null);

        page.signIn(AUDIT).see("tbody", "Activity added");
        page.type("Who", "second").press("Verify").see(".found", "1 entry");
        assertTrue(page.text("tbody").contains("Activity deleted"));
        page.open(page.address()).see(".found", "1 entry");
        page.type("Who", "").type("Object", "crm").press("Verify");
        page.until(
                "of crm alone",
                () -> page.text("tbody"),
                shown -> shown.contains("Connected app changed") && !shown.contains("Activity added"));
        page.press("Connected app changed").press("All by admin.key").see("tbody", "Activity added");
        assertEquals(AUDIT + "?actor=admin.key", page.address());
        page.browser().driver().navigate().back();
        page.see("dialog", "/headers/X-A");
        page.press("All about crm").seeNo("dialog");
        assertEquals(AUDIT + "?object=" + crm, page.address());

        page.choose("Time", "Last hour").see("tbody", "Connected app changed");
        page.open(AUDIT + "?period=between&to=2020-01-01T00%3A00").see("h2", "Nothing recorded in this period");
        page.press("Clear filters").see("tbody", "Activity added");
        assertEquals(AUDIT, page.address());
    }

    @Test
    void more_is_shown_on_demand_and_a_link_leads_to_any_entry() {
        for (int number = 0; number < 110; number++) {
            key("k" + number, "auditor", List.of(), List.of());
        }
        page.signIn(AUDIT).see(".found", "The newest 50 entries");
        page.press("Show more").see(".found", "100 entries");
        assertEquals(100, count("tbody tr"));
        page.browser().block("*/api/audit*");
        page.press("Show more").see(".notice", "More could not be loaded");
        assertEquals(100, count("tbody tr"));
        page.browser().block();

        page.press("Try again").see(".found", "entries");
        page.until("more", () -> count("tbody tr"), rows -> rows > 100);

        page.open(AUDIT + "?entry=1").see("dialog", "Key made");
        assertTrue(page.text("dialog").contains("AppConnector"), page.text("dialog"));
        page.open(AUDIT + "?entry=99999").see("dialog", "There is no such entry");
        page.open(AUDIT + "?entry=x").see("dialog", "There is no such entry");
    }

    @Test
    void an_object_leads_to_where_it_still_is() {
        key("web", "runner", List.of("crm"), List.of());
        String other = page.app().connector("retired", "https://retired.example", "a-long-enough-secret");
        page.app().call("DELETE", "/api/connectors/" + other, null);
        page.signIn(AUDIT).press("web").see("h1", "Callers");
        page.see(".found", "1 key");
        page.open(AUDIT).press("close-case").see("dialog", "close-case");
        page.open(AUDIT).see("tbody", "retired");
        page.button("close-case");
        assertFalse(page.hasButton("retired"));
        page.press("crm").see("main", "crm");
        assertTrue(page.address().contains(crm), page.address());
    }

    @Test
    void an_audit_that_is_intact_is_said_to_be() {
        long entries = page.app().get("/api/audit/verify").json().get("entries").longValue();
        page.signIn(AUDIT).press("Verify").see(".notice-success", "Intact: all");
        String said = page.text(".notice-title").replaceAll("[^0-9]", "");
        assertTrue(Long.parseLong(said) >= entries, said);
        page.press("Dismiss").seeNo(".notice-success");
        assertEquals("Verify", page.focused());
    }

    @Test
    void an_audit_that_was_altered_says_where_first() {
        JsonNode newest = page.app()
                .get("/api/audit?object=close-case")
                .json()
                .get("items")
                .get(0);
        long sequence = newest.get("sequence").longValue();
        name(sequence, "open-case");
        try {
            page.signIn(AUDIT).press("Verify").see(".notice-danger", "Broken at entry " + sequence);
            assertTrue(page.text(".notice-danger").contains("not what was written there"));
            page.press("Show the entry").see("dialog", "Activity added");
            assertEquals(AUDIT + "?entry=" + sequence, page.address());
        } finally {
            name(sequence, "close-case");
        }
        page.press("Close").press("Verify").see(".notice-success", "Intact");
    }

    private void name(long sequence, String name) {
        page.app()
                .rows()
                .sql("update audit_entry set object_name = ? where sequence = ?")
                .params(name, sequence)
                .update();
    }

    @Test
    void a_check_that_takes_long_says_so_and_one_that_fails_can_be_begun_again() {
        page.signIn(AUDIT).see("tbody", "Activity added");
        page.browser().hold("*/api/audit/verify");
        page.press("Verify").see(".notice-info", "Checking every entry");
        assertEquals("true", page.button("Verify").getAttribute("aria-busy"));
        page.browser().letGo();
        page.see(".notice-success", "Intact");
        page.browser().block("*/api/audit/verify");
        page.press("Verify").see(".notice-danger", "The audit could not be checked");
        page.browser().block();
        page.press("Try again").see(".notice-success", "Intact");
    }

    @Test
    void it_is_for_admins_and_auditors() {
        page.signIn("/", key("d", "designer", List.of(), List.of())).see("tbody", "crm");
        assertFalse(page.hasButton("Audit"));
        page.open(AUDIT).see("main", "not for your role");
        assertEquals(0, refusedCalls());
        assertEquals(
                0,
                page.requests().stream()
                        .filter(one -> one.contains("/api/audit"))
                        .count());

        page.signIn("/", key("a", "auditor", List.of(), List.of()))
                .press("Audit")
                .see("tbody", "Activity added");
        page.press("Verify").see(".notice-success", "Intact");
        assertTrue(page.hasButton("Export"));
        assertEquals(0, refusedCalls());
    }

    @Test
    void what_others_wrote_is_text_and_no_markup() {
        key(MARKUP, "runner", List.of("crm"), List.of());
        page.signIn(AUDIT).see("tbody", MARKUP);
        page.press("Key made").see("dialog", MARKUP);
        page.open(AUDIT + "?actor=" + "%3Cimg%20src%3Dx%3E").see("h2", "Nothing recorded");
        assertEquals(0, count("main img, dialog img"));
    }
}
