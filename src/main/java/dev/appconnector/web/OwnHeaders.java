package dev.appconnector.web;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps HTTP headers and Camel headers apart at our own endpoints: none of a caller's headers, cookies or query parameters
 * comes in (H7), and of an exchange's headers only those of an answer go out.
 */
public final class OwnHeaders implements HeaderFilterStrategy {

    private static final Set<String> OF_AN_ANSWER =
            Set.of("ETag", "Location", "Retry-After", "WWW-Authenticate", "Allow", "Cache-Control");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OF_AN_ANSWER.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
