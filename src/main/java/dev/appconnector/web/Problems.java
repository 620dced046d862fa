package dev.appconnector.web;

import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/** Answers what any route threw, as a problem: the one place where exceptions become statuses. Thread-safe. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The property of exchanges that nobody waits for an answer of: what a route throws stays in them for who made them. */
    public static final String UNANSWERED = "AppConnectorUnanswered";

    private final Function<Exchange, UUID> run;
    private final BiFunction<Exchange, Problem, Problem> toldOfTheRun;

    /**
     * @param run the id of the run that an exchange carries; null where it carries none
     * @param toldOfTheRun adds to a problem what is known of that run, if any
     */
    public Problems(Function<Exchange, UUID> run, BiFunction<Exchange, Problem, Problem> toldOfTheRun) {
        this.run = run;
        this.toldOfTheRun = toldOfTheRun;
    }

    /** Replaces the exchange's answer with the problem that its exception is. */
    public void answer(Exchange exchange) {
        Problem problem = of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class), run.apply(exchange));
        ApiAnswer.problem(exchange, toldOfTheRun.apply(exchange, problem));
    }

    /** What a caller is told of this exception; what nobody foresaw goes to the log, without its text. */
    public static Problem of(Throwable thrown) {
        return of(thrown, null);
    }

    /** @param run on whose behalf it was thrown; null where it was on none's */
    public static Problem of(Throwable thrown, UUID run) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (thrown instanceof DuplicateKeyException) {
            return new Problem(
                    Problem.Type.NAME_TAKEN, "Another has this name, written the same but for case. Choose another.");
        }
        if (thrown instanceof DataAccessException
                || thrown instanceof TransactionException
                || thrown instanceof SQLException) {
            log(LOG.atWarn(), run, "The database failed: {}", thrown);
            return new Problem(
                    Problem.Type.STORAGE_UNAVAILABLE,
                    "The database does not answer as it should. Try again in a moment.");
        }
        log(LOG.atError(), run, "A request failed in an unforeseen way: {}", thrown);
        return new Problem(
                Problem.Type.INTERNAL_ERROR, "The log of the server says more. Nothing was lost by trying again.");
    }

    private static void log(LoggingEventBuilder line, UUID run, String message, Throwable thrown) {
        if (run == null) {
            line.log(message, describe(thrown));
        } else {
            RunLine.log(line, run, message, describe(thrown));
        }
    }

    /** Classes and places, never messages: those of libraries quote what they were given. */
    public static String describe(Throwable thrown) {
        StringBuilder description = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            description
                    .append(depth == 0 ? "" : ", caused by ")
                    .append(cause.getClass().getName());
            place(cause).ifPresent(place -> description.append(" at ").append(place));
        }
        return description.toString();
    }

    /** The first place that is not the JDK's. */
    private static Optional<StackTraceElement> place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame ->
                        frame.getModuleName() == null || !frame.getModuleName().startsWith("java."))
                .findFirst();
    }
}
