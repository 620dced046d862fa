package dev.appconnector.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Whose tokens make a caller, and which of their claims say what the caller may do.
 *
 * @param issuer as its tokens name it, letter for letter: an absolute URL without user, query and fragment
 * @param audience what its tokens must be made out to
 * @param rolesClaim the name of a claim, or the way to one that lies deeper, with dots between
 * @param connectorsClaim the same; empty where runners get no connector by a claim
 * @param activitiesClaim the same; empty where runners get no activity by a claim
 */
public record OidcSettings(
        URI issuer,
        String audience,
        String rolesClaim,
        Optional<String> connectorsClaim,
        Optional<String> activitiesClaim) {}
