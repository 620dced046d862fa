package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done for rows that come to nothing is undone, and only then. */
class NotCommittedTest {

    private final AtomicInteger undone = new AtomicInteger();

    private int undoneAfter(Path data, Runnable rest) {
        try (HikariDataSource database = Database.openEmbedded(data)) {
            Statements statements = new Statements(database);
            statements.together(() -> {
                statements.ifNotCommitted(undone::incrementAndGet);
                assertEquals(0, undone.get());
                rest.run();
                return null;
            });
        }
        return undone.get();
    }

    @Test
    void what_commits_is_not_undone(@TempDir Path data) {
        assertEquals(0, undoneAfter(data, () -> {}));
    }

    @Test
    void what_is_rolled_back_is_undone_once(@TempDir Path data) {
        assertThrows(
                IllegalStateException.class,
                () -> undoneAfter(data, () -> {
                    throw new IllegalStateException("rolled back");
                }));
        assertEquals(1, undone.get());
    }

    @Test
    void where_no_transaction_is_open_there_is_nothing_to_undo(@TempDir Path data) {
        try (HikariDataSource database = Database.openEmbedded(data)) {
            new Statements(database).ifNotCommitted(undone::incrementAndGet);
        }
        assertEquals(0, undone.get());
    }
}
