package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connector's own page: what it is, how it does, its latest runs, and what can be done to it. */
@InBrowser
class ConnectorPageTest extends RunsOnPage {

    ConnectorPageTest(Page page) {
        super(page);
    }

    @Test
    void the_list_leads_to_it_and_it_to_its_runs() {
        waited("/orders");
        connector("other", Map.of());
        recorded(post(page.app().adminKey(), Map.of("connector", "other", "path", "/other")));
        page.app().post("/api/activities", Map.of("name", "a", "connector", "crm", "method", "GET", "path", "/a"));
        page.app().post("/api/keys", Map.of("name", "web", "role", "runner", "connectors", List.of("crm")));
        page.signIn("/").press("crm").see("h1", "crm");
        assertEquals("/connector?id=" + connector, page.address());

        String facts = page.text(".app-facts");
        for (String part : List.of(
                "https://api.example.com", "Token", "Enabled", "Healthy", "1 key, 1 activity", "all with success")) {
            assertTrue(facts.contains(part), part + " in " + facts);
        }
        awaitRows(1);
        page.press("GET /orders").see(".run-meaning", "It arrived");
        page.press("crm").see("h1", "crm");
        page.press("All runs").see("h1", "Runs");
        assertEquals("/runs?connector=" + connector, page.address());
        awaitRows(1);
        assertFalse(page.everything().contains(SECRET));
    }

    @Test
    void new_runs_appear_by_themselves() {
        page.signIn("/connector?id=" + connector).see("latest-runs", "No run yet.");
        waited("/new");

        page.see("latest-runs", "/new");
    }

    @Test
    void an_admin_changes_pauses_and_revokes_it_here() {
        queued("POST", "/later");
        page.signIn("/connector?id=" + connector).press("Edit").see("dialog", "Edit crm");
        page.type("Connector Name", "crm-2").press("Save").see("h1", "crm-2");
        page.seeNo("dialog").press("Pause").see(".app-facts", "Paused");
        assertFalse(page.hasButton("Run something"));
        page.press("Resume").see(".app-facts", "Enabled");
        page.press("Revoke").see("dialog", "1 queued delivery will be cancelled");
        page.type("Type crm-2 to confirm", "crm-2").press("Revoke").see("dialog", "crm-2 is revoked");

        page.press("Show the cancelled runs").seeNo("dialog").see("tbody", "/later");
        assertEquals("/runs?connector=" + connector + "&state=cancelled", page.address());
        page.browser().driver().navigate().back();
        page.see(".notice", "It is revoked");
        assertFalse(page.hasButton("Edit"));
        assertFalse(page.hasButton("Revoke"));
    }

    @Test
    void a_next_secret_is_added_tried_shown_and_made_current() {
        waited("/before");
        page.signIn("/connector?id=" + connector).press("Add next secret").see("dialog", "Add next secret for crm");
        page.press("Add").see(".summary", "Enter the Auth Prefix Value");
        page.type("Auth Prefix Value", "next-secret-4712").press("Add").seeNo("dialog");
        page.see(".credentials", "Takes over once the current one is refused");
        assertTrue(page.text(".credentials > :first-child").contains("Used by the last call"));

        target.when(request -> ("Bearer " + SECRET).equals(request.header("Authorization")), Answer.status(401));
        page.open("/runs?run=" + waited("/after")).see(".attempts", "The current secret was refused.");
        assertTrue(page.text(".attempts").contains("With the next secret."));
        page.until(
                "the promotion",
                () -> page.app().get("/api/connectors/" + connector).json().get("nextAuth"),
                JsonNode::isNull);
        page.open("/connector?id=" + connector).see("next-credential", "Add next secret");

        page.press("Add next secret").type("Auth Prefix Value", "a-third-secret-4713");
        page.tick("At a set time").press("Add").see("#activateAt-fault", "to come");
        page.press("Cancel").see("dialog", "Discard");
        page.press("Keep editing")
                .tick("When the current one is refused")
                .press("Add")
                .seeNo("dialog");
        page.press("Make current").see("dialog", "cannot be undone");
        page.press("Cancel").seeNo("dialog").press("Remove").see("dialog", "The current one stays");
        page.press("Remove").seeNo("dialog").see("next-credential", "Add next secret");
        assertFalse(page.everything().contains("4713"));
    }

    @Test
    void failing_leads_to_the_runs_that_failed() {
        waited("/fine");
        target.answer(Answer.status(500));
        waited("/broken");
        queued("GET", "/tried-again");
        connector("other", Map.of());
        page.signIn("/").press("Failing").see("tbody", "/broken");
        awaitRows(2);
        assertTrue(page.text("tbody").contains("/tried-again"));
        assertEquals("/runs?connector=" + connector + "&state=not-done", page.address());
    }

    @Test
    void who_may_only_look_is_offered_nothing_else() {
        page.signIn("/connector?id=" + connector, page.app().key("designer")).see("h1", "crm");
        assertTrue(page.hasButton("Run something"));
        assertFalse(page.hasButton("Add next secret"));
        assertFalse(page.hasButton("Pause"));
        assertFalse(page.hasButton("Revoke"));
        page.press("Show all settings").see("dialog .kept", "Set");

        page.signIn("/connector?id=" + connector, page.app().key("auditor")).see("h1", "crm");
        assertFalse(page.hasButton("Run something"));
        page.app().call("DELETE", "/api/connectors/" + connector, null);
        page.open("/connected-apps?state=revoked").press("crm").see(".notice", "It is revoked");
        page.signIn("/connector?id=" + connector, page.app().key("runner")).see("h2", "not for your role");
    }

    @Test
    void a_runner_sees_a_name_and_no_link() {
        page.signIn("/", page.app().key("runner", "crm")).see("table", "crm");
        assertFalse(page.hasButton("crm"));
    }

    @Test
    void what_does_not_exist_or_cannot_be_read_says_so() {
        page.signIn("/connector?id=none").see(".notice", "There is no such connected app");
        page.open("/connector").see(".notice", "There is no such connected app");
        page.browser().block("*/api/connectors/*");
        page.open("/connector?id=" + connector).see(".notice", "could not be loaded");
        page.browser().block();
        page.press("Try again").see("h1", "crm");
    }
}
