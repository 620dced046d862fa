package dev.appconnector.access;

import dev.appconnector.problem.Problem;
import io.vertx.ext.auth.User;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * Who calls, and with which right, as the front door found out. Immutable.
 *
 * @param way how it came
 * @param text how a run remembers who started it, such as {@code key:<id>}: whoever has the same text is the same caller
 * @param name what people call it
 * @param scope of an admin, a designer and an auditor {@link Scope#ALL}
 * @param key the API key that all this goes back to: when it ends, this caller does; empty where there is none
 */
public record Caller(Way way, String text, String name, Role role, Scope scope, Optional<UUID> key) {

    static final String ATTRIBUTE = "appconnector.caller";

    /** How callers come. */
    public enum Way {
        KEY,
        TOKEN,
        SESSION,
        OIDC,
        ROUTE
    }

    /** Whoever holds this API key. */
    public static Caller ofKey(UUID id, String name, Role role, Scope scope) {
        return new Caller(Way.KEY, "key:" + id, name, role, scope, Optional.of(id));
    }

    /** A route of the operator's: whoever may write route files is trusted as the process itself. */
    public static Caller ofRoute(String routeId) {
        return new Caller(Way.ROUTE, "route:" + routeId, routeId, Role.ADMIN, Scope.ALL, Optional.empty());
    }

    /** Who sent the request behind this exchange; read before the headers are removed. */
    public static Caller of(Exchange exchange) {
        User user = exchange.getIn().getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
        return (Caller) user.attributes().getValue(ATTRIBUTE);
    }

    /** How the audit names who did something: as runs do, and how they came where the text does not tell. */
    public String actor() {
        String word = way.name().toLowerCase(Locale.ROOT);
        return text.startsWith(word + ":") ? text : text + " by " + word;
    }

    /**
     * Nobody makes a caller who may more than they may themselves (U4).
     *
     * @throws Problem {@code forbidden} where this role and scope are wider
     */
    public void requireCovers(Role other, Scope wanted) {
        if (!role.covers(other) || !scope.covers(wanted)) {
            throw new Problem(Problem.Type.FORBIDDEN, "U4: nobody gives away more than they may do themselves.");
        }
    }
}
