package dev.appconnector.connector;

import java.time.Instant;

/**
 * How the last run of a connector on this node went.
 *
 * @param ok whether its target answered, and neither refused the credential nor failed
 * @param problem the name of the problem, or the target's status as {@code status-503}; null where it is well
 */
public record Health(boolean ok, Instant at, String problem) {}
