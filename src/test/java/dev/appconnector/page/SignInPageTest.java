package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Who is on the page: signing in, out and in again, and the frame that all views have. */
@InBrowser
class SignInPageTest {

    private final Page page;

    SignInPageTest(Page page) {
        this.page = page;
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    @Test
    void a_key_opens_the_page_and_is_kept_nowhere() {
        page.signIn("/");

        assertEquals(
                "Connected Apps – AppConnector (Test)", page.browser().driver().getTitle());
        assertEquals("Connected Apps", page.focused());
        assertEquals("Test", page.text(".environment"));
        assertFalse(page.everything().contains(page.app().adminKey()));
        page.open("/").see("h1", "Connected Apps");
        assertFalse(page.everything().contains(page.app().adminKey()));
    }

    @Test
    void a_key_that_opens_nothing_is_said_at_its_field() {
        page.browser().reset();
        page.open("/").type("Key", "ac_" + "x".repeat(43)).press("Sign in");

        page.see(".fault", "unknown or has ended");
        assertEquals("Key", page.focused());
        assertEquals("true", page.field("Key").getAttribute("aria-invalid"));
        page.type("Key", "two words").press("Sign in").see(".fault", "no spaces");
        page.field("Key").clear();
        page.press("Sign in").see(".fault", "Enter your key");
    }

    @Test
    void signing_out_ends_the_session() {
        page.signIn("/").press("Signed in as admin.key").press("Sign out").see("h1", "Sign in");
        page.open("/").see("h1", "Sign in");
    }

    @Test
    void a_session_that_ends_while_a_form_is_open_loses_nothing_that_was_typed() {
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "typed");
        page.type("Domain", "https://typed.example");
        endSession();
        page.press("Save").see("dialog[open] #again-title", "Sign in again");
        page.until("the field", page::focused, "Key"::equals);
        page.signInWithKey();

        page.see("table", "https://typed.example");
        assertEquals(
                2,
                page.requests().stream().filter("POST /api/connectors"::equals).count());
    }

    @Test
    void whoever_does_not_sign_in_again_still_has_the_form() {
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "kept");
        page.type("Domain", "https://kept.example");
        endSession();
        page.press("Save").see("dialog[open] #again-title", "Sign in again");
        page.keys(Keys.ESCAPE);

