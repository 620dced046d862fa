package dev.appconnector.call;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.AuditJournal;
import dev.appconnector.connector.Connector;
import dev.appconnector.problem.Problem;
import dev.appconnector.watch.RunCounts;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;

/**
 * Tells the audit, and those who count, what came up in a run that somebody should hear of: that the guard refused it, secrets
 * that were echoed. A run in which neither does costs it nothing. Thread-safe; it waits for nothing.
 */
public final class RunAudit {

    private static final Set<Problem.Type> OF_THE_GUARD = EnumSet.of(
            Problem.Type.DESTINATION_REFUSED,
            Problem.Type.PATH_REFUSED,
            Problem.Type.METHOD_REFUSED,
            Problem.Type.HEADER_REFUSED,
            Problem.Type.TIMEOUT_REFUSED);

    private final AuditJournal journal;
    private final RunCounts counts;
    private final BiConsumer<ActiveRun, String> traced;
    private final Clock clock;

    /** @param traced told of each run that ended before its call, and its outcome; it must not wait */
    public RunAudit(AuditJournal journal, RunCounts counts, BiConsumer<ActiveRun, String> traced, Clock clock) {
        this.journal = journal;
        this.counts = counts;
        this.traced = traced;
        this.clock = clock;
    }

    /** As {@link ActiveRuns#tell}; what is told of a refused destination is told to the audit, too. */
    public Problem tell(Exchange exchange, Problem problem) {
        failed(ActiveRun.of(exchange), problem);
        return ActiveRuns.tell(exchange, problem);
    }

    /**
     * Takes note of how a run failed: for its destination, by a rule, or before its call, of which nobody else knows.
     *
     * @param run null where none had begun
     */
    public void failed(ActiveRun run, Problem problem) {
        // What a kamelet's run was refused for comes by once more, without the run.
        if (OF_THE_GUARD.contains(problem.type()) && (run != null || problem.type() == Problem.Type.TIMEOUT_REFUSED)) {
            counts.refused(problem.rule());
        }
        if (run != null
                && run.connector() != null
                && run.verdict() == null
                && !run.purpose().isOfDraft()) {
            Connector connector = run.connector().connector();
            counts.endedUncalled(
                    connector.id(),
                    connector.name(),
                    problem.type().slug(),
                    run.timings().totalNanos());
            ActiveRuns.logEnd(run, problem.type().slug());
            traced.accept(run, problem.type().slug());
        }
        if (problem.type() == Problem.Type.DESTINATION_REFUSED && run != null && run.connector() != null) {
            journal.note(entry(run, "destination.refused", "refused"));
        }
    }

    /** Takes note of a call by a connector that is kept nowhere: no run tells of it, and it may have used the operator's secrets. */
    public void draftTested(ActiveRun run) {
        journal.note(entry(run, "connector.tested", "done"));
    }

    /**
     * Takes note of secrets that a target sent back (E6).
     *
     * @param hits in how many places
     * @param withheld whether the answer was withheld for it, and not just masked
     */
    public void echoed(ActiveRun run, int hits, boolean withheld) {
        counts.scrubbed(hits);
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
