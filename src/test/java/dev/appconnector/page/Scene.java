package dev.appconnector.page;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@link PageState} is made of: the page, the program behind it, and the target that it calls. */
final class Scene implements AutoCloseable {

    static final String SECRET = "scene-secret-4711";

    private static final String API = "https://api.example.com/services/data/v61.0";

    private final FakeTarget target = FakeTarget.https();
    private final Page page;

    Scene(Page page) {
        this.page = page;
        page.app().dialler().leadAll(target);
    }

    @Override
    public void close() {
        page.app().dialler().reset();
        target.close();
    }

    Page page() {
        return page;
    }

    FakeTarget target() {
        return target;
    }

    /** The sign-in page, of nobody. */
    Page nobody() {
        page.browser().reset();
        return page.open("/");
    }

    /** The list with no connector in it. */
    Page empty() {
        leave(Set.of());
        return page.signIn("/");
    }

    /** The list with a few connectors, one healthy, one failing, one paused. */
    Page list() {
        return list("/");
    }

    Page list(String address) {
        if (leave(Set.of("Salesforce", "Zendesk", "Weather", "Payments")) < 4) {
            leave(Set.of());
            make("Salesforce", API, Map.of("type", "token", "value", SECRET));
            make("Zendesk", "https://acme.example.com/api/v2", basic());
            make("Weather", "https://weather.example.com/v3", Map.of("type", "none"));
            make(
                    "Payments",
                    "https://payments.example.com",
                    Map.of(
                            "type", "api-key",
                            "in", "header",
                            "name", "X-Api-Key",
                            "value", SECRET,
                            "expiresAt", Instant.now().plus(Duration.ofDays(5)).toString()));
            target.next(Answer.ok(), Answer.status(503));
            run("Salesforce", true);
            run("Zendesk", true);
            change("Weather", "paused", true);
        }
        target.answer(Answer.ok());
        return page.signIn(address);
    }

    /** The list with as many connectors, and as long names, as come together in years. */
    Page longList() {
        leave(Set.of());
        for (int number = 1; number <= 20; number++) {
            make(
                    "Customer relations, region %02d (production, do not touch)".formatted(number),
                    "https://gateway-%02d.a-rather-long-subdomain.example.com/services/data/v61.0/objects"
                            .formatted(number),
                    number % 3 == 0 ? Map.of("type", "none") : basic());
        }
        return page.signIn("/");
    }

    /** The dialog of a new connector. */
    Page addNew() {
        list("/?app=new").see("dialog", "Add a connected app");
        return page;
    }

    /** The dialog of a connector that has all that there is to be kept. */
    Page edit() {
        list();
        Reply made = page.app()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name", "Billing",
                                "domain", "https://billing.example.com/v2",
                                "auth", Map.of("type", "token", "value", SECRET),
                                "headers", Map.of("X-Client", "popflow"),
                                "secretHeaders", Map.of("X-Org-Key", SECRET)));
        page.open("/?app=" + made.json().get("id").textValue()).see(".kept", "Set");
        return page;
    }

    /** The same after somebody else has changed the connector, and the form was saved. */
    Page stale() {
        edit();
        change("Billing", "domain", "https://billing.example.com/v3");
        page.type("Connector Name", "Invoices").press("Save").see(".summary", "Someone changed");
        return page;
    }

    /** The question whether to revoke a connector of which two deliveries wait. */
    Page revoke() {
        list();
        target.answer(Answer.status(503).header("Retry-After", "3600"));
        make("Nightly", API, Map.of("type", "token", "value", SECRET));
        queueUntilItWaits("Nightly");
        queueUntilItWaits("Nightly");
        page.open("/").press("Revoke Nightly").see("dialog", "2 queued deliveries");
        return page;
    }

    /** A connector's own page, with a secret that is to follow on the one that its last run used. */
    Page nextSecret() {
        list();
        String connector = ids().get("Salesforce");
        Reply set = page.app()
                .call(
                        "PUT",
                        "/api/connectors/" + connector + "/next-auth",
                        Map.of("auth", Map.of("type", "token", "value", SECRET)));
        page.until("the next secret is set", set::status, status -> status == 200);
        return page.open("/connector?id=" + connector);
    }

    /** The form of an activity, with something in each field. */
    Page activity() {
        list("/server-activity?connector=Salesforce").see("#path-help", API);
        page.choose("Method", "POST").type("Path", "/sobjects/Case?dryRun=1");
        page.press("Add header").type("Name of header 1", "X-Trace").type("Value of header 1", "7");
        page.type("Body", "{\n  \"Subject\": \"The printer is on fire\",\n  \"Priority\": \"High\"\n}");
        return page;
    }

    /** The same, run, and the target answers so. */
    Page answered(Behaviour behaviour, String headline) {
        activity();
        target.answer(behaviour);
        page.press("Run").see(".headline", headline);
        return page;
    }

    void endSession() {
        page.browser().driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    private static Map<String, String> basic() {
        return Map.of("type", "basic", "username", "it@acme.example", "password", SECRET);
    }

    private void make(String name, String domain, Map<String, String> auth) {
        page.app().post("/api/connectors", Map.of("name", name, "domain", domain, "auth", auth));
    }

    /** A delivery that was tried once and is tried again in an hour: none is under way then. */
    private void queueUntilItWaits(String connector) {
        String id = run(connector, false).json().get("id").textValue();
        page.until(
                "the second attempt is set",
                () -> page.app().get("/worker/runs/" + id).json(),
                run -> run.get("state").asText().equals("queued")
                        && run.get("attempts").size() == 1);
    }

    private Reply run(String connector, boolean wait) {
        return page.app()
                .post(
                        "/worker/runs",
                        Map.of("connector", connector, "method", "GET", "path", "/", "waitForResult", wait));
    }

    private void change(String name, String field, Object value) {
        String id = ids().get(name);
        Map<String, Object> document = new LinkedHashMap<>();
        page.app()
                .get("/api/connectors/" + id)
                .json()
                .properties()
                .forEach(one -> document.put(one.getKey(), one.getValue()));
        document.put(field, value);
        page.app().call("PUT", "/api/connectors/" + id, document);
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        page.app()
                .get("/api/connectors?limit=200")
                .json()
                .get("items")
                .forEach(item ->
                        ids.put(item.get("name").textValue(), item.get("id").textValue()));
        return ids;
    }

    /** Revokes all connectors but those; says how many are left. */
    private int leave(Set<String> names) {
        Map<String, String> ids = ids();
        List.copyOf(ids.keySet()).stream().filter(name -> !names.contains(name)).forEach(name -> page.app()
                .call("DELETE", "/api/connectors/" + ids.remove(name), null));
        return ids.size();
    }
}
