package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Saved activities at the page: listed, made, changed, duplicated and deleted, each by those who may. */
@InBrowser
class SavedActivitiesPageTest {

    private static final String LIST = "/server-activity?show=saved";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    /** Numbers with every digit. */
    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Page page;

    SavedActivitiesPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void two_connectors_and_no_activity() {
        each("/api/activities", id -> page.app().call("DELETE", "/api/activities/" + id, null));
        each("/api/connectors", id -> page.app().call("DELETE", "/api/connectors/" + id, null));
        page.app().connector("crm", "https://api.example.com/v1", "saved-secret-4711");
        page.app().connector("other", "https://other.example.com", "saved-secret-4711");
    }

    private void each(String list, Consumer<String> done) {
        page.app()
                .get(list + "?limit=200")
                .json()
                .get("items")
                .forEach(item -> done.accept(item.get("id").textValue()));
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.browser().letGo();
        page.assertCalm();
    }

    private String made(String name, String connector, Map<String, ?> more) {
        Map<String, Object> document =
                new HashMap<>(Map.of("name", name, "connector", connector, "method", "GET", "path", "/" + name));
        document.putAll(more);
        return page.app().post("/api/activities", document).json().get("id").textValue();
    }

    private JsonNode read(String id) {
        return page.app().get("/api/activities/" + id).json();
    }

    private JsonNode named(String name) {
        for (JsonNode item : page.app().get("/api/activities?limit=200").json().get("items")) {
            if (item.get("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("There is no activity " + name);
    }

    private String keyOf(String role, String... activities) {
        return page.app()
                .post("/api/keys", Map.of("name", "a " + role, "role", role, "activities", List.of(activities)))
                .json()
                .get("key")
                .textValue();
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

    private static String without(JsonNode saved) {
        return saved.<ObjectNode>deepCopy()
                .remove(List.of("version", "updatedAt"))
                .toString();
    }

    private String value(String selector) {
        return (String) page.browser().run("return document.querySelector(arguments[0]).value", selector);
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

    private static JsonNode json(String text, String field) throws JsonProcessingException {
        return EXACT.readTree(text).get(field);
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

    private void theyChange(String id, String field, String value) {
        Map<String, Object> document = new HashMap<>();
        read(id).properties().forEach(one -> document.put(one.getKey(), one.getValue()));
        document.put(field, value);
        assertEquals(
                200, page.app().call("PUT", "/api/activities/" + id, document).status());
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
        assertEquals("Cancel", page.focused());
        page.press("Cancel").seeNo("dialog");
        assertEquals("Delete alpha", page.focused());

        page.signIn(LIST, keyOf("designer")).press("Delete alpha").see("dialog", "the scope of 1 key");
        page.press("Delete").see("h2", "No saved activities yet");
        page.see(".toasts", "alpha is deleted");
        assertEquals(404, page.app().get("/api/activities/" + id).status());
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
