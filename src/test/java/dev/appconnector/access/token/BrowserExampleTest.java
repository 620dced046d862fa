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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's example for pages is run as it stands there, in a real browser, by a page of another origin whose server asks as README says. */
@InBrowser
class BrowserExampleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ADDRESS = "127.0.0.1:8080";

    private final Browser browser;

    @TempDir
    private Path data;

    BrowserExampleTest(Page page) {
        browser = page.browser();
    }

    private static String example(String language, RunningAppConnector app) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String fence = "```" + language + "\n";
        int begin = readme.indexOf(fence) + fence.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                .replace(ADDRESS, "127.0.0.1:" + app.node().port());
    }

    private static String key(RunningAppConnector app) {
        app.connector("crm", "http://api.example.com", "crm-token-1234567890");
        app.post(
                "/api/activities",
                Map.of(
                        "name", "open-case",
                        "connector", "crm",
                        "method", "POST",
                        "path", "/cases",
                        "body", Map.of("subject", "{{subject}}"),
                        "parameters", Map.of("subject", Map.of("type", "string", "required", true)),
                        "select", "$.id"));
        return app.post("/api/keys", Map.of("name", "crm-web", "role", "runner", "activities", List.of("open-case")))
                .json()
                .get("key")
                .textValue();
    }

    /** What README's command prints. */
    private static Answer token(String command, String key) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("APPCONNECTOR_KEY", key);
        builder.environment().put("no_proxy", "127.0.0.1");
        Process curl = builder.start();
        curl.getOutputStream().close();
        return Answer.json(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The site's server answers with README's command, which it asks a shell for. */
    private static void serve(FakeTarget site, RunningAppConnector app, String key, String origin) throws IOException {
        String command = example("bash", app).replace("https://app.example", origin);
        site.onPath(
                        "/",
                        Answer.status(200)
                                .header("Content-Type", "text/html")
                                .body("<!doctype html><output></output><script type=module src=/page.js></script>"))
                .onPath(
                        "/page.js",
                        Answer.status(200)
                                .header("Content-Type", "text/javascript")
                                .body(example("js", app)))
                .onPath("/appconnector-token", (request, connection) -> token(command, key)
                        .answer(request, connection));
    }

    private String said(FakeTarget site) {
        browser.driver().get(site.url() + "/");
        return Await.until(
                "what the page says",
                PATIENCE,
                () -> (String) browser.run("return document.querySelector('output').textContent"),
                text -> !text.isEmpty());
    }

    @Test
    void the_page_of_the_example_gets_the_targets_answer_and_another_one_does_not() throws IOException {
        try (FakeTarget site = FakeTarget.http();
                FakeTarget otherSite = FakeTarget.http();
                FakeTarget target = FakeTarget.http();
                RunningAppConnector app =
                        RunningAppConnector.start(data, Map.of("appconnector.cors.origins", site.url()))) {
            app.dialler().leadAll(target);
            target.answer(Answer.status(201)
                    .header("Content-Type", "application/json")
                    .body("{\"id\":500}"));
            String key = key(app);
            serve(site, app, key, site.url());
            serve(otherSite, app, key, site.url());

            assertEquals("The CRM says 201: case 500 is open.", said(site));
            Recorded request = target.takeRequest(PATIENCE);
            assertEquals("/cases", request.target());
            assertEquals("{\"subject\":\"It smokes\"}", request.bodyText());
            assertEquals("Bearer crm-token-1234567890", request.header("Authorization"));

            assertEquals("See to the network and appconnector.cors.origins.", said(otherSite));
            assertEquals(1, target.requests().size());
        }
    }
}
