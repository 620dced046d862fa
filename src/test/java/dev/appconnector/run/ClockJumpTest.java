package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody sets the machine's clock: nothing is sent twice for it, nothing waits an hour, and no deadline moves. */
class ClockJumpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);

    /** The machine's, as far off as a test sets it. */
    private static final class OffClock extends Clock {

        private volatile Duration off = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final OffClock clock = new OffClock();
    private final FakeTarget target = FakeTarget.http();

    private RunningAppConnector started(TestDatabase kind, Path data) {
        RunningAppConnector app = RunningAppConnector.start(data, kind.settings(data), clock);
        app.dialler().leadAll(target);
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        "crm",
                        "domain",
                        "http://crm.example",
                        "auth",
                        Map.of("type", "token", "value", "a-long-enough-token"),
                        "delivery",
                        Map.of("firstDelay", 60_000, "maxDelay", 60_000)));
        assertEquals(201, made.status(), made.text());
        return app;
    }

    private static Reply run(RunningAppConnector app, Map<String, Object> more) {
        Map<String, Object> activity = new HashMap<>(Map.of("connector", "crm", "method", "POST", "path", "/jobs"));
        activity.putAll(more);
        return app.post("/worker/runs", activity);
    }

    private static String accepted(RunningAppConnector app) {
        Reply reply = run(app, Map.of("waitForResult", false, "timeout", 5_000));
        assertEquals(202, reply.status(), reply.text());
        return reply.header("Location");
    }

    private static Reply awaitState(RunningAppConnector app, String run, String state) {
        return Await.until(
                state, PATIENCE, () -> app.get(run), reply -> reply.text().contains("\"state\":\"" + state + "\""));
    }

    private long sent(String run) {
        String id = run.substring(run.lastIndexOf('/') + 1);
        List<Recorded> requests = target.requests();
        return requests.stream()
                .filter(request -> id.equals(request.header("Idempotency-Key")))
                .count();
    }

    private static void awaitQueueDepth(RunningAppConnector app, int depth) {
        URI metrics = URI.create(app.operationsUri("/observe/metrics"));
        Await.until(
                "a queue of " + depth,
                PATIENCE,
                () -> AppConnectorProcess.send(metrics, "GET", "none", null).body(),
                text -> text.contains("\nappconnector_queue_depth " + depth + ".0\n"));
    }

    @ParameterizedTest
    @EnumSource
    void what_waits_to_be_tried_again_is_tried_at_once_where_the_clock_is_set_back(
            TestDatabase kind, @TempDir Path data) {
        try (target;
                RunningAppConnector app = started(kind, data)) {
            target.next(Answer.status(503));
            String run = accepted(app);
            target.takeRequest(PATIENCE);
            awaitState(app, run, "queued");
            awaitQueueDepth(app, 1);

            clock.off = HOUR.negated();

            awaitState(app, run, "succeeded");
            awaitQueueDepth(app, 0);
            assertEquals(2, sent(run));
            assertEquals(200, run(app, Map.of()).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_under_way_is_not_sent_once_more_where_the_clock_is_set_ahead(TestDatabase kind, @TempDir Path data) {
        try (target;
                RunningAppConnector app = started(kind, data)) {
            target.next(Answer.ok().delay(Duration.ofSeconds(2)));
            String run = accepted(app);
            target.takeRequest(PATIENCE);

            clock.off = HOUR;
            String later = accepted(app);

            awaitState(app, run, "succeeded");
            awaitState(app, later, "succeeded");
            assertEquals(1, sent(run));
            assertEquals(1, sent(later));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "EMBEDDED")
    void a_caller_gets_the_time_that_was_asked_for_however_the_clock_is_set(TestDatabase kind, @TempDir Path data) {
        try (target;
                RunningAppConnector app = started(kind, data)) {
            for (Duration off : List.of(HOUR, HOUR.negated())) {
                target.next(Answer.ok().delay(Duration.ofMillis(800)), Answer.silence());
                CompletableFuture<Reply> answered =
                        CompletableFuture.supplyAsync(() -> run(app, Map.of("timeout", 20_000)));
                target.takeRequest(PATIENCE);
                CompletableFuture<Reply> late = CompletableFuture.supplyAsync(() -> run(app, Map.of("timeout", 500)));
                target.takeRequest(PATIENCE);

                clock.off = off;

                assertEquals(200, answered.join().status());
                long took = answered.join().json().get("durationMs").longValue();
                assertTrue(took >= 800 && took < 20_000, "It took " + took + " ms.");
                assertEquals(504, late.join().status());
            }
        }
    }
}
