package dev.appconnector.run;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * The step that erases what was said in runs that ended some time ago, and removes runs that ended long ago, a batch a
 * transaction. What is still to be delivered is neither. Thread-safe; of several nodes at once each row goes once.
 */
public final class OldRuns {

    private static final int BATCH = 1_000;

    private final Statements statements;
    private final Duration keep;
    private final Clock clock;

    /** @param keep how long after its end a run is kept */
    public OldRuns(Statements statements, Duration keep, Clock clock) {
        this.statements = statements;
        this.keep = keep;
        this.clock = clock;
    }

    public void erase(Exchange exchange) {
        Instant now = clock.instant();
        List<UUID> bodies;
        do {
            bodies = selected("run/select-old-bodies", now);
            remove(bodies, "run/delete-body");
        } while (goOn(bodies, exchange));
        Instant before = now.minus(keep);
        List<UUID> runs;
        do {
            runs = selected("run/select-old-runs", before);
            // Where keep was made shorter than keep-bodies was, what was said goes now, too.
            remove(runs, "run/delete-body", "run/delete-run");
        } while (goOn(runs, exchange));
    }

    private static boolean goOn(List<UUID> batch, Exchange exchange) {
        return batch.size() == BATCH && !exchange.getContext().isStopping();
    }

    private List<UUID> selected(String statement, Instant before) {
        return statements
                .of(statement)
                .param("before", Row.timestamp(before))
                .param("beforeId", RunId.firstOf(before))
                .param("limit", BATCH)
                .query(UUID.class)
                .list();
    }

    /** In one order on every node: two that have rows in common must not wait for each other. */
    private void remove(List<UUID> ids, String... byStatements) {
        List<Map<String, ?>> rows = new ArrayList<>();
        ids.stream().sorted().forEach(id -> rows.add(Map.of("id", id)));
        statements.together(() -> {
            for (String statement : byStatements) {
                statements.batch(statement, rows);
            }
            return rows;
        });
    }
}
