package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Runs for everyone. */
@InBrowser
class AccessibleRunsTest extends AccessibleStates {

    AccessibleRunsTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return RunsStates.ALL;
    }
}
