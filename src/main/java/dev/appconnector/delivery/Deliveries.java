package dev.appconnector.delivery;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Answer;
import dev.appconnector.answer.Envelope;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.Timings;
import dev.appconnector.call.TraceParent;
import dev.appconnector.connector.Delivery;
import dev.appconnector.delivery.DeliveryStore.Due;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.Accepted;
import dev.appconnector.run.Attempt;
import dev.appconnector.run.RunId;
import dev.appconnector.run.RunState;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.watch.RunCounts;
import dev.appconnector.web.Problems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/**
 * The steps that carry out runs that nobody waits for: kept before they are promised, claimed by one node at a time, and
 * settled after each attempt. Thread-safe.
 */
public final class Deliveries {

    /** How much longer than its timeout a claim holds: by then the node that made it has settled the attempt, or is dead. */
    static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

    /** How soon what this node itself had no means for is tried again; it uses up no attempt. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The variable with the {@link KeptRun} of the exchange. */
    static final String KEPT = "keptRun";

    private static final String CONNECTOR = "connector";
    private static final String WHY = "whyNoAnswer";
    private static final String FAILED = "failed";
    private static final String SEALED_REQUEST = "sealedRequest";

    private final ActivityReader reader;
    private final Vault vault;
    private final RunAudit audit;
    private final RunCounts counts;
    private final DeliveryStore store;
    private final DeliveryPlaces places;
    private final ClaimedRuns claimed;
    private final HandOver handOver;
    private final Clock clock;
    private final RetrySchedule schedule = new RetrySchedule(ThreadLocalRandom.current());

    /**
     * @param places each attempt holds one
     * @param claimed told which attempts are under way
     */
    public Deliveries(
            ActivityReader reader,
            Vault vault,
            RunAudit audit,
            RunCounts counts,
            DeliveryStore store,
            DeliveryPlaces places,
            ClaimedRuns claimed,
            HandOver handOver,
            Clock clock) {
        this.reader = reader;
        this.vault = vault;
        this.audit = audit;
        this.counts = counts;
        this.store = store;
        this.places = places;
        this.claimed = claimed;
        this.handOver = handOver;
        this.clock = clock;
    }

    /**
     * Keeps a run that the guard has let pass, its request sealed: as it came, or as what a saved activity made of it. The next step hands it over where there is a broker;
     * else it is claimed for this node where that has a place for it now, and the next step starts it. What goes on from here
     * knows nothing of the caller's HTTP request. Where a transaction is open on this thread, it is kept when that commits.
     */
    public void accept(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        KeptRun kept = kept(run, exchange.getVariable(Replays.OF, UUID.class));
        UUID connector = kept.connectorId();
        byte[] sealed = vault.seal(exchange.getVariable("request", byte[].class), SealingContext.ofRequest(run.id()));
        boolean handedOver = handOver.enter();
        boolean here = !handedOver && places.take(connector);
        try {
            store.keep(new DeliveryStore.Accepted(kept, sealed, here, dueAt(kept, handedOver, here)));
        } catch (RuntimeException | Error e) {
            if (handedOver) {
                handOver.leave();
            }
            if (here) {
                places.giveBack(connector);
            }
            throw e;
        }
        if (here) {
            store.ifNotCommitted(() -> places.giveBack(connector));
        }
        if (handedOver) {
            store.ifNotCommitted(handOver::leave);
        }
        exchange.getVariables().clear();
        exchange.setVariable("isHandedOver", handedOver);
        exchange.setVariable("startsHere", here);
        exchange.setVariable(CONNECTOR, connector);
        exchange.setVariable(KEPT, kept);
        if (here) {
            run.carriedBy(exchange);
        }
        exchange.setIn(new DefaultMessage(exchange));
    }

    private Instant dueAt(KeptRun kept, boolean handedOver, boolean here) {
        if (handedOver) {
            return now().plus(HandOver.LEAD);
        }
        return here ? now().plus(kept.timeout()).plus(CLAIM_MARGIN) : now();
    }

