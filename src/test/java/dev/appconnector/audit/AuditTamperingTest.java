package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has the database alone alters nothing unnoticed: of what plain SQL can do, the first broken place is found. */
@OnBothDatabases
class AuditTamperingTest {

    private static final int ENTRIES = 8;

    private final RunningAppConnector app;

    AuditTamperingTest(RunningAppConnector app) {
        this.app = app;
    }

    private void sql(String statement) {
        app.rows().sql(statement).update();
    }

    @BeforeEach
    void keepACopy() {
        for (long i = Audited.count(app); i < ENTRIES; i++) {
            app.connector("tampering " + i, "http://crm.example", "a-long-enough-token");
        }
        assertEquals(Audited.intact(ENTRIES), Audited.verified(app));
        sql("create table kept_entry as select * from audit_entry");
        sql("create table kept_head as select * from audit_head");
    }

    @AfterEach
    void putTheCopyBack() {
        sql("delete from audit_entry");
        sql("insert into audit_entry select * from kept_entry");
        sql("delete from audit_head");
        sql("insert into audit_head select * from kept_head");
        sql("drop table kept_entry");
        sql("drop table kept_head");
        assertEquals(Audited.intact(ENTRIES), Audited.verified(app));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A field of one entry
                "update audit_entry set happened_at = timestamp '2020-01-01 00:00:00' where sequence = 4 | 4 | altered",
                "update audit_entry set actor = 'key:another' where sequence = 4 | 4 | altered",
                "update audit_entry set actor = null where sequence = 4 | 4 | altered",
                "update audit_entry set actor_name = 'another' where sequence = 4 | 4 | altered",
                "update audit_entry set object_id = 'another' where sequence = 4 | 4 | altered",
                "update audit_entry set object_name = 'another' where sequence = 4 | 4 | altered",
                "update audit_entry set entry = replace(entry, 'created', 'revoked') where sequence = 4 | 4 | altered",
                "update audit_entry set entry = replace(entry, '127.0.0.1', '127.0.0.2') where sequence = 4 | 4 | altered",
                "update audit_entry set entry = concat(entry, ' ') where sequence = 4 | 4 | altered",
                "update audit_entry set entry = 'no JSON' where sequence = 4 | 4 | altered",
                "update audit_entry set key_id = '1' where sequence = 4 | 4 | altered",
                "update audit_entry set mac = replace(mac, substring(mac, 1, 1), 'x') where sequence = 4 | 4 | altered",
                "update audit_entry set mac = '' where sequence = 4 | 4 | altered",
                "update audit_entry set entry = replace(entry, 'created', 'revoked') where sequence = 1 | 1 | altered",
                "update audit_entry set entry = replace(entry, 'created', 'revoked') where sequence = 8 | 8 | altered",
                "update audit_entry set entry = replace(entry, 'created', 'revoked') where sequence in (3, 6) | 3 | altered",
                // An entry gone from the middle, also with those behind it moved up
                "delete from audit_entry where sequence = 4 | 4 | missing",
                "delete from audit_entry where sequence = 4; update audit_entry set sequence = -sequence where sequence > 4;"
                        + " update audit_entry set sequence = -sequence - 1 where sequence < 0 | 4 | altered",
                "delete from audit_entry where sequence = 1 | 1 | missing",
                "delete from audit_entry | 1 | missing",
                // Two that changed places, in their number alone and in what says the number
                "update audit_entry set sequence = -sequence where sequence in (4, 5);"
                        + " update audit_entry set sequence = 9 + sequence where sequence < 0 | 4 | altered",
                // One put in between, and one put behind
                "update audit_entry set sequence = -sequence where sequence > 3;"
                        + " update audit_entry set sequence = 1 - sequence where sequence < 0;"
                        + " insert into audit_entry select 4, happened_at, actor, actor_name, object_id, object_name, entry,"
                        + " key_id, mac from audit_entry where sequence = 3 | 4 | altered",
                "insert into audit_entry select 9, happened_at, actor, actor_name, object_id, object_name, entry, key_id, mac"
                        + " from audit_entry where sequence = 8 | 9 | altered",
                // The end cut off, and the head moved to hide it
                "delete from audit_entry where sequence = 8 | 8 | missing",
                "delete from audit_entry where sequence > 6 | 7 | missing",
                "delete from audit_entry where sequence > 6; update audit_head set sequence = 6,"
                        + " mac = (select mac from audit_entry where sequence = 6) | 1 | head",
                // The beginning cut off, and the mark moved to hide it
                "delete from audit_entry where sequence < 4; update audit_head set removed = 3,"
                        + " removed_mac = (select mac from kept_entry where sequence = 3) | 4 | head",
                // The head itself
                "update audit_head set mac = 'x' | 1 | head",
                "update audit_head set seal = '' | 1 | head",
                "update audit_head set key_id = '1' | 1 | head",
                "delete from audit_head | 1 | head",
                "update audit_head set sequence = 0, mac = '', removed = 0, removed_mac = '', key_id = '', seal = '' | 9 | head"
            })
    void what_was_manipulated_is_found(String statements, long sequence, String reason) {
        Arrays.stream(statements.split(";")).forEach(this::sql);

        long before = reason.equals("head") && sequence < 9 ? 0 : sequence - 1;
        assertEquals(Audited.broken(before, sequence, reason), Audited.verified(app));
    }

    @Test
    void two_that_changed_all_but_their_numbers_are_found() {
        for (String column : new String[] {"happened_at", "object_id", "object_name", "entry", "mac"}) {
            sql(
                    ("update audit_entry set %1$s = (select k.%1$s from kept_entry k where k.sequence = 9 - audit_entry.sequence)"
                                    + " where sequence in (4, 5)")
                            .formatted(column));
        }

        assertEquals(Audited.broken(3, 4, "altered"), Audited.verified(app));
    }

    @Test
    void an_end_that_is_cut_off_together_with_its_head_is_seen_in_the_log_alone() {
        app.connector("cut off", "http://crm.example", "a-long-enough-token");
        try (LoggedLines log = new LoggedLines()) {
            app.restart();
            String mac = Audited.entries(app, "?after=10").get(0).get("mac").textValue();
            String line = "The audit's last entry is 9 with mac " + mac + ".";
            assertTrue(log.events().stream().anyMatch(event -> event.contains(line)), line);

            putTheCopyBack();
            keepACopy();

            assertEquals(Audited.intact(8), Audited.verified(app));
            assertFalse(app.get("/api/audit").text().contains(mac));
        }
    }
}
