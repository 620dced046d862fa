package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Signing in, the navigation and the start, for everyone. */
@InBrowser
class AccessibleFrameTest extends AccessibleStates {

    AccessibleFrameTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return FrameStates.ALL;
    }
}
