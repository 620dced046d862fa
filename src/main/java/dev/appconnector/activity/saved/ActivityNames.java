package dev.appconnector.activity.saved;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the activities are called now, and which connector they go by. Read after each change, not at each call. Thread-safe. */
public final class ActivityNames {

    private final Statements statements;
    private volatile Read read = new Read(Map.of(), Map.of());

    /** All of one instant. */
    private record Read(Map<UUID, String> byId, Map<UUID, List<String>> byConnector) {}

    public ActivityNames(Statements statements) {
        this.statements = statements;
    }

    /** Reads them anew. Blocks for the database. */
    public void refresh() {
        Map<UUID, String> byId = new HashMap<>();
        Map<UUID, List<String>> byConnector = new HashMap<>();
        statements.of("activity/select-activity-names").query().listOfRows().forEach(columns -> {
            Row row = new Row(columns);
            byId.put(row.uuid("id"), row.text("name"));
            byConnector
                    .computeIfAbsent(row.uuid("connector_id"), id -> new ArrayList<>())
                    .add(row.text("name"));
        });
        read = new Read(byId, byConnector);
    }

    /** Those that go by this connector, in alphabetical order. */
    public List<String> of(UUID connector) {
        return read.byConnector.getOrDefault(connector, List.of());
    }

    /** The name of what this text, an id or a name, stands for; of what names none it is the text itself. */
    public String nameOf(String text) {
        return ActivityReference.of(text)
                .map(reference -> read.byId.get(reference.id()))
                .or(() -> Optional.of(text))
                .get();
    }
}
