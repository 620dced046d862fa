package dev.appconnector.connector;

import dev.appconnector.storage.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The connectors that a document names for a scope, by id or name, as far as there are such. Immutable. */
public final class NamedConnectors {

    private final Map<ConnectorReference, UUID> ids;

    private NamedConnectors(Map<ConnectorReference, UUID> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** Tells the statement {@code select-connectors-named} after it which ones to select, of so many texts at most. */
    public static void askFor(Exchange exchange, List<String> texts, int most) {
        List<UUID> ids = new ArrayList<>(List.of(ConnectorReference.NO_ID));
        List<String> nameKeys = new ArrayList<>(List.of(""));
        texts.stream().limit(most).flatMap(text -> reference(text).stream()).forEach(reference -> {
            ids.add(reference.id());
            nameKeys.add(reference.nameKey());
        });
        exchange.getMessage().setBody(Map.of("ids", ids, "nameKeys", nameKeys));
    }

    private static Optional<ConnectorReference> reference(String text) {
        return text == null ? Optional.empty() : ConnectorReference.of(text);
    }

    /** What that statement has selected. */
    public static NamedConnectors selected(Exchange exchange) {
        Map<ConnectorReference, UUID> ids = new HashMap<>();
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            Row row = Row.of(selected);
            UUID id = row.uuid("id");
            ids.put(new ConnectorReference(id, ""), id);
            ids.put(new ConnectorReference(ConnectorReference.NO_ID, row.text("name_key")), id);
        }
        return new NamedConnectors(ids);
    }

    /** The id of what this text names; empty where there is none. */
    public Optional<UUID> id(String text) {
        return reference(text).map(ids::get);
    }
}
