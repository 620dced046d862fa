package dev.appconnector.call;

import dev.appconnector.connector.Health;
import dev.appconnector.problem.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how the last run of each connector went on this node. Thread-safe. */
public final class HealthBook {

    /** Problems that are the target's or the credential's, and not those of our own node or of the caller. */
    private static final Set<Problem.Type> OF_TARGETS = Set.of(
            Problem.Type.TARGET_UNREACHABLE,
            Problem.Type.TARGET_RESPONSE_INVALID,
            Problem.Type.DEADLINE_EXCEEDED,
            Problem.Type.DESTINATION_REFUSED,
            Problem.Type.CREDENTIAL_UNAVAILABLE);

    private final Map<UUID, Health> last = new ConcurrentHashMap<>();
    private final Clock clock;

    public HealthBook(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of a run, where it tells something of its target. */
    public void ended(ActiveRun run) {
        if (run.failure() != null && !OF_TARGETS.contains(run.failure().type()) || run.failure() == ActiveRun.HUNG_UP) {
            return;
        }
        String problem = problem(run);
        last.put(run.connector().connector().id(), new Health(problem == null, clock.instant(), problem));
    }

    private static String problem(ActiveRun run) {
        if (run.failure() != null) {
            return run.failure().type().slug();
        }
        int status = run.answer().status();
        return status == 401 || status >= 500 ? "status-" + status : null;
    }

    /** Null where no run has ended since the start. */
    public Health of(UUID connector) {
        return last.get(connector);
    }

    public void forget(UUID connector) {
        last.remove(connector);
    }
}
