package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Callers, their keys and browser tokens, for everyone. */
@InBrowser
class AccessibleCallersTest extends AccessibleStates {

    AccessibleCallersTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return CallersStates.ALL;
    }
}
