package dev.appconnector.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives a trace that no caller began its run's id, and a span that a target was told of the id that it was told. Thread-safe. */
final class RunSpanIds implements IdGenerator {

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<Given> given = new ThreadLocal<>();

    private record Given(UUID run, String span) {}

    /**
     * Starts a span.
     *
     * @param span its id; null for any
     */
    Span inTraceOf(UUID run, String span, Supplier<Span> start) {
        given.set(new Given(run, span));
        try {
            return start.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateSpanId() {
        String span = given.get().span;
        return span == null ? random.generateSpanId() : span;
    }

    @Override
    public String generateTraceId() {
        return given.get().run.toString().replace("-", "");
    }
}
