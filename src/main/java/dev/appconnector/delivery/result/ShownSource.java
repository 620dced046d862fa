package dev.appconnector.delivery.result;

import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes a route known as it is loaded: what an endpoint that is loaded with it starts must not end before. Thread-safe.
 */
public final class ShownSource extends RoutePolicySupport {

    private static final Logger LOG = LoggerFactory.getLogger(ShownSource.class);

    private final ResultSources sources;

    public ShownSource(ResultSources sources) {
        this.sources = sources;
    }

    @Override
    public void onStart(Route route) {
        Map<String, Object> given = ((RouteDefinition) route.getRoute()).getTemplateParameters();
        String source = given.get("parentRouteId").toString();
        try {
            sources.show(source, new ResultFilter(text(given, "connector"), text(given, "activity")));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The route {} is told of what ends once the database has taken that it is there.", source);
        }
    }

    private static String text(Map<String, Object> given, String property) {
        return given.getOrDefault(property, "").toString();
    }
}
