package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.settings.DatabaseSettings;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.vault.MasterKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing that is noted gets lost, nothing is appended without its change, and a check is not misled by what goes on. */
class AuditJournalTest {

    private static final Instant NOW = Instant.now();

    @TempDir
    private Path directory;

    private HikariDataSource database;
    private DatabaseSettings settings;
    private Statements statements;
    private AuditTrail trail;

    private void open(TestDatabase kind) {
        Map<String, String> all = new HashMap<>(kind.settings(directory));
        all.put("appconnector.data", directory.toString());
        settings = Settings.of(all, Map.of()).database();
        database = Database.open(settings);
        statements = new Statements(database);
        trail = newTrail();
    }

    private AuditTrail newTrail() {
        return new AuditTrail(statements, new KeyRing(settings, statements, Clock.systemUTC()).openVault());
    }

    private void giveTheKeysetAnotherPrimaryKey() throws GeneralSecurityException {
        MasterKey masterKey = MasterKey.read(settings.masterKey());
        JdbcClient rows = JdbcClient.create(database);
        String kept = rows.sql("select wrapped from derivation_keyset")
                .query(String.class)
                .single();
        KeysetHandle rotated = KeysetHandle.newBuilder(masterKey.unwrap(kept, "derivation"))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HKDF_SHA256)
                        .withRandomId()
                        .makePrimary())
                .build();
        rows.sql("update derivation_keyset set wrapped = ?")
                .param(masterKey.wrap(rotated, "derivation"))
                .update();
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

        assertEquals(1_500, sum(counts()));
        assertEquals(new AuditCheck.Result(1_500, null), new AuditCheck(trail).check());
    }

    @ParameterizedTest
    @EnumSource
    void when_the_minute_is_over_what_was_counted_is_an_entry_and_the_next_are_entries_again(TestDatabase kind) {
        open(kind);
        AuditJournal journal = new AuditJournal(trail, Clock.systemUTC(), Duration.ofMillis(500));
        for (int noted = 20; noted <= 40; noted += 20) {
            long all = noted;
            for (int i = 0; i < 20; i++) {
                journal.note(entry("some.action", NOW));
            }
            Await.until("all are counted", Duration.ofSeconds(20), this::counts, counts -> sum(counts) == all);
        }
        long single = counts().stream().filter(count -> count == 1).count();
        journal.close();

        assertTrue(single >= 2 * Sampling.FIRST && single < 40, single + " entries");
        assertEquals(40, sum(counts()));
    }

    private List<Long> counts() {
        return trail.entriesAfter(0, 2_000).stream()
                .map(row -> row.text("entry").replaceFirst(".*\"count\":([0-9]+),.*", "$1"))
                .map(Long::valueOf)
                .toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
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
    void S4_after_a_rotation_the_chain_goes_on_under_the_new_key_and_old_entries_still_verify(TestDatabase kind)
            throws GeneralSecurityException {
        open(kind);
        trail.appendTogether(List.of(entry("some.action", NOW), entry("some.action", NOW)));
        giveTheKeysetAnotherPrimaryKey();
        AuditTrail rotated = newTrail();
        assertEquals(new AuditCheck.Result(2, null), new AuditCheck(rotated).check());

        rotated.appendTogether(List.of(entry("some.action", NOW)));

        assertEquals(new AuditCheck.Result(3, null), new AuditCheck(rotated).check());
        List<String> keys = rotated.entriesAfter(0, 9).stream()
                .map(row -> row.text("key_id"))
                .toList();
        assertEquals(keys.get(0), keys.get(1));
        assertNotEquals(keys.get(1), keys.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void a_check_finds_no_fault_where_old_entries_are_removed_and_new_ones_appended_meanwhile(TestDatabase kind) {
        open(kind);
        trail.appendTogether(Collections.nCopies(1_200, entry("some.action", NOW.minus(Duration.ofDays(31)))));
        trail.appendTogether(List.of(entry("some.action", NOW)));
        AuditHead begun = trail.head().orElseThrow();
        new AuditExpiry(trail, Duration.ofDays(30), Clock.systemUTC()).expire();

        assertEquals(new AuditCheck.Result(2, null), new AuditCheck(trail).checkFrom(begun));
        statements.of("audit/delete-entries").param("last", 1_201).update();
        assertEquals(
                new AuditCheck.Result(0, new AuditCheck.Broken(1_201, "missing")),
                new AuditCheck(trail).checkFrom(begun));
    }
}
