package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a refusal takes tells nothing: a foreign connector costs the same look-up as an unknown one. */
class SameWorkTest {

    private static Reply explain(RunningAppConnector app, String key, String connector) {
        return app.callWith(
                key, "POST", "/worker/explain", Map.of("connector", connector, "method", "GET", "path", "/"));
    }

    @ParameterizedTest
    @EnumSource
    void a_foreign_connector_in_memory_is_looked_up_all_the_same(TestDatabase database, @TempDir Path data) {
        try (RunningAppConnector app = database.start(data, Map.of("appconnector.max-staleness", "60s"))) {
            String mine = app.connector("mine", "http://crm.example", "a-long-enough-token");
            String foreign = app.connector("foreign", "http://crm.example", "a-long-enough-token");
            String runner = app.key("runner", mine);
            // Until the node has heard of the last change, what it knows is looked up once more.
            for (int i = 0; i < 20; i++) {
                explain(app, app.adminKey(), foreign);
                explain(app, app.adminKey(), mine);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            app.node()
                    .camelContext()
                    .getRegistry()
                    .lookupByNameAndType("database", HikariDataSource.class)
                    .close();

            // Without its database only what is in memory is known: the one that needs no look-up shows by that.
            assertEquals(200, statusOf(explain(app, runner, mine)));
            assertEquals(503, statusOf(explain(app, runner, "unknown")));
            assertEquals(503, statusOf(explain(app, runner, foreign)));
            assertEquals(503, statusOf(explain(app, runner, "foreign")));
        }
    }

    private static int statusOf(Reply explanation) {
        return explanation.json().at("/problem/status").asInt(explanation.status());
    }
}
