package dev.appconnector.activity.saved;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Turns saved activities into the rows that keep them, and back. */
final class ActivityRows {

    private ActivityRows() {}

    /** The columns of an activity, by their parameter names in {@code sql/activity}. */
    static Map<String, Object> toRow(SavedActivity activity) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", activity.id());
        row.put("name", activity.name());
        row.put("connectorId", activity.connectorId());
        row.put("definition", new String(StrictJson.write(activity.definition()), StandardCharsets.UTF_8));
        row.put("body", activity.body());
        row.put("version", activity.version());
        row.put("readVersion", activity.version() - 1);
        row.put("createdAt", Row.timestamp(activity.createdAt()));
        row.put("updatedAt", Row.timestamp(activity.updatedAt()));
        return row;
    }

    static SavedActivity fromRow(Row row) {
        return new SavedActivity(
                row.uuid("id"),
                row.text("name"),
                row.uuid("connector_id"),
                row.text("connector_name"),
                StrictJson.readStored(row.text("definition"), new TypeReference<SavedActivity.Definition>() {}),
                row.text("body"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.instant("last_run_at"));
    }
}
