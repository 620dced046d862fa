package dev.appconnector.call;

import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorUse;
import dev.appconnector.connector.Health;
import dev.appconnector.connector.Limits;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import dev.appconnector.watch.RunCounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is under way on this node, by connector: holds each to its limit, and stops the runs of one that is revoked.
 * Thread-safe.
 */
public final class ActiveRuns implements ConnectorUse {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRuns.class);

    /** A closed connection ends what blocks on it at once: who takes longer does not run. */
    private static final Duration LONGEST_BREAK_OFF = Duration.ofSeconds(5);

    /** For how many revoked connectors it is known how many runs ended before who revokes asked. */
    private static final int MOST_REVOKED = 1_000;

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private final Map<UUID, Places> places = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> stoppedBefore = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            // Of what other nodes revoke nobody asks here.
            return size() > MOST_REVOKED;
        }
    };
    private final AtomicInteger waitedFor = new AtomicInteger();
    private final int mostWaitedFor;
    private final int mostOfOne;
    private final ConnectorCache connectors;
    private final HealthBook health;
    private final RunCounts counts;
    private final Consumer<ActiveRun> ended;
    private final BiConsumer<ActiveRun, String> traced;

    /**
     * @param mostWaitedFor how many callers may wait at once: each holds a thread that whoever revokes needs, too
     * @param mostOfOne how many runs of one connector may be under way, whatever its own limit is: others need theirs
     * @param connectors known here, and whether that is fresh
     * @param health told the same
     * @param counts told the same, and of each run that begins
     * @param ended told of each run whose call has ended, with or without an answer; it must not wait
     * @param traced told the same, and the outcome, but for what is put off
     */
    public ActiveRuns(
            int mostWaitedFor,
            int mostOfOne,
            ConnectorCache connectors,
            HealthBook health,
            RunCounts counts,
            Consumer<ActiveRun> ended,
            BiConsumer<ActiveRun, String> traced) {
        this.mostWaitedFor = mostWaitedFor;
        this.mostOfOne = mostOfOne;
        this.health = health;
        this.counts = counts;
        this.connectors = connectors;
        this.ended = ended;
        this.traced = traced;
    }

    /**
     * Takes a place for a run, and waits for one, and for its turn, until its deadline.
     *
     * @throws Problem {@code connector-busy} where none came free in time; {@code rate-limited} where its calls of that time are
     *     used up; {@code overloaded} where as many callers wait as
     *     may; whatever else keeps a run from starting by the time that it has its place. Its verdict is another one then
     *     where its connector was changed meanwhile
     */
    public void enter(ActiveRun run) {
        runs.put(run.id(), run);
        boolean ofDraft = run.purpose().isOfDraft();
        if (!ofDraft) {
            Connector connector = run.connector().connector();
            counts.began(connector.id(), connector.name());
        }
        if (run.isWaitedFor() && waitedFor.incrementAndGet() > mostWaitedFor) {
            throw new Problem(
                    Problem.Type.OVERLOADED,
                    "As many callers wait for their targets as this node has threads for. Try again later.");
        }
        if (ofDraft) {
            // Nobody else can have a part in its limits, and nobody can have changed it.
            return;
        }
        Places its = places(run.connector());
        takePlace(run, its);
        its.awaitRate(run);
        // A place may come minutes after the connector was found: what could not start now does not start. Whoever
        // revokes raises the generation first, then stops what is listed here: a listed run of the current generation
        // will be stopped, and one of an older generation asks the database once more.
        try {
            connectors.renew(run);
        } catch (Problem e) {
            if (e.type() == Problem.Type.CONNECTOR_REVOKED) {
                endedByItself(run);
            }
            throw e;
        }
    }

    /**
     * Holds a run that is about to be sent once more against its connector as it is now. Its verdict is another one then where
     * that was changed meanwhile.
     *
     * @throws Problem whatever keeps a run from starting now
     */
    public void renew(ActiveRun run) {
        connectors.renew(run);
    }

    /** Counts a run that found its connector revoked, perhaps before who revokes comes to it here. */
    private synchronized void endedByItself(ActiveRun run) {
        if (run.abort(CallableConnector.revokedProblem()) && run.isWaitedFor()) {
            stoppedBefore.merge(run.connector().connector().id(), 1, Integer::sum);
        }
    }

    /** Gives the place back; as often as one likes. */
    public void leave(ActiveRun run) {
        if (runs.remove(run.id(), run) && run.isWaitedFor()) {
            waitedFor.decrementAndGet();
        }
        run.release();
        if (!run.purpose().isOfDraft()) {
            tell(run);
        }
        logEnd(run, run.outcome());
    }

    private void tell(ActiveRun run) {
        health.ended(run);
        if (run.failure() == null || !run.isPutOff(run.failure())) {
            Connector connector = run.connector().connector();
            counts.called(
                    connector.id(),
                    connector.name(),
                    run.outcome(),
                    run.failure() == null && run.answer() != null ? run.answer().status() : 0,
                    run.timings().totalNanos(),
                    run.timings().targetNanos());
            traced.accept(run, run.outcome());
        }
        ended.accept(run);
    }

    /** One line for each run, or attempt of one, that has ended: at debug, and without a word of the caller's or the target's. */
    static void logEnd(ActiveRun run, String outcome) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        Connector connector = run.connector().connector();
        boolean answered = run.answer() != null && run.failure() == null;
        int status = answered ? run.answer().status() : 0;
        long millis = run.timings().totalMillis();
        LoggingEventBuilder line = LOG.atDebug()
                .addKeyValue("connectorId", connector.id())
                .addKeyValue("outcome", outcome)
                .addKeyValue("status", status)
                .addKeyValue("durationMs", millis);
        RunLine.log(
                line,
                run.id(),
                "connector {}, {} {}, {}, status {}, {} bytes, {} ms",
                connector.id(),
                run.activity().method(),
                connector.domain().host(),
                outcome,
                status,
                answered ? run.answer().body().length : 0,
                millis);
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
        if (!place.cancel(false) && !place.isCompletedExceptionally()) {
            places.giveBack();
        }
        throw run.aborted() != null
                ? run.aborted()
                : new Problem(
                        Problem.Type.CONNECTOR_BUSY,
                        "All of the connector's maxConcurrent places are taken, and none came free in time for this run. Try again later.");
    }

    /** The problem with what is known of the exchange's run: its id, whether the target may have acted, where the time went. */
    public static Problem tell(Exchange exchange, Problem problem) {
        ActiveRun run = ActiveRun.of(exchange);
        if (run == null || run.verdict() == null && problem.type() != Problem.Type.CONNECTOR_REVOKED) {
            return problem;
        }
        return problem.ofRun(run.id(), run.sent(), run.timings().asMap());
    }

    /** They are made anew when the limits change. */
    private Places places(CallableConnector connector) {
        Limits limits = connector.connector().limits();
        return places.compute(
                connector.connector().id(),
                (id, known) -> known != null && known.areOf(limits) ? known : new Places(limits, mostOfOne));
    }

    /** How many runs are under way with each kept connector, those that wait for a place too. */
    public Map<UUID, Integer> underWay() {
        return runs.values().stream()
                .filter(run -> !run.purpose().isOfDraft())
                .collect(Collectors.toMap(run -> run.connector().connector().id(), run -> 1, Integer::sum));
    }

    /** The connectors that runs are under way with. */
    public Set<UUID> connectors() {
        return runs.values().stream()
                .map(run -> run.connector().connector().id())
                .collect(Collectors.toSet());
    }

    @Override
    public int waiting(UUID connector) {
        return (int) runs.values().stream()
                .filter(run -> run.connector().connector().id().equals(connector) && run.isWaitedFor())
                .count();
    }

    /** By the time that this returns nothing of them is on its way to a target any more. */
    @Override
    public int abort(UUID connector) {
        int aborted;
        synchronized (this) {
            Integer before = stoppedBefore.remove(connector);
            aborted = stop(connector) + (before == null ? 0 : before);
        }
        awaitOffWire(connector);
        return aborted;
    }

    @Override
    public void cancelled(int deliveries) {
        counts.deliveries(RunCounts.CANCELLED, deliveries);
    }

    /**
     * To be stopped closes a run's connection, but a write that has begun ends a little later; and who was stopped by its
     * deadline or its caller may have been so only in this instant.
     */
    private void awaitOffWire(UUID connector) {
        long until = System.nanoTime() + LONGEST_BREAK_OFF.toNanos();
        try {
            for (ActiveRun run : runs.values()) {
                if (run.connector().connector().id().equals(connector) && !run.awaitOffWire(until)) {
                    RunLine.log(LOG.atWarn(), run.id(), "it was stopped, but does not let go of its connection.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Aborts the same where the change counter tells of the revocation, perhaps before who revokes comes to it here. */
    public synchronized void hearOfRevocation(UUID connector) {
        int stopped = stop(connector);
        if (stopped > 0) {
            stoppedBefore.merge(connector, stopped, Integer::sum);
        }
    }

    private int stop(UUID connector) {
        int aborted = 0;
        for (ActiveRun run : runs.values()) {
            if (run.connector().connector().id().equals(connector)
                    && run.abort(CallableConnector.revokedProblem())
                    && run.isWaitedFor()) {
                aborted++;
            }
        }
        places.remove(connector);
        health.forget(connector);
        return aborted;
    }

    @Override
    public Health health(UUID connector) {
        return health.of(connector);
    }
}
