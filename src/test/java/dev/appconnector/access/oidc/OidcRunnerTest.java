package dev.appconnector.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A runner of the issuer runs what its claims name, as that is at the time, and sees nothing of others (U6). */
class OidcRunnerTest {

    private static final String RUNS = "/worker/runs";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final TestIssuer issuer = new TestIssuer(Clock.systemUTC());
    private final FakeTarget target = FakeTarget.http();

    @AfterEach
    void stop() {
        target.close();
        issuer.close();
    }

    private RunningAppConnector start(TestDatabase database) {
        RunningAppConnector app = database.start(data, issuer.file());
        app.resolver().host("crm.example", "93.184.216.34");
        app.dialler().leadAll(target);
        return app;
    }

    private static String connector(RunningAppConnector app, String name) {
        return app.connector(name, "http://crm.example", "a-long-enough-token");
    }

    private String runner(String subject, String... connectors) {
        return issuer.token(issuer.claims()
                .subject(subject)
                .claim("roles", List.of("runner"))
                .claim("connectors", List.of(connectors)));
    }

    private static Reply run(RunningAppConnector app, String token, String connector) {
        return app.callWith(token, "POST", RUNS, Map.of("connector", connector, "method", "GET", "path", "/"));
    }

    private static void assertNotFound(Reply reply) {
        assertEquals(404, reply.status(), reply::text);
        assertEquals("connector-not-found", reply.problem());
    }

    @ParameterizedTest
    @EnumSource
    void it_runs_what_its_claim_names_and_the_rest_is_as_unknown(TestDatabase database) {
        try (RunningAppConnector app = start(database)) {
            String named = connector(app, "by name");
            String byId = connector(app, "by id");
            String foreign = connector(app, "foreign");
            String token = runner("u-1", "By Name", byId);
            Await.until("the names", PATIENCE, () -> run(app, token, named).status(), status -> status == 200);

            assertEquals(200, run(app, token, "by name").status());
            assertEquals(200, run(app, token, byId).status());
            int calls = target.requests().size();
            for (String reference :
                    List.of(foreign, "foreign", UUID.randomUUID().toString(), "nobody's")) {
                assertNotFound(run(app, token, reference));
            }
            assertNotFound(run(app, runner("u-1"), named));
            assertEquals(calls, target.requests().size(), "nothing went out");
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_runs_the_saved_activities_that_its_claim_names_and_nothing_else(TestDatabase database) {
        try (RunningAppConnector app = start(database)) {
            String connector = connector(app, "crm");
            activity(app, "by-name");
            String byId = activity(app, "by-id");
            String foreign = activity(app, "foreign");
            String token = issuer.token(issuer.claims()
                    .subject("u-1")
                    .claim("roles", List.of("runner"))
                    .claim("activities", List.of("by-name", byId)));
            Await.until(
                    "the names", PATIENCE, () -> runSaved(app, token, "by-name").status(), status -> status == 200);

            assertEquals(200, runSaved(app, token, byId).status());
            assertEquals(200, runSaved(app, token, "by-id").status());
            int calls = target.requests().size();
            for (String reference :
                    List.of(foreign, "foreign", UUID.randomUUID().toString(), "nobodys")) {
                Reply reply = runSaved(app, token, reference);
                assertEquals(404, reply.status(), reply::text);
                assertEquals("not-found", reply.problem());
            }
            assertNotFound(run(app, token, "crm"));
            assertNotFound(run(app, token, connector));
            assertEquals(404, runSaved(app, runner("u-1", "crm"), "by-name").status());
            assertEquals(calls, target.requests().size(), "nothing went out");
        }
    }

    private static String activity(RunningAppConnector app, String name) {
        return app.post("/api/activities", Map.of("name", name, "connector", "crm", "method", "GET", "path", "/"))
                .json()
                .get("id")
                .textValue();
    }

    private static Reply runSaved(RunningAppConnector app, String token, String activity) {
        return app.callWith(token, "POST", RUNS, Map.of("activity", activity));
    }

    @ParameterizedTest
    @EnumSource
    void it_sees_its_own_runs_and_no_others(TestDatabase database) {
        try (RunningAppConnector app = start(database)) {
            String connector = connector(app, "shared");
            String run = RUNS + "/"
                    + run(app, runner("u-1", connector), connector)
                            .json()
                            .get("id")
                            .textValue();
            Await.until("its record", PATIENCE, () -> app.get(run).status(), status -> status == 200);

            assertEquals(
                    200,
                    app.callWith(runner("u-1", connector), "GET", run, null).status(),
                    "with another token too");
            for (String other : List.of(runner("u-2", connector), app.key("runner", connector))) {
                assertEquals(404, app.callWith(other, "GET", run, null).status());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_name_reaches_a_connector_that_is_made_later_without_a_restart(TestDatabase database) {
        try (RunningAppConnector app = start(database)) {
            String token = runner("u-1", "later");
            assertNotFound(run(app, token, "later"));

            String first = connector(app, "later");

            Await.until("its new name", PATIENCE, () -> run(app, token, "later").status(), status -> status == 200);
            assertEquals(200, run(app, token, first).status());
            assertEquals(
                    200, app.call("DELETE", "/api/connectors/" + first, null).status());
            String second = connector(app, "later");
            Await.until(
                    "whoever has it now",
                    PATIENCE,
                    () -> run(app, token, second).status(),
                    status -> status == 200);
            Reply revoked = run(app, token, first);
            assertEquals(404, revoked.status(), revoked::text);
        }
    }
}
