package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A server that is slow, gone or quicker for others: the page says so, and what was typed and chosen stays. */
@InBrowser
class UnreliablePageTest {

    private static final String SECRET = "unreliable-secret-1";

    private final Page page;

    UnreliablePageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void there_is_a_connector() {
        if (page.app().get("/api/connectors").json().get("items").isEmpty()) {
            page.app().connector("crm", "https://api.example.com/v1", SECRET);
        }
        page.signIn("/").see("table", "crm");
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
        page.browser().reset();
    }

    private void fill(String name) {
        page.press("Add New").tick("None").type("Connector Name", name);
        page.type("Domain", "https://" + name + ".example");
    }

    @Test
    void a_slow_list_shows_its_shape_first_and_keeps_the_filters_and_the_focus() {
        page.browser().hold("*/api/connectors?state=paused*");
        page.field("State").sendKeys("P");
        page.until("a skeleton", () -> page.shows(".skeleton"), Boolean::booleanValue);
        assertTrue(page.focused().startsWith("State"), page.focused());
        page.browser().letGo();
        page.seeNo(".skeleton");

        assertTrue(page.focused().startsWith("State"), page.focused());
        assertEquals("/?state=paused", page.address());
    }

    @Test
    void an_older_list_that_comes_late_is_not_shown() {
        page.browser().hold("*/api/connectors?state=paused*");
        page.choose("State", "Paused").choose("State", "Enabled and paused").see("table", "crm");
        page.browser().letGo();
        page.until(
                "both answers",
                () -> page.browser().run("return recorded.answers.length"),
                count -> ((Long) count) >= page.requests().size());

        page.type("Search", "crm").see(".found", "1 app");
    }

    @Test
    void whoever_waited_too_long_is_told_and_may_try_again() {
        // The page's own limit is twenty seconds.
        page.browser()
                .run("const limit = AbortSignal.timeout; AbortSignal.timeout = () => limit.call(AbortSignal, 300)");
        page.browser().hold("*/api/connectors?*");
        page.choose("State", "Enabled").see(".notice", "The server took too long");
        page.browser().letGo();
        page.press("Try again").see("table", "crm");
    }

    @Test
    void a_server_that_goes_and_comes_back_finds_what_was_typed() {
        fill("survivor");
        page.app().stop();
        page.press("Save").see(".summary", "The server cannot be reached");
        page.app().restart();

        assertEquals("survivor", page.field("Connector Name").getAttribute("value"));
        page.press("Save").see("table", "https://survivor.example");
    }

    @Test
    void back_asks_before_it_loses_what_was_typed() {
        fill("half-typed");
        page.browser().driver().navigate().back();
        page.see("dialog", "Discard what you typed?");
        assertEquals("Keep editing", page.focused());
        page.press("Keep editing");
        assertEquals("half-typed", page.field("Connector Name").getAttribute("value"));
        assertEquals("/?app=new", page.address());

        page.browser().driver().navigate().back();
        page.press("Discard").seeNo("dialog");
        assertEquals("/", page.address());
    }

    @Test
    void a_dialog_stays_until_the_server_has_said_how_saving_ended() {
        fill("pending");
        page.browser().hold("*/api/connectors");
        page.press("Save");
        page.until("the spinner", () -> page.shows("dialog .spinner"), Boolean::booleanValue);
        page.keys(Keys.ESCAPE);
        assertFalse(page.text("dialog").contains("Discard"));
        assertTrue(page.shows("dialog"));
        page.browser().letGo();
        page.seeNo("dialog").see("table", "https://pending.example");
    }

    @Test
    void whoever_was_slower_reads_what_the_other_changed() {
        String id = page.app().connector("shared", "https://shared.example/v1", SECRET);
        page.open("/").press("Edit shared").see(".kept", "Set");
        Map<String, Object> theirs = new LinkedHashMap<>();
        page.app()
                .get("/api/connectors/" + id)
                .json()
                .properties()
                .forEach(one -> theirs.put(one.getKey(), one.getValue()));
        theirs.put("domain", "https://shared.example/v2");
        theirs.put("auth", Map.of("type", "token", "prefix", "Session", "value", SECRET + "-next"));
        theirs.put("headers", Map.of("X-Theirs", "1"));
        theirs.put("paused", true);
        page.app().call("PUT", "/api/connectors/" + id, theirs);
        page.type("Connector Name", "mine").press("Save").see(".summary", "Someone changed");

        String told = page.text(".summary");
        assertTrue(told.contains("Domain: https://shared.example/v1 is now https://shared.example/v2"), told);
        assertTrue(told.contains("Auth Prefix: Bearer is now Session"), told);
        assertTrue(told.contains("Auth Prefix Value was replaced"), told);
        assertTrue(told.contains("Header X-Theirs was added"), told);
        assertTrue(told.contains("State: Enabled is now Paused"), told);
        assertFalse(page.everything().contains(SECRET));
        page.press("Load their version");
        assertEquals("shared", page.field("Connector Name").getAttribute("value"));
        assertEquals("https://shared.example/v2", page.field("Domain").getAttribute("value"));
    }

    @Test
    void where_what_had_the_focus_is_gone_the_heading_has_it() {
        page.app().connector("leaves", "https://leaves.example", SECRET);
        page.open("/").press("Revoke leaves").see("dialog", "Nothing runs");
        page.press("Revoke").see("dialog", "leaves is revoked");
        page.press("Close").seeNo("dialog");

        page.until("the heading", page::focused, "Connected Apps"::equals);
    }

    @Test
    void whoever_cannot_be_signed_out_reads_it_and_may_try_again() {
        page.browser().block("*/api/session");
        page.press("Signed in as admin.key").press("Sign out").see(".notice", "You are still signed in");
        page.browser().block();
        page.press("Try again").see("h1", "Sign in");
        page.seeNo(".notice");
    }

    @Test
    void what_comes_after_signing_out_asks_nobody_to_sign_in_again() {
        page.press("Server Activity").see("h1", "Server Activity");
        page.browser().hold("*/api/connectors*");
        page.press("Connected Apps");
        page.until("a skeleton", () -> page.shows(".skeleton"), Boolean::booleanValue);
        page.press("Signed in as admin.key").press("Sign out").see("h1", "Sign in");
        page.browser().letGo();
        page.until(
                "the answer",
                () -> page.browser().run("return recorded.answers.length"),
                count -> ((Long) count) >= page.requests().size());

        assertFalse(page.shows("dialog"));
    }

    @Test
    void a_link_opens_what_it_names_and_leaves_out_what_there_is_not() {
        page.open("/connected-apps?q=c&sort=-name&state=live&auth=token").see("table", "crm");
        assertEquals("live", page.field("State").getAttribute("value"));
        page.press("Edit crm").see("dialog", "Edit crm");
        String link = page.address();
        assertTrue(link.contains("q=c&sort=-name&state=live&auth=token&app="), link);
        page.open(link);
        page.see("dialog", "Edit crm").contains("Domain");
        page.press("Close").seeNo("dialog");
        assertEquals("/connected-apps?q=c&sort=-name&state=live&auth=token", page.address());
        page.open("/connected-apps?state=no-such&sort=no-such").see("table", "crm");
    }
}