    private static KeptRun kept(ActiveRun run, UUID replayOf) {
        ServerActivity activity = run.activity();
        return new KeptRun(
                run.id(),
                run.connector().connector().id(),
                activity.savedName(),
                activity.method(),
                activity.path(),
                run.caller(),
                activity.timeout(),
                RunId.time(run.id()),
                replayOf,
                run.traceParent() == null ? null : run.traceParent().ofCaller(),
                List.of(),
                0);
    }

    public void answerAccepted(Exchange exchange) {
        counts.deliveries(RunState.QUEUED.word(), 1);
        Accepted.answer(exchange, exchange.getVariable(KEPT, KeptRun.class).id());
    }

    /** Reads what this exchange is to deliver: what was accepted here a moment ago, or names the row of what was claimed. */
    public void open(Exchange exchange) {
        boolean known = exchange.getVariable(KEPT) != null;
        exchange.setVariable("isKnown", known);
        exchange.setVariable(FAILED, true);
        if (!known) {
            Due claimed = exchange.getMessage().getBody(Due.class);
            exchange.setVariable(CONNECTOR, claimed.connector());
            exchange.setVariable(LostAttempts.AT, claimed.lostAt());
            exchange.getMessage().setBody(Map.of("id", claimed.id(), "version", claimed.version()));
        }
    }

    /**
     * Takes over a delivery that this node has claimed, from its selected row.
     *
     * @throws Problem {@code not-found} where it was cancelled since
     */
    public void take(Exchange exchange) {
        Row row = Row.of(exchange.removeVariable("row"));
        if (row == null) {
            throw new Problem(Problem.Type.NOT_FOUND, "The run was cancelled before this attempt.");
        }
        exchange.setVariable(KEPT, KeptRun.of(row));
        exchange.setVariable(SEALED_REQUEST, row.bytes("sealed_request"));
    }

    /**
     * Begins the attempt. One that was accepted here a moment ago goes on with the connector that was found for it; another reads
     * its sealed request, as it came.
     */
    public void begin(Exchange exchange) {
        KeptRun kept = exchange.getVariable(KEPT, KeptRun.class);
        exchange.setVariable("attemptAt", now());
        Deadline deadline = Deadline.in(kept.timeout(), Duration.ZERO);
        ActiveRun accepted = ActiveRun.of(exchange);
        exchange.setVariable("hasConnector", accepted != null);
        if (accepted != null) {
            carry(accepted.once(deadline), kept, exchange);
            return;
        }
        byte[] sealed = (byte[]) exchange.removeVariable(SEALED_REQUEST);
        // Its caller's scope was asked when it was accepted. The run is its connector's, whatever that is called by
        // now.
        ServerActivity activity = reader.read(vault.open(sealed, SealingContext.ofRequest(kept.id())))
                .with(kept.connectorId());
        ActiveRun.Origin origin = new ActiveRun.Origin(
                kept.caller(), Scope.ALL, false, kept.id().toString(), TraceParent.of(kept.traceParent()));
        carry(new ActiveRun(kept.id(), activity, deadline, 0, origin), kept, exchange);
    }

    private void carry(ActiveRun run, KeptRun kept, Exchange exchange) {
        run.isAttempt(kept.attempts().size() + 1);
        run.carriedBy(exchange);
        claimed.begins(run, kept.version());
    }

