package dev.appconnector.delivery;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.json.StrictJson;
import dev.appconnector.run.Attempt;
import dev.appconnector.storage.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A run that nobody waits for, as its row says. Immutable.
 *
 * @param path as the caller wrote it
 * @param timeout the time of each attempt
 * @param replayOf the run that it repeats, or null
 * @param traceParent the caller's, or null
 * @param attempts those that are over
 * @param version rises with each claim and each change: who knows the last one holds the claim
 */
record KeptRun(
        UUID id,
        UUID connectorId,
        String activity,
        String method,
        String path,
        String caller,
        Duration timeout,
        Instant createdAt,
        UUID replayOf,
        String traceParent,
        List<Attempt> attempts,
        long version) {

    KeptRun {
        attempts = List.copyOf(attempts);
    }

    static KeptRun of(Row row) {
        return new KeptRun(
                row.uuid("id"),
                row.uuid("connector_id"),
                row.text("activity"),
                row.text("method"),
                row.text("path"),
                row.text("caller"),
                Duration.ofMillis(row.number("timeout_ms")),
                row.instant("created_at"),
                row.uuid("replay_of"),
                row.text("trace_parent"),
                StrictJson.readStored(row.text("attempts"), new TypeReference<List<Attempt>>() {}),
                row.number("version"));
    }

    /** The same with one attempt more. */
    KeptRun after(Attempt attempt) {
        return after(List.of(attempt));
    }

    /** The same with these attempts more. */
    KeptRun after(List<Attempt> made) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.addAll(made);
        return new KeptRun(
                id,
                connectorId,
                activity,
                method,
                path,
                caller,
                timeout,
                createdAt,
                replayOf,
                traceParent,
                more,
                version);
    }

    String attemptsText() {
        return new String(StrictJson.write(attempts), StandardCharsets.UTF_8);
    }

    /** What both the table of deliveries and that of ended runs have of it. */
    Map<String, Object> columns() {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("connectorId", connectorId);
        row.put("activity", activity);
        row.put("method", method);
        row.put("path", path);
        row.put("caller", caller);
        row.put("timeoutMs", timeout.toMillis());
        row.put("createdAt", Row.timestamp(createdAt));
        row.put("replayOf", replayOf);
        row.put("attempts", attemptsText());
        row.put("version", version);
        return row;
    }
}
