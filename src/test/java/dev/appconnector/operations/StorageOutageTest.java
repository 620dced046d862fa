package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database is gone a node says so, runs nothing that it may not, hangs nowhere, and goes on by itself. */
class StorageOutageTest {

    private static int health(RunningAppConnector app, String path) {
        return AppConnectorProcess.send(URI.create(app.operationsUri(path)), "GET", "none", null)
                .statusCode();
    }

    private static Reply run(RunningAppConnector app, boolean waitForResult) {
        return app.post(
                "/worker/runs",
                Map.of("connector", "crm", "method", "GET", "path", "/x", "waitForResult", waitForResult));
    }

    @Test
    void a_node_without_its_database_is_not_ready_answers_503_and_recovers(@TempDir Path data) {
        try (TestPostgres postgres = TestPostgres.own();
                FakeTarget target = FakeTarget.http();
                RunningAppConnector app =
                        RunningAppConnector.start(data, TestDatabase.ofPostgres(postgres.newDatabase(), data))) {
            app.dialler().leadAll(target);
            app.connector("crm", "http://crm.example", "a-long-enough-token");
            assertEquals(200, run(app, true).status());
            assertEquals(200, health(app, "/observe/health/ready"));
            postgres.stop();
            Await.until(
                    "not ready",
                    Duration.ofSeconds(2),
                    () -> health(app, "/observe/health/ready"),
                    status -> status == 503);
            assertEquals(200, health(app, "/observe/health/live"));
            for (boolean waitForResult : new boolean[] {true, false}) {
                long began = System.nanoTime();
                Reply refused = run(app, waitForResult);
                assertEquals(503, refused.status(), refused.text());
                assertEquals("storage-unavailable", refused.problem());
                assertTrue(refused.header("Retry-After") != null, "it says when to try again");
                assertTrue(System.nanoTime() - began < Duration.ofSeconds(1).toNanos(), "it does not hang");
            }
            Reply list = app.get("/api/connectors");
            assertEquals(503, list.status());
            assertEquals("storage-unavailable", list.problem());
            assertEquals(1, target.requests().size());
            postgres.start();
            Await.until(
                    "ready",
                    Duration.ofSeconds(10),
                    () -> health(app, "/observe/health/ready"),
                    status -> status == 200);
            assertEquals(200, run(app, true).status());
            assertEquals(202, run(app, false).status());
        }
    }

