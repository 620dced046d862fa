package dev.appconnector.activity.saved;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.SavedRequest;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;

/**
 * The saved activities that runs of this node have named lately, ready to be run, so that a warm run waits for no database. Any
 * change, here or on another node, makes each be looked up once more; its templates are taken apart anew only where it is of
 * another version. Thread-safe.
 */
public final class ActivityCache {

    /** Holds the {@link SavedRequest} of the exchange; absent where the caller wrote the activity. */
    public static final String REQUEST = "savedRequest";

    /** Holds the {@link Scope} of who asks. */
    public static final String SCOPE = "callersScope";

    /** More names than this are not kept: then it starts anew. */
    private static final int MOST = 10_000;

    private static final String FOUND = "savedActivity";
    private static final String GENERATION = "activityGeneration";

    private final AtomicLong generation = new AtomicLong();
    private final Map<String, RunnableActivity> byReference = new ConcurrentHashMap<>();
    private final Map<UUID, RunnableActivity> byId = new ConcurrentHashMap<>();

    /**
     * Gives the exchange its activity where it is known and in scope; else tells the statement after it which one to select.
     *
     * @throws Problem {@code not-found} where what is asked for can be the name or id of none
     */
    public void find(Exchange exchange) {
        String asked = exchange.getVariable(REQUEST, SavedRequest.class).activity();
        RunnableActivity known = byReference.get(asked);
        // One out of scope is looked up all the same: its refusal takes what that of an unknown one takes.
        boolean mayBeRun = known != null && scope(exchange).activities().includes(known.id());
        exchange.setVariable("activityIsKnown", mayBeRun);
        if (mayBeRun) {
            exchange.setVariable(FOUND, known);
            return;
        }
        ActivityReference wanted = ActivityReference.of(asked).orElseThrow(ActivityCache::notFound);
        exchange.setVariable(GENERATION, generation.get());
        exchange.setVariable("activityId", wanted.id());
        exchange.setVariable("activityName", wanted.name());
    }

    /**
     * Gives the exchange the activity that was selected, and keeps it for the next run.
     *
     * @throws Problem {@code not-found} where there is none, and just so where it is out of scope
     */
    public void keep(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        if (row == null || !scope(exchange).activities().includes(row.uuid("id"))) {
            throw notFound();
        }
        RunnableActivity ready = ready(ActivityRows.fromRow(row));
        exchange.setVariable(FOUND, ready);
        if (byReference.size() >= MOST) {
            changed();
            byId.clear();
        }
        String asked = exchange.getVariable(REQUEST, SavedRequest.class).activity();
        byReference.put(asked, ready);
        // What was selected before a change must not stay after it.
        if (generation.get() != exchange.getVariable(GENERATION, Long.class)) {
            byReference.remove(asked, ready);
        }
    }

    private RunnableActivity ready(SavedActivity selected) {
        return byId.compute(
                selected.id(),
                (id, known) -> known != null && known.version() == selected.version()
                        ? known
                        : new RunnableActivity(selected));
    }

    private static Scope scope(Exchange exchange) {
        return exchange.getVariable(SCOPE, Scope.class);
    }

    private static Problem notFound() {
        return new Problem(Problem.Type.NOT_FOUND, "There is no saved activity of this name or id that you may run.");
    }

    /** The activity that was found for an exchange. */
    public static RunnableActivity found(Exchange exchange) {
        return exchange.getVariable(FOUND, RunnableActivity.class);
    }

    /** Has each be looked up once more. */
    public void changed() {
        generation.incrementAndGet();
        byReference.clear();
    }
}
