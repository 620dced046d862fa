package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of keys at the page: who may run what, and what ends that. */
@InBrowser
class CallersPageTest extends CallersOnPage {

    CallersPageTest(Page page) {
        super(page);
    }

    @Test
    void from_no_caller_to_a_key_that_is_signed_in_with_and_revoked() {
        page.signIn("/").press("Callers").see(".no-caller", "A caller is a page or service");
        page.press("New key").type("Name", "web").tick("crm").press("Make key").see("dialog", "web works");
        String key = value("#key");
        page.browser().letClipboardBeUsed();
        page.press("Copy").see("dialog .toasts", "Copied");
        assertEquals(key, page.browser().clipboard());
        page.press("Close").seeNo("dialog");
        page.see("tbody", "1 connected app");
        assertFalse(page.shows(".no-caller"));

        page.browser().reset();
        page.open("/").type("Key", key).press("Sign in").see("table", "crm");
        assertFalse(page.text("table").contains("ledger"));
        page.press("Callers").see("token-form", "crm");
        assertFalse(page.text("main").contains("ledger"));

        page.signIn(CALLERS).press("Revoke web").see("dialog", "the browser tokens that it made end too");
        assertEquals("Cancel", page.focused());
        assertTrue(page.text("dialog").contains("It may run: 1 connected app (crm)"), page.text("dialog"));
        page.press("Revoke").see(".toasts", "The key of web is revoked");
        page.see(".no-caller", "No caller yet");
        assertEquals("Callers", page.focused());
        assertEquals(
                401, page.app().callWith(key, "GET", "/api/connectors", null).status());
    }

    @Test
    void who_may_call_a_connector_is_answered_in_two_clicks_from_the_start() {
        key("by-connector", "runner", List.of("crm"), List.of());
        key("by-activity", "runner", List.of(), List.of("close-case"));
        key("by-all", "runner", List.of("*"), List.of());
        key("elsewhere", "runner", List.of("ledger"), List.of());
        key("reader", "auditor", List.of(), List.of());

        page.signIn("/").press("Callers").see("tbody", "elsewhere");
        page.choose("May run with", "crm").see(".found", "4 keys");
        for (String name : List.of("by-connector", "by-activity", "by-all", "admin.key")) {
            assertTrue(page.text("tbody").contains(name), name);
        }
        assertFalse(
                page.text("tbody").contains("elsewhere") || page.text("tbody").contains("reader"));

        page.open("/").press("1 key").see(".found", "4 keys");
        assertEquals(CALLERS + "?app=" + crm, page.address());
    }

    @Test
    void what_a_key_may_run_is_said_by_names() {
        key("some", "runner", List.of("crm", "ledger"), List.of("close-case"));
        key("none", "runner", List.of(), List.of());
        key("all", "runner", List.of("*"), List.of("*"));
        key("reads", "auditor", List.of(), List.of());
        page.app()
                .call(
                        "DELETE",
                        "/api/connectors/"
                                + page.app().connector("gone", "https://gone.example", "a-long-enough-secret"),
                        null);

        page.signIn(CALLERS).see("tbody", "2 connected apps");
        assertFalse(page.text("tbody").contains("close-case"));
        page.press("1 activity").see(".reach-names[open]", "close-case");
        page.press("2 connected apps").see("tbody", "ledger");
        String table = page.text("tbody");
        assertTrue(table.contains("All connected apps") && table.contains("All activities"), table);
        assertTrue(table.contains("Nothing; it only reads") && table.contains("Everything"), table);

        page.app().call("DELETE", "/api/connectors/" + crm, null);
        page.open(CALLERS).press("2 connected apps").see("tbody", "crm (revoked)");
    }

    @Test
    void search_filters_and_order_stand_in_the_address() {
        String soon = Instant.now()
                .plus(Duration.ofDays(3))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        made("beta", "runner", List.of("crm"), List.of(), soon);
        key("alpha", "runner", List.of(), List.of("close-case"));
        made("gone", "runner", List.of("*"), List.of(), soon);
        page.app()
                .rows()
                .sql("update api_key set expires_at = timestamp '2026-01-31 10:00:00' where name = 'gone'")
                .update();
        key("boss", "designer", List.of(), List.of());

        page.signIn(CALLERS).see(".found", "5 keys");
        assertTrue(page.text("tbody").startsWith("boss"));
        page.type("Search", "CLOSE-c").see(".found", "1 key");
        page.type("Search", "zzz").see("h2", "No key matches");
        page.press("Clear filters").see(".found", "5 keys");
        page.choose("State", "Expires soon").see(".found", "1 key");
        assertTrue(page.text("tbody").contains("beta") && page.text("tbody").contains("Expires soon"));
        page.choose("State", "Expired").see("tbody", "gone");
        page.choose("State", "Works").see(".found", "4 keys");
        page.choose("Role", "Runner").choose("Sort by", "Name, A to Z").see(".found", "2 keys");
        page.open(page.address()).see(".found", "2 keys");
        assertTrue(page.text("tbody").startsWith("alpha"), page.text("tbody"));
        page.press("Name").see("th[aria-sort=descending]", "Name");
        assertEquals(CALLERS + "?state=live&role=runner&sort=-name", page.address());
    }

