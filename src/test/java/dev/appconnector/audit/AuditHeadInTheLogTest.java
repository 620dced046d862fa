package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the audit ends stands in the log, too, which whoever has the database does not reach. */
class AuditHeadInTheLogTest {

    private static final String LINE = "INFO  AuditTrail: The audit's last entry is ";

    @TempDir
    private Path data;

    private static List<String> lines(LoggedLines log) {
        return log.events().stream()
                .filter(event -> event.contains(LINE))
                .map(event ->
                        event.substring(event.indexOf(LINE) + LINE.length()).strip())
                .toList();
    }

    @Test
    void a_start_and_a_stop_write_the_last_number_and_its_mac() {
        try (LoggedLines log = new LoggedLines();
                RunningAppConnector app = RunningAppConnector.start(data)) {
            Await.until("a line", Duration.ofSeconds(10), () -> lines(log), lines -> !lines.isEmpty());
            String ofAdminKey =
                    "1 with mac " + Audited.entries(app, "").get(0).get("mac").textValue() + ".";
            assertEquals(List.of(ofAdminKey), lines(log));
            app.connector("last", "http://crm.example", "a-long-enough-token");
            String mac = Audited.entries(app, "").get(0).get("mac").textValue();

            app.stop();

            assertEquals(List.of(ofAdminKey, "2 with mac " + mac + "."), lines(log));
            assertTrue(log.warnings().isEmpty(), log.warnings().toString());
        }
    }

    @Test
    void the_route_writes_it_every_hour() {
        try (RunningAppConnector app = RunningAppConnector.start(data)) {
            assertEquals(
                    "timer://head-of-audit?period=3600000",
                    app.node()
                            .camelContext()
                            .getRoute("log-head-of-audit")
                            .getEndpoint()
                            .getEndpointUri());
        }
    }
}
