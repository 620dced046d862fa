package dev.appconnector.run;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Answer;
import dev.appconnector.answer.Envelope;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.Timings;
import dev.appconnector.connector.Delivery;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/**
 * The steps that carry out runs that nobody waits for: kept before they are promised, claimed by one node at a time, and
 * settled after each attempt. Thread-safe.
 */
public final class Deliveries {

    /** How much longer than its timeout a claim holds: by then the node that made it has settled the attempt, or is dead. */
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

    /** How soon a paused connector's run is looked at again; it uses up no attempt. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ActivityReader reader;
    private final Vault vault;
    private final RunAudit audit;
    private final Clock clock;
    private final RetrySchedule schedule = new RetrySchedule(ThreadLocalRandom.current());
    private final UUID node = UUID.randomUUID();

    public Deliveries(ActivityReader reader, Vault vault, RunAudit audit, Clock clock) {
        this.reader = reader;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes the row of a run that the guard has let pass; the request rests sealed as it came. */
    public void accept(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        ServerActivity activity = run.activity();
        Map<String, Object> row = new HashMap<>();
        row.put("id", run.id());
        row.put("connectorId", run.connector().connector().id());
        row.put("method", activity.method());
        row.put("path", activity.path());
        row.put("caller", run.caller());
        row.put("timeoutMs", activity.timeout().toMillis());
        row.put("createdAt", Row.timestamp(now()));
        row.put("sealedRequest", vault.seal(exchange.getVariable("request", byte[].class), request(run.id())));
        exchange.getMessage().setBody(row);
    }

    private static SealingContext request(UUID run) {
        return new SealingContext(run, "request", 1, "");
    }

    private static SealingContext result(UUID run) {
        return new SealingContext(run, "result", 1, "");
    }

    /** Keeps of an accepted run what a row of the due ones tells: its request is in the database, and may wait there. */
    public void letGo(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        exchange.getVariables().clear();
        exchange.setVariable("runId", run.id());
        Message due = new DefaultMessage(exchange);
        due.setBody(Map.of(
                "id",
                run.id(),
                "timeout_ms",
                run.activity().timeout().toMillis(),
                "version",
                0L,
                "state",
                RunState.QUEUED.word()));
        exchange.setIn(due);
    }

    public void answerAccepted(Exchange exchange) {
        Accepted.answer(exchange, exchange.getVariable("runId", UUID.class));
    }

    /** Tells the statement after it what counts as due now. */
    public void lookForDue(Exchange exchange) {
        exchange.setVariable("now", Row.timestamp(now()));
    }

    /** Names the run that this exchange is to deliver: an accepted one, or a row of those that are due. */
    public void claim(Exchange exchange) {
        Row due = Row.of(exchange.getMessage().getBody());
        UUID id = due.uuid("id");
        exchange.setVariable("runId", id);
        if (RunState.RUNNING.word().equals(due.text("state"))) {
            exchange.setVariable(
                    LostAttempts.AT, due.instant("due_at").minus(CLAIM_MARGIN).minusMillis(due.number("timeout_ms")));
        }
        Instant now = now();
        exchange.getMessage()
                .setBody(Map.of(
                        "id",
                        id,
                        "version",
                        due.number("version"),
                        "node",
                        node,
                        "now",
                        Row.timestamp(now),
                        "claimedUntil",
                        Row.timestamp(now.plusMillis(due.number("timeout_ms")).plus(CLAIM_MARGIN))));
    }

    /** Begins the attempt: reads the sealed request again, as it came. */
    public void begin(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        UUID id = row.uuid("id");
        exchange.setVariable("claimed", row);
        exchange.setVariable("attemptAt", now());
        ActiveRun.noneCarriedBy(exchange);
        // Its caller's scope was asked when it was accepted. The run is its connector's, whatever that is called by
        // now.
        ServerActivity activity = reader.read(vault.open(row.bytes("sealed_request"), request(id)))
                .with(row.uuid("connector_id"));
        new ActiveRun(
                        id,
                        activity,
                        Deadline.in(activity.timeout(), Duration.ZERO),
                        0,
                        new ActiveRun.Origin(row.text("caller"), Scope.ALL, false, id.toString(), null))
                .carriedBy(exchange);
    }

