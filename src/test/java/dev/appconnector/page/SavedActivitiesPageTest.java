package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of saved activities at the page, and what can be done to each by those who may. */
@InBrowser
class SavedActivitiesPageTest extends SavedOnPage {

    SavedActivitiesPageTest(Page page) {
        super(page);
    }

    @Test
    void from_nothing_to_an_activity_that_is_run_changed_and_deleted() {
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target.answer(Answer.json("{\"id\":7}")));
            page.signIn("/").press("Server Activity").press("Saved activities").see("h2", "No saved activities yet");
            page.press("Add New").type("Name", "close-case").choose("Select Connected App", "crm");
            page.choose("Method", "PUT").type("Path", "/cases/{id}").type("Body", "{\"why\": \"{{why}}\"}");
            page.press("Add id as parameter").choose("Type of parameter 1", "Whole number");
            page.press("Add why as parameter").press("Save").see(".notice", "close-case is saved");

            page.press("Run it").see("h1", "close-case");
            assertEquals(
                    "Run close-case – AppConnector (Test)",
                    page.browser().driver().getTitle());
            page.type("id", "7").type("why", "It is out").press("Run").see(".headline", "api.example.com: 200");
            assertEquals("/v1/cases/7", target.requests().get(0).target());
            assertEquals("{\"why\": \"It is out\"}", target.requests().get(0).bodyText());
            page.see("#panel", "\"id\": 7");

            page.press("Edit").see("dialog", "Edit close-case");
            page.type("Path", "/closed/{id}").press("Save").see(".toasts", "close-case is saved");
            page.until(
                    "the run is noted",
                    () -> named("close-case").get("lastRunAt").isTextual(),
                    Boolean::booleanValue);
            page.open(LIST).see("table", "just now");
            page.press("Delete close-case").see("dialog", "No key names it");
            page.press("Delete").see("h2", "No saved activities yet");
        } finally {
            page.app().dialler().reset();
        }
    }

    @Test
    void search_filter_and_order_stand_in_the_address() {
        made("alpha", "crm", Map.of("description", "the first one"));
        made("beta", "other", Map.of());
        made("gamma", "crm", Map.of());
        page.signIn(LIST).see(".found", "3 activities");
        page.type("Search", "FIRST").see(".found", "1 activity");
        assertTrue(page.text("table").contains("alpha"));
        page.type("Search", "zzz").see("h2", "No activity matches");
        page.press("Clear filters").see(".found", "3 activities");
        page.choose("Connected App", "other").see(".found", "1 activity");
        page.choose("Sort by", "Name, Z to A");
        page.open(page.address()).see(".found", "1 activity");
        assertTrue(page.text("table").contains("beta"));
        page.choose("Connected App", "All").see(".found", "3 activities");
        assertTrue(page.text("tbody").startsWith("gamma"));

        page.press("Connected Apps").press("2 activities").see(".found", "2 activities");
        assertFalse(page.text("table").contains("beta"));
    }

    @Test
    void a_list_that_does_not_come_says_why_and_can_be_asked_for_again() {
        made("alpha", "crm", Map.of());
        page.signIn("/");
        page.browser().block("*/api/activities*");
        page.open(LIST).see(".notice", "Saved activities could not be loaded");
        page.browser().block();
        page.press("Try again").see("table", "alpha");

        page.browser().hold("*/api/activities*");
        page.open(LIST);
        page.until("grey bars", () -> page.shows(".skeleton"), Boolean::booleanValue);
    }

    @Test
    void a_duplicate_begins_as_the_other_and_gets_a_name_of_its_own() {
        made("alpha", "crm", Map.of("parameters", Map.of("x", Map.of("type", "string")), "body", "{{x}}"));
        page.signIn(LIST).press("Duplicate alpha").see("dialog", "Add a saved activity");
        assertEquals("", page.field("Name").getAttribute("value"));
        page.type("Name", "copy").press("Save").see(".notice", "copy is saved");
        assertEquals(
                without(named("alpha")).replaceAll("\"(id|name|createdAt)\":\"[^\"]*\",", ""),
                without(named("copy")).replaceAll("\"(id|name|createdAt)\":\"[^\"]*\",", ""));
    }

    @Test
    void deleting_says_who_uses_it() {
        String id = made("alpha", "crm", Map.of());
        keyOf("runner", "alpha");
        page.signIn(LIST).see("table", "1 key");
        page.press("Delete alpha").see("dialog", "these keys: a runner");
        assertEquals("it leaves the scope of these keys: a runner", page.text(".stops li:last-child"));
        assertEquals("Cancel", page.focused());
        page.press("Cancel").seeNo("dialog");
        assertEquals("Delete alpha", page.focused());

        page.signIn(LIST, keyOf("designer")).press("Delete alpha").see("dialog", "the scope of 1 key");
        page.press("Delete").see("h2", "No saved activities yet");
        page.see(".toasts", "alpha is deleted");
        assertEquals(404, page.app().get("/api/activities/" + id).status());
    }

    @Test
    void each_role_sees_what_it_may_do_and_no_more() {
        made("alpha", "crm", Map.of("description", "for all"));
        made("beta", "crm", Map.of());

        page.signIn(LIST, keyOf("designer")).see("table", "alpha");
        assertTrue(page.hasButton("Add New") && page.hasButton("Edit alpha") && page.hasButton("Run alpha"));

        page.signIn(LIST, keyOf("auditor")).see("table", "alpha");
        assertFalse(page.hasButton("Add New") || page.hasButton("Edit alpha") || page.hasButton("Run alpha"));
        assertFalse(page.hasButton("Delete alpha") || page.hasButton("Run once"));
        page.press("alpha").see("dialog", "Parameters");
        assertFalse(page.field("Path").isEnabled());
        assertFalse(page.hasButton("Save") || page.hasButton("Add parameter"));
        page.press("Close").seeNo("dialog");

        page.signIn("/", keyOf("runner", "alpha")).press("Server Activity").see("table", "for all");
        assertFalse(page.text("main").contains("beta") || page.text("main").contains("crm"));
        assertFalse(page.hasButton("Add New") || page.hasButton("Edit alpha") || page.hasButton("Delete alpha"));
        assertTrue(page.hasButton("Run alpha"));
        page.press("Run once");
        assertFalse(page.hasButton("Save as activity"));
    }

    @Test
    void what_others_wrote_is_text_and_no_markup() {
        String id = made(
                "alpha",
                "crm",
                Map.of(
                        "description",
                        MARKUP,
                        "path",
                        "/a?b=%3Cimg%3E",
                        "headers",
                        Map.of("X-M", MARKUP),
                        "body",
                        MARKUP,
                        "parameters",
                        Map.of("p", Map.of("type", "string", "default", MARKUP, "enum", List.of(MARKUP)))));
        page.signIn(LIST).see("table", MARKUP);
        page.press("Edit alpha").see("dialog", "Edit alpha");
        assertEquals(MARKUP, page.field("Description").getAttribute("value"));
        theyChange(id, "description", "<i>theirs");
        page.type("Path", "/b").press("Save").see(".summary", "Description: " + MARKUP + " is now <i>theirs");
        page.open("/server-activity?run=" + id).see("h1", "alpha");
        page.see(".view-head", "<i>theirs");
        page.see("form", MARKUP);
        assertEquals(
                0L, page.browser().run("return document.querySelectorAll('main img, main script, main i').length"));
    }
}
