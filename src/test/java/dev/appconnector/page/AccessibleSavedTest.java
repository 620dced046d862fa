package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Saved activities for everyone. */
@InBrowser
class AccessibleSavedTest extends AccessibleStates {

    AccessibleSavedTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return SavedActivityStates.ALL;
    }
}
