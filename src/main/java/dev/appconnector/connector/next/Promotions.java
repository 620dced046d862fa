package dev.appconnector.connector.next;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorRows;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Vault;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Puts next credentials in the place of the current ones where no admin asks for it: when a run has found that one works, and
 * when its time has come. Of all nodes and runs one does it. Thread-safe; {@link #close()} ends what is under way.
 */
public final class Promotions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Promotions.class);

    private final Statements statements;
    private final Vault vault;
    private final Consumer<AuditEntry> audit;
    private final Runnable changed;
    private final Clock clock;
    private final Set<Promoted> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Promoted> impossible = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread;

    /** A connector as it was read. */
    private record Promoted(UUID connector, long version) {

        private static Promoted of(Connector connector) {
            return new Promoted(connector.id(), connector.version());
        }
    }

    /**
     * @param audit appends to the transaction that is open on the thread
     * @param changed told after each promotion, so that this node sees it at once
     */
    public Promotions(Statements statements, Vault vault, Consumer<AuditEntry> audit, Runnable changed, Clock clock) {
        this.statements = statements;
        this.vault = vault;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread promotions = new Thread(task, "promotions");
            promotions.setDaemon(true);
            return promotions;
        });
    }

    /**
     * Promotes what has worked for a run. It waits for nothing: where the database does not take it, a later run finds out once
     * more.
     *
     * @param connector as the run knew it
     */
    public void works(Connector connector, UUID run) {
        Promoted promoted = Promoted.of(connector);
        if (!underWay.add(promoted)) {
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    promote(connector, run);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "The next credential of connector {} works, but could not be promoted yet: {}",
                            connector.id(),
                            e.getClass().getName());
                } finally {
                    underWay.remove(promoted);
                }
            });
        } catch (RejectedExecutionException e) {
            underWay.remove(promoted);
        }
    }

    /** Promotes those whose time has come. */
    public void promoteDue() {
        try {
            statements
                    .of("connector/select-connectors-to-promote")
                    .param("now", Row.timestamp(clock.instant()))
                    .query()
                    .listOfRows()
                    .forEach(row -> promoteDue(ConnectorRows.fromRow(new Row(row))));
        } catch (DataAccessException | TransactionException e) {
            // Whoever reads the change counter tells of a database that is away; what is due stays so.
            LOG.debug(
                    "What is to be promoted could not be looked up: {}",
                    e.getClass().getName());
        }
    }

    private void promoteDue(Connector connector) {
        try {
            promote(connector, null);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (impossible.add(Promoted.of(connector))) {
                LOG.warn(
                        "The next credential of connector {} is due, but cannot be promoted: {}",
                        connector.id(),
                        e.getClass().getName());
            }
        }
    }

    /** Nothing where another was first, or the connector was changed since. */
    private void promote(Connector kept, UUID run) {
        Connector promoted = NextCredential.promoted(kept, vault, clock.instant());
        Map<String, Object> row = ConnectorRows.toRow(promoted);
        boolean first = statements.together(() -> {
            if (statements.of("connector/promote-next-credential").params(row).update() == 0) {
                return false;
            }
            statements.of("storage/bump-change-counter").update();
            audit.accept(entry(kept, run));
            return true;
        });
        if (first) {
            changed.run();
        }
    }

    private AuditEntry entry(Connector kept, UUID run) {
        return AuditEntry.met(
                        NextCredentials.PROMOTED,
                        AuditEntry.Actor.PROGRAM,
                        null,
                        clock.instant(),
                        NextCredentials.object(kept),
                        "done")
                .in(run);
    }

    /** Lets what is under way end, for some seconds. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
