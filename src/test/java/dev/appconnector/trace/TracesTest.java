package dev.appconnector.trace;

import static dev.appconnector.trace.FakeCollector.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector is told of each run and of its call, and of nothing that is nobody's business. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";
    private static final String TOKEN = "hidden-token";
    private static final Set<String> ATTRIBUTES = Set.of(
            "appconnector.run.id",
            "appconnector.run.attempt",
            "appconnector.run.outcome",
            "appconnector.connector.id",
            "appconnector.connector.name",
            "http.response.status_code");

    private static FakeCollector collector;
    private static RunningAppConnector app;
    private final FakeTarget target = FakeTarget.http();
    private String connector;

    @BeforeAll
    static void start(@TempDir Path data) {
        collector = new FakeCollector(0);
        app = RunningAppConnector.start(data, Map.of("appconnector.traces.url", collector.url()));
    }

    @AfterAll
    static void stop() {
        app.close();
        collector.close();
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        target.onPath("/api/ok", Answer.json("{}"));
        connector = make(Map.of());
    }

    @AfterEach
    void close() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        target.close();
        collector.answer(200);
    }

    private static String make(Map<String, Object> more) {
        Map<String, Object> document = new HashMap<>(Map.of(
                "name",
                "Traced",
                "domain",
                "http://hidden-domain.example/api",
                "auth",
                Map.of("type", "token", "value", TOKEN)));
        document.putAll(more);
        Reply reply = app.post("/api/connectors", document);
        assertEquals(201, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    private Reply run(String path, Map<String, Object> more, String traceParent) {
        Map<String, Object> activity = new HashMap<>(Map.of("connector", connector, "method", "POST", "path", path));
        activity.putAll(more);
        HttpRequest.Builder request = app.request("POST", "/worker/runs", activity);
        return app.send(traceParent == null ? request : request.header("traceparent", traceParent));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static Span of(List<Span> spans, SpanKind kind) {
        return spans.stream()
                .filter(span -> span.getKind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not among " + spans));
    }

    private static String idOf(Reply reply) {
        return reply.json().get(reply.status() < 300 ? "id" : "runId").textValue();
    }

    @Test
    void a_run_and_its_call_are_spans_of_a_trace_with_the_runs_id() {
        String id = idOf(run("/ok", Map.of(), null));

        List<Span> spans = collector.awaitSpansOf(id, 2);
        assertEquals(2, spans.size());
        Span whole = of(spans, SpanKind.SPAN_KIND_SERVER);
        Span call = of(spans, SpanKind.SPAN_KIND_CLIENT);
        assertEquals(id.replace("-", ""), hex(whole.getTraceId()));
        assertEquals(whole.getTraceId(), call.getTraceId());
        assertEquals("", hex(whole.getParentSpanId()));
        assertEquals(whole.getSpanId(), call.getParentSpanId());
        assertEquals("run", whole.getName());
        assertEquals("call target", call.getName());
        for (Span span : spans) {
            assertEquals(connector, attribute(span, "appconnector.connector.id"));
            assertEquals("Traced", attribute(span, "appconnector.connector.name"));
            assertEquals("answered", attribute(span, "appconnector.run.outcome"));
            assertEquals("1", attribute(span, "appconnector.run.attempt"));
            assertEquals("200", attribute(span, "http.response.status_code"));
            assertEquals(StatusCode.STATUS_CODE_UNSET, span.getStatus().getCode());
        }
        assertTrue(whole.getStartTimeUnixNano() <= call.getStartTimeUnixNano());
        assertTrue(call.getStartTimeUnixNano() < call.getEndTimeUnixNano());
        assertTrue(call.getEndTimeUnixNano() <= whole.getEndTimeUnixNano());
        assertTrue(Math.abs(whole.getEndTimeUnixNano() / 1_000_000 - System.currentTimeMillis()) < 60_000);
        assertEquals(
                null,
                target.takeRequest(CallingTarget.PATIENCE).header("traceparent"),
                "the target is told of no trace that its caller did not begin");
    }

    @Test
    void a_callers_trace_goes_on_and_the_target_is_told_the_span_of_its_call() {
        String id = idOf(run("/ok", Map.of(), "00-" + TRACE + "-" + CALLERS_SPAN + "-01"));

        List<Span> spans = collector.awaitSpansOf(id, 2);
        Span whole = of(spans, SpanKind.SPAN_KIND_SERVER);
        Span call = of(spans, SpanKind.SPAN_KIND_CLIENT);
        assertEquals(TRACE, hex(whole.getTraceId()));
        assertEquals(CALLERS_SPAN, hex(whole.getParentSpanId()));
        assertEquals(TRACE, hex(call.getTraceId()));
        Recorded request = target.takeRequest(CallingTarget.PATIENCE);
        assertEquals("00-" + TRACE + "-" + hex(call.getSpanId()) + "-01", request.header("traceparent"));
    }

    @Test
    void a_trace_that_its_caller_does_not_record_is_not_sent() {
        String hidden = idOf(run("/ok", Map.of(), "00-" + TRACE + "-" + CALLERS_SPAN + "-00"));
        collector.awaitSpansOf(idOf(run("/ok", Map.of(), null)), 2);

        assertEquals(0, collector.awaitSpansOf(hidden, 0).size());
    }

    @Test
    void each_attempt_of_a_delivery_is_a_span_of_one_trace() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        connector = make(Map.of("delivery", Map.of("firstDelay", 100, "maxDelay", 100)));
        target.onPath("/api/later", Answer.json("{}")).next(Answer.status(503));
        String id = idOf(run("/later", Map.of("waitForResult", false), "00-" + TRACE + "-" + CALLERS_SPAN + "-01"));

        List<Span> spans = collector.awaitSpansOf(id, 4);
        assertEquals(
                Set.of(
                        "SPAN_KIND_CONSUMER 1 503",
                        "SPAN_KIND_CLIENT 1 503",
                        "SPAN_KIND_CONSUMER 2 200",
                        "SPAN_KIND_CLIENT 2 200"),
                spans.stream()
                        .map(span -> span.getKind() + " " + attribute(span, "appconnector.run.attempt") + " "
                                + attribute(span, "http.response.status_code"))
                        .collect(Collectors.toSet()));
        for (Span span : spans) {
            assertEquals(TRACE, hex(span.getTraceId()));
            boolean broken = attribute(span, "appconnector.run.attempt").equals("1");
            assertEquals(
                    broken ? StatusCode.STATUS_CODE_ERROR : StatusCode.STATUS_CODE_UNSET,
                    span.getStatus().getCode());
        }
        assertEquals(CALLERS_SPAN, hex(of(spans, SpanKind.SPAN_KIND_CONSUMER).getParentSpanId()));
    }

    @Test
    void what_was_refused_or_got_no_answer_is_told_by_its_problem_alone() {
        target.onPath("/api/gone", Answer.hangUp());
        String gone = idOf(run("/gone", Map.of(), null));
        for (Span span : collector.awaitSpansOf(gone, 2)) {
            assertEquals("target-unreachable", attribute(span, "appconnector.run.outcome"));
            assertEquals("", attribute(span, "http.response.status_code"));
            assertEquals(StatusCode.STATUS_CODE_ERROR, span.getStatus().getCode());
            assertEquals("", span.getStatus().getMessage());
        }
        assertEquals(422, run("/../x", Map.of(), null).status());
        Span refused = Await.until(
                        "the refused run's span",
                        CallingTarget.PATIENCE,
                        () -> collector.spans(span -> attribute(span, "appconnector.run.outcome")
                                        .equals("path-refused")
                                && attribute(span, "appconnector.connector.id").equals(connector)),
                        spans -> spans.size() == 1)
                .get(0);
        assertEquals(SpanKind.SPAN_KIND_SERVER, refused.getKind());
    }

    @Test
    void no_secret_and_nothing_of_what_was_said_is_in_a_span() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        connector = make(Map.of(
                "auth",
                Map.of("type", "basic", "username", "hidden-user", "password", "hidden-password"),
                "headers",
                Map.of("X-Plain", "hidden-stored"),
                "secretHeaders",
                Map.of("X-Key", "hidden-secret-header")));
        target.onPath("/api/hidden-path", Answer.json("{\"error\":\"hidden-answer hidden-password\"}"))
                .onPath("/api/hidden-broken", Answer.raw("HTTP/1.1 200 hidden-reason\r\nhidden-line\r\n\r\n"));
        Map<String, Object> said =
                Map.of("headers", Map.of("X-Said", "hidden-header"), "body", Map.of("a", "hidden-body"));
        String trace = "00-" + TRACE + "-" + CALLERS_SPAN + "-01";
        List<String> runs = Stream.of(
                        run("/hidden-path?hidden-query=1", said, trace),
                        run("/hidden-broken?hidden-query=1", said, null),
                        run("/hidden-refused/../x?hidden-query=1", said, null),
                        run("/hidden-nowhere", Map.of("timeout", 1, "waitForResult", false), null))
                .filter(reply -> reply.status() != 422)
                .map(TracesTest::idOf)
                .toList();
        assertEquals(3, runs.size());
        runs.forEach(run -> collector.awaitSpansOf(run, 1));
        collector.awaitSpansOf(idOf(run("/ok", Map.of(), null)), 2);

        String sent = new String(collector.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(sent.contains("Traced"));
        assertFalse(sent.contains("hidden"), sent);
        for (String other :
                List.of(app.adminKey(), "key:", "X-Said", "dev.appconnector.call", "Exception", "traceparent")) {
            assertFalse(sent.contains(other), other);
        }
        Set<String> attributes = new TreeSet<>();
        for (Span span : collector.spans(any -> true)) {
            span.getAttributesList().forEach(attribute -> attributes.add(attribute.getKey()));
            assertEquals(0, span.getEventsCount());
            assertEquals(0, span.getLinksCount());
        }
        assertEquals(new TreeSet<>(ATTRIBUTES), attributes);
        assertNotEquals(0, collector.resources().size());
        Map<String, String> resource = collector.resources().get(0).getResource().getAttributesList().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.getKey(),
                        attribute -> attribute.getValue().getStringValue()));
        assertEquals("appconnector", resource.get("service.name"));
        assertEquals("dev", resource.get("service.version"));
    }

    @Test
    void a_collector_that_takes_nothing_costs_a_run_nothing_and_the_log_one_line() {
        collector.awaitSpansOf(idOf(run("/ok", Map.of(), null)), 2);
        try (LoggedLines log = new LoggedLines()) {
            collector.answer(500);
            int asked = collector.asked();
            for (int time = 1; time <= 3; time++) {
                int least = asked + time;
                assertEquals(200, run("/ok", Map.of(), null).status());
                Await.until("asked again", CallingTarget.PATIENCE, collector::asked, count -> count >= least);
            }
            long begun = System.nanoTime();
            assertEquals(200, run("/ok", Map.of(), null).status());
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(2).toNanos());
            assertEquals(1, log.warnings().size(), log.events().toString());
            assertTrue(log.warnings().get(0).contains("The collector of appconnector.traces.url takes no spans"));

            collector.answer(200);
            collector.awaitSpansOf(idOf(run("/ok", Map.of(), null)), 2);
            Await.until("it says so", CallingTarget.PATIENCE, log::events, events -> events.stream()
                    .anyMatch(line -> line.contains("The collector takes spans again.")));
            assertEquals(2, log.events().size(), log.events().toString());
        }
    }
}
