package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.testkit.TestPostgres;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes in by COPY comes out as it was, whatever is in it. */
class CopyTextTest {

    private static final String SAMPLE = "storage/copy-sample";

    private static HikariDataSource postgres() {
        HikariDataSource database = Database.openPostgres(TestPostgres.shared().newDatabase(), null, null);
        JdbcClient.create(database)
                .sql("create table copied (id integer primary key, first varchar, last varchar)")
                .update();
        return database;
    }

    @Test
    void what_means_something_to_copy_is_taken_for_what_it_is() {
        List<String> values = Arrays.asList(
                "plain",
                "",
                null,
                "\\N",
                "\\.",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "\\",
                "\\t",
                "ends in \\",
                "\ud83d\ude00 \u00fc",
                "\"',;");
        try (HikariDataSource database = postgres()) {
            CopyText rows = new CopyText();
            for (int i = 0; i < values.size(); i++) {
                rows.add(i)
                        .add(values.get(i))
                        .add(values.get(values.size() - 1 - i))
                        .endRow();
            }

            assertTrue(new Statements(database).copy(SAMPLE, () -> rows));

            JdbcClient client = JdbcClient.create(database);
            assertEquals(
                    values,
                    client.sql("select first from copied order by id")
                            .query(String.class)
                            .list());
            assertEquals(
                    values,
                    client.sql("select last from copied order by id desc")
                            .query(String.class)
                            .list());
        }
    }

    @Test
    void one_row_that_cannot_be_taken_takes_the_others_with_it() {
        try (HikariDataSource database = postgres()) {
            CopyText rows = new CopyText();
            rows.add(1).add("a").add("b").endRow();
            rows.add(1).add("a").add("b").endRow();

            assertThrows(DataAccessException.class, () -> new Statements(database).copy(SAMPLE, () -> rows));

            assertEquals(
                    0L,
                    JdbcClient.create(database)
                            .sql("select count(*) from copied")
                            .query(Long.class)
                            .single());
        }
    }

    @Test
    void the_embedded_database_says_that_it_has_none(@TempDir Path data) {
        try (HikariDataSource database = Database.openEmbedded(data)) {
            assertFalse(new Statements(database).copy(SAMPLE, () -> {
                throw new IllegalStateException("Nothing is to be written.");
            }));
        }
    }
}
