package dev.appconnector.delivery;

import dev.appconnector.access.Caller;
import dev.appconnector.run.RunShown;
import dev.appconnector.run.RunState;
import dev.appconnector.storage.Row;
import dev.appconnector.watch.RunCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlConstants;

/** The steps that cancel a run that nobody waits for, whether it is queued or under way on any node. Thread-safe. */
public final class Cancellations {

    private static final String CANCELLED = "cancelled";

    private final ClaimedRuns claimed;
    private final Duration keepBodies;
    private final RunNotes notes;
    private final RunCounts counts;
    private final Clock clock;

    /** @param keepBodies how long after the end what was said is kept */
    public Cancellations(ClaimedRuns claimed, Duration keepBodies, RunNotes notes, RunCounts counts, Clock clock) {
        this.claimed = claimed;
        this.keepBodies = keepBodies;
        this.notes = notes;
        this.counts = counts;
        this.clock = clock;
    }

    /** Names the selected run, where the caller may cancel it, to the statements after it. */
    public void read(Exchange exchange) {
        Row row = RunShown.to(Caller.of(exchange), exchange.getVariable("row"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        exchange.getMessage()
                .setBody(Map.of(
                        "id",
                        row.uuid("id"),
                        "now",
                        Row.timestamp(now),
                        "eraseAfter",
                        Row.timestamp(now.plus(keepBodies))));
    }

    /** Remembers whether the statement before it took the run from whoever would have carried it out. */
    public void taken(Exchange exchange) {
        exchange.setVariable(
                CANCELLED, exchange.getMessage().getHeader(SqlConstants.SQL_UPDATE_COUNT, Integer.class) == 1);
    }

    /** Stops the attempt that this node makes of a run that is cancelled by now; one that had ended before stays as it is. */
    public void stop(Exchange exchange) {
        if (exchange.getVariable(CANCELLED, Boolean.class)) {
            Row row = Row.of(exchange.getVariable("row"));
            UUID id = row.uuid("id");
            claimed.cancelled(id);
            counts.deliveries(RunState.CANCELLED.word(), 1);
            notes.of(exchange, "run.cancelled", id, row).run();
        }
    }
}
