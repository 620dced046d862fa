package dev.appconnector.delivery.result;

import dev.appconnector.activity.saved.ActivityReference;
import dev.appconnector.connector.ConnectorReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Of which ended runs a route is told. Immutable.
 *
 * @param connector the name or id of theirs; empty for any
 * @param activity the name or id of the saved activity that they ran; empty for any, and for none
 */
record ResultFilter(String connector, String activity) {

    private static final ConnectorReference NO_CONNECTOR = new ConnectorReference(ConnectorReference.NO_ID, "");
    private static final ActivityReference NO_ACTIVITY = new ActivityReference(ActivityReference.NO_ID, "");

    /** Whether one of them is neither a name nor an id, so that no run will ever match. */
    boolean isImpossible() {
        return !connector.isEmpty() && ConnectorReference.of(connector).isEmpty()
                || !activity.isEmpty() && ActivityReference.of(activity).isEmpty();
    }

    /** What the row of the source has of it. */
    Map<String, Object> columns() {
        Map<String, Object> row = new HashMap<>();
        if (!connector.isEmpty()) {
            ConnectorReference asked = ConnectorReference.of(connector).orElse(NO_CONNECTOR);
            row.put(asked.isById() ? "connectorId" : "connectorKey", asked.isById() ? asked.id() : asked.nameKey());
        }
        if (!activity.isEmpty()) {
            ActivityReference asked = ActivityReference.of(activity).orElse(NO_ACTIVITY);
            boolean isById = asked.name().isEmpty();
            row.put(isById ? "activityId" : "activity", isById ? asked.id() : asked.name());
        }
        for (String column : new String[] {"connectorId", "connectorKey", "activityId", "activity"}) {
            row.putIfAbsent(column, null);
        }
        return row;
    }
}
