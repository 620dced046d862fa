package dev.appconnector.delivery.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a route with the kamelet server-activity-result-source gets, and what becomes of it when it fails or is changed. */
class ToldRoutesTest extends ToldRuns {

    private static RunningAppConnector shared;

    ToldRoutesTest() {
        super(shared);
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        shared = RunningAppConnector.start(data);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void the_message_is_the_targets_last_answer_with_what_is_known_of_the_run() {
        add(app, route, "connector: \"" + name.toUpperCase(Locale.ROOT) + "\"");
        byte[] body = "{\"gr\u00f6\u00dfe\": 1.0}".getBytes(StandardCharsets.ISO_8859_1);
        target.onPath(
                "/jobs",
                inTurn(
                        Answer.status(503).header("Retry-After", "0"),
                        Answer.status(201)
                                .header("Content-Type", "text/plain; charset=iso-8859-1")
                                .header("X-Of-Target", "yes")
                                .header("AppConnectorReplayOf", "forged")
                                .header("AppConnectorActivity", "forged")
                                .body(body)));

        String run = accepted(Map.of());

        Recorded told = awaitTold(run);
        String caller = app.get("/worker/runs/" + run).json().get("caller").textValue();
        assertEquals(
                "succeeded 201 %s  %s 2".formatted(name, caller),
                told.header("x-told").strip());
        assertEquals("yes", told.header("x-of-target"));
        assertArrayEquals(body, told.body());

        String again = id(app.post("/worker/runs/" + run + "/replay", null));
        assertTold("succeeded 201 %s  %s 1 %s".formatted(name, caller, run), again);
    }

    @Test
    void a_route_that_throws_is_told_again_and_the_log_says_of_which_run() {
        add(app, route, ofThisConnector());
        answerWhenTold(inTurn(Answer.reset(), Answer.ok()));

        try (LoggedLines log = new LoggedLines()) {
            String run = accepted(Map.of());

            Await.until("it is told again", PATIENCE, () -> of(target, route, run), told -> told.size() == 2);
            Await.until("it is told no more", PATIENCE, () -> left(app, route), left -> left == 0);
            assertEquals(
                    1,
                    log.warnings().stream()
                            .filter(line -> line.contains(run) && line.contains(route))
                            .count());
        }
    }

    @Test
    void what_a_route_catches_itself_it_is_not_told_again() {
        String text = """
                - route:
                    id: %s
                    from:
                      uri: kamelet:server-activity-result-source
                      parameters: { %s }
                      steps:
                        - doTry:
                            steps:
                              - throwException: { exceptionType: java.lang.IllegalStateException, message: no }
                            doCatch:
                              - exception: [ java.lang.IllegalStateException ]
                                steps:
                                  - log: "caught ${header.AppConnectorRunId}"
                """.formatted(route, ofThisConnector());
        addFile(app, text, route);
        try (LoggedLines log = new LoggedLines()) {
            String run = accepted(Map.of());

            Await.until("it is caught", PATIENCE, log::events, lines -> lines.stream()
                    .anyMatch(line -> line.contains(run)));
            Await.until("it is told no more", PATIENCE, () -> left(app, route), left -> left == 0);
            assertTrue(log.warnings().stream().noneMatch(line -> line.contains(run)));
        }
    }

    @Test
    void a_route_that_is_changed_is_told_by_its_new_filter_alone() {
        add(app, route, ofThisConnector());
        awaitTold(accepted(Map.of()));
        add(app, route, "connector: nobody");
        Await.until(
                "the filter is changed",
                PATIENCE,
                () -> app.rows()
                        .sql("select connector_key from result_source where id = ?")
                        .param(route)
                        .query(String.class)
                        .single(),
                "nobody"::equals);

        String run = accepted(Map.of());
        Await.until("it has ended", PATIENCE, () -> areOver(run), over -> over);

        assertEquals(0, left(app, route));
        assertEquals(List.of(), of(target, route, run));
    }

    @Test
    void two_routes_that_ask_for_the_same_are_both_told() {
        String two = route(route, ofThisConnector()) + route(route + "-too", ofThisConnector());
        addFile(app, two, route, route + "-too");

        String run = accepted(Map.of());

        awaitTold(run);
        await(target, route + "-too", run);
    }

    @Test
    void a_connector_that_can_be_none_is_told_to_the_log() {
        try (LoggedLines log = new LoggedLines()) {
            add(app, route, "connector: 'a{b'");

            Await.until("the log says so", PATIENCE, log::warnings, lines -> lines.stream()
                    .anyMatch(line -> line.contains("The route " + route + " is told of no run")));
        }
        String run = accepted(Map.of());
        Await.until("it has ended", PATIENCE, () -> areOver(run), over -> over);
        assertEquals(0, left(app, route));
    }

    @Test
    void a_route_that_is_taken_out_of_its_file_is_told_no_more() {
        add(app, route, ofThisConnector());
        addFile(app, """
                - route:
                    id: another
                    from:
                      uri: direct:another
                      steps:
                        - log: nothing
                """, route);

        Await.until(
                "nothing asks",
                PATIENCE,
                ToldRoutesTest::routes,
                ids -> ids.contains("another")
                        && ids.stream().noneMatch(id -> id.startsWith("server-activity-result-source")));
    }

    private static List<String> routes() {
        return shared.node().camelContext().getRoutes().stream()
                .map(Route::getId)
                .toList();
    }
}
