package dev.appconnector.delivery.result;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;

/**
 * Keeps the ended runs of which routes are still to be told, from the transaction that ends a run until the route has succeeded.
 * Where no route is to be told of any, nothing is written. Thread-safe.
 */
public final class EndedRuns {

    private final Statements statements;
    private final ResultSources sources;
    private final UUID node;
    private final BooleanSupplier fresh;
    private final Clock clock;

    /** @param attempts how many times the route was told of it, this one included */
    record Claimed(UUID run, String source, int attempts) {}

    /**
     * @param node this one, which claims
     * @param fresh whether this node would have heard of a source
     */
    public EndedRuns(Statements statements, ResultSources sources, UUID node, BooleanSupplier fresh, Clock clock) {
        this.statements = statements;
        this.sources = sources;
        this.node = node;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** Keeps runs that have ended in the transaction that is open on this thread, for the routes that are to be told of them. */
    public void keep(List<UUID> runs) {
        if (!runs.isEmpty() && mayBeAsked()) {
            statements.of("result/insert-ended-runs").param("ids", runs).update();
        }
    }

    /** The step that does so for a run that was cancelled. */
    public void keepCancelled(Exchange exchange) {
        keep(List.of((UUID) exchange.getMessage().getBody(Map.class).get("id")));
    }

    /** The step that does so for the deliveries of a revoked connector, while they are still there. */
    public void keepRevoked(Exchange exchange) {
        if (mayBeAsked()) {
            statements
                    .of("result/insert-revoked-runs")
                    .param(
                            "connectorId",
                            exchange.getMessage().getBody(Map.class).get("id"))
                    .param("now", Row.timestamp(clock.instant()))
                    .update();
        }
    }

    private boolean mayBeAsked() {
        return sources.isAny() || !fresh.getAsBoolean();
    }

    /** Claims some of what a route is to be told now; also what a dead node has claimed, and what this one has left over. */
    List<Claimed> claim(String source, int most) {
        return statements.together(() -> {
            List<Row> due = statements
                    .of("result/select-due-runs")
                    .param("source", source)
                    .param("now", Row.timestamp(clock.instant()))
                    .param("node", node)
                    .param("limit", most)
                    .query()
                    .listOfRows()
                    .stream()
                    .map(Row::new)
                    .toList();
            return claim(source, due);
        });
    }

    private List<Claimed> claim(String source, List<Row> due) {
        List<Map<String, ?>> rows = new ArrayList<>();
        for (Row row : due) {
            rows.add(Map.of(
                    "run", row.uuid("run_id"), "source", source, "attempts", row.number("attempts"), "node", node));
        }
        int[] won = statements.batch("result/claim-ended-run", rows);
        return IntStream.range(0, due.size())
                .filter(i -> won[i] == 1)
                .mapToObj(due::get)
                .map(row -> new Claimed(row.uuid("run_id"), source, (int) row.number("attempts") + 1))
                .toList();
    }

    /** What was claimed, with its run; empty where that was erased since, or another node has taken this one for dead. */
    Optional<Row> read(Claimed claimed) {
        return statements
                .of("result/select-claimed-run")
                .param("run", claimed.run)
                .param("source", claimed.source)
                .param("node", node)
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .findAny();
    }

    /** The route has succeeded. */
    void taken(Claimed claimed) {
        statements
                .of("result/delete-ended-run")
                .param("run", claimed.run)
                .param("source", claimed.source)
                .update();
    }

    /** Lets go of it, for whichever node tells the route from then on. */
    void leave(Claimed claimed, Instant dueAt) {
        statements
                .of("result/leave-ended-run-due")
                .param("run", claimed.run)
                .param("source", claimed.source)
                .param("node", node)
                .param("dueAt", Row.timestamp(dueAt))
                .update();
    }
}
