package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Connected Apps for everyone, and the whole way of a connector by the keyboard alone. */
@InBrowser
class AccessibleAppsTest extends AccessibleStates {

    AccessibleAppsTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return AppsStates.ALL;
    }

    @Test
    void the_keyboard_alone_makes_uses_and_revokes_a_connector() {
        scene.nobody().see("h1", "Sign in");
        page.keys(page.app().adminKey(), Keys.ENTER).see("h1", "Connected Apps");
        reach("Add New").keys(Keys.ENTER).see("dialog", "Add a connected app");
        page.keys("keyboard");
        reach("Basic").keys(Keys.ARROW_RIGHT).see("dialog", "Auth Prefix Value");
        reach("Domain required").keys("https://api.example.com");
        reach("Auth Prefix Value required").keys(Scene.SECRET, Keys.ENTER);
        page.see("dialog .notice", "It works");
        assertEquals("Test again", page.focused());
        page.keys(Keys.ESCAPE).see(".notice", "keyboard is saved");

        reach("Run something").keys(Keys.ENTER).see("h1", "Server Activity");
        reach("Run").keys(Keys.SPACE).see(".headline", "200");
        reach("Runs").keys(Keys.ENTER).see("h1", "Runs");
        page.see("tbody", "keyboard");
        page.browser().driver().navigate().back();
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
