package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Server Activity, where a request is typed, for everyone. */
@InBrowser
class AccessibleActivityTest extends AccessibleStates {

    AccessibleActivityTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return ActivityStates.ALL;
    }
}
