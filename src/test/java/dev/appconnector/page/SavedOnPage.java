package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of saved activities at the page have in common: two connectors, and no activity. */
abstract class SavedOnPage {

    static final String LIST = "/server-activity?show=saved";
    static final String MARKUP = "<img src=x onerror=alert(1)>";

    /** Numbers with every digit. */
    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    final Page page;

    SavedOnPage(Page page) {
        this.page = page;
    }

    @BeforeEach
    void two_connectors_and_no_activity() {
        each("/api/activities", id -> page.app().call("DELETE", "/api/activities/" + id, null));
        each("/api/connectors", id -> page.app().call("DELETE", "/api/connectors/" + id, null));
        page.app().connector("crm", "https://api.example.com/v1", "saved-secret-4711");
        page.app().connector("other", "https://other.example.com", "saved-secret-4711");
    }

    void each(String list, Consumer<String> done) {
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

    String made(String name, String connector, Map<String, ?> more) {
        Map<String, Object> document =
                new HashMap<>(Map.of("name", name, "connector", connector, "method", "GET", "path", "/" + name));
        document.putAll(more);
        return page.app().post("/api/activities", document).json().get("id").textValue();
    }

    JsonNode read(String id) {
        return page.app().get("/api/activities/" + id).json();
    }

    JsonNode named(String name) {
        for (JsonNode item : page.app().get("/api/activities?limit=200").json().get("items")) {
            if (item.get("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("There is no activity " + name);
    }

    String keyOf(String role, String... activities) {
        return page.app()
                .post("/api/keys", Map.of("name", "a " + role, "role", role, "activities", List.of(activities)))
                .json()
                .get("key")
                .textValue();
    }

    static String without(JsonNode saved) {
        return saved.<ObjectNode>deepCopy()
                .remove(List.of("version", "updatedAt"))
                .toString();
    }

    String value(String selector) {
        return (String) page.browser().run("return document.querySelector(arguments[0]).value", selector);
    }

    static JsonNode json(String text, String field) throws JsonProcessingException {
        return EXACT.readTree(text).get(field);
    }

    void theyChange(String id, String field, String value) {
        Map<String, Object> document = new HashMap<>();
        read(id).properties().forEach(one -> document.put(one.getKey(), one.getValue()));
        document.put(field, value);
        assertEquals(
                200, page.app().call("PUT", "/api/activities/" + id, document).status());
    }
}