    @Test
    void ones_own_key_warns_and_then_signs_out() {
        page.signIn(CALLERS, key("second", "admin", List.of(), List.of())).see("tbody", "signed in with this key");
        page.press("Revoke second").see("dialog", "signs you out at once");
        page.press("Cancel").seeNo("dialog");
        assertEquals("Revoke second", page.focused());
        page.press("Revoke second").press("Revoke and sign out").see("h1", "Sign in");
        assertFalse(page.shows("dialog"));
        page.open(CALLERS).see("h1", "Sign in");
    }

    @Test
    void the_last_key_of_an_admin_stays_and_the_dialog_says_why() {
        page.signIn(CALLERS).press("Revoke admin.key").press("Revoke and sign out");
        page.see("dialog .notice-danger", "It is the last admin key");
        page.press("Cancel").see("tbody", "admin.key");
    }

    @Test
    void a_key_of_the_setting_says_so_and_cannot_be_revoked_here() {
        key("of-the-setting", "admin", List.of(), List.of());
        page.app()
                .rows()
                .sql("update api_key set from_setting = true where name = 'of-the-setting'")
                .update();
        page.signIn(CALLERS).see("tbody", "From the setting appconnector.admin-key");
        assertFalse(page.hasButton("Revoke of-the-setting"));
        page.app().rows().sql("update api_key set from_setting = false").update();
    }

    @Test
    void one_that_another_admin_revoked_meanwhile_is_said_and_gone() {
        JsonNode made = made("brief", "runner", List.of("crm"), List.of(), null);
        page.signIn(CALLERS).press("Revoke brief").see("dialog", "Revoke brief?");
        page.app().call("DELETE", "/api/keys/" + made.get("id").textValue(), null);
        page.press("Revoke").see("dialog .notice-danger", "has been ended");
        page.press("Cancel").seeNo("dialog");
        page.see(".found", "1 key");
        assertFalse(page.text("tbody").contains("brief"));
    }

    @Test
    void a_run_that_was_handed_over_outlives_its_key() {
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target.answer(Answer.status(503).header("Retry-After", "3600")));
            String key = key("hands-over", "runner", List.of("crm"), List.of());
            Map<String, ?> activity = Map.of("connector", "crm", "method", "GET", "path", "/", "waitForResult", false);
            String run = "/worker/runs/"
                    + page.app()
                            .callWith(key, "POST", "/worker/runs", activity)
                            .json()
                            .get("id")
                            .textValue();
            page.signIn(CALLERS).press("Revoke hands-over").see("dialog", "Runs that it handed over go on");
            page.press("Revoke").see(".toasts", "revoked");
            page.until(
                    "it was tried and waits",
                    () -> page.app().get(run).json(),
                    shown -> shown.get("attempts").size() == 1
                            && shown.get("state").asText().equals("queued"));
            page.app().post(run + "/cancel", null);
        } finally {
            page.app().dialler().reset();
        }
    }

    @Test
    void a_list_that_does_not_come_says_why_and_can_be_asked_for_again() {
        page.signIn("/");
        page.browser().block("*/api/keys*");
        page.press("Callers").see(".notice", "Callers could not be loaded");
        page.browser().block();
        page.press("Try again").see("tbody", "admin.key");
    }

    @Test
    void each_role_sees_what_it_may_do_and_no_more() {
        page.signIn("/", key("d", "designer", List.of(), List.of()))
                .press("Callers")
                .see("token-form", "close-case");
        assertFalse(page.hasButton("Callers & keys") || page.hasButton("New key") || page.hasButton("Audit"));
        page.open(CALLERS + "?key=new").see("token-form", "close-case");
        assertFalse(page.shows("dialog"));
        page.open("/").see("tbody", "crm");
        assertEquals(0, refusedCalls());
        assertEquals(
                0,
                page.requests().stream()
                        .filter(one -> one.contains("/api/keys"))
                        .count());

        page.signIn(CALLERS, key("a", "auditor", List.of(), List.of())).see("tbody", "admin.key");
        assertFalse(
                page.hasButton("New key") || page.hasButton("Revoke admin.key") || page.hasButton("Browser tokens"));
        page.open(TOKENS + "&key=new").see("tbody", "admin.key");
        assertFalse(page.shows("dialog") || page.shows("token-form"));
        assertEquals(0, refusedCalls());

        page.signIn(CALLERS, key("r", "runner", List.of("crm"), List.of())).see("token-form", "crm");
        assertFalse(page.text("main").contains("ledger") || page.text("main").contains("All, also later ones"));
        assertEquals(0, refusedCalls());
    }

    @Test
    void what_others_wrote_is_text_and_no_markup() {
        key(MARKUP, "runner", List.of("crm"), List.of());
        page.signIn(CALLERS).see("tbody", MARKUP);
        page.press("Revoke " + MARKUP).see("dialog", "Revoke " + MARKUP + "?");
        page.press("Revoke").see(".toasts", MARKUP);
        assertEquals(0, count("main img, dialog img, .toasts img"));
    }
}
