package dev.appconnector.page;

import static dev.appconnector.page.PageState.state;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Page;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states of the page that are about saved activities. */
final class SavedActivityStates {

    private static final String LIST = "/server-activity?show=saved";

    static final List<PageState> ALL = List.of(
            state("saved--empty", scene -> list(scene, false).see("h2", "No saved activities yet")),
            state("saved--failed", SavedActivityStates::failed),
            state("saved--filled", scene -> list(scene, true).see("table", "create-case")),
            state("saved--form", SavedActivityStates::form),
            state("saved--faults", SavedActivityStates::faults),
            state("saved--stale", SavedActivityStates::stale),
            state("saved--delete", SavedActivityStates::delete),
            state("saved--values", SavedActivityStates::values),
            state("saved--refused", SavedActivityStates::refused));

    private SavedActivityStates() {}

    /** The list, empty or with one activity of each kind; the connectors are those of {@link Scene#list()}. */
    private static Page list(Scene scene, boolean filled) {
        Page page = scene.list();
        page.app().get("/api/activities?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/activities/" + item.get("id").textValue(), null));
        if (filled) {
            fill(page);
        }
        return page.open(LIST);
    }

    private static void fill(Page page) {
        page.app().connector("Retired", "https://retired.example.com", Scene.SECRET);
        save(page, "export-report", "Retired", "GET", "/reports/latest.csv", Map.of());
        page.app().get("/api/connectors").json().get("items").forEach(item -> {
            if (item.get("name").textValue().equals("Retired")) {
                page.app().call("DELETE", "/api/connectors/" + item.get("id").textValue(), null);
            }
        });
        save(page, "look-up-weather", "Weather", "GET", "/forecast", Map.of());
        String id = save(
                page,
                "create-case",
                "Salesforce",
                "POST",
                "/sobjects/{object}",
                Map.of(
                        "description",
                        "Opens a case for a customer who has written to us",
                        "body",
                        Map.of("Subject", "{{subject}}", "Priority", "{{priority}}"),
                        "headers",
                        Map.of("X-Trace", "{{trace}}"),
                        "timeout",
                        10_000,
                        "select",
                        "$.id",
                        "parameters",
                        parameters()));
        page.app().post("/api/keys", Map.of("name", "crm-web", "role", "runner", "activities", List.of("create-case")));
        page.app().post("/worker/runs", Map.of("activity", id, "parameters", Map.of("subject", "x")));
        page.until(
                "the run is noted",
                () -> page.app().get("/api/activities/" + id).json().get("lastRunAt"),
                at -> at.isTextual());
    }

    private static Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("object", Map.of("type", "string", "enum", List.of("Case", "Lead"), "default", "Case"));
        parameters.put("subject", Map.of("type", "string", "maxLength", 255, "required", true));
        parameters.put("priority", Map.of("type", "integer", "minimum", 1, "maximum", 5, "default", 3));
        parameters.put("urgent", Map.of("type", "boolean"));
        parameters.put("trace", Map.of("type", "string", "maxLength", 40));
        return parameters;
    }

    private static String save(
            Page page, String name, String connector, String method, String path, Map<String, Object> more) {
        Map<String, Object> document =
                new HashMap<>(Map.of("name", name, "connector", connector, "method", method, "path", path));
        document.putAll(more);
        return page.app().post("/api/activities", document).json().get("id").textValue();
    }

    private static void failed(Scene scene) {
        scene.list().browser().block("*/api/activities*");
        scene.page().open(LIST).see(".notice", "could not be loaded");
    }

    private static void form(Scene scene) {
        list(scene, true).press("Add New").see("dialog", "Add a saved activity");
        Page page = scene.page();
        page.type("Name", "close-case")
                .choose("Select Connected App", "Salesforce")
                .type("Path", "/sobjects/{object}/{id}");
        page.press("Add object as parameter").press("Constraints of parameter object");
        page.type("Allowed values of parameter 1", "Case\nLead");
    }

    private static void faults(Scene scene) {
        list(scene, true).press("Add New").see("dialog", "Add a saved activity");
        Page page = scene.page();
        page.press("Add parameter")
                .choose("Type of parameter 1", "Whole number")
                .type("Default of parameter 1", "x");
        page.type("Name", "No good").press("Save").see(".summary", "4 fields");
    }

    private static void stale(Scene scene) {
        Page page = list(scene, true).press("Edit create-case");
        page.see("dialog", "Edit create-case");
        page.field("Description");
        page.app().get("/api/activities").json().get("items").forEach(item -> {
            if (item.get("name").textValue().equals("create-case")) {
                Map<String, Object> document = new HashMap<>();
                item.properties().forEach(one -> document.put(one.getKey(), one.getValue()));
                document.put("path", "/sobjects/{object}/open");
                page.app().call("PUT", "/api/activities/" + item.get("id").textValue(), document);
            }
        });
        page.type("Description", "Mine").press("Save").see(".summary", "Someone changed");
    }

    private static void delete(Scene scene) {
        list(scene, true).press("Delete create-case").see("dialog", "crm-web");
    }

    private static Page open(Scene scene) {
        list(scene, true).press("Run create-case").see("h1", "create-case");
        scene.page().type("subject", "The printer is on fire");
        return scene.page();
    }

    private static void values(Scene scene) {
        open(scene);
        scene.target().answer(Answer.json("{\"id\":\"5003000000D8cuI\",\"success\":true}"));
        scene.page().press("Run").see(".headline", "200");
    }

    private static void refused(Scene scene) {
        open(scene)
                .type("priority", "9")
                .press("Options of this run")
                .press("Run")
                .see(".summary", "priority");
    }
}
