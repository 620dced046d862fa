package dev.appconnector.connector.expiry;

import dev.appconnector.storage.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors that a credential of ends soon or has ended, as this node last read them; each is logged once. Thread-safe;
 * one thread reads.
 */
public final class ExpiringCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiringCredentials.class);

    private final Clock clock;
    private final Set<String> told = new HashSet<>();
    private volatile Map<String, Instant> ends = Map.of();

    public ExpiringCredentials(Clock clock) {
        this.clock = clock;
    }

    /** Tells the statement after it which ones to select. */
    public void look(Exchange exchange) {
        Instant before = clock.instant().plus(Expiry.NEAR);
        exchange.getMessage().setBody(Map.of("before", Row.timestamp(before)));
    }

    /** Takes note of what was selected. */
    public void take(Exchange exchange) {
        Map<String, Instant> read = new LinkedHashMap<>();
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            Row row = Row.of(selected);
            read.put(row.text("name"), row.instant("expires_at"));
        }
        ends = read;
        read.forEach((name, end) -> {
            if (told.add(name + " " + end)) {
                LOG.warn("A credential of the connector {} ends at {}: give the next one in time.", name, end);
            }
        });
    }

    /** How long each still holds, by the connector's name; negative once it does not. */
    public Map<String, Duration> left() {
        Instant now = clock.instant();
        Map<String, Duration> left = new LinkedHashMap<>();
        ends.forEach((name, end) -> left.put(name, Duration.between(now, end)));
        return left;
    }

    Map<String, Instant> ends() {
        return ends;
    }
}
