package dev.appconnector.access.key;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.Scope;
import dev.appconnector.access.Scope.Reach;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** All keys that nobody had ended when the database was asked; a key that expires dies here by itself. Immutable. */
final class LiveKeys {

    static final LiveKeys NONE = new LiveKeys(Map.of());

    private final Map<String, LiveKey> byHash;
    private final Map<UUID, LiveKey> byId;

    /** @param expiresAt null where it never does */
    private record LiveKey(UUID id, Caller caller, Instant expiresAt) {

        private boolean livesAt(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    private LiveKeys(Map<String, LiveKey> byHash) {
        this.byHash = Map.copyOf(byHash);
        this.byId = byHash.values().stream().collect(Collectors.toUnmodifiableMap(LiveKey::id, key -> key));
    }

    /** Blocks for the database. */
    static LiveKeys select(Statements statements) {
        // In this order: a key that is seen here has all that it names there.
        Collection<Map<String, Object>> keys =
                statements.of("access/select-live-keys").query().listOfRows();
        Map<UUID, Set<UUID>> connectors = named(statements, "connectors", "connector_id");
        Map<UUID, Set<UUID>> activities = named(statements, "activities", "activity_id");
        Map<String, LiveKey> byHash = new HashMap<>();
        keys.forEach(columns -> {
            Row row = new Row(columns);
            UUID id = row.uuid("id");
            byHash.put(
                    row.text("key_hash"),
                    liveKey(row, connectors.getOrDefault(id, Set.of()), activities.getOrDefault(id, Set.of())));
        });
        return new LiveKeys(byHash);
    }

    private static Map<UUID, Set<UUID>> named(Statements statements, String kind, String column) {
        Map<UUID, Set<UUID>> named = new HashMap<>();
        statements.of("access/select-live-key-" + kind).query().listOfRows().forEach(columns -> {
            Row row = new Row(columns);
            named.computeIfAbsent(row.uuid("key_id"), id -> new HashSet<>()).add(row.uuid(column));
        });
        return named;
    }

    private static LiveKey liveKey(Row row, Set<UUID> connectors, Set<UUID> activities) {
        UUID id = row.uuid("id");
        Scope scope = new Scope(
                row.flag("all_connectors") ? Reach.ALL : Reach.of(connectors),
                row.flag("all_activities") ? Reach.ALL : Reach.of(activities));
        Role role = Role.named(row.text("role")).orElseThrow();
        return new LiveKey(id, Caller.ofKey(id, row.text("name"), role, scope), row.instant("expires_at"));
    }

    Optional<Caller> byHash(String hash, Instant now) {
        return caller(byHash.get(hash), now);
    }

    Optional<Caller> byId(UUID id, Instant now) {
        return caller(byId.get(id), now);
    }

    private static Optional<Caller> caller(LiveKey key, Instant now) {
        return key != null && key.livesAt(now) ? Optional.of(key.caller()) : Optional.empty();
    }

    Collection<Caller> at(Instant now) {
        return byId.values().stream()
                .filter(key -> key.livesAt(now))
                .map(LiveKey::caller)
                .toList();
    }

    Set<UUID> idsAt(Instant now) {
        return byId.values().stream()
                .filter(key -> key.livesAt(now))
                .map(LiveKey::id)
                .collect(Collectors.toSet());
    }
}
