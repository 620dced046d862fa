package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** The audit, for everyone. */
@InBrowser
class AccessibleAuditTest extends AccessibleStates {

    AccessibleAuditTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return AuditStates.ALL;
    }
}
