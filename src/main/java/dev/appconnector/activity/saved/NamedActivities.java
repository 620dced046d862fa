package dev.appconnector.activity.saved;

import dev.appconnector.storage.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The activities that a document names for a scope, by id or name, as far as there are such. Immutable. */
public final class NamedActivities {

    private final Map<ActivityReference, UUID> ids;

    private NamedActivities(Map<ActivityReference, UUID> ids) {
        this.ids = Map.copyOf(ids);
    }

    /** Tells the statement {@code select-activities-named} after it which ones to select, of so many texts at most. */
    public static void askFor(Exchange exchange, List<String> texts, int most) {
        List<UUID> ids = new ArrayList<>(List.of(ActivityReference.NO_ID));
        List<String> names = new ArrayList<>(List.of(""));
        texts.stream().limit(most).flatMap(text -> reference(text).stream()).forEach(reference -> {
            ids.add(reference.id());
            names.add(reference.name());
        });
        exchange.getMessage().setBody(Map.of("ids", ids, "names", names));
    }

    private static Optional<ActivityReference> reference(String text) {
        return text == null ? Optional.empty() : ActivityReference.of(text);
    }

    /** What that statement has selected. */
    public static NamedActivities selected(Exchange exchange) {
        Map<ActivityReference, UUID> ids = new HashMap<>();
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            Row row = Row.of(selected);
            UUID id = row.uuid("id");
            ids.put(new ActivityReference(id, ""), id);
            ids.put(new ActivityReference(ActivityReference.NO_ID, row.text("name")), id);
        }
        return new NamedActivities(ids);
    }

    /** The id of what this text names; empty where there is none. */
    public Optional<UUID> id(String text) {
        return reference(text).map(ids::get);
    }
}
