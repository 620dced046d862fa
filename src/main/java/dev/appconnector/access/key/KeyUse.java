package dev.appconnector.access.key;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** When each key was last used, written down many at once and off the calls' path. Thread-safe. */
final class KeyUse {

    private final Statements statements;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();

    KeyUse(Statements statements) {
        this.statements = statements;
    }

    /** Takes note of a use. It waits for nothing. */
    void used(UUID key, Instant at) {
        unwritten.put(key, at);
    }

    /** Blocks for the database. What that does not take now is kept for the next time. */
    void write() {
        Map<UUID, Instant> uses = Map.copyOf(unwritten);
        List<Map<String, ?>> rows = new ArrayList<>(uses.size());
        uses.forEach((id, at) -> rows.add(Map.of("id", id, "lastUsedAt", Row.timestamp(at))));
        try {
            statements.batch("access/touch-key", rows);
            uses.forEach(unwritten::remove);
        } catch (DataAccessException | TransactionException e) {
            // Nothing is lost by that, and that the database is gone is told elsewhere.
        }
    }
}
