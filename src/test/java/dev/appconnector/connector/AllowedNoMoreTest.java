package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator closes is closed to connectors that were made before. */
class AllowedNoMoreTest {

    @TempDir
    private Path data;

    private static Reply run(RunningAppConnector app) {
        return app.post("/worker/runs", Map.of("connector", "crm", "method", "GET", "path", "/"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.1.2.3, appconnector.egress.allow, 10.1.2.0/24, 10.1.3.0/24",
        "http://[fd00::1], appconnector.egress.allow, fd00::/64, fd01::/64",
        "http://8.8.8.8, appconnector.egress.deny, 8.8.4.4, 8.8.8.8",
        "http://localhost, appconnector.egress.allow, localhost, other",
        "http://crm.example, appconnector.egress.plain-http, true, false"
    })
    void a_domain_that_is_allowed_no_more_is_refused_by_the_next_run(
            String domain, String setting, String before, String after) {
        try (FakeTarget target = FakeTarget.http()) {
            try (RunningAppConnector app = RunningAppConnector.start(data, Map.of(setting, before))) {
                app.dialler().leadAll(target);
                app.connector("crm", domain, "a-long-enough-token");
                assertEquals(200, run(app).status(), run(app).text());
            }
            int connections = target.connections();
            try (RunningAppConnector app = RunningAppConnector.start(data, Map.of(setting, after))) {
                app.dialler().leadAll(target);
                Reply refused = run(app);
                assertEquals(403, refused.status(), refused.text());
                assertEquals("destination-refused", refused.problem());
                assertEquals(connections, target.connections());
                assertEquals(0, app.resolver().lookUps().size());
            }
        }
    }
}
