package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Whoever cannot see the page, or has no mouse, or a small window, can use it: all of axe-core's rules, and the keyboard. */
@InBrowser
class AccessiblePageTest {

    /** What makes the page wider than its window. */
    private static final String TOO_WIDE = """
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
              .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
              .map((one) => one.tagName + '.' + one.className + ' ' + one.getBoundingClientRect().right);
            """;

    /** Words that are broken within: of what is no code, and no longer than there is room for. */
    private static final String BROKEN = """
            const broken = [];
            const range = document.createRange();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const text = texts.currentNode;
              const parent = text.parentElement;
              if (!parent.checkVisibility() || parent.closest('code, .mono, textarea, select, .visually-hidden')) continue;
              for (const word of text.data.matchAll(/[a-z]{2,16}/gi)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map((part) => Math.round(part.top)));
                if (lines.size > 1) broken.push(word[0] + ' in ' + parent.outerHTML.slice(0, 100));
              }
            }
            return broken;
            """;

    private final Page page;
    private Scene scene;

    AccessiblePageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void the_target_answers() {
        scene = new Scene(page);
    }

    @AfterEach
    void it_is_let_go() {
        page.browser().letGo();
        scene.close();
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    static List<PageState> states() {
        return PageState.ALL;
    }

    @ParameterizedTest
    @MethodSource("states")
    void each_state_is_accessible_in_both_schemes_wide_and_narrow(PageState state) {
        state.shown().accept(scene);
        page.browser().size(1280, 900);
        assertEquals(List.of(), page.browser().accessibilityFaults(), "wide and light");
        page.browser().scheme("dark");
        // As wide as a window of 1280 px is when everything is four times as large.
        page.browser().size(320, 800);
        assertEquals(List.of(), page.browser().accessibilityFaults(), "narrow and dark");
        for (int width : new int[] {320, 768, 1280}) {
            page.browser().size(width, 800);
            assertEquals(List.of(), page.browser().run(TOO_WIDE), width + " px");
        }
        // Words break where it is narrow, and where cards have become columns.
        for (int width : new int[] {320, 768}) {
            page.browser().size(width, 800);
            assertEquals(List.of(), page.browser().run(BROKEN), width + " px");
        }
    }

    @Test
    void the_keyboard_alone_makes_uses_and_revokes_a_connector() {
        scene.nobody().see("h1", "Sign in");
        page.keys(page.app().adminKey(), Keys.ENTER).see("h1", "Connected Apps");
        reach("Add New").keys(Keys.ENTER).see("dialog", "Add a connected app");
        page.keys("keyboard");
        reach("Basic").keys(Keys.ARROW_RIGHT).see("dialog", "Auth Prefix Value");
        reach("Domain required").keys("https://api.example.com");
        reach("Auth Prefix Value required").keys(Scene.SECRET, Keys.ENTER).see(".notice", "keyboard is saved");

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
