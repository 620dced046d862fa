package dev.appconnector.access.key;

import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.audit.AuditEntry;
import dev.appconnector.storage.Statements;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The keys that callers hold, all live ones in memory, so that a check asks nobody. Thread-safe; {@link #close()} writes down
 * which were used last.
 */
public final class ApiKeys implements Authenticator, AutoCloseable {

    private final Statements statements;
    private final Clock clock;
    private final AdminKeys adminKeys;
    private final KeyUse use;
    private final Consumer<Set<UUID>> ended;
    private volatile LiveKeys keys = LiveKeys.NONE;
    private volatile Optional<UUID> ofSetting = Optional.empty();
    private Set<UUID> lived = Set.of();

    /**
     * @param audit appends to the audit what a start does to keys, in the transaction of the change
     * @param ended told within 1 s of the keys that have ended, on whichever node, or expired; it must not take long
     */
    public ApiKeys(Statements statements, Consumer<AuditEntry> audit, Clock clock, Consumer<Set<UUID>> ended) {
        this.statements = statements;
        this.clock = clock;
        this.adminKeys = new AdminKeys(statements, audit, clock);
        this.use = new KeyUse(statements);
        this.ended = ended;
    }

    /** Reads the live keys anew. Blocks for the database. */
    public synchronized void refresh() {
        keys = LiveKeys.select(statements);
        tellOfEnded();
    }

    /** Tells of the keys that lived the last time and do so no more. */
    public synchronized void tellOfEnded() {
        Set<UUID> live = keys.idsAt(clock.instant());
        Set<UUID> gone = new HashSet<>(lived);
        gone.removeAll(live);
        lived = live;
        if (!gone.isEmpty()) {
            ended.accept(gone);
        }
    }

    /** Whether no admin has a key. */
    public boolean lacksAdmin() {
        return keys.at(clock.instant()).stream().noneMatch(caller -> caller.role() == Role.ADMIN);
    }

    @Override
    public Future<Optional<Caller>> callerOf(Presented presented) {
        return Future.succeededFuture(presented.bearer().flatMap(this::callerOf));
    }

    private Optional<Caller> callerOf(String key) {
        if (!KeyText.isKey(key)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Caller> caller = keys.byHash(KeyText.hash(key.getBytes(StandardCharsets.US_ASCII)), now);
        caller.flatMap(Caller::key).ifPresent(id -> use.used(id, now));
        return caller;
    }

    /** Whoever holds the key of this id, while it lives: what goes back to a key dies with it. Asks nobody. */
    public Optional<Caller> holderOf(UUID id) {
        return keys.byId(id, clock.instant());
    }

    /** The names of the live keys whose scope names this connector, in alphabetical order. */
    public List<String> naming(UUID connector) {
        return naming(scope -> scope.connectors().ids().contains(connector));
    }

    /** The same of a saved activity. */
    public List<String> namingActivity(UUID activity) {
        return naming(scope -> scope.activities().ids().contains(activity));
    }

    private List<String> naming(Predicate<Scope> names) {
        return keys.at(clock.instant()).stream()
                .filter(caller -> names.test(caller.scope()))
                .map(Caller::name)
                .sorted()
                .toList();
    }

    /** Whether this is the key that this node's settings give. */
    boolean isOfSetting(UUID id) {
        return ofSetting.isPresent() && ofSetting.get().equals(id);
    }

    /** Writes down when keys were last used, since the last time. Blocks for the database. */
    public void writeUse() {
        use.write();
    }

    /** Keeps a new admin key. Blocks for the database. */
    public void addAdmin(String name, byte[] key) {
        adminKeys.add(name, key);
        refresh();
    }

    /**
     * Makes the setting's key the admin key, also where it was ended before, and ends the one that the setting had before.
     * Nodes may do so at once. Blocks for the database.
     */
    public void useSetting(byte[] key) {
        ofSetting = Optional.of(adminKeys.useSetting(key));
        refresh();
    }

    @Override
    public void close() {
        writeUse();
    }
}
