package dev.appconnector.operations;

import dev.appconnector.storage.Freshness;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A node is ready while its database answers. */
public final class StorageHealth extends AbstractHealthCheck {

    private final Freshness freshness;

    public StorageHealth(Freshness freshness) {
        super("appconnector", "database");
        this.freshness = freshness;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (freshness.isFresh()) {
            builder.up();
        } else {
            builder.message("The database does not answer.").down();
        }
    }
}
