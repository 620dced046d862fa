package dev.appconnector.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Browser;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's example for pages is run as it stands there, in a real browser, by a page of another origin. */
@InBrowser
class BrowserExampleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Browser browser;

    @TempDir
    private Path data;

    BrowserExampleTest(Page page) {
        browser = page.browser();
    }

    private static String example() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```js\n") + "```js\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    private static String tokenFor(RunningAppConnector app, String origin) {
        Reply key = app.post(
                "/api/keys",
                Map.of("name", "crm-web", "role", "runner", "connectors", List.of("crm"), "activities", List.of()));
        Reply token = app.send(app.request(
                        "POST",
                        "/api/tokens",
                        Map.of("connectors", List.of("crm"), "origin", origin, "subject", "agent-7"))
                .setHeader("Authorization", "Bearer " + key.json().get("key").textValue()));
        assertEquals(201, token.status(), token.text());
        return token.text();
    }

    /** What the page says in the end. */
    private String said(String origin, FakeTarget site, String script) {
        site.onPath(
                "/",
                Answer.status(200)
                        .header("Content-Type", "text/html")
                        .body("<!doctype html><title>waiting</title><script>" + script
                                + "run({ connector: 'crm', method: 'GET', path: '/sobjects/Case/500' }).then("
                                + "answer => { document.title = answer.status + ' ' + answer.body.Subject; },"
                                + "error => { document.title = error.message; });</script>"));
        browser.driver().get(origin + "/");
        return Await.until(
                "what the page says", PATIENCE, () -> browser.driver().getTitle(), title -> !title.equals("waiting"));
    }

    @Test
    void the_page_of_the_example_gets_the_targets_answer_and_another_one_does_not() throws IOException {
        try (FakeTarget site = FakeTarget.http();
                FakeTarget otherSite = FakeTarget.http();
                FakeTarget target = FakeTarget.http()) {
            String origin = "http://127.0.0.1:" + site.port();
            try (RunningAppConnector app =
                    RunningAppConnector.start(data, Map.of("appconnector.cors.origins", origin))) {
                app.dialler().leadAll(target);
                app.connector("crm", "http://api.example.com", "crm-token-1234567890");
                target.answer(Answer.json("{\"Subject\":\"Broken\"}"));
                String token = tokenFor(app, origin);
                site.onPath("/appconnector-token", Answer.json(token));
                otherSite.onPath("/appconnector-token", Answer.json(token));
                String script = example()
                        .replace(
                                "http://127.0.0.1:8080",
                                "http://127.0.0.1:" + app.node().port());

                assertEquals("200 Broken", said(origin, site, script));
                Recorded request = target.takeRequest(PATIENCE);
                assertEquals("/sobjects/Case/500", request.target());
                assertEquals("Bearer crm-token-1234567890", request.header("Authorization"));

                assertEquals("Failed to fetch", said("http://127.0.0.1:" + otherSite.port(), otherSite, script));
                assertEquals(1, target.requests().size());
            }
        }
    }
}
