package dev.appconnector.call;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.AuditJournal;
import dev.appconnector.connector.Connector;
import dev.appconnector.problem.Problem;
import java.time.Clock;
import org.apache.camel.Exchange;

/**
 * Tells the audit what came up in a run that somebody should hear of: a destination that was refused, secrets that were
 * echoed. A run in which neither does costs it nothing. Thread-safe; it waits for nothing.
 */
public final class RunAudit {

    private final AuditJournal journal;
    private final Clock clock;

    public RunAudit(AuditJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** As {@link ActiveRuns#tell}; what is told of a refused destination is told to the audit, too. */
    public Problem tell(Exchange exchange, Problem problem) {
        failed(ActiveRun.of(exchange), problem);
        return ActiveRuns.tell(exchange, problem);
    }

    /**
     * Takes note of how a run failed, where that was for its destination.
     *
     * @param run null where none had begun
     */
    public void failed(ActiveRun run, Problem problem) {
        if (problem.type() == Problem.Type.DESTINATION_REFUSED && run != null && run.connector() != null) {
            journal.note(entry(run, "destination.refused", "refused"));
        }
    }

    /**
     * Takes note of secrets that a target sent back (E6).
     *
     * @param hits in how many places
     * @param withheld whether the answer was withheld for it, and not just masked
     */
    public void echoed(ActiveRun run, int hits, boolean withheld) {
        journal.note(
                entry(run, "secret.echoed", withheld ? "withheld" : "masked").times(hits));
    }

    private AuditEntry entry(ActiveRun run, String action, String outcome) {
        Connector connector = run.connector().connector();
        AuditEntry.AuditedObject object =
                new AuditEntry.AuditedObject(connector.id().toString(), "connector", connector.name());
        AuditEntry.Actor actor = new AuditEntry.Actor(run.caller(), null);
        return AuditEntry.met(action, actor, null, clock.instant(), object, outcome)
                .in(run.id());
    }
}
