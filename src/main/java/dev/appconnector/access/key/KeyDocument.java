package dev.appconnector.access.key;

import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A key as an admin asks for it.
 *
 * @param connectors names or ids, or {@code *} alone; null is as empty
 * @param activities the same
 * @param expiresAt null where it never does
 */
record KeyDocument(String name, String role, List<String> connectors, List<String> activities, Instant expiresAt) {

    /** @throws Problem {@code malformed-request} where a required field is missing */
    KeyDocument {
        List<FieldError> missing = new ArrayList<>();
        if (name == null) {
            missing.add(new FieldError("/name", "The field is required."));
        }
        if (role == null) {
            missing.add(new FieldError("/role", "The field is required."));
        }
        if (!missing.isEmpty()) {
            throw new Problem(Problem.Type.MALFORMED_REQUEST, "A key needs a name and a role.", missing);
        }
        connectors = connectors == null ? List.of() : connectors;
        activities = activities == null ? List.of() : activities;
    }
}
