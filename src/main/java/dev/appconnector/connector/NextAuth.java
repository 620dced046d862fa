package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import java.time.Instant;

/**
 * The credential that is to take the place of a connector's current one. Immutable.
 *
 * @param expiresAt when it ends; null where that is not known
 * @param activateAt when it takes the place, and is not tried before; null where it is tried as soon as the current one is
 *     refused
 */
public record NextAuth(Auth auth, Instant expiresAt, Instant activateAt) {}
