package dev.appconnector.delivery.result;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.appconnector.answer.Answer;
import dev.appconnector.answer.AnswerMessage;
import dev.appconnector.answer.KeptResult;
import dev.appconnector.delivery.result.EndedRuns.Claimed;
import dev.appconnector.json.StrictJson;
import dev.appconnector.log.RunLine;
import dev.appconnector.run.Attempt;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.Problems;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The steps of the kamelet {@code server-activity-result-source}: claims the ended runs of which its route is to be told, makes a
 * message of each, and writes down whether the route has succeeded. Thread-safe.
 */
public final class ResultSource {

    private static final Logger LOG = LoggerFactory.getLogger(ResultSource.class);

    /** So many at once share a commit; other nodes do without them until this one has told its route. */
    private static final int MOST = 16;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** How soon the database is asked again that did not take what came of a run. */
    private static final long RETRY_MS = 250;

    private static final String MORE = "moreRunsHaveEnded";
    private static final String CLAIMED = "appConnectorEndedRun";
    private static final String THROWN = "appConnectorThrown";

    private final ResultSources sources;
    private final EndedRuns runs;
    private final Vault vault;
    private final BooleanSupplier fresh;
    private final Clock clock;

    /** @param fresh whether the database has answered lately */
    public ResultSource(ResultSources sources, EndedRuns runs, Vault vault, BooleanSupplier fresh, Clock clock) {
        this.sources = sources;
        this.runs = runs;
        this.vault = vault;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** Begins a round, where the route runs: there may be something. */
    public void look(Exchange exchange) {
        boolean ready = fresh.getAsBoolean() && isServed(exchange);
        if (ready) {
            sources.show(
                    source(exchange),
                    new ResultFilter(property(exchange, "Connector"), property(exchange, "Activity")));
        }
        exchange.setVariable(MORE, ready);
    }

    public void claim(Exchange exchange) {
        List<Claimed> claimed = runs.claim(source(exchange), MOST);
        exchange.setVariable(MORE, !claimed.isEmpty() && isServed(exchange));
        exchange.getMessage().setBody(claimed);
    }

    /** Makes the message of what was claimed; where the route does not run any more, lets go of it. */
    public void open(Exchange exchange) {
        Claimed claimed = exchange.getMessage().getBody(Claimed.class);
        if (!isServed(exchange)) {
            runs.leave(claimed, clock.instant());
            exchange.setVariable("isToBeTold", false);
            return;
        }
        Optional<Row> run = runs.read(claimed);
        exchange.setVariable("isToBeTold", run.isPresent());
        exchange.setProperty(CLAIMED, claimed);
        exchange.setProperty(Problems.UNANSWERED, true);
        exchange.setMessage(run.map(row -> message(exchange, row)).orElseGet(() -> new DefaultMessage(exchange)));
    }

    /** The route of the integrator's that uses the kamelet. */
    private static String source(Exchange exchange) {
        return property(exchange, "Route");
    }

    private static String property(Exchange exchange, String field) {
        return exchange.getProperty("appConnectorSource" + field, "", String.class);
    }

    private static boolean isServed(Exchange exchange) {
        var status = exchange.getContext().getRouteController().getRouteStatus(source(exchange));
        return status != null && status.isStarted() && !exchange.getContext().isStopping();
    }

    private Message message(Exchange exchange, Row row) {
        Message message = AnswerMessage.of(exchange, row.uuid("id"), answer(row));
        message.setHeader("AppConnectorState", row.text("state"));
        message.setHeader("AppConnectorConnector", row.text("connector_name"));
        message.setHeader("AppConnectorCaller", row.text("caller"));
        message.setHeader("AppConnectorAttempts", attempts(row));
        setHeader(message, "AppConnectorActivity", row.text("activity"));
        setHeader(message, "AppConnectorReplayOf", row.uuid("replay_of"));
        return message;
    }

    private static void setHeader(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(name, value.toString());
        }
    }

    private static int attempts(Row row) {
        return StrictJson.readStored(row.text("attempts"), new TypeReference<List<Attempt>>() {})
                .size();
    }

    private Answer answer(Row row) {
        byte[] sealed = row.bytes("sealed_result");
        return sealed == null ? null : KeptResult.of(vault.open(sealed, SealingContext.ofResult(row.uuid("id"))));
    }

    /** Remembers what came out of the route. */
    public void caught(Exchange exchange) {
        exchange.setProperty(THROWN, exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
    }

    /**
     * Takes away the run of which the route has been told, or says when it is told again. While the database does not take that, it
     * is offered again and again.
     */
    public void settle(Exchange exchange) throws InterruptedException {
        Claimed claimed = exchange.getProperty(CLAIMED, Claimed.class);
        Exception thrown = exchange.getProperty(THROWN, Exception.class);
        Duration pause = pause(claimed.attempts());
        if (thrown != null) {
            RunLine.log(
                    LOG.atWarn(),
                    claimed.run(),
                    "the route {} did not take it when it had ended, and is told of it again in {}: {}",
                    claimed.source(),
                    pause,
                    Problems.of(thrown, claimed.run()).detail());
        }
        while (!isSettled(claimed, thrown == null, pause)
                && !exchange.getContext().isStopping()) {
            Thread.sleep(RETRY_MS);
        }
    }

    private boolean isSettled(Claimed claimed, boolean taken, Duration pause) {
        try {
            if (taken) {
                runs.taken(claimed);
            } else {
                runs.leave(claimed, clock.instant().plus(pause));
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }

    private static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
