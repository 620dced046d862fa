package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form of a saved activity: what is typed is kept as it is, judged at its field, and lost by nobody. */
@InBrowser
class SavedActivityFormTest extends SavedOnPage {

    SavedActivityFormTest(Page page) {
        super(page);
    }

    @Test
    void all_that_the_form_holds_is_saved_and_shown_again() {
        page.signIn(LIST).see("h2", "No saved activities yet");
        page.press("Add New").see("dialog", "Add a saved activity");
        assertEquals("Name", page.focused().replace(" required", ""));
        page.type("Name", "create-case").type("Description", "Opens a case").choose("Select Connected App", "crm");
        page.choose("Method", "POST").type("Path", "sobjects/{object}");
        page.press("Add header").type("Name of header 1", "X-Trace").type("Value of header 1", "t-{{trace}}");
        page.type("Body", "{ \"Subject\": \"{{subject}}\", \"n\": 1.50 }")
                .type("Timeout (ms)", "5000")
                .tick("False");
        page.type("Keep of the answer", "$.id");
        page.press("Add object as parameter").press("Constraints of parameter object");
        page.type("Allowed values of parameter 1", "Case\nLead").type("Default of parameter 1", "Case");
        page.tick("Parameter 1 is required");
        page.press("Add subject as parameter").press("Constraints of parameter subject");
        page.type("Longest of parameter 2", "255");
        page.press("Add trace as parameter").choose("Type of parameter 3", "Whole number");
        assertFalse(page.shows(".offers"), "nothing is left to be offered");
        page.press("Save").see(".notice", "create-case is saved");

        JsonNode saved = named("create-case");
        assertEquals("/sobjects/{object}", saved.get("path").textValue());
        assertEquals("{\"X-Trace\":\"t-{{trace}}\"}", saved.get("headers").toString());
        assertTrue(page.app()
                .get("/api/activities/" + saved.get("id").textValue())
                .text()
                .contains("{ \"Subject\": \"{{subject}}\", \"n\": 1.50 }"));
        assertEquals(
                "5000 false \"$.id\" \"Opens a case\"",
                "%s %s %s %s"
                        .formatted(
                                saved.get("timeout"),
                                saved.get("waitForResult"),
                                saved.get("select"),
                                saved.get("description")));
        assertEquals(
                "{\"object\":{\"type\":\"string\",\"enum\":[\"Case\",\"Lead\"],\"default\":\"Case\"},"
                        + "\"subject\":{\"type\":\"string\",\"maxLength\":255,\"required\":true},"
                        + "\"trace\":{\"type\":\"integer\",\"required\":true}}",
                saved.get("parameters").toString());

        page.press("Edit create-case").see("dialog", "Edit create-case");
        assertEquals("Case\nLead", value("#param-0-enum"));
        page.press("Save").see(".toasts", "create-case is saved");
        JsonNode again = named("create-case");
        assertEquals(2, again.get("version").intValue());
        assertEquals(without(saved), without(again), "saving what is shown changes nothing");
    }

    @Test
    void whatever_a_constraint_is_it_comes_through_the_form_unchanged() throws JsonProcessingException {
        Map<String, ?> parameters = Map.of(
                "text",
                Map.of(
                        "type",
                        "string",
                        "enum",
                        List.of("", " a", "b\nc", "\"q\"", "d"),
                        "default",
                        "",
                        "minLength",
                        0),
                "number",
                Map.of(
                        "type",
                        "number",
                        "minimum",
                        new BigDecimal("0.10"),
                        "maximum",
                        new BigDecimal("12345678901234567890.5"),
                        "enum",
                        List.of(1, 2.5),
                        "default",
                        1),
                "flag",
                Map.of("type", "boolean", "default", false),
                "code",
                Map.of("type", "string", "pattern", "^\\d+$", "required", true));
        String id = made("odd", "crm", Map.of("parameters", parameters, "body", "a text"));
        String before = page.app().get("/api/activities/" + id).text();

        page.signIn(LIST).press("Edit odd").see("dialog", "Edit odd");
        page.press("Save").see(".toasts", "odd is saved");

        String after = page.app().get("/api/activities/" + id).text();
        assertEquals(json(before, "parameters"), json(after, "parameters"));
        assertEquals(json(before, "body"), json(after, "body"));
    }

