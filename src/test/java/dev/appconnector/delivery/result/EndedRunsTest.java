package dev.appconnector.delivery.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A route with the kamelet server-activity-result-source is told of each run that nobody waited for, once that has ended. */
@OnBothDatabases
class EndedRunsTest extends ToldRuns {

    private static final Map<String, Object> ONE_ATTEMPT = Map.of("maxAttempts", 1);

    EndedRunsTest(RunningAppConnector app) {
        super(app);
    }

    private void cancel(String run) {
        assertEquals(
                200, app.call("POST", "/worker/runs/" + run + "/cancel", null).status());
    }

    /** One that waits for its next attempt. */
    private String queued(Map<String, Object> more) {
        target.onPath("/jobs", Answer.status(503).header("Retry-After", "600"));
        String run = accepted(more);
        Await.until(
                "an attempt",
                PATIENCE,
                () -> app.get("/worker/runs/" + run).json(),
                shown -> shown.get("attempts").size() == 1);
        return run;
    }

    @Test
    void each_way_in_which_a_run_can_end_is_told() {
        add(app, route, ofThisConnector());
        String caller = app.get("/worker/runs/" + accepted(Map.of()))
                .json()
                .get("caller")
                .textValue();

        target.onPath("/jobs", Answer.status(404));
        assertTold("rejected 404 %s  %s 1".formatted(name, caller), accepted(Map.of()));
        target.onPath("/jobs", Answer.silence());
        assertTold("unknown  %s  %s 1".formatted(name, caller), accepted(Map.of("timeout", 100)));
        String cancelled = queued(Map.of());
        cancel(cancelled);
        assertTold("cancelled 503 %s  %s 1".formatted(name, caller), cancelled);
        String revoked = queued(Map.of());
        assertEquals(
                200, app.call("DELETE", "/api/connectors/" + connector, null).status());
        assertTold("cancelled 503 %s  %s 1".formatted(name, caller), revoked);

        connector = connector(app, name.toUpperCase(Locale.ROOT), ONE_ATTEMPT);
        target.onPath("/jobs", Answer.status(503));
        assertTold("dead 503 %s  %s 1".formatted(name.toUpperCase(Locale.ROOT), caller), accepted(Map.of()));
    }

    @Test
    void a_route_is_told_of_what_it_asks_for_and_of_no_run_that_a_caller_waited_for() {
        String activity = "create-" + UUID.randomUUID().toString().substring(1, 20);
        Reply saved = app.post(
                "/api/activities", Map.of("name", activity, "connector", connector, "method", "POST", "path", "/jobs"));
        assertEquals(201, saved.status(), saved.text());
        String activityId = saved.json().get("id").textValue();
        String other = connector(app, "other " + name, Map.of());
        List<String> filters = List.of(
                "",
                ofThisConnector(),
                "connector: " + connector,
                "activity: " + activity,
                "activity: " + activityId,
                "connector: " + other + ", activity: " + activity);
        String[] ids = IntStream.range(0, filters.size())
                .mapToObj(i -> route + "-" + i)
                .toArray(String[]::new);
        addFile(
                app,
                IntStream.range(0, filters.size())
                        .mapToObj(i -> route(ids[i], filters.get(i)))
                        .collect(Collectors.joining()),
                ids);

        String waited = app.post("/worker/runs", Map.of("connector", connector, "method", "POST", "path", "/jobs"))
                .json()
                .get("id")
                .textValue();
        String adHoc = accepted(Map.of());
        String ofActivity = id(app.post("/worker/runs", Map.of("activity", activity, "waitForResult", false)));
        String ofOther = accepted(app, other, Map.of());

        Await.until("they have ended", PATIENCE, () -> areOver(adHoc, ofActivity, ofOther), over -> over);
        Await.until("all are told of", PATIENCE, () -> left(app, route), left -> left == 0);
        assertEquals(List.of(0, 0, 0, 0, 0, 0), told(waited));
        assertEquals(List.of(1, 1, 1, 0, 0, 0), told(adHoc));
        assertEquals(List.of(1, 1, 1, 1, 1, 0), told(ofActivity));
        assertEquals(List.of(1, 0, 0, 0, 0, 0), told(ofOther));
        app.call("DELETE", "/api/connectors/" + other, null);
    }

    private List<Integer> told(String run) {
        return IntStream.range(0, 6)
                .mapToObj(i -> of(target, route + "-" + i, run).size())
                .toList();
    }

    @Test
    void a_route_that_no_node_has_had_for_a_week_is_forgotten_and_what_was_said_in_a_run_takes_its_run_along() {
        add(app, route, ofThisConnector());
        answerWhenTold(Answer.reset());
        String run = accepted(Map.of());
        String erased = accepted(Map.of());
        awaitTold(run);
        awaitTold(erased);
        Instant aWeekAgo = Instant.now().minus(Duration.ofDays(7)).minusSeconds(1);
        insertSource("week-old", aWeekAgo, run);
        insertSource("young", aWeekAgo.plusSeconds(600), run);
        app.rows()
                .sql("update run_body set erase_after = ? where run_id = ?")
                .param(Timestamp.from(aWeekAgo))
                .param(UUID.fromString(erased))
                .update();

        try (LoggedLines log = new LoggedLines()) {
            app.restart();

            Await.until("one is forgotten", PATIENCE, () -> isKnown(app, "week-old"), known -> !known);
            Await.until("the other is left", PATIENCE, () -> sourcesOf(erased), List::isEmpty);
            assertEquals(List.of(route, "young"), sourcesOf(run));
            assertTrue(isKnown(app, "young"));
            assertTrue(log.warnings().stream()
                    .anyMatch(line -> line.contains("week-old") && line.contains("1 ended runs")));
            assertTrue(log.warnings().stream()
                    .anyMatch(line -> line.contains("The route " + route + " has not taken 1 ended runs")));
        }
    }

    private void insertSource(String id, Instant seenAt, String run) {
        app.rows()
                .sql("insert into result_source (id, seen_at) values (?, ?)")
                .param(id)
                .param(Timestamp.from(seenAt))
                .update();
        app.rows()
                .sql("insert into ended_run (run_id, source_id, due_at) values (?, ?, ?)")
                .param(UUID.fromString(run))
                .param(id)
                .param(Timestamp.from(seenAt))
                .update();
    }

    private List<String> sourcesOf(String run) {
        return app.rows()
                .sql("select source_id from ended_run where run_id = ? order by source_id")
                .param(UUID.fromString(run))
                .query(String.class)
                .list();
    }
}
