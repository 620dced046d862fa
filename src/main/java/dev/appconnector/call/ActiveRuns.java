package dev.appconnector.call;

import dev.appconnector.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What is under way on this node, by connector: holds each to its limit, and stops the runs of one that is revoked.
 * Thread-safe.
 */
public final class ActiveRuns {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private final Map<UUID, Places> places = new ConcurrentHashMap<>();
    private final LongSupplier generation;
    private final Predicate<UUID> revoked;
    private final Consumer<ActiveRun> ended;

    /**
     * @param generation of the connectors known here, which rises with each change
     * @param revoked asks the database whether a connector is revoked
     * @param ended told of each run whose call has ended, with or without an answer; it must not wait
     */
    public ActiveRuns(LongSupplier generation, Predicate<UUID> revoked, Consumer<ActiveRun> ended) {
        this.generation = generation;
        this.revoked = revoked;
        this.ended = ended;
    }

    /** The places of one connector; made anew when its limit changes. */
    private record Places(int limit, Semaphore free) {}

    /**
     * Takes a place for a run, and waits for one until its deadline.
     *
     * @throws Problem {@code connector-busy} where none came free in time
     */
    void enter(ActiveRun run) {
        runs.put(run.id(), run);
        Semaphore free = places(run.connector());
        if (!free.tryAcquire() && !waited(free, run)) {
            throw new Problem(
                    Problem.Type.CONNECTOR_BUSY,
                    "All of the connector's maxConcurrent places were taken until the timeout was over. Try again later.");
        }
        run.holds(free);
        // Whoever revokes raises the generation first and then stops what is listed here. A run that is listed and of
        // the
        // current generation will be stopped; one of an older generation asks the database once more.
        CallableConnector connector = run.connector();
        if (connector.generation() != generation.getAsLong()
                && revoked.test(connector.connector().id())) {
            throw CallableConnector.revokedProblem();
        }
    }

    /** Gives the place back; as often as one likes. */
    void leave(ActiveRun run) {
        runs.remove(run.id(), run);
        run.release();
        ended.accept(run);
    }

    /** Waits in short turns, so that a run that is stopped meanwhile does not wait on. */
    private static boolean waited(Semaphore free, ActiveRun run) {
        try {
            while (!run.deadline().passed() && run.aborted() == null) {
                if (free.tryAcquire(Math.min(run.deadline().remainingNanos(), TURN_NANOS), TimeUnit.NANOSECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The problem with what is known of the exchange's run: its id, whether the target may have acted, where the time went. */
    public static Problem tell(Exchange exchange, Problem problem) {
        ActiveRun run = ActiveRun.of(exchange);
        if (run == null || run.verdict() == null && problem.type() != Problem.Type.CONNECTOR_REVOKED) {
            return problem;
        }
        return problem.ofRun(run.id(), run.sent(), run.timings().asMap());
    }

    private Semaphore places(CallableConnector connector) {
        int limit = connector.connector().limits().maxConcurrent();
        return places.compute(
                        connector.connector().id(),
                        (id, known) -> known != null && known.limit() == limit
                                ? known
                                : new Places(limit, new Semaphore(limit)))
                .free();
    }

    /** The connectors that runs are under way with. */
    public Set<UUID> connectors() {
        return runs.values().stream()
                .map(run -> run.connector().connector().id())
                .collect(Collectors.toSet());
    }

    /**
     * Stops every run of a connector.
     *
     * @return how many those were
     */
    public int abort(UUID connector) {
        int aborted = 0;
        for (ActiveRun run : runs.values()) {
            if (run.connector().connector().id().equals(connector) && run.abort(CallableConnector.revokedProblem())) {
                aborted++;
            }
        }
        places.remove(connector);
        return aborted;
    }
}
