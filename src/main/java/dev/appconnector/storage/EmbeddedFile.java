package dev.appconnector.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the file of an embedded database that writes each commit at once: H2 has no thread of its own then, and leaves a
 * file in which nearly all is old. Each second what was written goes to the disk itself, and the old parts of which little is
 * still in use are written anew, so that their place is free again. Ends when the pool is closed.
 */
final class EmbeddedFile {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** So much of a second it may take: commits wait meanwhile. */
    private static final Duration MOST = Duration.ofMillis(200);

    /** Per cent of the file that is in use; above it is well. */
    private static final int IN_USE = 50;

    private static final int IN_USE_AT_REST = 80;

    /** Octets that are written anew in one go. */
    private static final int AT_ONCE = 4 << 20;

    private final HikariDataSource database;
    private long version;

    private EmbeddedFile(HikariDataSource database) {
        this.database = database;
    }

    static void lookAfter(HikariDataSource database) {
        Thread thread = new Thread(new EmbeddedFile(database)::untilClosed, "embedded-file");
        thread.setDaemon(true);
        thread.start();
    }

    private void untilClosed() {
        while (!database.isClosed()) {
            try {
                Thread.sleep(PERIOD.toMillis());
                lookAfter();
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                // The disk is full, or the pool is closed: whoever needs the database tells of it. Without this thread
                // the file grows.
                LOG.debug("The embedded database's file could not be looked after.", e);
            }
        }
    }

    private void lookAfter() throws SQLException {
        try (Connection connection = database.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            store.sync();
            long until = System.nanoTime() + MOST.toNanos();
            while (System.nanoTime() < until && store.compact(IN_USE, AT_ONCE)) {
                store.commit();
            }
            if (store.getCurrentVersion() == version && store.getFileStore() instanceof RandomAccessStore parts) {
                // Nobody writes: there is time to fill the holes, which shortens the file.
                parts.compactMoveChunks(IN_USE_AT_REST, AT_ONCE, store);
            }
            version = store.getCurrentVersion();
        }
    }
}
