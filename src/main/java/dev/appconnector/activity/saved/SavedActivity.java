package dev.appconnector.activity.saved;

import dev.appconnector.activity.template.Parameter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An activity under a name, as it is kept. Immutable.
 *
 * @param connectorId the connector, whatever that is called by now, and whether or not it was revoked
 * @param connectorName what that is called; null until it was read from the database
 * @param body JSON, as it was written; null sends none
 * @param version rises with each change
 * @param lastRunAt when a run of it last ended; null where none did
 */
public record SavedActivity(
        UUID id,
        String name,
        UUID connectorId,
        String connectorName,
        Definition definition,
        String body,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant lastRunAt) {

    /**
     * What it says beside its name, its connector and its body.
     *
     * @param description empty where there is none
     * @param path with a place for each parameter in it, as the headers' values
     * @param timeout in milliseconds; null is the default of the run's time
     * @param select a JSONPath; null keeps all of the answer
     */
    public record Definition(
            String description,
            String method,
            String path,
            Map<String, String> headers,
            Long timeout,
            boolean waitForResult,
            Map<String, Parameter> parameters,
            String select) {

        public Definition {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }
}
