package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database holds of a run: enough to deliver it after a restart, and nothing that can be read. */
class RestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private Path data;

    private static String accept(RunningAppConnector app, String path, String body) {
        app.connector("kept", "http://crm.example", "secret-marker-of-the-token");
        Reply accepted = app.post(
                "/worker/runs",
                Map.of("connector", "kept", "method", "POST", "path", path, "body", body, "waitForResult", false));
        assertEquals(202, accepted.status(), accepted.text());
        return accepted.header("Location");
    }

    private static void awaitState(RunningAppConnector app, String run, String state) {
        Await.until(
                "state " + state,
                PATIENCE,
                () -> app.get(run).text(),
                text -> text.contains("\"state\":\"" + state + "\""));
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_was_queued_when_the_program_ended_is_delivered_when_it_starts_again(TestDatabase database) {
        try (RunningAppConnector app = database.start(data);
                FakeTarget target = FakeTarget.http();
                DeadPort down = DeadPort.refusing()) {
            app.dialler().lead("93.184.216.34", 80, down.address());
            String run = accept(app, "/x", "precious");
            Await.until("an attempt", PATIENCE, () -> app.get(run).text(), text -> text.contains("target-unreachable"));
            app.stop();
            app.dialler().reset();
            app.dialler().leadAll(target);
            app.restart();
            assertEquals("precious", target.takeRequest(PATIENCE).bodyText());
            awaitState(app, run, "succeeded");
        }
    }

    @ParameterizedTest
    @EnumSource
    void neither_a_request_nor_a_result_nor_a_secret_can_be_read_in_the_database(TestDatabase database)
            throws Exception {
        try (RunningAppConnector app = database.start(data);
                FakeTarget target = FakeTarget.http()) {
            app.dialler().leadAll(target);
            target.answer(Answer.status(200)
                    .header("X-Marker", "marker-of-the-answers-header")
                    .body("marker-of-the-answer"));
            String run = accept(app, "/marker-of-the-path", "marker-of-the-request");
            awaitState(app, run, "succeeded");
            assertTrue(app.get(run).text().contains("marker-of-the-answer"));
            String rests = database == TestDatabase.EMBEDDED ? file() : rows(app);
            assertTrue(
                    rests.contains("marker-of-the-path"),
                    "what is open is found, so that the search is worth something");
            for (String marker : List.of(
                    "marker-of-the-request", "marker-of-the-answer", "marker-of-the-answers-header", "secret-marker")) {
                assertFalse(rests.contains(marker), marker);
                assertFalse(
                        rests.contains(HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8))),
                        marker + " in hex");
            }
        }
    }

    private String file() throws IOException {
        return Files.readString(data.resolve("appconnector.mv.db"), StandardCharsets.ISO_8859_1);
    }

    private static String rows(RunningAppConnector app) {
        StringBuilder rows = new StringBuilder();
        for (String table : List.of("run", "connector", "api_key", "keyset")) {
            app.rows()
                    .sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(rows::append);
        }
        return rows.toString();
    }
}
