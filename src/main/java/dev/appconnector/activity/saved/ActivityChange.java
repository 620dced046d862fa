package dev.appconnector.activity.saved;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.Change;
import dev.appconnector.json.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what a request does to a saved activity, by the names of fields: no value goes into the audit. */
final class ActivityChange {

    private ActivityChange() {}

    static Change created(SavedActivity activity) {
        return change("activity.created", activity, List.of());
    }

    static Change deleted(SavedActivity activity) {
        return change("activity.deleted", activity, List.of());
    }

    /** Under the new name. */
    static Change between(SavedActivity before, SavedActivity after) {
        Map<String, Object> was = fields(before);
        Map<String, Object> is = fields(after);
        TreeSet<String> changed = new TreeSet<>(was.keySet());
        changed.addAll(is.keySet());
        changed.removeIf(field -> Objects.equals(was.get(field), is.get(field)));
        return change("activity.changed", after, List.copyOf(changed));
    }

    private static Change change(String action, SavedActivity activity, List<String> fields) {
        return new Change(
                action, new AuditEntry.AuditedObject(activity.id().toString(), "activity", activity.name()), fields);
    }

    /** What a document has, by JSON pointer. */
    private static Map<String, Object> fields(SavedActivity activity) {
        SavedActivity.Definition definition = activity.definition();
        Map<String, Object> fields = new TreeMap<>();
        fields.put("/name", activity.name());
        fields.put("/connector", activity.connectorId());
        fields.put("/body", activity.body());
        fields.put("/description", definition.description());
        fields.put("/method", definition.method());
        fields.put("/path", definition.path());
        fields.put("/timeout", definition.timeout());
        fields.put("/waitForResult", definition.waitForResult());
        fields.put("/select", definition.select());
        definition.headers().forEach((name, value) -> fields.put(Pointer.child("/headers", name), value));
        definition.parameters().forEach((name, value) -> fields.put(Pointer.child("/parameters", name), value));
        return fields;
    }
}
