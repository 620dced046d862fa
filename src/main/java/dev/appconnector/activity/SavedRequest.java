package dev.appconnector.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A saved activity, as a caller asks for it to be run. Immutable.
 *
 * @param activity its id or name
 * @param parameters the given values by name; no object and no list is more than empty, since no parameter takes one
 * @param timeout null where the activity's own holds
 * @param waitForResult null where the activity's own holds
 */
public record SavedRequest(String activity, Map<String, JsonNode> parameters, Duration timeout, Boolean waitForResult)
        implements RunRequest {

    public SavedRequest {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Holds nothing that a log may not. */
    @Override
    public String toString() {
        return "SavedRequest[timeout=%s, waitForResult=%s]".formatted(timeout, waitForResult);
    }
}
