package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of runs at the page have in common: a target, a connector to it, no run, and how to make some. */
abstract class RunsOnPage {

    static final String SECRET = "runs-secret-4711";
    static final String MARKUP = "<img src=x onerror=alert(1)>";
    static final Answer LATER = Answer.status(503).header("Retry-After", "3600");

    final Page page;
    final FakeTarget target = FakeTarget.https();
    String connector;

    RunsOnPage(Page page) {
        this.page = page;
    }

    @BeforeEach
    void one_connector_and_no_run() {
        page.browser().reset();
        page.app().get("/api/connectors?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/connectors/" + item.get("id").textValue(), null));
        page.until(
                "no open run",
                () -> page.app()
                        .rows()
                        .sql("select count(*) from delivery")
                        .query(Long.class)
                        .single(),
                open -> open == 0);
        page.app().rows().sql("delete from run_body").update();
        page.app().rows().sql("delete from run").update();
        page.app().dialler().leadAll(target);
        connector = connector("crm", Map.of());
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.browser().letGo();
        page.browser().offline(false);
        page.browser().block();
        page.assertCalm();
    }

    @AfterEach
    void the_target_goes() {
        page.app().dialler().reset();
        target.close();
    }

    String connector(String name, Map<String, ?> delivery) {
        Map<String, Object> whole = new HashMap<>(Map.of("firstDelay", 100, "maxDelay", 100));
        whole.putAll(delivery);
        Reply made = page.app()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name",
                                name,
                                "domain",
                                "https://api.example.com",
                                "auth",
                                Map.of("type", "token", "value", SECRET),
                                "delivery",
                                whole));
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }

    Reply post(String key, Map<String, ?> more) {
        Map<String, Object> activity = new HashMap<>(Map.of("connector", "crm", "method", "GET", "path", "/"));
        activity.putAll(more);
        return page.app().callWith(key, "POST", "/worker/runs", activity);
    }

    /** One that nobody waits for. */
    String kept(String method, String path) {
        return kept(page.app().adminKey(), Map.of("method", method, "path", path));
    }

    String kept(String key, Map<String, ?> more) {
        Map<String, Object> whole = new HashMap<>(more);
        whole.put("waitForResult", false);
        return post(key, whole).json().get("id").textValue();
    }

    /** One that was waited for, once it is recorded. */
    String waited(String path) {
        return recorded(post(page.app().adminKey(), Map.of("path", path)));
    }

    String recorded(Reply reply) {
        JsonNode json = reply.json();
        String id = (json.has("id") ? json.get("id") : json.get("runId")).textValue();
        page.until("the run", () -> page.app().get("/worker/runs/" + id).status(), status -> status == 200);
        return id;
    }

    JsonNode run(String id) {
        return page.app().get("/worker/runs/" + id).json();
    }

    String inState(String id, String state) {
        page.until(
                "state " + state,
                () -> run(id),
                run -> state.equals(run.path("state").asText()));
        return id;
    }

    /** One that was tried once and is tried again in an hour. */
    String queued(String method, String path) {
        target.next(LATER);
        String id = kept(method, path);
        page.until(
                "the second attempt is set",
                () -> run(id),
                run -> run.path("state").asText().equals("queued")
                        && run.get("attempts").size() == 1);
        return id;
    }

    String succeeded(String method, String path) {
        return inState(kept(method, path), "succeeded");
    }

    /** How many rows of runs can be seen. */
    long rows() {
        return (Long) page.browser().run("return document.querySelectorAll('.runs tbody tr').length");
    }

    void awaitRows(long number) {
        page.until(number + " rows", this::rows, rows -> rows == number);
    }

    long requests(String beginning) {
        return page.requests().stream()
                .filter(line -> line.startsWith(beginning))
                .count();
    }

    /** Has the page think that its tab is in the background, or in front again. */
    void seen(boolean seen) {
        page.browser().run("""
                const hidden = !arguments[0];
                Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
                document.dispatchEvent(new Event('visibilitychange'));
                """, seen);
    }
}
