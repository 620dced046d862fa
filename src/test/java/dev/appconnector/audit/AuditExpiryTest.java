package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has been kept for long enough goes, and the audit is still one chain from what is left of it on. */
class AuditExpiryTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    private Map<String, String> settings(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(database.settings(directory));
        settings.put("appconnector.data", directory.toString());
        settings.put("appconnector.audit.keep", "30d");
        return settings;
    }

    /** Appends entries of so many days ago, as the program would have done then. */
    private static void appendOld(Map<String, String> settings, int entries, int daysAgo) {
        Settings read = Settings.of(settings, Map.of());
        try (HikariDataSource database = Database.open(read.database())) {
            Statements statements = new Statements(database);
            AuditTrail trail =
                    new AuditTrail(statements, new KeyRing(read.database(), statements, Clock.systemUTC()).openVault());
            trail.appendTogether(Collections.nCopies(
                    entries,
                    AuditEntry.met(
                            "some.action",
                            AuditEntry.Actor.PROGRAM,
                            null,
                            NOW.minus(Duration.ofDays(daysAgo)),
                            null,
                            "done")));
        }
    }

    private static Map<String, Object> head(RunningAppConnector app) {
        return app.rows().sql("select * from audit_head").query().singleRow();
    }

    @ParameterizedTest
    @EnumSource
    void old_entries_are_removed_page_by_page_and_what_is_left_verifies(TestDatabase database) {
        Map<String, String> settings = settings(database);
        appendOld(settings, 1_001, 31);
        appendOld(settings, 2, 29);
        appendOld(settings, 1, 31); // it stands behind what is kept, so it is kept as well
        try (RunningAppConnector app = RunningAppConnector.start(directory, settings)) {
            List<JsonNode> expired = Audited.await(app, "audit.expired", entries -> !entries.isEmpty());

            assertEquals(1_001, expired.get(0).get("count").longValue());
            assertEquals("appconnector", expired.get(0).at("/actor/id").textValue());
            assertEquals(1_001L, head(app).get("removed"));
            assertEquals(5, Audited.count(app), "the removal's and that of the start's admin key too");
            assertEquals(Audited.intact(5), Audited.verified(app));

            app.connector("goes on", "http://crm.example", "a-long-enough-token");
            assertEquals(Audited.intact(6), Audited.verified(app));
            app.rows().sql("delete from audit_entry where sequence = 1002").update();
            assertEquals(Audited.broken(0, 1_002, "missing"), Audited.verified(app));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_audit_of_old_entries_alone_is_empty_afterwards_and_verifies(TestDatabase database) {
        Map<String, String> settings = settings(database);
        appendOld(settings, 3, 31);
        try (RunningAppConnector app = RunningAppConnector.start(directory, settings)) {
            Audited.await(app, "audit.expired", entries -> !entries.isEmpty());

            // The removal's and that of the start's admin key.
            assertEquals(Audited.intact(2), Audited.verified(app));
            app.rows().sql("delete from audit_entry").update();
            assertEquals(Audited.broken(0, 4, "missing"), Audited.verified(app));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_made_to_look_old_or_was_altered_is_not_removed(TestDatabase database) {
        Map<String, String> settings = settings(database);
        appendOld(settings, 2, 31);
        appendOld(settings, 3, 29);
        appendOld(settings, 1, 31);
        Settings read = Settings.of(settings, Map.of());
        try (HikariDataSource rows = Database.open(read.database())) {
            org.springframework.jdbc.core.simple.JdbcClient.create(rows)
                    .sql("update audit_entry set happened_at = timestamp '2000-01-01 00:00:00' where sequence > 2")
                    .update();
        }
        try (LoggedLines log = new LoggedLines();
                RunningAppConnector app = RunningAppConnector.start(directory, settings)) {
            Audited.await(app, "audit.expired", entries -> !entries.isEmpty());

            assertEquals(Audited.broken(0, 3, "altered"), Audited.verified(app));
            assertEquals(6, Audited.count(app));
            Await.until("a warning", Duration.ofSeconds(10), log::warnings, lines -> lines.stream()
                    .anyMatch(line -> line.contains("kept from 3 on")));
            assertTrue(Audited.entries(app, "?to=2001-01-01T00:00:00Z").size() == 4);
        }
    }
}