    /** Remembers why the attempt brought no answer. */
    public void caught(Exchange exchange) {
        exchange.setVariable(WHY, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /**
     * Writes how the attempt ended, or when there is another. While the database does not take it, it is offered again and again:
     * what the target has done must not be forgotten for a fault of ours.
     */
    public void settle(Exchange exchange) throws InterruptedException {
        ActiveRun run = ActiveRun.of(exchange);
        KeptRun kept = exchange.getVariable(KEPT, KeptRun.class);
        claimed.ended(run);
        try {
            Settlement settlement = settlement(kept, exchange, run);
            exchange.setVariable(FAILED, !settlement.isEnd());
            store.settle(settlement, () -> sealedResult(run));
        } finally {
            if (run != null) {
                run.letAnswerGo();
            }
        }
    }

    /** Gives the attempt's place back. */
    public void leave(Exchange exchange) {
        claimed.ended(ActiveRun.of(exchange));
        claimed.left(ActiveRun.of(exchange));
        places.giveBack(exchange.getVariable(CONNECTOR, UUID.class), exchange.getVariable(FAILED, Boolean.class));
    }

    private Settlement settlement(KeptRun kept, Exchange exchange, ActiveRun run) {
        Instant at = exchange.getVariable("attemptAt", Instant.class);
        Exception thrown = exchange.getVariable(WHY, Exception.class);
        if (run == null) {
            return unreadable(kept, at, Problems.of(thrown, kept.id()));
        }
        if (thrown instanceof LostAttempts.WasTheLast end) {
            return new Settlement(kept, end.state(), null, now());
        }
        return thrown == null ? answered(kept, at, run) : failed(kept, at, run, Problems.of(thrown, run.id()));
    }

    /** A request that does not open, or cannot be read, will not do so later either. */
    private Settlement unreadable(KeptRun kept, Instant at, Problem problem) {
        Attempt attempt = new Attempt(at, 0, problem.type().slug(), null, problem.detail(), null, Timings.none());
        return new Settlement(kept.after(attempt), RunState.DEAD, null, now());
    }

    private Settlement answered(KeptRun kept, Instant at, ActiveRun run) {
        Answer answer = run.answer();
        return settlement(
                kept.after(Attempt.answered(at, run)),
                run,
                RetrySchedule.afterAnswer(answer.status()),
                sealedResult(run));
    }

    private byte[] sealedResult(ActiveRun run) {
        return vault.seal(Envelope.result(run.answer()), SealingContext.ofResult(run.id()));
    }

    private Settlement failed(KeptRun kept, Instant at, ActiveRun run, Problem problem) {
        if (run.isPutOff(problem)) {
            return postponed(kept, run, problem);
        }
        audit.failed(run, problem);
        RunState state = LostAttempts.forbidAnother(kept, run)
                ? RunState.UNKNOWN
                : RetrySchedule.afterProblem(problem.type(), run.sent(), repeatable(run));
        return settlement(kept.after(Attempt.failed(at, run, problem)), run, state, null);
    }

    /** Nothing was sent for a reason of this node's or of the admin's: no attempt was made. */
    private Settlement postponed(KeptRun kept, ActiveRun run, Problem why) {
        Instant next = now().plus(why.retryAfter()
                .filter(time -> time.compareTo(PAUSE) > 0)
                .orElse(PAUSE));
        return next.isAfter(kept.createdAt().plusMillis(delivery(run).maxAge()))
                ? new Settlement(kept, RunState.DEAD, null, now())
                : new Settlement(kept, RunState.QUEUED, null, next);
    }

    /** Whether what may have arrived may be sent again. */
    static boolean repeatable(ActiveRun run) {
        String method = run.activity().method();
        return !(delivery(run).repeat().equals("safe") && (method.equals("POST") || method.equals("PATCH")));
    }

    static Delivery delivery(ActiveRun run) {
        return run.connector() == null
                ? Delivery.DEFAULT
                : run.connector().connector().delivery();
    }

    private Settlement settlement(KeptRun kept, ActiveRun run, RunState state, byte[] sealedResult) {
        if (state != RunState.QUEUED) {
            return new Settlement(kept, state, sealedResult, now());
        }
        Instant now = now();
        Optional<Instant> next =
                schedule.next(delivery(run), kept.createdAt(), kept.attempts().size(), now, retryAfter(run));
        return next.isEmpty()
                ? new Settlement(kept, RunState.DEAD, sealedResult, now)
                : new Settlement(kept, RunState.QUEUED, sealedResult, next.get());
    }

    private static String retryAfter(ActiveRun run) {
        if (run.answer() == null) {
            return null;
        }
        return run.answer().headers().stream()
                .filter(header -> header.name().equals("retry-after"))
                .map(HeaderField::value)
                .findFirst()
                .orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