    @Test
    void what_is_wrong_is_said_at_its_field_by_the_page_or_by_the_server() {
        made("taken", "crm", Map.of());
        page.signIn(LIST).press("Add New").type("Name", "No good").press("Save");
        page.see(".summary", "2 fields need your attention");
        page.see("#name-fault", "a to z");
        page.see("#connector-fault", "Choose a connected app");

        page.type("Name", "taken").choose("Select Connected App", "crm").press("Save");
        page.see("#name-fault", "has this name");
        page.type("Name", "good").type("Path", "/../x").press("Add parameter");
        page.type("Name of parameter 1", "x").press("Constraints of parameter x");
        page.type("Pattern of parameter 1", "(")
                .type("Keep of the answer", "$[")
                .press("Save");
        page.see("#path-fault", "dots");
        page.see("#param-0-pattern-fault", "RE2");
        assertTrue(page.text("#select-fault").length() > 0);
        assertEquals("/../x", page.field("Path").getAttribute("value"));
        page.press("Pattern of parameter 1: This is no regular expression of RE2, which has no look-around and no back"
                + " reference.");
        assertEquals("param-0-pattern", page.browser().run("return document.activeElement.id"));

        page.type("Pattern of parameter 1", "^a")
                .type("Path", "/{x}/y")
                .type("Keep of the answer", "$.a")
                .tick("Parameter 1 is required");
        page.press("Save").see("#param-0-name-fault", "required");
    }

    @Test
    void a_change_in_between_is_shown_and_neither_is_lost() {
        String id = made("shared", "crm", Map.of("description", "first"));
        page.signIn(LIST).press("Edit shared").see("dialog", "Edit shared");
        theyChange(id, "path", "/theirs");
        page.type("Description", "mine").press("Save").see(".summary", "Path: /shared is now /theirs");
        assertEquals("mine", page.field("Description").getAttribute("value"));
        page.press("Save mine").see(".toasts", "shared is saved");
        assertEquals("/shared", read(id).get("path").textValue());
        assertEquals("mine", read(id).get("description").textValue());

        page.press("Edit shared").see("dialog", "Edit shared");
        theyChange(id, "path", "/again");
        page.type("Description", "lost").press("Save").see(".summary", "Someone changed");
        page.press("Load their version").seeNo(".summary");
        assertEquals("/again", page.field("Path").getAttribute("value"));
        assertEquals("mine", page.field("Description").getAttribute("value"));
    }

    @Test
    void what_was_typed_is_asked_about_before_it_is_lost() {
        page.signIn(LIST)
                .press("Add New")
                .type("Name", "half")
                .press("Cancel")
                .see("dialog", "Discard what you typed?");
        assertEquals("Keep editing", page.focused());
        page.press("Keep editing");
        page.browser().driver().navigate().back();
        page.see("dialog", "Discard what you typed?");
        assertEquals("half", page.field("Name").getAttribute("value"));
        assertTrue(page.browser().asksBeforeReloading());
    }

    @Test
    void a_request_that_was_run_once_can_be_saved() {
        page.signIn("/server-activity?connector=crm").see("#path-help", "https://api.example.com/v1/");
        page.choose("Method", "POST").type("Path", "/a/{b}").type("Body", "{\"c\": 1.50}");
        page.press("Save as activity").see("dialog", "Add a saved activity");
        assertEquals("/a/{b}", page.field("Path").getAttribute("value"));
        assertEquals("crm", page.field("Select Connected App").getAttribute("value"));
        assertTrue(page.browser().asksBeforeReloading(), "it is not saved yet");

        page.signIn("/server-activity?connector=crm").see("#path-help", "https://api.example.com/v1/");
        page.type("Path", "/a").press("Save as activity").type("Name", "kept").press("Save");
        page.see(".notice", "kept is saved");
        assertEquals("/a", named("kept").get("path").textValue());
        assertFalse(page.browser().asksBeforeReloading(), "it is kept");
    }

    @Test
    void a_revoked_connected_app_is_said_and_another_must_be_chosen() {
        made("alpha", "crm", Map.of());
        each("/api/connectors", id -> {
            if (page.app()
                    .get("/api/connectors/" + id)
                    .json()
                    .get("name")
                    .asText()
                    .equals("crm")) {
                page.app().call("DELETE", "/api/connectors/" + id, null);
            }
        });
        page.app().connector("crm", "https://another.example.com", "saved-secret-4711");

        page.signIn(LIST).see("table", "Revoked");
        page.press("Edit alpha").see("#connector-fault", "crm was revoked");
        assertEquals("", page.field("Select Connected App").getAttribute("value"));
        page.choose("Select Connected App", "other").press("Save").see(".toasts", "alpha is saved");
        assertEquals("other", named("alpha").get("connector").textValue());
    }

    @Test
    void many_connected_apps_are_found_by_typing() {
        for (int number = 10; number < 22; number++) {
            page.app().connector("app " + number, "https://app-" + number + ".example.com", "saved-secret-4711");
        }
        page.signIn(LIST).press("Add New").see("dialog", "Type a part of its name");
        page.type("Name", "alpha").type("Select Connected App", "app 9").press("Save");
        page.see("#connector-fault", "There is no connected app app 9");
        page.type("Select Connected App", "app 17").press("Save").see(".notice", "alpha is saved");
        assertEquals("app 17", named("alpha").get("connector").textValue());
    }
}
