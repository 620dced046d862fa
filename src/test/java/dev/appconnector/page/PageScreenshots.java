package dev.appconnector.page;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of the page, in the directory that the property {@code screenshots} names: {@code mvn test
 * -Dtest=PageScreenshots -Dscreenshots=docs} those of README, any other directory each view in both schemes at four widths.
 */
@InBrowser
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class PageScreenshots {

    private static final String SECRET = "screenshot-secret-1";
    private static final Path DIRECTORY = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final boolean FOR_README = DIRECTORY.endsWith("docs");

    private final Page page;

    PageScreenshots(Page page) {
        this.page = page;
    }

    @Test
    void takes_them() throws IOException {
        Files.createDirectories(DIRECTORY);
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target);
            page.browser().reset();
            take("sign-in", page.open("/"));
            page.signIn("/").see("h2", "No connected apps yet");
            take("empty", page);
            makeConnectors(target);
            take("connected-apps", page.signIn("/"), true);
            takeDialogs();
            takeActivity(target);
        }
    }

    private void makeConnectors(FakeTarget target) {
        connector(
                "Salesforce", "https://api.example.com/services/data/v61.0", Map.of("type", "token", "value", SECRET));
        connector(
                "Zendesk",
                "https://acme.example.com/api/v2",
                Map.of("type", "basic", "username", "it@acme.example", "password", SECRET));
        connector("Weather", "https://weather.example.com/v3", Map.of("type", "none"));
        connector(
                "Payments",
                "https://payments.example.com",
                Map.of("type", "api-key", "in", "header", "name", "X-Api-Key", "value", SECRET));
        run("Salesforce");
        target.next(Answer.status(503));
        run("Zendesk");
    }

    private void connector(String name, String domain, Map<String, String> auth) {
        page.app().post("/api/connectors", Map.of("name", name, "domain", domain, "auth", auth));
    }

    private void run(String connector) {
        page.app().post("/worker/runs", Map.of("connector", connector, "method", "GET", "path", "/"));
    }

    private void takeDialogs() throws IOException {
        page.press("Pause Weather").see("table", "Paused");
        page.press("Add New");
        page.type("Connector Name", "HubSpot").tick("Token").type("Domain", "https://api.hubapi.com/crm/v3");
        page.type("Auth Prefix Value", SECRET);
        page.browser().run("document.activeElement.blur()");
        take("add-new", page, true);
        page.signIn("/?app=new")
                .press("Add header")
                .press("Limits")
                .press("Save")
                .see(".summary", "need");
        page.browser().run("document.querySelector('.dialog-body').scrollTop = 0");
        take("faults", page);
        page.signIn("/").press("Edit Payments").see(".kept", "Set");
        take("edit", page);
        page.app()
                .post(
                        "/worker/runs",
                        Map.of("connector", "Weather", "method", "GET", "path", "/", "waitForResult", false));
        page.signIn("/").press("Revoke Salesforce").see("dialog", "Nothing runs");
        take("revoke", page);
    }

    private void takeActivity(FakeTarget target) throws IOException {
        target.answer(Answer.json("""
                {"totalSize":2,"done":true,"records":[{"Id":"5003000000D8cuI","Subject":"The printer is on fire",\
                "Priority":"High"},{"Id":"5003000000D8cuJ","Subject":"The fire is out","Priority":"Low"}]}"""));
        page.signIn("/server-activity?connector=Salesforce").choose("Method", "POST");
        page.type("Path", "/sobjects/Case?limit=2").type("Body", "{\n  \"Subject\": \"Broken\"\n}");
        page.press("Run").see(".headline", "200");
        page.browser().run("document.activeElement.blur(); scrollTo(0, 0)");
        take("server-activity", page, true);
        page.press("Timing").see("[role=tabpanel]", "In all");
        take("timing", page);
        page.press("Explain").see(".result", "This would be sent");
        take("explain", page);
    }

    private void take(String name, Page shown) throws IOException {
        take(name, shown, false);
    }

    private void take(String name, Page shown, boolean inReadme) throws IOException {
        if (FOR_README) {
            if (inReadme) {
                shown.browser().size(1360, 800);
                Files.write(DIRECTORY.resolve(name + ".png"), shown.browser().screenshot());
                shown.browser().size(1280, 900);
            }
            return;
        }
        for (int width : new int[] {320, 768, 1280, 1920}) {
            shown.browser().size(width, 900);
            for (String scheme : List.of("light", "dark")) {
                shown.browser().scheme(scheme);
                Files.write(
                        DIRECTORY.resolve("%s-%d-%s.png".formatted(name, width, scheme)),
                        shown.browser().screenshot());
            }
        }
        shown.browser().size(1280, 900);
        shown.browser().scheme("light");
    }
}
