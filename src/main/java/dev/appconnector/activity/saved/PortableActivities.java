package dev.appconnector.activity.saved;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.appconnector.audit.Change;
import dev.appconnector.json.CompactJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Saved activities as they go to another installation and come from one: by their names, and their connectors'. Thread-safe. */
public final class PortableActivities {

    /** Nothing of an installation's own: what an answer adds, and a change ignores. */
    private static final Set<String> OWN = Set.of(ActivityDocument.Fields.class
            .getAnnotation(JsonIgnoreProperties.class)
            .value());

    private final Function<SavedActivity, Map<String, Object>> shown;
    private final Duration maxTimeout;
    private final Supplier<UUID> ids;
    private final Clock clock;

    PortableActivities(
            Function<SavedActivity, Map<String, Object>> shown, Duration maxTimeout, Supplier<UUID> ids, Clock clock) {
        this.shown = shown;
        this.maxTimeout = maxTimeout;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of one out of a file.
     *
     * @param before null where it is new
     * @param after as it is to be; {@code before} itself where nothing changes
     * @param change null where nothing changes
     */
    public record Imported(SavedActivity before, SavedActivity after, Change change) {}

    /** What a file says of it but its body, in the order of its fields. What has its default is left out. */
    public Map<String, Object> exported(SavedActivity activity) {
        Map<String, Object> document = shown.apply(activity);
        document.keySet().removeAll(OWN);
        document.remove("body");
        document.values().removeIf(Objects::isNull);
        document.remove("description", "");
        document.remove("headers", Map.of());
        document.remove("parameters", Map.of());
        return document;
    }

    /**
     * What a file's document makes of the activity of that name.
     *
     * @param kept the activity of a name; null where there is none
     * @param connectors the id of the connector that a name or an id stands for
     * @throws Problem what is wrong with it
     */
    public Imported imported(
            byte[] json, Function<String, SavedActivity> kept, Function<String, Optional<UUID>> connectors) {
        ActivityDocument document = ActivityDocument.read(json);
        SavedActivity before = kept.apply(document.fields().name());
        Optional<UUID> connector = connectors.apply(document.fields().connector());
        SavedActivity.Definition definition = new ActivityDraft(document, maxTimeout).definition(connector);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SavedActivity after = new SavedActivity(
                before == null ? ids.get() : before.id(),
                document.fields().name(),
                connector.orElseThrow(),
                null,
                definition,
                before != null && isSame(before.body(), document.body()) ? before.body() : document.body(),
                before == null ? 1 : before.version() + 1,
                before == null ? now : before.createdAt(),
                now,
                null);
        if (before == null) {
            return new Imported(null, after, ActivityChange.created(after));
        }
        Change change = ActivityChange.between(before, after);
        return change.fields().isEmpty() ? new Imported(before, before, null) : new Imported(before, after, change);
    }

    /** Space between its parts is no change. */
    private static boolean isSame(String before, String after) {
        return before != null && after != null && CompactJson.of(before).equals(CompactJson.of(after));
    }

    public static SavedActivity fromRow(Row row) {
        return ActivityRows.fromRow(row);
    }

    public static Map<String, Object> toRow(SavedActivity activity) {
        return ActivityRows.toRow(activity);
    }
}