        page.see(".summary", "key");
        assertEquals("kept", page.field("Connector Name").getAttribute("value"));
        page.press("Save").see("dialog[open] #again-title", "Sign in again");
        page.signInWithKey().see("table", "https://kept.example");
    }

    private void endSession() {
        page.browser().driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    @Test
    void a_session_that_another_tab_began_is_taken_over() {
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "other-tab");
        page.type("Domain", "https://other.example");
        page.browser()
                .driver()
                .executeAsyncScript(
                        "fetch('/api/session', { method: 'POST', headers: { Authorization: 'Bearer ' + arguments[0] } })"
                                + ".then(() => arguments[1]())",
                        page.app().adminKey());
        page.press("Save").see("table", "https://other.example");
    }

    @Test
    void back_and_forward_lead_through_the_views() {
        page.signIn("/").press("Server Activity").see("h1", "Server Activity");
        assertEquals("Server Activity", page.focused());
        assertEquals(
                "Server Activity – AppConnector (Test)", page.browser().driver().getTitle());
        assertEquals("/server-activity", page.address().replaceFirst("\\?.*", ""));

        page.browser().driver().navigate().back();
        page.see("h1", "Connected Apps");
        page.browser().driver().navigate().forward();
        page.see("h1", "Server Activity");
    }

    @Test
    void the_colours_are_those_chosen_or_those_of_the_system() {
        page.signIn("/");
        assertEquals("light", scheme());
        page.browser().scheme("dark");
        page.until("dark", this::scheme, "dark"::equals);
        page.tick("Light colours");
        assertEquals("light", scheme());
        page.tick("Dark colours");
        page.browser().scheme("light");
        page.open("/").see("h1", "Connected Apps");
        assertEquals("dark", scheme());
        page.tick("Colours of your system");
        assertEquals("light", scheme());
    }

    private String scheme() {
        return (String) page.browser().run("return document.documentElement.dataset.bsTheme");
    }

    @Test
    void movement_is_only_for_those_who_want_it() {
        page.signIn("/").press("Add New");
        assertEquals("none", styleOf("dialog", "animationName"));
        page.browser().media(Map.of("prefers-reduced-motion", "no-preference"));
        assertEquals("arrive", styleOf("dialog", "animationName"));
    }

    @Test
    void forced_colours_leave_what_is_chosen_and_what_has_the_focus_to_be_seen() {
        page.signIn("/");
        page.browser().media(Map.of("forced-colors", "active"));
        assertEquals("1px", styleOf(".nav-item[aria-current]", "borderTopWidth"));
        assertEquals("0px", styleOf(".nav-item:not([aria-current])", "borderTopWidth"));
        assertEquals("1px", styleOf(".theme:has(:checked)", "borderTopWidth"));
        page.keys(Keys.TAB);
        assertEquals("solid", styleOf(":focus-visible", "outlineStyle"));
        assertEquals("2px", styleOf(":focus-visible", "outlineWidth"));
    }

    private String styleOf(String selector, String property) {
        return (String) page.browser()
                .run(
                        "return getComputedStyle([...document.querySelectorAll(arguments[0])]"
                                + ".find((one) => one.checkVisibility()))[arguments[1]]",
                        selector,
                        property);
    }

    @Test
    void a_narrow_window_has_the_navigation_behind_a_button() {
        page.signIn("/").browser().size(320, 700);
        assertFalse(page.hasButton("Server Activity"));
        page.press("Menu").press("Server Activity").see("h1", "Server Activity");
        assertFalse(page.hasButton("Connected Apps"));
        assertTrue(page.hasButton("Menu"));
    }

    @Test
    void each_role_sees_what_it_may_do_and_no_more() {
        String id = page.app().connector("seen", "https://seen.example", "role-secret-4711");
        page.signIn("/", key("designer")).see("table", "https://seen.example");
        assertFalse(page.hasButton("Add New"));
        assertFalse(page.hasButton("Revoke seen"));
        page.press("seen").see("h1", "seen");
        assertFalse(page.hasButton("Edit"));
        assertFalse(page.hasButton("Revoke"));
        page.open("/connected-apps?app=" + id).see("dialog", "Limits");
        assertFalse(page.field("Connector Name").isEnabled());
        assertFalse(page.hasButton("Save"));
        page.press("Close").press("Run something with seen").see("h1", "Server Activity");

        page.signIn("/", key("auditor")).see("table", "seen");
        page.press("Server Activity").see("h2", "No saved activities yet");
        page.open("/server-activity?connector=seen").see("h2", "No saved activities yet");
        assertFalse(page.hasButton("Run"));
        assertFalse(page.hasButton("Run once"));
        assertFalse(page.hasButton("Add New"));

        page.signIn("/", key("runner")).see("table", "seen");
        assertFalse(page.text("table").contains("https://"));
        assertTrue(page.hasButton("Run something with seen"));
        assertFalse(page.hasButton("Edit seen"));
    }

    private String key(String role) {
        return page.app()
                .post(
                        "/api/keys",
                        Map.of("name", role, "role", role, "connectors", List.of("*"), "activities", List.of("*")))
                .json()
                .get("key")
                .textValue();
    }

    @Test
    void a_slash_leads_to_the_search_unless_it_is_switched_off() {
        page.app().connector("sought", "https://sought.example", "search-secret-4711");
        page.signIn("/").see("table", "sought");
        page.keys("/");
        assertEquals("Search", page.focused());
        page.keys("/");
        assertEquals("/?q=%2F", page.address());
        page.open("/").see("table", "sought");
        page.press("Signed in as admin.key").tick("Press / to search").keys(Keys.ESCAPE, "/");
        assertEquals("/", page.address());
        assertFalse(page.focused().equals("Search"));
        page.press("Signed in as admin.key").tick("Press / to search");
    }
}
