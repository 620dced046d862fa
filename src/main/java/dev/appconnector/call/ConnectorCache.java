package dev.appconnector.call;

import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.connector.ConnectorRows;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.Vault;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The connectors that runs of this node have named lately, ready to be called, so that a warm run waits for no database. Any
 * change, here or on another node, empties it. Thread-safe.
 */
public final class ConnectorCache {

    /** More names than this are not kept: then it starts anew. */
    private static final int MOST = 10_000;

    private static final long UNUSED_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Vault vault;
    private final EgressGuard guard;
    private final BooleanSupplier fresh;
    private final Function<UUID, Connector> stored;
    private final AtomicLong generation = new AtomicLong();
    private final Map<String, CallableConnector> byReference = new ConcurrentHashMap<>();

    /**
     * @param fresh whether this node has lately heard of all changes, as {@code appconnector.max-staleness} demands
     * @param stored reads a connector from the database as it is now, a revoked one too
     */
    public ConnectorCache(Vault vault, EgressGuard guard, BooleanSupplier fresh, Function<UUID, Connector> stored) {
        this.guard = guard;
        this.vault = vault;
        this.fresh = fresh;
        this.stored = stored;
    }

    /**
     * Gives the run its connector where it is known and in scope; else tells the statement after it which one to select.
     *
     * @throws Problem {@code storage-unavailable} where this node cannot know what was revoked
     */
    public void find(Exchange exchange) {
        requireFresh();
        ActiveRun run = ActiveRun.of(exchange);
        String reference = run.activity().connector();
        CallableConnector known = byReference.get(reference);
        // One out of scope is looked up all the same: its refusal takes what that of an unknown one takes.
        boolean mayBeUsed = known != null && run.mayUse(known.connector().id());
        exchange.setVariable("connectorIsKnown", mayBeUsed);
        if (mayBeUsed) {
            run.found(known);
            known.requireCallable(run);
            return;
        }
        exchange.setVariable("generation", generation.get());
        ConnectorReference wanted = ConnectorReference.of(reference).orElseThrow(ConnectorCache::notFound);
        exchange.setVariable("connectorId", wanted.id());
        exchange.setVariable("connectorNameKey", wanted.nameKey());
    }

    /** @throws Problem {@code storage-unavailable} where this node cannot know what was revoked */
    void requireFresh() {
        if (!fresh.getAsBoolean()) {
            throw new Problem(
                    Problem.Type.STORAGE_UNAVAILABLE,
                    "The database has not answered lately, so what was revoked is not known. Try again in a moment.");
        }
    }

    /**
     * Gives the run the connector that was selected, and keeps it for the next one.
     *
     * @throws Problem {@code connector-not-found} where there is none, and just so where it is out of scope, whatever its state
     */
    public void keep(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        ActiveRun run = ActiveRun.of(exchange);
        if (row == null || !run.mayUse(row.uuid("id"))) {
            throw notFound();
        }
        Connector connector = ConnectorRows.fromRow(row);
        long selected = exchange.getVariable("generation", Long.class);
        CallableConnector callable = remembered(run.activity().connector(), connector, selected);
        run.found(callable);
        callable.requireCallable(run);
    }

    /** @param selected the generation before the connector was selected */
    private CallableConnector remembered(String reference, Connector connector, long selected) {
        CallableConnector callable =
                new CallableConnector(connector, vault, guard.whyNotCalled(connector.domain()), selected);
        if (byReference.size() >= MOST) {
            changed();
        }
        byReference.put(reference, callable);
        // What was selected before a change must not stay after it.
        if (generation.get() != selected) {
            forget(reference, callable);
        }
        return callable;
    }

    /**
     * Holds a run that is about to leave against its connector as it is now. Where that was changed since the run found it,
     * the run is judged anew: a verdict belongs to a definition, and so do domain and credential.
     *
     * @throws Problem whatever keeps the run from starting now
     */
    void renew(ActiveRun run) {
        requireFresh();
        CallableConnector found = run.connector();
        long now = generation.get();
        if (found.generation() == now) {
            return;
        }
        Connector kept = stored.apply(found.connector().id());
        CallableConnector.requireCallable(kept.state(), run);
        if (kept.version() != found.connector().version()) {
            run.found(remembered(kept.id().toString(), kept, now));
            guard.judgeAnew(run);
        }
    }

    /** Gives the run a connector that is kept nowhere; {@link #forgetDraft} must follow. */
    public void useDraft(ActiveRun run, Connector draft) {
        run.found(new CallableConnector(draft, vault, guard.whyNotCalled(draft.domain()), generation.get()));
    }

    /** Overwrites the secrets of such a connector. */
    public void forgetDraft(ActiveRun run) {
        run.connector().credential().forget();
    }

    private static Problem notFound() {
        return new Problem(
                Problem.Type.CONNECTOR_NOT_FOUND, "There is no connector of this id or name that you may use.");
    }

    /** Forgets everything, and overwrites the secrets that were open. */
    public void changed() {
        generation.incrementAndGet();
        byReference.forEach(this::forget);
    }

    private void forget(String reference, CallableConnector callable) {
        byReference.remove(reference, callable);
        callable.credential().forget();
    }

    /** Rises with each change that this node has heard of. */
    public long generation() {
        return generation.get();
    }

    /** Overwrites the secrets that nobody has used for some minutes. */
    public void eraseUnused() {
        eraseUnusedAt(System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} counts */
    void eraseUnusedAt(long now) {
        byReference.values().stream()
                .map(CallableConnector::credential)
                .filter(credential -> now - credential.lastUsed() > UNUSED_NANOS)
                .forEach(Credential::erase);
    }
}
