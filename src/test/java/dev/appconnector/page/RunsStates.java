package dev.appconnector.page;

import static dev.appconnector.page.PageState.held;
import static dev.appconnector.page.PageState.state;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of Runs, of one run, and of a connector's own page. */
final class RunsStates {

    private static final Answer LATER = Answer.status(503).header("Retry-After", "3600");

    static final List<PageState> ALL = List.of(
            state("runs--empty", scene -> none(scene).see("h2", "Runs appear here")),
            state("runs--loading", scene -> held(scene, "*/worker/runs?*", "/runs", ".skeleton")),
            state("runs--filled", RunsStates::filled),
            state("runs--auditor", RunsStates::auditor),
            state("runs--chosen", scene -> chosen(scene).see(".runs-bar", "Replay 8")),
            state("runs--paused", RunsStates::paused),
            state("runs--replay", scene -> chosen(scene).press("Replay 8").see("dialog", "may act twice")),
            state("runs--replayed", RunsStates::replayed),
            state("runs--run", scene -> opened(scene, "dead").see(".run-meaning", "given up")),
            state("runs--run-succeeded", scene -> opened(scene, "succeeded").see("run-answer", "Answered 201")),
            state("runs--run-unknown", scene -> opened(scene, "unknown").see(".run-meaning", "would act twice")),
            state("runs--run-gone", scene -> scene.list("/runs?run=01a20000-0000-7000-8000-000000000000")
                    .see(".notice", "There is no such run")),
            state("runs--connector", RunsStates::connector),
            state("runs--connector-revoked", RunsStates::revoked));

    private RunsStates() {}

    private static Page none(Scene scene) {
        Page page = scene.list();
        page.until(
                "no open run",
                () -> page.app()
                        .rows()
                        .sql("select count(*) from delivery")
                        .query(Long.class)
                        .single(),
                open -> open == 0);
        // Runs are recorded in their order, some time after their end: those before this one are there once it is.
        String last = page.app()
                .post("/worker/runs", Map.of("connector", "Salesforce", "method", "GET", "path", "/"))
                .json()
                .get("id")
                .textValue();
        page.until(
                "all are recorded", () -> page.app().get("/worker/runs/" + last).status(), status -> status == 200);
        page.app().rows().sql("delete from run_body").update();
        page.app().rows().sql("delete from run").update();
        return page.open("/runs");
    }

    /** A run in each state, by id. */
    private static Map<String, String> runs(Scene scene) {
        scene.list();
        leave(scene);
        none(scene);
        Page page = scene.page();
        make(page, "Orders", Map.of("maxAttempts", 4));
        make(page, "Invoices", Map.of("repeat", "safe"));
        scene.target()
                .answer(Answer.status(201)
                        .header("Content-Type", "application/json")
                        .body("{\"id\":\"4711\",\"state\":\"new\"}"));
        Map<String, String> ids = new HashMap<>();
        post(
                page,
                Map.of(
                        "connector",
                        "Salesforce",
                        "method",
                        "GET",
                        "path",
                        "/query?q=SELECT+Id,Name+FROM+Account+WHERE+Name+LIKE+'A%25'"));
        ids.put("succeeded", ended(page, kept(page, "Orders", "POST", "/orders")));
        scene.target().answer(Answer.status(422));
        ids.put("rejected", ended(page, kept(page, "Orders", "PUT", "/orders/4711")));
        scene.target().answer(Answer.status(503));
        ids.put("dead", ended(page, kept(page, "Orders", "POST", "/orders/4711/lines")));
        scene.target().answer(Answer.hangUp());
        ids.put("unknown", ended(page, kept(page, "Invoices", "POST", "/invoices")));
        post(page, Map.of("connector", "Zendesk", "method", "GET", "path", "/tickets.json?page=2"));
        scene.target().answer(LATER);
        ids.put("queued", kept(page, "Orders", "DELETE", "/orders/4712"));
        String cancelled = kept(page, "Orders", "PATCH", "/orders/4713");
        tried(page, ids.get("queued"));
        tried(page, cancelled);
        page.app().post("/worker/runs/" + cancelled + "/cancel", null);
        ids.put("cancelled", cancelled);
        page.until(
                "all runs",
                () -> page.app().get("/worker/runs").json().get("items").size(),
                number -> number == 8);
        return ids;
    }

    private static void leave(Scene scene) {
        for (var item :
                scene.page().app().get("/api/connectors?limit=200").json().get("items")) {
            if (List.of("Orders", "Invoices").contains(item.get("name").textValue())) {
                scene.page()
                        .app()
                        .call("DELETE", "/api/connectors/" + item.get("id").textValue(), null);
            }
        }
    }

    private static void make(Page page, String name, Map<String, ?> delivery) {
        Map<String, Object> whole = new HashMap<>(Map.of("firstDelay", 100, "maxDelay", 100));
        whole.putAll(delivery);
        page.app()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name",
                                name,
                                "domain",
                                "https://" + name.toLowerCase(java.util.Locale.ROOT) + ".example.com/v2",
                                "auth",
                                Map.of("type", "token", "value", Scene.SECRET),
                                "delivery",
                                whole));
    }

    private static void post(Page page, Map<String, ?> activity) {
        page.app().post("/worker/runs", activity);
    }

    private static String kept(Page page, String connector, String method, String path) {
        return page.app()
                .post(
                        "/worker/runs",
                        Map.of("connector", connector, "method", method, "path", path, "waitForResult", false))
                .json()
                .get("id")
                .textValue();
    }

    private static String ended(Page page, String id) {
        page.until("the end", () -> page.app().get("/worker/runs/" + id).json(), run -> run.path("endedAt")
                .isTextual());
        return id;
    }

    private static void tried(Page page, String id) {
        page.until(
                "an attempt",
                () -> page.app().get("/worker/runs/" + id).json(),
                run -> run.path("state").asText().equals("queued")
                        && run.get("attempts").size() == 1);
    }

    private static void filled(Scene scene) {
        runs(scene);
        scene.page().open("/runs").see("table", "/invoices");
    }

    private static void auditor(Scene scene) {
        runs(scene);
        scene.page().signIn("/runs?time=day", scene.page().app().key("auditor")).see("table", "/invoices");
    }

    private static Page chosen(Scene scene) {
        filled(scene);
        return scene.page().tick("All shown");
    }

    private static void paused(Scene scene) {
        filled(scene);
        scene.page().press("Pause");
        kept(scene.page(), "Orders", "GET", "/orders");
        scene.page().see(".fresh", "1 new run");
    }

    private static void replayed(Scene scene) {
        chosen(scene).press("Replay 8").press("Replay 5").see("dialog", "5 runs were replayed");
    }

    private static Page opened(Scene scene, String state) {
        String id = runs(scene).get(state);
        return scene.page().open("/runs?run=" + id);
    }

    private static void connector(Scene scene) {
        runs(scene);
        scene.page().open("/connector?id=" + id(scene, "Orders")).see("table", "/orders/4711");
    }

    private static void revoked(Scene scene) {
        runs(scene);
        String id = id(scene, "Orders");
        scene.page().app().call("DELETE", "/api/connectors/" + id, null);
        scene.page().open("/connector?id=" + id).see(".notice", "It is revoked");
    }

    private static String id(Scene scene, String name) {
        for (var item :
                scene.page().app().get("/api/connectors?limit=200").json().get("items")) {
            if (item.get("name").textValue().equals(name)) {
                return item.get("id").textValue();
            }
        }
        throw new AssertionError("There is no connector " + name);
    }
}
