package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.logging.LogEntry;

/** What the tests of callers at the page have in common: two connectors, an activity, and no key but the admin's. */
abstract class CallersOnPage {

    static final String CALLERS = "/callers";
    static final String TOKENS = "/callers?show=tokens";
    static final String MARKUP = "<img src=x onerror=alert(1)>";

    final Page page;
    String crm;
    String closeCase;

    CallersOnPage(Page page) {
        this.page = page;
    }

    @BeforeEach
    void two_connectors_an_activity_and_no_key_but_the_admins() {
        page.browser().reset();
        page.app().dialler().reset();
        String own = page.app().get("/api/session").json().get("keyId").textValue();
        each("/api/keys", id -> {
            if (!id.equals(own)) {
                page.app().call("DELETE", "/api/keys/" + id, null);
            }
        });
        each("/api/activities", id -> page.app().call("DELETE", "/api/activities/" + id, null));
        each("/api/connectors", id -> page.app().call("DELETE", "/api/connectors/" + id, null));
        crm = page.app().connector("crm", "https://api.example.com/v1", "callers-secret-4711");
        page.app().connector("ledger", "https://ledger.example.com", "callers-secret-4711");
        Map<String, ?> activity =
                Map.of("name", "close-case", "connector", "crm", "method", "POST", "path", "/cases/close");
        closeCase =
                page.app().post("/api/activities", activity).json().get("id").textValue();
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.browser().letGo();
        page.assertCalm();
    }

    private void each(String list, Consumer<String> done) {
        page.app()
                .get(list + "?limit=200")
                .json()
                .get("items")
                .forEach(item -> done.accept(item.get("id").textValue()));
    }

    /** A key with that scope; answers its text. */
    String key(String name, String role, List<String> connectors, List<String> activities) {
        return made(name, role, connectors, activities, null).get("key").textValue();
    }

    JsonNode made(String name, String role, List<String> connectors, List<String> activities, String expiresAt) {
        Map<String, Object> document =
                new HashMap<>(Map.of("name", name, "role", role, "connectors", connectors, "activities", activities));
        document.put("expiresAt", expiresAt);
        Reply reply = page.app().post("/api/keys", document);
        assertEquals(201, reply.status(), reply.text());
        return reply.json();
    }

    JsonNode listed(String name) {
        for (JsonNode item : page.app().get("/api/keys?limit=200").json().get("items")) {
            if (item.get("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("There is no key " + name);
    }

    String value(String selector) {
        return (String) page.browser().run("return document.querySelector(arguments[0]).value", selector);
    }

    long count(String selector) {
        return (Long) page.browser().run("return document.querySelectorAll(arguments[0]).length", selector);
    }

    /** What the console was told, without what that says of refused calls. */
    List<String> console() {
        return page.browser().logged().stream().map(LogEntry::getMessage).toList();
    }

    /** How many of its calls the page was refused for its role. */
    long refusedCalls() {
        return (Long)
                page.browser()
                        .run(
                                "return performance.getEntriesByType('resource').filter((one) => one.responseStatus === 403).length");
    }
}
