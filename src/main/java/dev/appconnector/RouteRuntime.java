package dev.appconnector;

import dev.appconnector.access.FrontDoor;
import dev.appconnector.added.AddedRoutes;
import dev.appconnector.added.AddedRoutesHealth;
import dev.appconnector.added.EndpointPolicy;
import dev.appconnector.added.ServerActivityAction;
import dev.appconnector.edge.HttpEdge;
import dev.appconnector.edge.Overload;
import dev.appconnector.edge.Patience;
import dev.appconnector.edge.tls.CertificateRenewal;
import dev.appconnector.settings.Settings;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Camel as this program needs it: its settings, our route files, and both HTTP servers with the front door before all. */
final class RouteRuntime implements AutoCloseable {

    /** The route files that are ours: one that is missing or broken stops the start. */
    private static final List<String> ROUTE_FILES = List.of(
            "connectors",
            "tests",
            "next-credentials",
            "activities",
            "worker",
            "idempotency",
            "runs",
            "call",
            "deliveries",
            "callers",
            "tokens",
            "transfer",
            "sessions",
            "audit",
            "keyset",
            "monitoring",
            "documents",
            "errors");

    /** Longer than the 60 s for which usual proxies keep an idle connection: they must be the first to close it. */
    private static final Duration CALLERS_SILENCE = Duration.ofSeconds(75);

    /** A slow mobile line has the rate; whoever goes below it for so long holds a connection rather than uses it. */
    private static final Patience PATIENCE = new Patience(CALLERS_SILENCE, Duration.ofSeconds(60), 16_384);

    private static final Duration LOOKS_AT_CERTIFICATE = Duration.ofSeconds(2);

    /** Where ours are, and those that are added unless a setting names another folder. */
    private static final Path FOLDER = Path.of("routes");

    /** Ours that are not loaded by every start. */
    private static final List<String> SOMETIMES = List.of("broker", "demo");

    private final Main main = new Main();
    private final AddedRoutes addedRoutes;
    private final Optional<CertificateRenewal> certificate;
    private final HttpEdge edge;
    private final Settings settings;
    private final boolean reloads;

    /** @param refused told of each caller that there was no room for */
    RouteRuntime(Settings settings, Node.Extras extras, Consumer<Overload> refused) {
        this.settings = settings;
        this.reloads = extras.reloadsRoutes();
        this.certificate = settings.http().tls().map(files -> new CertificateRenewal(files, Clock.systemUTC()));
        this.edge = new HttpEdge(Node.CAPACITY, PATIENCE, certificate.map(CertificateRenewal::shown), refused);
        List<String> ours = new ArrayList<>(ROUTE_FILES);
        ours.addAll(SOMETIMES);
        this.addedRoutes = new AddedRoutes(
                settings.http().routeFolder(),
                ours.stream()
                        .map(name -> FOLDER.resolve(name + AddedRoutes.ENDING))
                        .toList());
        bind("endpointHeaders", EndpointPolicy.headers());
        bind("endpointPolicy", new EndpointPolicy());
        bind("addedRoutesHealth", new AddedRoutesHealth(addedRoutes));
        StringBuilder files = new StringBuilder();
        ROUTE_FILES.forEach(file -> files.append(",file:routes/").append(file).append(".camel.yaml"));
        settings.deliveries().broker().ifPresent(broker -> files.append(",file:routes/broker.camel.yaml"));
        extras.routeFiles()
                .forEach(file -> files.append(",file:routes/").append(file).append(".camel.yaml"));
        // The process ends by a hook of ours, which closes more than Camel.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure().withName("appconnector").withRoutesIncludePattern(files.substring(1));
        set("camel.main.shutdown-timeout", 30);
        set("camel.main.jmx-management-statistics-level", "RoutesOnly");
        set("camel.main.jmx-management-mbeans-level", "RoutesOnly");
        set("camel.main.shutdown-log-inflight-exchanges-on-timeout", false);
        set("camel.component.platform-http.header-filter-strategy", "#endpointHeaders");
        set("camel.component.kamelet.block", false);
        set("camel.component.kamelet.timeout", ServerActivityAction.NO_TIMEOUT);
        set("appconnector.deliveries.uri", settings.deliveries().uri());
        set("camel.server.enabled", true);
        set("camel.server.host", settings.http().host());
        set("camel.server.port", settings.http().port());
        set("camel.server.max-body-size", settings.run().maxRequestBytes());
        set("camel.server.file-upload-enabled", false);
        // This is how a server's options ask for TLS; which TLS that is, the edge says.
        set("camel.server.use-global-ssl-context-parameters", certificate.isPresent());
        set("camel.management.enabled", true);
        set("camel.management.host", settings.operations().host());
        set("camel.management.port", settings.operations().port());
        set("camel.management.health-check-enabled", true);
        set("camel.management.metrics-enabled", true);
        set("camel.metrics.enabled", true);
        boolean camelMetrics = settings.operations().camelMetrics();
        set("camel.metrics.enable-route-policy", camelMetrics);
        set("camel.metrics.enable-exchange-event-notifier", camelMetrics);
        set("camel.metrics.enable-route-event-notifier", camelMetrics);
        set("camel.metrics.clear-on-reload", camelMetrics);
        set("camel.metrics.skip-camel-info", true);
        set("camel.health.exposure-level", "full");
        // An added route that is stopped, or whose source is away, must not take the node from its callers.
        set("camel.health.exclude-pattern", "route:*,consumer:*");
    }

