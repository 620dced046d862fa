package dev.appconnector.added;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Names the added route files that were left out. They stop nothing else: the node is up, and ready, without them. */
public final class AddedRoutesHealth extends AbstractHealthCheck {

    private final AddedRoutes routes;

    public AddedRoutesHealth(AddedRoutes routes) {
        super("appconnector", "added-routes");
        this.routes = routes;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> lines = new ArrayList<>();
        routes.faults().forEach((file, fault) -> lines.add(file + " is left out: " + fault));
        if (!lines.isEmpty()) {
            builder.message(String.join("; ", lines));
        }
        builder.up();
    }
}
