package dev.appconnector.added;

import dev.appconnector.access.Caller;
import dev.appconnector.access.RouteAccess;
import io.vertx.ext.auth.User;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Tells the endpoints of added routes who calls, and has nothing that came in go out again as a header by itself: Camel would send
 * back each header and query parameter. Whatever they answer, or have a target answer, a browser runs none of it as a page of ours. Our
 * own endpoints need none of this. Thread-safe.
 */
public final class EndpointPolicy extends RoutePolicySupport implements RoutePolicyFactory {

    /** Says who calls as runs do; absent where nobody was asked. */
    static final String CALLER = "AppConnectorCaller";

    private static final String CONFINED = "sandbox; default-src 'none'; frame-ancestors 'none'";

    /** The property with the headers that came in. */
    private static final String CAME_IN = "appConnectorCameIn";

    /** Which headers come in and go out at these endpoints. */
    public static HeaderFilterStrategy headers() {
        return new EndpointHeaders();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode node) {
        String uri = node instanceof RouteDefinition route && route.getInput() != null
                ? route.getInput().getEndpointUri()
                : "";
        boolean isEndpoint = uri.startsWith("platform-http:") || uri.startsWith("rest:");
        return isEndpoint && !RouteAccess.isOurs(uri.substring(uri.indexOf(':') + 1)) ? this : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (route.getEndpoint() instanceof PlatformHttpEndpoint) {
            Message message = exchange.getMessage();
            exchange.setProperty(CAME_IN, new HashMap<>(message.getHeaders()));
            User user = message.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class);
            if (user != null) {
                message.setHeader(CALLER, Caller.of(exchange).text());
            }
        }
    }

    /** A header that the route has set is another object, though it reads the same. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Map<?, ?> cameIn = exchange.getProperty(CAME_IN, Map.of(), Map.class);
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        cameIn.forEach((name, value) -> {
            if (headers.get(name) == value) {
                headers.remove(name);
            }
        });
        headers.put("Content-Security-Policy", CONFINED);
        headers.put("X-Content-Type-Options", "nosniff");
    }
}
