package dev.appconnector.delivery;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.TraceParent;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.RunId;
import dev.appconnector.run.RunShown;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.ApiRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * The steps that run again, as a new run of whoever asks, what a run that nobody waited for was to send. It is found, judged
 * and queued as if it had just come. Thread-safe.
 */
public final class Replays {

    /** The variable with the id of the run that is run again; absent in others. */
    static final String OF = "replayOf";

    private static final String NOTE = "note";

    private final ActivityReader reader;
    private final Vault vault;
    private final Duration keepBodies;
    private final RunNotes notes;
    private final Clock clock;

    /** @param keepBodies how long after the end what was said is kept */
    public Replays(ActivityReader reader, Vault vault, Duration keepBodies, RunNotes notes, Clock clock) {
        this.reader = reader;
        this.vault = vault;
        this.keepBodies = keepBodies;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Begins a run of what the selected one was to send.
     *
     * @throws Problem where that one is not the caller's, has not ended, or its request is not kept
     */
    public void begin(Exchange exchange) {
        Caller caller = Caller.of(exchange);
        Row row = RunShown.to(caller, exchange.getVariable("row"));
        byte[] request = vault.open(sealedRequest(row), SealingContext.ofRequest(row.uuid("id")));
        // It stays with its connector, whatever has its name by now.
        ServerActivity activity = reader.read(request).with(row.uuid("connector_id"));
        UUID id = RunId.next();
        ActiveRun.Origin origin = new ActiveRun.Origin(
                caller.text(),
                scope(caller, activity),
                false,
                id.toString(),
                TraceParent.of(ApiRequest.of(exchange).header("traceparent")));
        new ActiveRun(id, activity, Deadline.in(activity.timeout(), Duration.ZERO), 0, origin).carriedBy(exchange);
        exchange.setVariable("request", request);
        exchange.setVariable(OF, row.uuid("id"));
        exchange.setVariable(NOTE, notes.of(exchange, "run.replayed", id, row, "/replayOf/" + row.uuid("id")));
    }

    /** Whoever may run a saved activity may run again what it made, whatever it says by now. */
    private static Scope scope(Caller caller, ServerActivity activity) {
        return activity.source() != null
                        && caller.scope()
                                .activities()
                                .includes(activity.source().id())
                ? Scope.ofConnector(UUID.fromString(activity.connector()))
                : caller.scope();
    }

    private byte[] sealedRequest(Row row) {
        if (row.flag("wait_for_result")) {
            throw refused(
                    "Its caller waited for it: only runs that nobody waits for keep their request. Send it anew.");
        }
        Instant ended = row.instant("ended_at");
        if (ended == null) {
            throw new Problem(
                    Problem.Type.RUN_IN_PROGRESS,
                    "The run has not ended. Wait for its end, or cancel it, and try again.");
        }
        byte[] sealed = row.bytes("sealed_request");
        if (sealed == null) {
            throw refused("What it was to send has been erased, since %s. Send it anew.".formatted(erased(ended)));
        }
        return sealed;
    }

    /** The setting may have been raised since: then it was before now, and more is not known. */
    private Instant erased(Instant ended) {
        Instant now = clock.instant();
        Instant erased = ended.plus(keepBodies);
        return erased.isBefore(now) ? erased : now;
    }

    private static Problem refused(String why) {
        return new Problem(Problem.Type.ACTIVITY_INVALID, why);
    }

    /** Takes note of what the guard has let pass. */
    public void note(Exchange exchange) {
        exchange.getVariable(NOTE, Runnable.class).run();
    }
}
