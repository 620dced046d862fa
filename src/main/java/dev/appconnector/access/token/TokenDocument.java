package dev.appconnector.access.token;

import java.util.List;

/**
 * A token as its maker asks for it.
 *
 * @param connectors names or ids, or {@code *} alone; null is as empty
 * @param activities the same
 * @param ttl milliseconds; null is the default
 * @param origin null where any page may use it
 * @param subject null where its maker does not say whom it is for
 */
record TokenDocument(List<String> connectors, List<String> activities, Long ttl, String origin, String subject) {

    TokenDocument {
        connectors = connectors == null ? List.of() : connectors;
        activities = activities == null ? List.of() : activities;
    }
}