    private void set(String property, Object value) {
        main.addOverrideProperty(property, value.toString());
    }

    /** What routes refer to by this name. */
    void bind(String name, Object bean) {
        main.bind(name, bean);
    }

    /**
     * Starts the servers and the routes, which serve when this returns.
     *
     * @param loaded told when all routes are there, before the first caller comes in
     */
    void start(FrontDoor frontDoor, Runnable loaded) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport support) {
                support.getCamelContext().setSSLContextParameters(new SSLContextParameters());
                support.getCamelContext().getRegistry().bindAsPrototype("vertx", Vertx.class, edge::vertx);
            }

            @Override
            public void afterConfigure(BaseMainSupport support) {
                addService(support.getCamelContext(), frontDoor);
            }
        });
        main.start();
        addedRoutes.load(main.getCamelContext());
        loaded.run();
        if (reloads) {
            addService(main.getCamelContext(), addedRoutes.reloader());
        }
        edge.requireListening();
        certificate.ifPresent(renewal -> renewal.start(LOOKS_AT_CERTIFICATE));
        edge.open();
    }

    private static void addService(CamelContext context, Service service) {
        try {
            context.addService(service, true, true);
        } catch (Exception e) {
            throw new IllegalStateException("A part of the front door or of the routes cannot be put in place.", e);
        }
    }

    /** The port that callers reach it on; the one set, or the free one that was taken for 0. */
    int port() {
        return main.getCamelContext().getRegistry().findByTypeWithName(VertxPlatformHttpRouter.class).values().stream()
                .filter(VertxPlatformHttpRouter::isMainServer)
                .findAny()
                .orElseThrow()
                .getServer()
                .getPort();
    }

    /** Where callers reach it. */
    String address() {
        return (certificate.isPresent() ? "https://" : "http://")
                + hostAndPort(settings.http().host(), port());
    }

    static String hostAndPort(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** How long the certificate that callers see still holds; empty without TLS of our own. */
    Optional<Duration> certificateLeft() {
        return certificate.map(CertificateRenewal::left);
    }

    CamelContext camelContext() {
        return main.getCamelContext();
    }

    /** Lets what runs end for up to 30 s. */
    @Override
    public void close() {
        certificate.ifPresent(CertificateRenewal::close);
        main.stop();
        edge.close();
    }
}
