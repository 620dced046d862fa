package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator does to a database while no node runs, as README says it, and what today's code then does with it. */
class RestoreTest {

    @TempDir
    private Path data;

    private static void inDatabase(EarlierData restored, TestDatabase database, Path data, String... statements)
            throws SQLException {
        try (Connection connection = restored.connect(database, data);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The statement that README has an operator say before a restored database is started on. */
    private static String holdingBack() throws IOException {
        Matcher found = Pattern.compile("update delivery set [^\"]*").matcher(Files.readString(Path.of("README.md")));
        assertTrue(found.find(), "README says how to hold runs back");
        return found.group();
    }

    @ParameterizedTest
    @EnumSource
    void runs_that_are_held_back_before_a_start_wait_and_can_be_cancelled(TestDatabase database) throws Exception {
        EarlierData restored = EarlierData.restore("v9", database, data);
        inDatabase(restored, database, data, holdingBack());
        try (RunningAppConnector app = RunningAppConnector.start(data, restored.settings())) {
            // One that is accepted now is delivered, so there was time for the others.
            app.connector("now", "http://now.example", "a-secret-of-today");
            String now = app.post(
                            "/worker/runs",
                            Map.of("connector", "now", "method", "GET", "path", "/now", "waitForResult", false))
                    .json()
                    .get("id")
                    .textValue();
            Await.until(
                    "the new run has ended",
                    Duration.ofSeconds(20),
                    () -> app.get("/worker/runs/" + now).json().get("state").textValue(),
                    "succeeded"::equals);

            assertEquals(1, app.dialler().trap().requests().size());
            for (String run : List.of("run.queued.post", "run.queued.ended-key", "run.queued.paused")) {
                String path = "/worker/runs/" + restored.kept(run);
                assertEquals("queued", app.get(path).json().get("state").textValue());
                assertEquals(
                        "cancelled",
                        app.post(path + "/cancel", null).json().get("state").textValue());
            }
        }
    }

    /** Locked for longer than the pool's connections wait for an answer, which is what a large table's new index comes to. */
    @Test
    void a_migration_may_take_longer_than_any_other_statement() throws Exception {
        EarlierData restored = EarlierData.restore("v9", TestDatabase.POSTGRES, data);
        try (Connection other = restored.connect(TestDatabase.POSTGRES, data);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table activity");
            CompletableFuture<Void> lets = CompletableFuture.runAsync(
                    () -> {
                        try {
                            other.commit();
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(11, TimeUnit.SECONDS));
            try (LoggedLines log = new LoggedLines();
                    RunningAppConnector app = RunningAppConnector.start(data, restored.settings())) {
                assertTrue(lets.isDone(), "it waited");
                assertTrue(
                        log.events().stream()
                                .anyMatch(line -> line.contains("The schema is at version 9 and is brought to")),
                        log.events().toString());
                assertEquals(200, app.get("/api/activities").status());
            }
        }
    }

    @Test
    void a_node_serves_on_a_schema_that_later_code_has_added_to() throws Exception {
        EarlierData restored = EarlierData.restore("v9", TestDatabase.EMBEDDED, data);
        RunningAppConnector.start(data, restored.settings()).close();
        inDatabase(
                restored,
                TestDatabase.EMBEDDED,
                data,
                "alter table run add column of_tomorrow varchar default 'x' not null",
                "insert into \"flyway_schema_history\" select max(\"installed_rank\") + 1, '9999', 'of tomorrow', 'SQL',"
                        + " 'V9999__of_tomorrow.sql', 7, 'appconnector', current_timestamp, 1, true from \"flyway_schema_history\"");

        try (RunningAppConnector app = RunningAppConnector.start(data, restored.settings())) {
            String run = app.post("/worker/runs", Map.of("connector", "open", "method", "GET", "path", "/back"))
                    .json()
                    .get("id")
                    .textValue();
            Await.until(
                    "the run is recorded",
                    Duration.ofSeconds(20),
                    () -> app.get("/worker/runs/" + run).status(),
                    status -> status == 200);
        }
    }
}
