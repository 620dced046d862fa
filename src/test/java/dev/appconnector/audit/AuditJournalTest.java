package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that is noted gets lost, nothing is appended without its change, and a check is not misled by what goes on. */
class AuditJournalTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    private HikariDataSource database;
    private Statements statements;
    private AuditTrail trail;

    private void open(TestDatabase kind) {
        Map<String, String> all = new HashMap<>(kind.settings(directory));
        all.put("appconnector.data", directory.toString());
        Settings settings = Settings.of(all, Map.of());
        database = Database.open(settings.database());
        statements = new Statements(database);
        trail = new AuditTrail(statements, new KeyRing(settings.database(), statements, Clock.systemUTC()).openVault());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditEntry entry(String action, Instant at) {
        return AuditEntry.met(action, null, "127.0.0.1", at, null, "refused");
    }

    @ParameterizedTest
    @EnumSource
    void what_finds_no_place_is_counted(TestDatabase kind) {
        open(kind);
        AuditJournal journal = new AuditJournal(trail, Clock.systemUTC());
        for (int i = 0; i < 1_500; i++) {
            journal.note(entry("some.action" + i, NOW));
        }
        journal.close();

        long entries = 0;
        for (Row row : trail.entriesAfter(0, 2_000)) {
            assertTrue(row.text("entry").contains("\"count\":1,"), row.text("entry"));
            entries++;
        }
        assertEquals(1_500, entries);
        assertEquals(new AuditCheck.Result(1_500, null), new AuditCheck(trail).check());
    }

    @ParameterizedTest
    @EnumSource
    void an_entry_of_a_change_needs_the_transaction_of_the_change(TestDatabase kind) {
        open(kind);
        assertThrows(IllegalStateException.class, () -> trail.append(entry("some.action", NOW)));
        assertThrows(
                IllegalArgumentException.class,
                () -> statements.together(() -> {
                    trail.append(entry("some.action", NOW));
                    throw new IllegalArgumentException("The change fails after all.");
                }));
        assertEquals(0, trail.head().orElseThrow().sequence());

        statements.together(() -> {
            trail.append(entry("some.action", NOW));
            trail.append(entry("some.action", NOW));
            return null;
        });

        assertEquals(new AuditCheck.Result(2, null), new AuditCheck(trail).check());
    }

    @ParameterizedTest
    @EnumSource
    void a_check_finds_no_fault_while_old_entries_are_removed_and_new_ones_appended(TestDatabase kind) {
        open(kind);
        for (int round = 0; round < 5; round++) {
            trail.appendTogether(Collections.nCopies(3_000, entry("some.action", NOW.minus(Duration.ofDays(31)))));
            CompletableFuture<Void> expiry = CompletableFuture.runAsync(
                    () -> new AuditExpiry(trail, Duration.ofDays(30), Clock.systemUTC()).expire());
            do {
                assertNull(new AuditCheck(trail).check().firstBroken());
            } while (!expiry.isDone());
            expiry.join();
            // What was removed last is the new entry of the round before, which is young: it stays in the way.
            statements.together(() -> {
                AuditHead head = trail.lockHead();
                statements
                        .of("audit/delete-entries")
                        .param("last", head.sequence())
                        .update();
                trail.move(head.beginningAfter(head.sequence(), head.mac()));
                return null;
            });
        }
    }
}
