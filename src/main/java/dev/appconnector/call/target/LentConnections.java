package dev.appconnector.call.target;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connections that the client may use and not end: it closes all that it has, for good, where one call ends with an
 * {@link Error}, and every later call would fail. Thread-safe.
 */
final class LentConnections implements HttpClientConnectionManager {

    private final HttpClientConnectionManager connections;

    /** @param connections to be closed by whoever lends them */
    LentConnections(HttpClientConnectionManager connections) {
        this.connections = connections;
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, Object state) {
        return connections.lease(id, route, timeout, state);
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object state, TimeValue timeToKeep) {
        connections.release(endpoint, state, timeToKeep);
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) throws IOException {
        connections.connect(endpoint, timeout, context);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
        connections.upgrade(endpoint, context);
    }

    @Override
    public void close(CloseMode mode) {
        // Not the client's to close.
    }

    @Override
    public void close() {
        // As above.
    }
}
