package dev.appconnector.run.idempotency;

import dev.appconnector.access.Caller;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Timings;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import dev.appconnector.run.Accepted;
import dev.appconnector.run.RunState;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.DerivedKeys;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.ApiRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The steps of a run with an {@code Idempotency-Key}: whoever repeats a request gets the first answer again, and of many at
 * once, on whatever nodes, one is carried out. A run without a key costs them the look at one header. Thread-safe.
 */
public final class Repetitions {

    /** What the keys that tell requests apart are derived for. */
    public static final String PURPOSE = "idempotency";

    private static final Logger LOG = LoggerFactory.getLogger(Repetitions.class);

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    /** Holds the {@link KeyedRequest}; absent where the caller gave no key. */
    private static final String KEYED = "keyedRequest";

    /** Whether the exchange has been answered as the first one was. */
    private static final String REPEATED = "repeated";

    /** A key that was another's for an instant may be free in the next. */
    private static final int TRIES = 3;

    private final IdempotencyStore store;
    private final DerivedKeys macKeys;
    private final Vault vault;
    private final Clock clock;

    public Repetitions(Statements statements, Vault vault, Clock clock) {
        this.store = new IdempotencyStore(statements, clock);
        this.macKeys = vault.derivedKeys(PURPOSE);
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Reads the caller's key, where there is one.
     *
     * @throws Problem {@code malformed-request} where it is not one of 1 to 255 visible ASCII characters
     */
    public void read(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        List<String> given = request.headers(HEADER);
        if (given.isEmpty()) {
            return;
        }
        if (given.size() > 1 || !FORM.matcher(given.get(0)).matches()) {
            throw Problem.ofFields(
                    Problem.Type.MALFORMED_REQUEST,
                    List.of(new FieldError(
                            "",
                            "The header Idempotency-Key is 1 to 255 visible ASCII characters without a space, and stands"
                                    + " there once. Correct it, or leave it out.")));
        }
        exchange.setVariable(KEYED, KeyedRequest.of(Caller.of(exchange).text(), given.get(0), request.body(), macKeys));
    }

    /**
     * Answers as the first time, where the key is known.
     *
     * @throws Problem where it was for another request, or there is no answer to be given again
     */
    public void recall(Exchange exchange) {
        KeyedRequest request = exchange.getVariable(KEYED, KeyedRequest.class);
        Optional<FirstRun> first = store.find(request.key());
        exchange.setVariable(REPEATED, first.isPresent());
        if (first.isPresent()) {
            repeat(exchange, request, first.get());
        }
    }

    /**
     * Takes the key for the exchange's run, or answers as {@link #recall} does where another was first.
     *
     * @throws Problem as there
     */
    public void take(Exchange exchange) {
        KeyedRequest request = exchange.getVariable(KEYED, KeyedRequest.class);
        ActiveRun run = ActiveRun.of(exchange);
        for (int i = 0; i < TRIES; i++) {
            if (store.take(request, run)) {
                return;
            }
            Optional<FirstRun> first = store.find(request.key());
            if (first.isPresent()) {
                // What is told from here on is of the first run, not of this one.
                ActiveRun.noneCarriedBy(exchange);
                exchange.setVariable(REPEATED, true);
                repeat(exchange, request, first.get());
                return;
            }
        }
        ActiveRun.noneCarriedBy(exchange);
        throw inProgress();
    }

    private void repeat(Exchange exchange, KeyedRequest request, FirstRun first) {
        if (!request.repeats(first)) {
            throw Problem.ofFields(
                    Problem.Type.IDEMPOTENCY_MISMATCH,
                    List.of(
                            new FieldError(
                                    "",
                                    "This Idempotency-Key was given with another request. Give that one again, or another key.")));
        }
        if (!first.waitedFor()) {
            Accepted.answer(exchange, first.runId());
        } else if (first.sealedAnswer() != null) {
            KeptAnswer.read(vault.open(first.sealedAnswer(), SealingContext.ofKeptAnswer(first.runId())))
                    .answer(exchange);
        } else {
            throw clock.instant().isBefore(first.lapsesAt()) ? inProgress(first) : lost(first);
        }
    }

    private static Problem inProgress(FirstRun first) {
        return inProgress().ofRun(first.runId(), null, Map.of());
    }

    private static Problem inProgress() {
        return new Problem(
                Problem.Type.RUN_IN_PROGRESS,
                "The first run with this Idempotency-Key is under way. Ask again when it has ended.");
    }

    private static Problem lost(FirstRun first) {
        return new Problem(
                        Problem.Type.DEADLINE_EXCEEDED,
                        "The first run with this Idempotency-Key left no answer: its node ended in the middle, or could not"
                                + " keep it. Whether the target has acted is not known; another key sends it again.")
                .ofRun(first.runId(), Problem.Sent.MAYBE, Timings.none());
    }

    /**
     * Keeps what the first caller is about to get, where the target may have acted; else the key is free again. Where the
     * database does not take it, that caller is answered all the same, and the key lapses without an answer.
     */
    public void settle(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        if (run == null) {
            return;
        }
        String key = exchange.getVariable(KEYED, KeyedRequest.class).key();
        try {
            if (run.answer() != null || run.sent() == Problem.Sent.MAYBE) {
                byte[] kept = KeptAnswer.of(exchange).written();
                store.keep(
                        key, run.id(), RunState.ofEnded(run), vault.seal(kept, SealingContext.ofKeptAnswer(run.id())));
            } else {
                store.free(key, run.id());
            }
        } catch (DataAccessException | TransactionException e) {
            RunLine.log(
                    LOG.atWarn(),
                    run.id(),
                    "how it ended is not kept for its Idempotency-Key: the database does not take it.");
        }
    }

    /** Tells the statement after it until when runs have lapsed. */
    public void lookUp(Exchange exchange) {
        exchange.setVariable("now", Row.timestamp(clock.instant()));
    }

    /** Forgets keys that were given more than a day ago. */
    public void removeExpired() {
        store.removeExpired();
    }
}
