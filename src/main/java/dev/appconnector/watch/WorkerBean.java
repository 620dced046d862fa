package dev.appconnector.watch;

import dev.appconnector.watch.minute.Ending;
import java.util.function.IntSupplier;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;

/** What JMX shows of all runs of a node. It changes nothing. Thread-safe. */
@ManagedResource(description = "The runs of all connectors on this node since its start, and the queue of all nodes")
public final class WorkerBean {

    private final Counts counts;
    private final Queues queues;
    private final IntSupplier inFlight;
    private final IntSupplier nodes;

    WorkerBean(Counts counts, Queues queues, IntSupplier inFlight, IntSupplier nodes) {
        this.counts = counts;
        this.queues = queues;
        this.inFlight = inFlight;
        this.nodes = nodes;
    }

    @ManagedAttribute(description = "Runs that have ended, each attempt of one that nobody waits for counted; a number")
    public long getRuns() {
        return counts.runs();
    }

    @ManagedAttribute(description = "Of these, those that the target answered, with whatever status; a number")
    public long getAnswered() {
        return counts.runs(Ending.ANSWERED);
    }

    @ManagedAttribute(
            description =
                    "Of these, those without an answer that neither timed out, were refused or cancelled; a number")
    public long getFailed() {
        return counts.runs(Ending.FAILED);
    }

    @ManagedAttribute(description = "Of these, those that had no whole answer by their deadline; a number")
    public long getTimedOut() {
        return counts.runs(Ending.TIMED_OUT);
    }

    @ManagedAttribute(
            description = "Of these, those that a rule, a hook or the connector's state kept from being sent; a number")
    public long getRefused() {
        return counts.runs(Ending.REFUSED);
    }

    @ManagedAttribute(description = "Runs that are under way now, those that wait for a place too; a number")
    public int getInFlight() {
        return inFlight.getAsInt();
    }

    @ManagedAttribute(
            description =
                    "Runs of all nodes that used up their attempts or their age and are still kept, at most 5 s ago; a number")
    public long getDead() {
        return queues.all().dead();
    }

    @ManagedAttribute(
            description = "Half of the calls of the last five minutes took no longer, from acceptance on; milliseconds")
    public double getP50Millis() {
        return counts.percentiles().p50();
    }

    @ManagedAttribute(
            description = "95 % of the calls of the last five minutes took no longer, from acceptance on; milliseconds")
    public double getP95Millis() {
        return counts.percentiles().p95();
    }

    @ManagedAttribute(
            description = "99 % of the calls of the last five minutes took no longer, from acceptance on; milliseconds")
    public double getP99Millis() {
        return counts.percentiles().p99();
    }

    @ManagedAttribute(
            description = "Runs of all nodes that wait in the database for an attempt, at most 5 s ago; a number")
    public long getQueueDepth() {
        return queues.all().queued();
    }

    @ManagedAttribute(description = "How long ago the oldest of these was accepted; milliseconds")
    public long getOldestQueuedMillis() {
        return queues.oldestAge().toMillis();
    }

    @ManagedAttribute(description = "Nodes that share the database and live, as far as this one knows; a number")
    public int getNodes() {
        return nodes.getAsInt();
    }
}
