package dev.appconnector.watch;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The registry that Camel answers Prometheus from: our series, next to those of the JVM and of the database's pool, and Camel's
 * own where they are asked for. {@link #close()} lets go of the JVM.
 */
public final class Metrics implements AutoCloseable {

    /** What Camel looks for a registry under. */
    public static final String REGISTRY = "metricsRegistry";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics(HikariDataSource database, Series series) {
        // An endpoint's name is a connector's domain, with its path.
        registry.config().meterFilter(MeterFilter.ignoreTags("endpointName"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        database.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        registry.getPrometheusRegistry().register(series);
    }

    /** What routes' context is given as {@link #REGISTRY}. */
    public Object registry() {
        return registry;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
