package dev.appconnector.connector.expiry;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Names the connectors that a credential of ends soon. The node is up, and ready: its other connectors need it. */
public final class ExpiryHealth extends AbstractHealthCheck {

    private final ExpiringCredentials credentials;

    public ExpiryHealth(ExpiringCredentials credentials) {
        super("appconnector", "credentials");
        this.credentials = credentials;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String ending = credentials.ends().entrySet().stream()
                .map(one -> "a credential of %s ends at %s".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining("; "));
        if (!ending.isEmpty()) {
            builder.message(ending);
        }
        builder.up();
    }
}
