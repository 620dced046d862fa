package dev.appconnector.watch;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What is counted, as the series that Prometheus reads. No label holds a path or a caller. Thread-safe. */
public final class Series implements MultiCollector {

    private final RunCounts counts;
    private final Queues queues;
    private final IntSupplier inFlight;
    private final Supplier<Optional<Duration>> certificateLeft;
    private final Supplier<Map<String, Duration>> credentialsLeft;

    /**
     * @param inFlight how many runs are under way
     * @param certificateLeft how long the certificate that callers see still holds; empty without one
     * @param credentialsLeft how long those credentials still hold that end soon, by their connectors' names
     */
    public Series(
            RunCounts counts,
            Queues queues,
            IntSupplier inFlight,
            Supplier<Optional<Duration>> certificateLeft,
            Supplier<Map<String, Duration>> credentialsLeft) {
        this.credentialsLeft = credentialsLeft;
        this.counts = counts;
        this.queues = queues;
        this.inFlight = inFlight;
        this.certificateLeft = certificateLeft;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder series = MetricSnapshots.builder();
        ofRuns().forEach(series::metricSnapshot);
        certificateLeft
                .get()
                .ifPresent(left -> series.metricSnapshot(gauge(
                        "appconnector_tls_expiry_seconds",
                        "How long the certificate that callers see still holds; negative once it does not.",
                        left.toMillis() / 1e3)));
        Map<String, Duration> ending = credentialsLeft.get();
        if (!ending.isEmpty()) {
            series.metricSnapshot(expiring(ending));
        }
        return series.build();
    }

    private static GaugeSnapshot expiring(Map<String, Duration> ending) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("appconnector_credential_expiry_seconds")
                .help("How long a connector's credential still holds, from 14 days before; negative once it does not.");
        ending.forEach((connector, left) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of("connector", connector))
                .value(left.toMillis() / 1e3)
                .build()));
        return gauge.build();
    }

    private MetricSnapshots ofRuns() {
        return MetricSnapshots.of(
                runs(),
                gauge("appconnector_runs_in_flight", "Runs that are under way on this node.", inFlight.getAsInt()),
                gauge(
                        "appconnector_queue_depth",
                        "Runs of all nodes that wait in the database for an attempt.",
                        (double) queues.all().queued()),
                gauge(
                        "appconnector_queue_oldest_seconds",
                        "How long ago the oldest of them was accepted.",
                        queues.oldestAge().toMillis() / 1e3),
                counter(
                        "appconnector_deliveries",
                        "Runs that nobody waits for, by the state that they came to here; queued when accepted.",
                        "state",
                        counts.deliveries()),
                counter(
                        "appconnector_refusals",
                        "Runs that a rule of the guard refused, by the rule.",
                        "rule",
                        counts.refusals()),
                counter(
                        "appconnector_overloads",
                        "Callers that were refused at the door, by what there was none left of.",
                        "of",
                        counts.overloads()),
                CounterSnapshot.builder()
                        .name("appconnector_scrubbed")
                        .help("Places in answers at which a secret was found and masked.")
                        .dataPoint(CounterDataPointSnapshot.builder()
                                .value((double) counts.scrubbed())
                                .build())
                        .build());
    }

    private HistogramSnapshot runs() {
        Map<Labels, Durations.Snapshot> series = new HashMap<>();
        // Two may have one name for a moment, when one has just given it up.
        for (Counts connector : counts.connectors().values()) {
            connector
                    .outcomes()
                    .forEach((outcome, durations) -> series.merge(
                            Labels.of("connector", connector.name(), "outcome", outcome),
                            durations,
                            Durations.Snapshot::plus));
        }
        HistogramSnapshot.Builder runs = HistogramSnapshot.builder()
                .name("appconnector_run_seconds")
                .help(
                        "How long runs took from their acceptance on, each attempt of one that nobody waits for counted.");
        series.forEach((labels, durations) -> runs.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(durations.buckets())
                .sum(durations.seconds())
                .build()));
        return runs.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static CounterSnapshot counter(String name, String help, String label, Map<String, LongAdder> counters) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        counters.forEach((value, count) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, value))
                .value((double) count.sum())
                .build()));
        return counter.build();
    }

    @Override
    public List<String> getPrometheusNames() {
        return List.of();
    }
}
