package dev.appconnector.added;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** At the endpoints of added routes nobody who calls speaks for us, and what we tell their routes is not for who calls. Thread-safe. */
final class EndpointHeaders extends HttpHeaderFilterStrategy {

    /** What begins so is said by us. */
    private static final String OURS = "appconnector";

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return isOurs(name) || super.applyFilterToExternalHeaders(name, value, exchange);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return isOurs(name) || super.applyFilterToCamelHeaders(name, value, exchange);
    }

    private static boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(OURS);
    }
}
