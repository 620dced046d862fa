package dev.appconnector.access;

import io.vertx.ext.auth.User;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * Who calls, as the front door found out. Immutable.
 *
 * @param keyId the key that proved it
 */
public record Caller(UUID keyId, String name, Role role) {

    static final String ATTRIBUTE = "appconnector.caller";

    /** Who sent the request behind this exchange; read before the headers are removed. */
    public static Caller of(Exchange exchange) {
        User user = exchange.getIn().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return (Caller) user.attributes().getValue(ATTRIBUTE);
    }

    /** How a run remembers who started it. */
    public String text() {
        return "key:" + keyId;
    }
}
