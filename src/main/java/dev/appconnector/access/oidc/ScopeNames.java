package dev.appconnector.access.oidc;

import dev.appconnector.access.Scope;
import dev.appconnector.connector.ConnectorName;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the names in claims mean now: claims of scope come anew with each token, so a name is whoever has it at the time. Read
 * after each change, not at each call. Thread-safe.
 */
public final class ScopeNames {

    private static final String EVERYTHING = "*";

    private final Statements statements;
    private volatile Names names = new Names(Map.of(), Map.of());

    public ScopeNames(Statements statements) {
        this.statements = statements;
    }

    /** Reads the names anew. Blocks for the database. */
    public void refresh() {
        Map<String, UUID> connectors = new HashMap<>();
        statements.of("access/select-connector-names").query().listOfRows().forEach(columns -> {
            Row row = new Row(columns);
            connectors.put(row.text("name_key"), row.uuid("id"));
        });
        Map<String, UUID> activities = new HashMap<>();
        statements.of("activity/select-activity-names").query().listOfRows().forEach(columns -> {
            Row row = new Row(columns);
            activities.put(row.text("name"), row.uuid("id"));
        });
        Names read = new Names(connectors, activities);
        if (!read.equals(names)) {
            names = read;
        }
    }

    Names current() {
        return names;
    }

    /** The names of one instant; the same object as long as nothing changed. Immutable. */
    record Names(Map<String, UUID> connectors, Map<String, UUID> activities) {

        Names {
            connectors = Map.copyOf(connectors);
            activities = Map.copyOf(activities);
        }

        /** What these words reach; a word that means nothing now reaches nothing. */
        Scope scope(Set<String> connectorWords, Set<String> activityWords) {
            return new Scope(
                    reach(connectorWords, word -> connector(word)),
                    reach(activityWords, word -> Optional.ofNullable(activities.get(word))));
        }

        private static Scope.Reach reach(Set<String> words, Function<String, Optional<UUID>> named) {
            if (words.contains(EVERYTHING)) {
                return Scope.Reach.ALL;
            }
            Set<UUID> reached = new HashSet<>();
            words.forEach(word -> id(word).or(() -> named.apply(word)).ifPresent(reached::add));
            return Scope.Reach.of(reached);
        }

        private static Optional<UUID> id(String word) {
            try {
                UUID id = UUID.fromString(word);
                if (id.toString().equals(word)) {
                    return Optional.of(id);
                }
            } catch (IllegalArgumentException e) {
                // Falls through: it is a name.
            }
            return Optional.empty();
        }

        private Optional<UUID> connector(String word) {
            try {
                return Optional.ofNullable(
                        connectors.get(ConnectorName.parse(word).key()));
            } catch (Problem noName) {
                return Optional.empty();
            }
        }
    }
}
