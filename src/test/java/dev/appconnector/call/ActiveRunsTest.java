package dev.appconnector.call;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Answer;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.Definition;
import dev.appconnector.connector.auth.AuthTypes;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.watch.RunCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A caller who waits holds a thread: as many may wait as there are, and deliveries, which have threads of their own, do not count. */
class ActiveRunsTest {

    private static final CallableConnector CONNECTOR = new CallableConnector(
            new Connector(
                    UUID.randomUUID(),
                    "Target",
                    Domain.stored("https://target.example"),
                    Definition.of(
                            AuthTypes.read("none", Map.of(), Map.of(), Set.of(), (url, field) -> null, List.of())),
                    Map.of(),
                    Connector.State.LIVE,
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null),
            null,
            Optional.empty(),
            0);

    private final ActiveRuns runs = new ActiveRuns(
            1,
            10,
            new ConnectorCache(null, null, () -> true, id -> null),
            new HealthBook(Clock.systemUTC()),
            new RunCounts(Clock.systemUTC()),
            ended -> {},
            (ended, outcome) -> {});

    private static ActiveRun run(boolean waitedFor) {
        Duration timeout = Duration.ofSeconds(30);
        ActiveRun run = new ActiveRun(
                UUID.randomUUID(),
                new ServerActivity("Target", "GET", "/", List.of(), null, timeout, waitedFor, null),
                Deadline.in(timeout, Duration.ZERO),
                0,
                new ActiveRun.Origin("key:test", Scope.ALL, waitedFor, null, null));
        run.found(CONNECTOR);
        return run;
    }

    @Test
    void no_more_callers_wait_than_there_are_threads_for() {
        ActiveRun first = run(true);
        ActiveRun second = run(true);
        runs.enter(first);

        Problem refused = assertThrows(Problem.class, () -> runs.enter(second));
        second.failed(refused);
        runs.leave(second);

        assertEquals(Problem.Type.OVERLOADED, refused.type());
        first.answered(new Answer(200, List.of(), null, new byte[0]));
        runs.leave(first);
        assertDoesNotThrow(() -> runs.enter(run(true)));
    }

    @Test
    void deliveries_take_no_threads_from_callers_who_wait() {
        runs.enter(run(false));
        runs.enter(run(false));

        assertDoesNotThrow(() -> runs.enter(run(true)));
    }
}
