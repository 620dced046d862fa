package dev.appconnector.call;

import dev.appconnector.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What is under way on this node, by connector: holds each to its limit, and stops the runs of one that is revoked.
 * Thread-safe.
 */
public final class ActiveRuns {

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private final Map<UUID, Places> places = new ConcurrentHashMap<>();

    /**
     * Takes a place for a run, and waits for one until its deadline.
     *
     * @throws Problem {@code connector-busy} where none came free in time
     */
    void enter(ActiveRun run) {
        runs.put(run.id(), run);
        try {
            // Whoever revokes marks the connector first and then stops what is listed here: between the two no run
            // slips
            // through.
            run.connector().requireCallable();
            takePlace(run, places(run.connector()));
        } catch (Problem e) {
            leave(run);
            throw e;
        }
    }

    /** Gives the place back; as often as one likes. */
    void leave(ActiveRun run) {
        runs.remove(run.id(), run);
        run.release();
    }

    private static void takePlace(ActiveRun run, Places places) {
        CompletableFuture<Void> place = places.take();
        run.timings().began(Timings.Phase.QUEUE);
        try {
            run.waitingFor(place);
            place.get(run.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
            run.holds(places);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // Falls through: no place came free in time, or the run was stopped.
        } finally {
            run.waitingFor(null);
            run.timings().phaseEnded();
        }
        if (!place.cancel(false) && !place.isCancelled()) {
            places.giveBack();
        }
        throw run.aborted() != null
                ? run.aborted()
                : new Problem(
                        Problem.Type.CONNECTOR_BUSY,
                        "All of the connector's maxConcurrent places were taken until the timeout was over. Try again later.");
    }

    /** The problem with what is known of the exchange's run: its id, whether the target may have acted, where the time went. */
    public static Problem tell(Exchange exchange, Problem problem) {
        ActiveRun run = ActiveRun.of(exchange);
        if (run == null || run.verdict() == null && problem.type() != Problem.Type.CONNECTOR_REVOKED) {
            return problem;
        }
        return problem.ofRun(run.id(), run.sent(), run.timings().asMap());
    }

    /** They are made anew when the limit changes. */
    private Places places(CallableConnector connector) {
        int limit = connector.connector().limits().maxConcurrent();
        return places.compute(
                connector.connector().id(),
                (id, known) -> known != null && known.limit() == limit ? known : new Places(limit));
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
