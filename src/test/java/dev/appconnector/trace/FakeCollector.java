package dev.appconnector.trace;

import com.sun.net.httpserver.HttpServer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Takes spans as a collector of OpenTelemetry does, by OTLP over HTTP, and remembers them as they came. Thread-safe. */
final class FakeCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile int asked;

    /** @param port 0 for any free one */
    FakeCollector(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked++;
            if (status == 200) {
                taken.add(body);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** Answers with that from now on; what is not answered with 200 is forgotten. */
    void answer(int other) {
        status = other;
    }

    int asked() {
        return asked;
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        taken.forEach(all::writeBytes);
        return all.toByteArray();
    }

    List<ResourceSpans> resources() {
        return taken.stream()
                .flatMap(body -> {
                    try {
                        return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    List<Span> spans(Predicate<Span> wanted) {
        return resources().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(wanted)
                .toList();
    }

    /** Waits until as many have come of a run. */
    List<Span> awaitSpansOf(String run, int count) {
        return Await.until(
                count + " spans of " + run,
                CallingTarget.PATIENCE,
                () -> spans(span -> attribute(span, "appconnector.run.id").equals(run)),
                spans -> spans.size() >= count);
    }

    /** As text; empty where the span has none of that name. */
    static String attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
