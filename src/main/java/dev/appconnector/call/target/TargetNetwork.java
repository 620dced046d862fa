package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.egress.address.AddressPolicy;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The way out, for calls and for what they need beforehand: connections that are judged when they are opened, the operator's
 * proxy, and deadlines. Thread-safe; {@link #close()} closes its connections and threads.
 */
public final class TargetNetwork implements AutoCloseable {

    /** Under which a request's context holds the run that it is sent for. */
    private static final String RUN = "dev.appconnector.run";

    /** More than there can be runs: those have their limits elsewhere. */
    private static final int MAX_CONNECTIONS = 100_000;

    private static final TimeValue MAX_CONNECTION_AGE = TimeValue.ofSeconds(60);

    private final HttpHost proxy;
    private final CheckedDial dial;
    private final PoolingHttpClientConnectionManager connections;
    private final ScheduledThreadPoolExecutor deadlines;

    /** @param proxy the HTTP proxy that all calls go by, where there is one: it looks the targets up then */
    public TargetNetwork(Network network, AddressPolicy addresses, Optional<InetSocketAddress> proxy) {
        this.proxy = proxy.map(address -> new HttpHost("http", address.getHostString(), address.getPort()))
                .orElse(null);
        this.dial = new CheckedDial(network, addresses, proxy.isPresent());
        this.connections = connections(dial);
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.scheduleWithFixedDelay(connections::closeExpired, 10, 10, TimeUnit.SECONDS);
    }

    private static PoolingHttpClientConnectionManager connections(CheckedDial dial) {
        class Builder extends PoolingHttpClientConnectionManagerBuilder {
            @Override
            protected HttpClientConnectionOperator createConnectionOperator(
                    org.apache.hc.client5.http.SchemePortResolver ports,
                    org.apache.hc.client5.http.DnsResolver names,
                    org.apache.hc.client5.http.ssl.TlsSocketStrategy tls) {
                return dial;
            }
        }
        return new Builder()
                .setConnectionFactory(new TargetConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setTimeToLive(MAX_CONNECTION_AGE)
                        // A connection looks itself whether it still serves.
                        .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                        .setConnectTimeout(Timeout.DISABLED)
                        .setSocketTimeout(Timeout.DISABLED)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .build();
    }

    /** Has a client go this way, and do nothing by itself. */
    HttpClientBuilder lead(HttpClientBuilder client) {
        return client.setConnectionManager(new LentConnections(connections))
                .setConnectionManagerShared(true)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.DISABLED)
                        .setResponseTimeout(Timeout.DISABLED)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRequestExecutor(new WireExecutor())
                .setRoutePlanner((target, context) -> route(target))
                .disableDefaultUserAgent()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableAuthCaching();
    }

    /** Says for which run a request is sent. */
    static void carry(ActiveRun run, HttpContext context) {
        context.setAttribute(RUN, run);
    }

    static ActiveRun runOf(HttpContext context) {
        return (ActiveRun) context.getAttribute(RUN);
    }

    /** Stops the run when its time is over; to be cancelled when it has ended before. */
    ScheduledFuture<?> stopAtDeadline(ActiveRun run) {
        return deadlines.schedule(
                () -> run.abort(Failures.deadlineExceeded()), run.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
    }

    boolean hasProxy() {
        return proxy != null;
    }

    /** Closes what stands open to targets and is not in use: after a change nothing goes over an older connection. */
    public void closeIdleConnections() {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** How many connections to targets are in use now: none where no run is under way. */
    public int connectionsInUse() {
        return connections.getTotalStats().getLeased();
    }

    /**
     * By the operator's proxy or by none, whatever the system's properties say: for https through a tunnel, so that the
     * proxy reads nothing. A domain on its scheme's own port names none.
     */
    HttpRoute route(HttpHost target) {
        HttpHost withPort = RoutingSupport.normalize(target, DefaultSchemePortResolver.INSTANCE);
        boolean secure = withPort.getSchemeName().equals("https");
        return proxy == null ? new HttpRoute(withPort, null, secure) : new HttpRoute(withPort, null, proxy, secure);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        connections.close();
        dial.close();
    }
}
