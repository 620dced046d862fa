package dev.appconnector.trace;

import dev.appconnector.answer.Answer;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings;
import dev.appconnector.call.TraceParent;
import dev.appconnector.connector.Connector;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a collector of each run, or attempt of one, that has ended: a span of it, and one of its call to the target. They hold
 * what is set here and nothing else: no path, query, header, body, caller or message of an exception. Thread-safe; whoever tells
 * waits for nothing, and what a slow collector does not take is dropped. {@link #close()} sends what is left, for up to 2 s.
 */
public final class Traces implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    private static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("appconnector.run.id");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("appconnector.run.attempt");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("appconnector.run.outcome");
    private static final AttributeKey<String> CONNECTOR_ID = AttributeKey.stringKey("appconnector.connector.id");
    private static final AttributeKey<String> CONNECTOR_NAME = AttributeKey.stringKey("appconnector.connector.name");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final int LOWEST_SERVER_ERROR = 500;
    private static final int QUEUE = 8_192;
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final RunSpanIds ids = new RunSpanIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param collector where it takes OTLP by HTTP
     * @param version of the program
     */
    public Traces(URI collector, String version) {
        this.provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "appconnector",
                                AttributeKey.stringKey("service.version"),
                                version))))
                .addSpanProcessor(BatchSpanProcessor.builder(new CollectorExporter(collector))
                        .setScheduleDelay(SENT_EVERY)
                        .setMaxQueueSize(QUEUE)
                        .build())
                .build();
        this.tracer = provider.get("dev.appconnector");
    }

    /** @param outcome {@code answered}, {@code cancelled}, or the name of the problem */
    public void ended(ActiveRun run, String outcome) {
        try {
            tell(run, outcome);
        } catch (RuntimeException e) {
            // The run has ended well or not, whatever a library thinks of its span.
            LOG.debug("A span was left out: {}", e.getClass().getName());
        }
    }

    private void tell(ActiveRun run, String outcome) {
        Answer answer = run.failure() == null ? run.answer() : null;
        Timings timings = run.timings();
        long nanos = timings.totalNanos();
        Instant accepted = Instant.now().minusNanos(nanos);
        TraceParent caller = run.traceParent();
        Span whole = ids.inTraceOf(run.id(), null, () -> span(
                        "run", run.isWaitedFor() ? SpanKind.SERVER : SpanKind.CONSUMER, parent(caller), run, outcome)
                .setStartTimestamp(accepted)
                .startSpan());
        if (timings.hasCalled()) {
            Span call = ids.inTraceOf(run.id(), caller == null ? null : caller.ownSpan(), () -> span(
                            "call target", SpanKind.CLIENT, Context.root().with(whole), run, outcome)
                    .setStartTimestamp(accepted.plusNanos(timings.nanosToCall()))
                    .startSpan());
            end(call, answer, accepted.plusNanos(timings.nanosToEndOfCall()));
        }
        end(whole, answer, accepted.plusNanos(nanos));
    }

    private SpanBuilder span(String name, SpanKind kind, Context parent, ActiveRun run, String outcome) {
        Connector connector = run.connector().connector();
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .setAttribute(RUN_ID, run.id().toString())
                .setAttribute(ATTEMPT, (long) run.attempt())
                .setAttribute(OUTCOME, outcome)
                .setAttribute(CONNECTOR_ID, connector.id().toString())
                .setAttribute(CONNECTOR_NAME, connector.name());
    }

    /** The caller's span, whose trace the run goes on with, whether its caller has it recorded or not. */
    private static Context parent(TraceParent caller) {
        return caller == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                caller.traceId(),
                                caller.callersSpan(),
                                TraceFlags.fromHex(caller.flags(), 0),
                                TraceState.getDefault())));
    }

    private static void end(Span span, Answer answer, Instant at) {
        if (answer != null) {
            span.setAttribute(STATUS, (long) answer.status());
        }
        if (answer == null || answer.status() >= LOWEST_SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(at);
    }

    @Override
    public void close() {
        provider.shutdown().join(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
    }
}
