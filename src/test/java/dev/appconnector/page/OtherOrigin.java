package dev.appconnector.page;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.Browser;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A site of another origin with a server of its own, whose page imports {@code /client.js}: that server makes tokens with a key
 * of a runner that may run {@code create-case} and use the connector {@code crm}. For one thread.
 */
final class OtherOrigin implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String SECRET = "crm-token-1234567890";

    private static final String TOKENS = "/token";

    /** What a script's end becomes: its value, or what its error says. */
    private static final String OUTCOME = """
            const done = arguments[arguments.length - 1];
            const ran = (async () => { %s })();
            ran.then((value) => done({ value }), (error) => done({
              ...error, message: error.message, name: error.name, isProblem: error instanceof Problem && error instanceof Error }));
            """;

    private final FakeTarget site = FakeTarget.http();
    private final Browser browser;
    private final RunningAppConnector app;
    private final List<String> made = new ArrayList<>();
    private FakeTarget target = FakeTarget.http();
    private String key;
    private int ttl;
    private long askedBefore;

    OtherOrigin(Browser browser, Path data) {
        this.browser = browser;
        app = RunningAppConnector.start(data, Map.of("appconnector.cors.origins", site.url()));
        site.onPath(
                "/",
                Answer.status(200)
                        .header("Content-Type", "text/html")
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self' %1$s; connect-src 'self' %1$s"
                                        .formatted(address()))
                        .body("<!doctype html><title>CRM</title><script type=module src=/page.js></script>"));
        site.onPath(
                "/page.js",
                Answer.status(200).header("Content-Type", "text/javascript").body("""
                import { AppConnector, Problem } from '%s/client.js';
                const refresh = async () => (await fetch('%s', { method: 'POST' })).json();
                Object.assign(window, { AppConnector, Problem, refresh, app: new AppConnector({ refresh }) });
                """.formatted(address(), TOKENS)));
    }

    /** Begins anew, with another target, connector, key and token, and nothing queued. */
    void renew() {
        made.forEach(path -> app.call("DELETE", path, null));
        made.clear();
        target.close();
        target = FakeTarget.http();
        app.dialler().reset();
        app.dialler().leadAll(target);
        made.add("/api/connectors/" + app.connector("crm", "http://crm.example", SECRET));
        save("create-case", Map.of("type", "string", "maxLength", 20, "required", true));
        save("delete-all", Map.of("type", "string"));
        Reply runner = app.post(
                "/api/keys",
                Map.of(
                        "name",
                        "crm-web",
                        "role",
                        "runner",
                        "connectors",
                        List.of("crm"),
                        "activities",
                        List.of("create-case")));
        made.add("/api/keys/" + runner.json().get("id").textValue());
        key = runner.json().get("key").textValue();
        ttl = 600_000;
        askedBefore += tokensAsked();
        makesTokens();
    }

    private void save(String name, Map<String, Object> subject) {
        Reply saved = app.post(
                "/api/activities",
                Map.of(
                        "name",
                        name,
                        "connector",
                        "crm",
                        "method",
                        "POST",
                        "path",
                        "/cases",
                        "body",
                        Map.of("subject", "{{subject}}"),
                        "parameters",
                        Map.of("subject", subject)));
        if (saved.status() != 201) {
            throw new IllegalStateException("The activity was not saved: " + saved.text());
        }
        made.add("/api/activities/" + saved.json().get("id").textValue());
    }

    String address() {
        return "http://127.0.0.1:" + app.node().port();
    }

    RunningAppConnector app() {
        return app;
    }

    FakeTarget site() {
        return site;
    }

    FakeTarget target() {
        return target;
    }

    Browser browser() {
        return browser;
    }

    /** What {@code POST /api/tokens} answers now, for this site's page. */
    String token() {
        Map<String, Object> asked = new HashMap<>(Map.of("origin", site.url(), "subject", "agent-7", "ttl", ttl));
        asked.put("activities", List.of("create-case"));
        asked.put("connectors", List.of("crm"));
        return app.callWith(key, "POST", "/api/tokens", asked).text();
    }

    /** The site's server asks for a token whenever its page does. */
    void makesTokens() {
        site.onPath(TOKENS, (request, connection) -> Answer.json(token()).answer(request, connection));
    }

    /** It gives its page this in place of a token. */
    void givesAsToken(Behaviour answer) {
        site.onPath(TOKENS, answer);
    }

    /** @param millis how long the tokens live that are made from now on */
    void tokensLive(int millis) {
        ttl = millis;
    }

    /** Waits until the token opens nothing any more. */
    void awaitEnd(String token) {
        Await.until(
                "the token's end",
                PATIENCE,
                () -> app.send(app.request("GET", "/worker/runs/x", null)
                                .setHeader("Authorization", "Bearer " + token)
                                .header("Origin", site.url()))
                        .status(),
                status -> status == 401);
    }

    void endKey() {
        app.call("DELETE", made.get(made.size() - 1), null);
    }

    /** How often the page has asked for a token. */
    long tokensAsked() {
        return site.requests().stream()
                        .filter(request -> request.path().equals(TOKENS))
                        .count()
                - askedBefore;
    }

    /** Opens the page anew, with what it knows. */
    OtherOrigin open() {
        return open(site.url());
    }

    /** Opens the page of a site. */
    OtherOrigin open(String origin) {
        browser.driver().get(origin + "/");
        Await.until("the module", PATIENCE, () -> browser.run("return 'app' in window"), Boolean.TRUE::equals);
        return this;
    }

    /** Runs an async function's body in the page: {@code value}, or what the error holds that it threw. */
    @SuppressWarnings("unchecked")
    Map<String, Object> script(String body, Object... arguments) {
        return (Map<String, Object>) browser.driver().executeAsyncScript(OUTCOME.formatted(body), arguments);
    }

    /** What the script's end is, where that is no error. */
    @SuppressWarnings("unchecked")
    Map<String, Object> answer(String body, Object... arguments) {
        Map<String, Object> outcome = script(body, arguments);
        if (!outcome.containsKey("value")) {
            throw new AssertionError("The script failed: " + outcome);
        }
        return (Map<String, Object>) outcome.get("value");
    }

    /** What the script throws, which must be a Problem. */
    Map<String, Object> problem(String body, Object... arguments) {
        Map<String, Object> outcome = script(body, arguments);
        if (!Boolean.TRUE.equals(outcome.get("isProblem"))) {
            throw new AssertionError("That is no Problem: " + outcome);
        }
        return outcome;
    }

    @Override
    public void close() {
        // First the target: a run that it has not answered would hold the program up.
        target.close();
        app.close();
        site.close();
    }
}
