package dev.appconnector.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans to the collector, and says once that it takes none, and once that it does again. Thread-safe. */
final class CollectorExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorExporter.class);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_EXPORT = Duration.ofSeconds(5);

    /** The library's own loggers tell the same again and again, and what the collector answered. Held, or the level is forgotten. */
    private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger.getLogger("io.opentelemetry");

    private final SpanExporter exporter;
    private final AtomicBoolean failing = new AtomicBoolean();

    CollectorExporter(URI collector) {
        LIBRARY.setLevel(Level.OFF);
        this.exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString())
                .setConnectTimeout(LONGEST_CONNECT)
                .setTimeout(LONGEST_EXPORT)
                // What is lost is a few spans; what is offered again and again delays all that follow.
                .setRetryPolicy(null)
                .build();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> told(result.isSuccess()));
        return result;
    }

    private void told(boolean taken) {
        if (failing.compareAndSet(taken, !taken)) {
            if (taken) {
                LOG.info("The collector takes spans again.");
            } else {
                LOG.warn("The collector of appconnector.traces.url takes no spans: they are dropped until it does.");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