    @Test
    void a_token_that_comes_while_the_database_is_gone_serves_the_run_that_waits_and_those_after_it(
            @TempDir Path data) {
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPostgres postgres = TestPostgres.own();
                FakeTarget target = FakeTarget.http();
                RunningAppConnector app =
                        RunningAppConnector.start(data, TestDatabase.ofPostgres(postgres.newDatabase(), data))) {
            app.dialler().leadAll(target);
            Map<String, Object> auth = Map.of(
                    "type", "oauth2-client-credentials",
                    "tokenUrl", "http://crm.example/token",
                    "clientId", "app",
                    "clientSecret", "client-secret-4711");
            app.post("/api/connectors", Map.of("name", "crm", "domain", "http://crm.example", "auth", auth));
            target.onPath("/token", (request, line) -> {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Answer.json("{\"access_token\":\"t-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                        .answer(request, line);
            });
            CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> run(app, true));
            target.takeRequest(Duration.ofSeconds(10));
            postgres.stop();
            Await.until(
                    "not ready",
                    Duration.ofSeconds(2),
                    () -> health(app, "/observe/health/ready"),
                    status -> status == 503);
            goOn.countDown();
            assertEquals(200, waiting.join().status());
            postgres.start();
            Await.until(
                    "ready",
                    Duration.ofSeconds(10),
                    () -> health(app, "/observe/health/ready"),
                    status -> status == 200);
            assertEquals(200, run(app, true).status());
            assertEquals(
                    List.of("/token", "/x", "/x"),
                    target.requests().stream().map(request -> request.path()).toList());
        }
    }

    @Test
    void a_run_that_waits_for_a_place_does_not_start_without_the_database(@TempDir Path data) {
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestPostgres postgres = TestPostgres.own();
                FakeTarget target = FakeTarget.http();
                RunningAppConnector app =
                        RunningAppConnector.start(data, TestDatabase.ofPostgres(postgres.newDatabase(), data))) {
            app.dialler().leadAll(target);
            Map<String, Object> connector = Map.of(
                    "name",
                    "crm",
                    "domain",
                    "http://crm.example",
                    "auth",
                    Map.of("type", "token", "value", "a-long-enough-token"),
                    "limits",
                    Map.of("maxConcurrent", 1));
            String id = app.post("/api/connectors", connector).json().get("id").textValue();
            target.next((request, line) -> {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Answer.ok().answer(request, line);
            });
            CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> run(app, true));
            target.takeRequest(Duration.ofSeconds(10));
            CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> run(app, true));
            Await.until(
                    "a second run",
                    Duration.ofSeconds(10),
                    () -> app.get("/api/connectors/" + id + "/usage")
                            .json()
                            .get("running")
                            .intValue(),
                    running -> running == 2);
            postgres.stop();
            Await.until(
                    "not ready",
                    Duration.ofSeconds(2),
                    () -> health(app, "/observe/health/ready"),
                    status -> status == 503);
            goOn.countDown();
            assertEquals(200, first.join().status());
            assertEquals("storage-unavailable", second.join().problem());
            assertEquals(1, target.requests().size());
        }
    }

    @Test
    void a_node_that_gets_no_connections_says_so_and_recovers_when_it_does(@TempDir Path data) {
        TestPostgres postgres = TestPostgres.shared();
        try (FakeTarget target = FakeTarget.http();
                RunningAppConnector app = RunningAppConnector.start(
                        data, TestDatabase.ofPostgres(postgres.newDatabaseOf("limited"), data))) {
            app.dialler().leadAll(target);
            app.connector("crm", "http://crm.example", "a-long-enough-token");
            assertEquals(200, run(app, true).status());

            postgres.limitConnections("limited", 0);

            awaitHealth(app, 503);
            assertEquals("storage-unavailable", run(app, true).problem());
            assertEquals("storage-unavailable", run(app, false).problem());
            assertEquals(1, target.requests().size());
            postgres.limitConnections("limited", -1);
            awaitHealth(app, 200);
            assertEquals(200, run(app, true).status());
            assertEquals(202, run(app, false).status());
        }
    }

    /** What is waited for must not stand in the way of what needs nothing of it. */
    @Test
    void a_table_that_somebody_holds_locked_stops_what_needs_it_and_nothing_else(@TempDir Path data)
            throws SQLException {
        String url = TestPostgres.shared().newDatabase();
        try (FakeTarget target = FakeTarget.http();
                RunningAppConnector app =
                        RunningAppConnector.start(data, TestDatabase.ofPostgres(url + "&socketTimeout=2", data));
                Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            app.dialler().leadAll(target);
            app.connector("crm", "http://crm.example", "a-long-enough-token");
            other.setAutoCommit(false);
            statement.execute("lock table delivery");

            CompletableFuture<Reply> kept = CompletableFuture.supplyAsync(() -> run(app, false));
            while (!kept.isDone()) {
                Reply waitedFor = run(app, true);
                assertEquals(200, waitedFor.status(), waitedFor.text());
            }

            assertEquals("storage-unavailable", kept.join().problem());
            other.rollback();
            Reply accepted = run(app, false);
            assertEquals(202, accepted.status(), accepted.text());
            Await.until(
                    "the delivery",
                    Duration.ofSeconds(30),
                    () -> app.get(accepted.header("Location")),
                    reply -> reply.text().contains("\"state\":\"succeeded\""));
            assertEquals(
                    1,
                    target.requests().stream()
                            .filter(request -> request.header("Idempotency-Key") != null)
                            .count(),
                    "What was refused was not kept.");
        }
    }

    private static void awaitHealth(RunningAppConnector app, int status) {
        Await.until(
                "readiness " + status,
                Duration.ofSeconds(10),
                () -> health(app, "/observe/health/ready"),
                actual -> actual == status);
    }
}
