package dev.appconnector.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Opens connections of an embedded database, also after it has closed itself, as it does when its file cannot be written. Those
 * that are open then call themselves valid and never work again: the pool is told to drop them. A new one opens the file anew,
 * and is handed out when it could write. Thread-safe.
 */
final class EmbeddedSource extends DriverManagerDataSource implements SQLExceptionOverride {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSource.class);

    private static final int GENERAL_ERROR = 50000;
    private static final int IO_EXCEPTION = 90028;
    private static final int IO_EXCEPTION_OF_A_FILE = 90031;
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final Set<Integer> CLOSING =
            Set.of(GENERAL_ERROR, IO_EXCEPTION, IO_EXCEPTION_OF_A_FILE, DATABASE_IS_CLOSED);

    /** One outage closes many connections: it is told of once. */
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Octets that it must be able to write: were it few, a full disk would now take them and now not, and the node come and go. */
    private static final int ROOM = 1 << 20;

    private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE_NANOS);
    private volatile boolean closed;

    EmbeddedSource(String url, String user) {
        super(url, user, "");
    }

    @java.lang.Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (closed) {
            try (Statement write = connection.createStatement()) {
                write.execute("comment on schema public is '" + "x".repeat(ROOM) + "'");
                write.execute("comment on schema public is null");
                closed = false;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /** Seconds; the pool waits for so long for connections that are being opened when it closes. */
    @java.lang.Override
    public int getLoginTimeout() {
        return 5;
    }

    @java.lang.Override
    public Override adjudicate(SQLException thrown) {
        if (!CLOSING.contains(thrown.getErrorCode())) {
            return Override.CONTINUE_EVICT;
        }
        closed = true;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException reason) {
                tell(reason);
            }
        }
        return Override.MUST_EVICT;
    }

    private void tell(IOException reason) {
        long now = System.nanoTime();
        long before = told.get();
        if (now - before >= SILENCE_NANOS && told.compareAndSet(before, now)) {
            LOG.error(
                    "The embedded database cannot write its file ({}): see to the disk of appconnector.data. Requests are"
                            + " refused until it can.",
                    reason.getMessage());
        }
    }
}
