package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever cannot see the page, or has a small window, can use each state that a room's tests name in {@code states()}. */
abstract class AccessibleStates {

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

    final Page page;
    Scene scene;

    AccessibleStates(Page page) {
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
}
