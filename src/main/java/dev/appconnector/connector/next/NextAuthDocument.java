package dev.appconnector.connector.next;

import dev.appconnector.connector.AuthDocument;
import java.time.Instant;

/**
 * A next credential as a caller writes it.
 *
 * @param activateAt null where it is to be tried as soon as the current one is refused
 */
record NextAuthDocument(AuthDocument auth, Instant activateAt) {}
