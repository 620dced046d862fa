package dev.appconnector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of runs is counted, and JMX and Prometheus show the same. */
@OnBothDatabases
class WatchedRunsTest {

    private static final String TOKEN = "a-token-that-nobody-sees";

    private final RunningAppConnector app;
    private final FakeTarget target = FakeTarget.http();
    private String name = "Watched " + UUID.randomUUID().toString().substring(1);
    private String connector;

    WatchedRunsTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        target.onPath("/api/ok", Answer.json("{}"))
                .onPath("/api/broken", Answer.status(500))
                .onPath("/api/echo", Answer.json("{\"one\":\"" + TOKEN + "\",\"two\":\"" + TOKEN + "\"}"))
                .onPath("/api/gone", Answer.hangUp())
                .onPath("/api/silent", Answer.silence())
                .onPath("/api/busy", Answer.status(503));
        connector = make(name, Map.of());
    }

    @AfterEach
    void close() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        target.close();
    }

    private String make(String called, Map<String, Object> delivery) {
        return made(app.post("/api/connectors", document(called, delivery)));
    }

    private static String made(Reply reply) {
        assertEquals(201, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    private static Map<String, Object> document(String called, Map<String, Object> delivery) {
        return Map.of(
                "name",
                called,
                "domain",
                "http://watched.example/api",
                "auth",
                Map.of("type", "token", "value", TOKEN),
                "delivery",
                delivery);
    }

    private Reply run(String path, Map<String, Object> more) {
        Map<String, Object> activity = new HashMap<>(Map.of("connector", connector, "method", "GET", "path", path));
        activity.putAll(more);
        return app.post("/worker/runs", activity);
    }

    private void counted(Scrape scrape, String outcome, int runs) {
        assertEquals(
                runs,
                scrape.value("appconnector_run_seconds_count", "connector", name, "outcome", outcome),
                outcome + scrape.text());
    }

    @Test
    void each_run_is_counted_by_how_it_ended() {
        Scrape before = Scrape.of(app);
        double sumBefore = ShownBean.ofWorker().number("Runs");

        assertEquals(200, run("/ok", Map.of()).status());
        assertEquals(200, run("/broken", Map.of()).status());
        assertEquals(200, run("/echo", Map.of()).status());
        assertEquals(502, run("/gone", Map.of()).status());
        assertEquals(504, run("/silent", Map.of("timeout", 200)).status());
        assertEquals(422, run("/a/../b", Map.of()).status());
        assertEquals(422, run("/ok", Map.of("headers", Map.of("Host", "x"))).status());
        assertEquals(200, app.post("/worker/explain", activity("/a/../b")).status());

        Map<String, Object> shown = ShownBean.ofConnector(name).awaited().attributes();
        assertEquals(
                "7 3 1 1 2 0",
                "%s %s %s %s %s %s"
                        .formatted(
                                shown.get("Runs"),
                                shown.get("Answered"),
                                shown.get("Failed"),
                                shown.get("TimedOut"),
                                shown.get("Refused"),
                                shown.get("InFlight")));
        double p50 = (Double) shown.get("P50Millis");
        double p99 = (Double) shown.get("P99Millis");
        assertTrue(p50 > 0 && p50 <= (Double) shown.get("P95Millis") && p99 >= 200, shown.toString());
        assertTrue(Instant.parse((String) shown.get("LastUsed"))
                .isAfter(Instant.now().minusSeconds(60)));
        assertEquals(sumBefore + 7, ShownBean.ofWorker().number("Runs"));
        Scrape after = Scrape.of(app);
        counted(after, "answered", 3);
        counted(after, "target-unreachable", 1);
        counted(after, "deadline-exceeded", 1);
        counted(after, "path-refused", 1);
        counted(after, "header-refused", 1);
        String[] timedOut = {"connector", name, "outcome", "deadline-exceeded", "le"};
        assertEquals(0, after.value("appconnector_run_seconds_bucket", with(timedOut, "0.1")));
        assertEquals(1, after.value("appconnector_run_seconds_bucket", with(timedOut, "+Inf")));
        assertEquals(1, rose(before, after, "appconnector_refusals_total", "rule", "P8"));
        assertEquals(1, rose(before, after, "appconnector_refusals_total", "rule", "H2"));
        assertEquals(2, rose(before, after, "appconnector_scrubbed_total"));
    }

    private Map<String, Object> activity(String path) {
        return Map.of("connector", connector, "method", "GET", "path", path);
    }

    private static String[] with(String[] labels, String last) {
        String[] all = java.util.Arrays.copyOf(labels, labels.length + 1);
        all[labels.length] = last;
        return all;
    }

    private static double rose(Scrape before, Scrape after, String name, String... labels) {
        return after.value(name, labels) - before.value(name, labels);
    }

    @Test
    void deliveries_are_counted_by_the_state_that_they_come_to_and_shown_while_they_wait() {
        Scrape before = Scrape.of(app);
        app.call("DELETE", "/api/connectors/" + connector, null);
        long day = 86_400_000;
        connector = make(name, Map.of("firstDelay", day, "maxDelay", day, "maxAge", 30 * day));
        Map<String, Object> later = Map.of("waitForResult", false);
        assertEquals(202, run("/ok", later).status());
        String waits = run("/busy", later).json().get("id").textValue();
        assertEquals(202, run("/busy", later).status());
        String second = make(name + " 2", Map.of("maxAttempts", 1));
        Map<String, Object> dies = new HashMap<>(activity("/busy"));
        dies.putAll(Map.of("connector", second, "waitForResult", false));
        assertEquals(202, app.post("/worker/runs", dies).status());

        ShownBean.ofConnector(name).awaited().await("Queued", 2);
        ShownBean.ofConnector(name + " 2").awaited().await("Dead", 1);
        ShownBean worker = ShownBean.ofWorker();
        assertEquals(2, worker.number("QueueDepth"));
        assertTrue(worker.number("OldestQueuedMillis") > 0);
        assertTrue(worker.number("Dead") >= 1);
        assertEquals(1, worker.number("Nodes"));
        Scrape between = Scrape.of(app);
        assertEquals(2, between.value("appconnector_queue_depth"));
        assertTrue(between.value("appconnector_queue_oldest_seconds") > 0);
        assertEquals(200, app.post("/worker/runs/" + waits + "/cancel", null).status());
        app.call("DELETE", "/api/connectors/" + connector, null);
        app.call("DELETE", "/api/connectors/" + second, null);
        Scrape after = Scrape.of(app);
        assertEquals(4, rose(before, after, "appconnector_deliveries_total", "state", "queued"));
        assertEquals(1, rose(before, after, "appconnector_deliveries_total", "state", "succeeded"));
        assertEquals(1, rose(before, after, "appconnector_deliveries_total", "state", "dead"));
        assertEquals(2, rose(before, after, "appconnector_deliveries_total", "state", "cancelled"));
    }

    @Test
    void a_run_is_shown_while_it_is_under_way_and_one_whose_caller_hung_up_is_nobodys_failure() {
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> run("/silent", Map.of("timeout", 60_000)));
        ShownBean bean = ShownBean.ofConnector(name).awaited();
        bean.await("InFlight", 1);
        assertEquals(1, Scrape.of(app).value("appconnector_runs_in_flight"));
        assertEquals(1, ShownBean.ofWorker().number("InFlight"));
        assertEquals(0, bean.number("Runs"));

        app.call("DELETE", "/api/connectors/" + connector, null);
        assertEquals(410, first.join().status());
        Await.until(
                "nothing under way",
                CallingTarget.PATIENCE,
                () -> Scrape.of(app).value("appconnector_runs_in_flight"),
                count -> count == 0);
    }

    @Test
    void a_renamed_connector_keeps_its_counts_under_its_new_name_and_a_revoked_one_goes() {
        run("/ok", Map.of());
        ShownBean old = ShownBean.ofConnector(name).awaited();
        String former = name;
        name = "Renamed " + former;
        assertEquals(
                200,
                app.call("PUT", "/api/connectors/" + connector, document(name, Map.of()))
                        .status());

        ShownBean renamed = ShownBean.ofConnector(name).awaited();
        old.awaitGone();
        assertEquals(1, renamed.number("Runs"));
        counted(Scrape.of(app), "answered", 1);
        assertFalse(Scrape.of(app).text().contains("\"" + former));
        app.call("DELETE", "/api/connectors/" + connector, null);
        assertEquals(410, run("/ok", Map.of()).status());
        renamed.awaitGone();
        assertFalse(Scrape.of(app).text().contains(name));
    }

    @Test
    void whatever_a_connector_is_called_it_is_one_bean_and_one_label_and_neither_tells_more() {
        app.call("DELETE", "/api/connectors/" + connector, null);
        name = "a,=:*?'b;c/ü# %n " + UUID.randomUUID().toString().substring(1);
        connector = make(name, Map.of());
        String caller = made(app.post(
                "/api/keys",
                Map.of("name", "the-key-of-somebody", "role", "admin", "connectors", java.util.List.of())));
        assertEquals(200, run("/ok?a-query-that-nobody-sees=1", Map.of()).status());

        String shown = ShownBean.ofConnector(name).awaited().attributes().toString()
                + ShownBean.ofWorker().attributes()
                + ShownBean.ofConnector(name).name();
        Scrape scrape = Scrape.of(app);
        counted(scrape, "answered", 1);
        for (String hidden :
                new String[] {TOKEN, "a-query-that-nobody-sees", "watched.example", "key:", caller, connector}) {
            assertFalse(scrape.text().contains(hidden), hidden);
            assertFalse(shown.contains(hidden), hidden);
        }
    }

    @Test
    void the_jvms_and_the_database_pools_series_stand_next_to_ours_and_camels_do_not() {
        Scrape scrape = Scrape.of(app);

        assertTrue(scrape.value("hikaricp_connections_max", "pool", "appconnector") > 0);
        assertTrue(scrape.has("jvm_memory_used_bytes") && scrape.has("process_cpu_usage"), scrape.text());
        assertFalse(scrape.text().lines().anyMatch(line -> line.startsWith("camel_")));
    }
}
