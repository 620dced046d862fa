package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.OpenApi;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came of runs can be read by minute and connector. */
@OnBothDatabases
class MonitoringTest {

    private static final String TOKEN = "a-token-that-nobody-sees";
    private static final int SLOW_MS = 300;
    private static final Duration SLOW = Duration.ofMillis(SLOW_MS);

    private final RunningAppConnector app;
    private final OpenApi openApi = OpenApi.ofTheProgram();
    private final FakeTarget target = FakeTarget.http();
    private final String name = "Monitored " + UUID.randomUUID().toString().substring(1);
    private String connector;

    MonitoringTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        target.onPath("/api/ok", Answer.json("{}"))
                .onPath("/api/missing", Answer.status(404))
                .onPath("/api/broken", Answer.status(500))
                .onPath("/api/busy", Answer.status(503))
                .onPath("/api/gone", Answer.hangUp())
                .onPath("/api/silent", Answer.silence());
        connector = make(Map.of());
    }

    @AfterEach
    void close() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        target.close();
    }

    private String make(Map<String, Object> more) {
        Reply reply = app.post("/api/connectors", document(name, more));
        assertEquals(201, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    private static Map<String, Object> document(String called, Map<String, Object> more) {
        Map<String, Object> document = new HashMap<>(Map.of(
                "name",
                called,
                "domain",
                "http://monitored.example/api",
                "auth",
                Map.of("type", "token", "value", TOKEN)));
        document.putAll(more);
        return document;
    }

    private Reply run(String path, Map<String, Object> more) {
        Map<String, Object> activity = new HashMap<>(Map.of("connector", connector, "method", "GET", "path", path));
        activity.putAll(more);
        return app.post("/worker/runs", activity);
    }

    private JsonNode monitoring(String query) {
        Reply reply = openApi.holds("GET", "/api/monitoring", app.get("/api/monitoring" + query));
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private JsonNode shown(JsonNode monitoring) {
        return StreamSupport.stream(monitoring.get("connectors").spliterator(), false)
                .filter(one -> one.get("id").textValue().equals(connector))
                .findFirst()
                .orElseThrow(() -> new AssertionError(monitoring.toString()));
    }

    private static long total(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .sum();
    }

    @Test
    void each_run_is_in_its_minute_by_how_it_ended_and_what_its_target_said() {
        long before = monitoring("").at("/all/sum/runs").longValue();
        run("/ok", Map.of());
        run("/ok", Map.of());
        run("/missing", Map.of());
        run("/broken", Map.of());
        run("/gone", Map.of());
        run("/silent", Map.of("timeout", 100));
        run("/a/../b", Map.of());

        JsonNode monitoring = monitoring("?minutes=5");
        JsonNode sum = shown(monitoring).get("sum");
        assertEquals(
                "7 4 1 1 1 0",
                "%s %s %s %s %s %s"
                        .formatted(
                                sum.get("runs"),
                                sum.get("answered"),
                                sum.get("failed"),
                                sum.get("timedOut"),
                                sum.get("refused"),
                                sum.get("cancelled")));
        assertEquals(
                "0 2 0 1 1",
                "%s %s %s %s %s"
                        .formatted(
                                sum.get("status1xx"),
                                sum.get("status2xx"),
                                sum.get("status3xx"),
                                sum.get("status4xx"),
                                sum.get("status5xx")));
        JsonNode points = shown(monitoring).get("points");
        assertEquals(7, total(points.get("runs")));
        int last = points.get("minute").size() - 1;
        // The minute may have turned since.
        assertTrue(points.get("minute").get(last).intValue() >= 3, points.toString());
        assertEquals(before + 7, monitoring("").at("/all/sum/runs").longValue());
        assertEquals(5, monitoring.at("/all/points/runs").size());
        Instant from = Instant.parse(monitoring.get("from").textValue());
        Instant to = Instant.parse(monitoring.get("to").textValue());
        assertEquals(0, from.getEpochSecond() % 60);
        assertTrue(Duration.between(from, to).compareTo(Duration.ofMinutes(4)) >= 0, from + " " + to);
        for (String hidden : new String[] {TOKEN, "monitored.example", "/api/ok", "key:"}) {
            assertFalse(monitoring.toString().contains(hidden), hidden);
        }
    }

    @Test
    void the_time_of_the_answers_head_and_of_its_body_is_the_targets_and_not_added() {
        target.onPath("/api/slow-head", (request, connection) -> {
            connection.pause(SLOW);
            Answer.json("{}").answer(request, connection);
        });
        target.onPath("/api/slow-body", (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1");
            connection.pause(SLOW);
            connection.send("2");
        });
        run("/slow-head", Map.of());
        run("/slow-body", Map.of());

        JsonNode sum = shown(monitoring("")).get("sum");
        assertEquals(2, sum.get("status2xx").intValue(), sum.toString());
        assertTrue(sum.get("wholeP50").doubleValue() > SLOW_MS * 0.93, sum.toString());
        assertTrue(sum.get("targetP50").doubleValue() > SLOW_MS * 0.93, sum.toString());
        assertTrue(sum.get("addedP50").doubleValue() < SLOW_MS * 0.8, sum.toString());
    }

    @Test
    void what_waits_for_a_place_is_added_time() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        connector = make(Map.of("limits", Map.of("callsPerSecond", 2)));
        run("/ok", Map.of());
        run("/ok", Map.of());
        run("/ok", Map.of());

        JsonNode sum = shown(monitoring("")).get("sum");
        assertEquals(3, sum.get("answered").intValue());
        assertTrue(sum.get("addedP99").doubleValue() > 200, sum.toString());
        assertTrue(sum.get("targetP99").doubleValue() < sum.get("addedP99").doubleValue(), sum.toString());
    }

    @Test
    void what_is_under_way_and_what_waits_in_the_database_is_shown_before_any_run_has_ended() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        long day = 86_400_000;
        connector = make(Map.of("delivery", Map.of("firstDelay", day, "maxDelay", day, "maxAge", 30 * day)));
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> run("/silent", Map.of("timeout", 60_000)));
        assertEquals(202, run("/busy", Map.of("waitForResult", false)).status());
        JsonNode monitoring = Await.until(
                "one under way, one queued",
                CallingTarget.PATIENCE,
                () -> monitoring("?minutes=1440&step=60"),
                is -> is.at("/queue/depth").intValue() >= 1
                        && is.get("inFlight").intValue() == 1);

        JsonNode mine = shown(monitoring);
        assertEquals(1, mine.get("inFlight").intValue());
        assertEquals(1, mine.at("/queue/depth").intValue());
        assertTrue(mine.at("/queue/oldestMillis").longValue() >= 0);
        assertEquals(name, mine.get("name").textValue());
        assertEquals(24, monitoring.at("/all/points/queueDepth").size());
        app.call("DELETE", "/api/connectors/" + connector, null);
        assertEquals(410, first.join().status());
    }

    @Test
    void a_renamed_connector_has_its_new_name_and_a_revoked_one_stays_under_its_last() {
        run("/ok", Map.of());
        assertEquals(
                200,
                app.call("PUT", "/api/connectors/" + connector, document("New " + name, Map.of()))
                        .status());
        assertEquals("New " + name, shown(monitoring("")).get("name").textValue());
        run("/ok", Map.of());
        app.call("DELETE", "/api/connectors/" + connector, null);

        JsonNode revoked = shown(monitoring(""));
        assertEquals("New " + name, revoked.get("name").textValue());
        assertEquals(2, revoked.at("/sum/runs").intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minutes=0",
                "minutes=1441",
                "minutes=",
                "minutes=-1",
                "minutes=1.5",
                "minutes=٣",
                "minutes=99999"
            })
    void a_wrong_number_of_minutes_is_told_what_is_right(String query) {
        Reply reply =
                openApi.holds("GET", "/api/monitoring", app.get("/api/monitoring?" + query.replace("٣", "%D9%A3")));
        assertEquals(400, reply.status());
        assertEquals("minutes is 1 to 1440.", reply.json().get("detail").textValue());
    }

    @Test
    void a_wrong_step_is_told_what_is_right() {
        for (String step : new String[] {"0", "61", "x"}) {
            Reply reply = app.get("/api/monitoring?step=" + step);
            assertEquals(400, reply.status());
            assertEquals("step is 1 to 60.", reply.json().get("detail").textValue());
        }
        assertEquals(400, app.get("/api/monitoring?hours=1").status());
        monitoring("?minutes=1&step=60");
    }
}
