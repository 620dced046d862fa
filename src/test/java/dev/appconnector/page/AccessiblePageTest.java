package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Whoever cannot see the page, or has no mouse, or a small window, can use it: all of axe-core's rules, and the keyboard. */
@InBrowser
class AccessiblePageTest {

    private static final String SECRET = "accessible-secret-1";

    /** What makes the page wider than its window. */
    private static final String TOO_WIDE = """
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
              .map((one) => one.tagName + '.' + one.className + ' ' + one.getBoundingClientRect().right);
            """;

    private static FakeTarget target;

    private final Page page;

    AccessiblePageTest(Page page) {
        this.page = page;
    }

    @BeforeAll
    static void start() {
        target = FakeTarget.https();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @BeforeEach
    void one_connector_leads_to_the_target() {
        page.app().dialler().leadAll(target.answer(Answer.ok()));
        if (page.app().get("/api/connectors").json().get("items").isEmpty()) {
            page.app().connector("crm", "https://api.example.com/v1", SECRET);
            page.app().connector("a-name-that-is-rather-long", "https://" + "long.".repeat(20) + "example/v1", SECRET);
        }
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    /** In both schemes, wide and narrow. */
    private void assertAccessible(String what) {
        for (int width : new int[] {1280, 320}) {
            page.browser().size(width, 800);
            for (String scheme : List.of("light", "dark")) {
                page.browser().scheme(scheme);
                assertEquals(List.of(), page.browser().accessibilityFaults(), what + ", " + scheme + ", " + width);
            }
            assertEquals(List.of(), page.browser().run(TOO_WIDE), what + ", " + width);
        }
        page.browser().size(1280, 800);
    }

    @Test
    void signing_in() {
        page.browser().reset();
        page.open("/").press("Sign in").see(".fault", "Enter your key");
        assertAccessible("signing in");
    }

    @Test
    void the_list_and_its_menus() {
        page.signIn("/").see("table", "crm");
        assertAccessible("the list");
        page.press("Signed in as admin.key").see("#user", "Admin");
        assertAccessible("the user's menu");
        page.open("/?q=nothing").see("h2", "No app matches");
        assertAccessible("nothing found");
    }

    @Test
    void the_dialog_of_a_new_connector_and_what_is_wrong_in_it() {
        page.signIn("/?app=new")
                .press("More")
                .press("Add header")
                .press("Limits")
                .press("Save");
        page.see(".summary", "fields need your attention");
        assertAccessible("a form with faults");
        page.tick("API key");
        assertAccessible("the fields of an API key");
        page.press("Cancel").see("dialog", "Discard");
        assertAccessible("asking whether to discard");
    }

    @Test
    void the_dialogs_of_a_connector() {
        page.signIn("/").press("Edit crm").see(".kept", "Set");
        assertAccessible("a connector");
        page.press("Close").press("Revoke crm").see("dialog", "Nothing runs");
        assertAccessible("revoking");
    }

    @Test
    void signing_in_again() {
        page.signIn("/?app=new").tick("None").type("Connector Name", "x").type("Domain", "https://x.example");
        page.browser().driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        page.press("Save").see("#again-title", "Sign in again");
        assertAccessible("signing in again");
    }

    @Test
    void server_activity_and_its_results() {
        target.answer(Answer.json("{\"a\":[1,2]}"));
        page.signIn("/server-activity?connector=crm")
                .press("Add header")
                .press("Run")
                .see(".summary", "attention");
        assertAccessible("an activity with a fault");
        page.press("Remove header 1").press("Run").see(".headline", "200");
        assertAccessible("an answer");
        page.press("Headers");
        assertAccessible("its headers");
        page.press("Timing").see("[role=tabpanel]", "In all");
        assertAccessible("its times");
        page.press("Explain").see(".result", "This would be sent");
        assertAccessible("an explanation");
        target.answer(Answer.reset());
        page.press("Run").see(".headline", "Gateway");
        assertAccessible("a problem");
    }

    @Test
    void the_keyboard_alone_makes_uses_and_revokes_a_connector() {
        page.browser().reset();
        page.open("/").see("h1", "Sign in");
        page.keys(page.app().adminKey(), Keys.ENTER).see("h1", "Connected Apps");
        reach("Add New").keys(Keys.ENTER).see("dialog", "Add a connected app");
        page.keys("keyboard");
        reach("Basic").keys(Keys.ARROW_RIGHT).see("dialog", "Auth Prefix Value");
        reach("Domain required").keys("https://api.example.com");
        reach("Auth Prefix Value required").keys(SECRET, Keys.ENTER).see(".notice", "keyboard is saved");

        reach("Run something").keys(Keys.ENTER).see("h1", "Server Activity");
        reach("Run").keys(Keys.SPACE).see(".headline", "200");
        page.browser().driver().navigate().back();
        page.see("table", "keyboard");
        reach("Revoke keyboard").keys(Keys.ENTER).see("dialog", "Nothing runs");
        assertEquals("Cancel", page.focused());
        reach("Revoke").keys(Keys.ENTER).see("dialog", "keyboard is revoked");
        assertEquals("Close", page.focused());
        page.keys(Keys.ESCAPE).seeNo("dialog");
    }

    /** Goes on by Tab until that has the focus, which can be seen. */
    private Page reach(String name) {
        for (int steps = 0; steps < 60; steps++) {
            if (page.focused().equals(name)) {
                assertTrue(
                        (Boolean) page.browser().run("return document.activeElement.matches(':focus-visible')"), name);
                return page;
            }
            page.keys(Keys.TAB);
        }
        throw new AssertionError("Tab does not lead to " + name);
    }
}
