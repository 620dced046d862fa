package dev.appconnector.watch;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks every second whether what is shown of runs is what is counted: beans come and go, connectors get their new names, old
 * minutes are forgotten. Thread-safe; {@link #close()} ends its thread and takes its beans away.
 */
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long INTERVAL_MS = 1_000;

    /** Names are read anew when something was changed; a run that ended only then may have brought back what was revoked. */
    private static final int LOOKS_WITHOUT_NAMES = (int) Duration.ofMinutes(1).toSeconds();

    private final RunCounts counts;
    private final Queues queues;
    private final Statements statements;
    private final Supplier<Map<UUID, Integer>> underWay;
    private final IntSupplier nodes;
    private final LongSupplier queued;
    private final ScheduledExecutorService looker;
    private volatile boolean changed;
    private int looks;
    private Beans beans;

    /**
     * @param underWay how many runs are under way with each connector
     * @param nodes how many nodes live
     * @param queued asks the database how many runs wait in it
     */
    public Watch(
            RunCounts counts,
            Queues queues,
            Statements statements,
            Supplier<Map<UUID, Integer>> underWay,
            IntSupplier nodes,
            LongSupplier queued) {
        this.counts = counts;
        this.queues = queues;
        this.statements = statements;
        this.underWay = underWay;
        this.nodes = nodes;
        this.queued = queued;
        this.looker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has names read anew soon: some node changed something. */
    public void changed() {
        changed = true;
    }

    /** Begins to look. */
    public void start(CamelContext context) {
        show(context);
        looker.scheduleWithFixedDelay(this::tryToLook, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    synchronized void show(CamelContext context) {
        ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
        if (agent != null) {
            beans = new Beans(agent);
            beans.show(new WorkerBean(counts.all(), queues, this::inFlight, nodes));
        }
    }

    /** How many runs are under way. */
    public int inFlight() {
        return underWay.get().values().stream().mapToInt(Integer::intValue).sum();
    }

    private int inFlight(UUID connector) {
        return underWay.get().getOrDefault(connector, 0);
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("What is shown of runs is not up to date: {}", e.getClass().getName());
        }
    }

    synchronized void look() {
        counts.turn();
        if (counts.minutes().turn()) {
            countQueued();
        }
        if (changed || ++looks >= LOOKS_WITHOUT_NAMES) {
            changed = false;
            looks = 0;
            readNames();
        }
        if (beans != null) {
            beans.show(
                    counts.connectors(),
                    id -> new ConnectorBean(id, counts.connectors().get(id), queues, this::inFlight));
        }
    }

    private void readNames() {
        List<UUID> asked = List.copyOf(counts.connectors().keySet());
        if (asked.isEmpty()) {
            return;
        }
        try {
            counts.name(asked, names(asked));
        } catch (DataAccessException | TransactionException e) {
            changed = true;
        }
    }

    private Map<UUID, String> names(List<UUID> asked) {
        Map<UUID, String> names = new HashMap<>();
        for (Object selected :
                statements.of("watch/select-names").param("ids", asked).query().listOfRows()) {
            Row row = Row.of(selected);
            names.put(row.uuid("id"), row.text("name"));
        }
        return names;
    }

    /** What those of these connectors are called that are not revoked; none where the database does not answer. */
    public Map<UUID, String> namesNow(List<UUID> asked) {
        try {
            return asked.isEmpty() ? Map.of() : names(asked);
        } catch (DataAccessException | TransactionException e) {
            return Map.of();
        }
    }

    private void countQueued() {
        try {
            counts.minutes().queued(queued.getAsLong());
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("How many runs are queued could not be counted for this minute.");
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
        synchronized (this) {
            if (beans != null) {
                beans.hideAll();
                beans = null;
            }
        }
    }
}
