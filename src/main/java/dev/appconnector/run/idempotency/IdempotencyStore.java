package dev.appconnector.run.idempotency;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.run.RunState;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps which key began which run, for a day. Thread-safe, also among nodes; whatever it throws is the database's. */
final class IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);

    /** How much later than its deadline a run has ended at the latest, its answer kept, by the clock of any node. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int BATCH = 500;

    private final Statements statements;
    private final Clock clock;

    IdempotencyStore(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    Optional<FirstRun> find(String key) {
        return statements
                .of("idempotency/select-first-run")
                .param("key", key)
                .param("now", Row.timestamp(clock.instant()))
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .map(columns -> FirstRun.of(new Row(columns)));
    }

    /**
     * Takes the key for this run; where a transaction is open on this thread, as a part of it.
     *
     * @return whether this run is the first
     */
    boolean take(KeyedRequest request, ActiveRun run) {
        Instant now = clock.instant();
        Map<String, Object> row = row(request, run, now);
        return statements.together(() -> {
            statements
                    .of("idempotency/delete-expired-key")
                    .param("key", request.key())
                    .param("now", Row.timestamp(now))
                    .update();
            return statements.of("idempotency/insert-key").params(row).update() == 1;
        });
    }

    private static Map<String, Object> row(KeyedRequest request, ActiveRun run, Instant now) {
        Map<String, Object> row = new HashMap<>();
        row.put("key", request.key());
        row.put("requestMac", request.mac());
        row.put("macKeyId", request.macKeyId());
        row.put("runId", run.id());
        row.put("waitForResult", run.isWaitedFor());
        row.put("connectorId", run.connector().connector().id());
        row.put("activity", run.activity().savedName());
        row.put("method", run.activity().method());
        row.put("path", run.activity().path());
        row.put("caller", run.caller());
        row.put("timeoutMs", run.activity().timeout().toMillis());
        row.put("startedAt", Row.timestamp(now));
        row.put(
                "lapsesAt",
                Row.timestamp(now.plusNanos(run.deadline().remainingNanos()).plus(MARGIN)));
        row.put("expiresAt", Row.timestamp(now.plus(KEPT)));
        return row;
    }

    /** @param state how it ended */
    void keep(String key, UUID run, RunState state, byte[] sealedAnswer) {
        statements
                .of("idempotency/keep-answer")
                .param("key", key)
                .param("runId", run)
                .param("state", state.word())
                .param("endedAt", Row.timestamp(clock.instant()))
                .param("sealedAnswer", sealedAnswer)
                .update();
    }

    /** Lets the key begin another run, where it is still this one's. */
    void free(String key, UUID run) {
        statements
                .of("idempotency/delete-key")
                .param("key", key)
                .param("runId", run)
                .update();
    }

    /** Whatever is known of a run from here alone is recorded first. */
    void removeExpired() {
        OffsetDateTime now = Row.timestamp(clock.instant());
        statements.of("idempotency/record-lost-runs").param("now", now).update();
        int removed;
        do {
            removed = statements
                    .of("idempotency/delete-expired-keys")
                    .param("now", now)
                    .param("most", BATCH)
                    .update();
        } while (removed == BATCH);
    }
}
