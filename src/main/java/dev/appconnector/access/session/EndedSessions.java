package dev.appconnector.access.session;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that were ended before their time, on whichever node, in memory. Thread-safe. */
public final class EndedSessions {

    private final Statements statements;
    private final Clock clock;
    private final Map<UUID, Instant> ended = new ConcurrentHashMap<>();

    public EndedSessions(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** Learns what other nodes have ended, and forgets what would be over by now. Blocks for the database. */
    public void refresh() {
        Instant now = clock.instant();
        statements
                .of("session/select-ended-sessions")
                .param("now", Row.timestamp(now))
                .query()
                .listOfRows()
                .forEach(columns -> {
                    Row row = new Row(columns);
                    ended.put(row.uuid("id"), row.instant("expires_at"));
                });
        ended.values().removeIf(expiresAt -> !expiresAt.isAfter(now));
    }

    void add(Session session) {
        ended.put(session.id(), session.expiresAt());
    }

    boolean include(Session session) {
        return ended.containsKey(session.id());
    }
}
