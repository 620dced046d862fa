package dev.appconnector.trial;

import dev.appconnector.activity.ServerActivity;
import dev.appconnector.egress.RequestMethod;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What a test is to send.
 *
 * @param method null is GET
 * @param path null is the domain itself
 */
record TestDocument(String method, String path) {

    static final TestDocument OF_THE_DOMAIN = new TestDocument(null, null);

    ServerActivity activity(UUID connector, Duration timeout) {
        return new ServerActivity(
                connector.toString(),
                method == null ? RequestMethod.GET.name() : method,
                path == null ? "" : path,
                List.of(),
                null,
                timeout,
                true,
                null);
    }
}
