package dev.appconnector.access;

import io.vertx.ext.auth.User;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * The caller's end of the line.
 *
 * @param hangUp completes when the caller is gone before the answer was sent; never when it was
 */
public record Connection(CompletableFuture<Void> hangUp) {

    static final String ATTRIBUTE = "appconnector.connection";

    /** Whose request is behind this exchange; read before the headers are removed. */
    public static Connection of(Exchange exchange) {
        User user = exchange.getIn().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return (Connection) user.attributes().getValue(ATTRIBUTE);
    }
}
