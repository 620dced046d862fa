package dev.appconnector.access;

import io.vertx.ext.auth.User;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * The caller's end of the line.
 *
 * @param answered completes when the answer has gone out, or the caller is gone
 * @param hungUp completes when the caller is gone before the answer was sent; never when it was
 */
public record Connection(CompletableFuture<Void> answered, CompletableFuture<Void> hungUp) {

    static final String ATTRIBUTE = "appconnector.connection";

    Connection() {
        this(new CompletableFuture<>(), new CompletableFuture<>());
    }

    /** Whose request is behind this exchange; read before the headers are removed. */
    public static Connection of(Exchange exchange) {
        User user = exchange.getIn().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return (Connection) user.attributes().getValue(ATTRIBUTE);
    }

    void ended(boolean sent) {
        if (!sent) {
            hungUp.complete(null);
        }
        answered.complete(null);
    }
}
