package dev.appconnector.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the connections of an embedded database that has closed itself out of the pool. It does so when its file cannot be
 * written; its connections then call themselves valid and never work again, while a new one opens the file anew as soon as
 * that can be written. Thread-safe.
 */
final class ClosedUnderneath implements SQLExceptionOverride {

    private static final Logger LOG = LoggerFactory.getLogger(ClosedUnderneath.class);

    private static final int GENERAL_ERROR = 50000;
    private static final int IO_EXCEPTION = 90028;
    private static final int IO_EXCEPTION_OF_A_FILE = 90031;
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final Set<Integer> CLOSING =
            Set.of(GENERAL_ERROR, IO_EXCEPTION, IO_EXCEPTION_OF_A_FILE, DATABASE_IS_CLOSED);

    /** One outage closes many connections: it is told of once. */
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicLong told = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

    @java.lang.Override
    public Override adjudicate(SQLException thrown) {
        if (!CLOSING.contains(thrown.getErrorCode())) {
            return Override.CONTINUE_EVICT;
        }
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
