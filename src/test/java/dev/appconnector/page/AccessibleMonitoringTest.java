package dev.appconnector.page;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.List;

/** Monitoring for everyone. */
@InBrowser
class AccessibleMonitoringTest extends AccessibleStates {

    AccessibleMonitoringTest(Page page) {
        super(page);
    }

    static List<PageState> states() {
        return MonitoringStates.ALL;
    }
}