    /** Makes the row of the settled attempt: ended, or queued for another. */
    public void settle(Exchange exchange) {
        Row claimed = exchange.getVariable("claimed", Row.class);
        Instant at = exchange.getVariable("attemptAt", Instant.class);
        ActiveRun run = ActiveRun.of(exchange);
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(settled(claimed, at, run, thrown));
    }

    private Map<String, Object> settled(Row claimed, Instant at, ActiveRun run, Exception thrown) {
        if (run == null) {
            return settleUnreadable(claimed, at, Problems.of(thrown));
        }
        if (thrown instanceof LostAttempts.WasTheLast end) {
            return withLastResult(claimed, row(claimed, attempts(claimed, null), end.state(), null));
        }
        try {
            return thrown == null
                    ? settleAnswer(claimed, at, run)
                    : settleProblem(claimed, at, run, Problems.of(thrown));
        } finally {
            run.letAnswerGo();
        }
    }

    /** A request that does not open, or cannot be read, will not do so later either. */
    private Map<String, Object> settleUnreadable(Row claimed, Instant at, Problem problem) {
        Attempt attempt = new Attempt(at, 0, problem.type().slug(), null, problem.detail(), Timings.none());
        return withLastResult(claimed, row(claimed, attempts(claimed, attempt), RunState.DEAD, null));
    }

    private static Map<String, Object> withLastResult(Row claimed, Map<String, Object> row) {
        row.put("sealedResult", claimed.bytes("sealed_result"));
        return row;
    }

    private Map<String, Object> settleAnswer(Row claimed, Instant at, ActiveRun run) {
        Answer answer = run.answer();
        Map<String, Object> row =
                settled(claimed, run, Attempt.answered(at, run), RetrySchedule.afterAnswer(answer.status()));
        byte[] result = Envelope.result(answer);
        row.put("sealedResult", vault.seal(result, result(run.id())));
        return row;
    }

    private Map<String, Object> settleProblem(Row claimed, Instant at, ActiveRun run, Problem problem) {
        audit.failed(run, problem);
        boolean paused = problem.type() == Problem.Type.CONNECTOR_PAUSED;
        RunState state = LostAttempts.forbidAnother(claimed, run)
                ? RunState.UNKNOWN
                : RetrySchedule.afterProblem(problem.type(), run.sent(), repeatable(run));
        return withLastResult(claimed, settled(claimed, run, paused ? null : Attempt.failed(at, run, problem), state));
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

    /** @param attempt null where none was made */
    private Map<String, Object> settled(Row claimed, ActiveRun run, Attempt attempt, RunState state) {
        List<Attempt> attempts = attempts(claimed, attempt);
        Instant now = now();
        Optional<Instant> next = attempt == null
                ? Optional.of(now.plus(PAUSE))
                : schedule.next(delivery(run), claimed.instant("created_at"), attempts.size(), now, retryAfter(run));
        if (state != RunState.QUEUED) {
            return row(claimed, attempts, state, null);
        }
        return next.isEmpty() ? row(claimed, attempts, RunState.DEAD, null) : row(claimed, attempts, state, next.get());
    }

    /** @param last null where none was made since the row was read */
    static List<Attempt> attempts(Row claimed, Attempt last) {
        List<Attempt> attempts =
                new ArrayList<>(StrictJson.readStored(claimed.text("attempts"), new TypeReference<List<Attempt>>() {}));
        if (last != null) {
            attempts.add(last);
        }
        return attempts;
    }

    /** @param next when it is tried again; null where it has ended */
    private Map<String, Object> row(Row claimed, List<Attempt> attempts, RunState state, Instant next) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", claimed.uuid("id"));
        row.put("node", node);
        row.put("version", claimed.number("version"));
        row.put("state", state.word());
        row.put("attempts", text(attempts));
        row.put("nextAttemptAt", Row.timestamp(next));
        row.put("endedAt", next == null ? Row.timestamp(now()) : null);
        return row;
    }

    static String text(List<Attempt> attempts) {
        return new String(StrictJson.write(attempts), StandardCharsets.UTF_8);
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
