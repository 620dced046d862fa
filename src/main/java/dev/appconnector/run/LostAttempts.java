package dev.appconnector.run;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.storage.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;

/**
 * The steps for a run whose node ended in the middle of an attempt: it counts as one, or a run that ends its node each time
 * would be tried for ever, and it may have been the last. Thread-safe.
 */
public final class LostAttempts {

    /** The variable that says when the attempt began whose node ended; absent where the claim follows on none. */
    static final String AT = "lostAt";

    private final Clock clock;
    private final RetrySchedule schedule = new RetrySchedule(ThreadLocalRandom.current());

    public LostAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Makes the row of a run that was taken over, with the attempt that its node did not settle. */
    public void count(Exchange exchange) {
        Row claimed = Row.of(exchange.getVariable("row"));
        Attempt lost = Attempt.lost(exchange.getVariable(AT, Instant.class));
        exchange.getMessage()
                .setBody(Map.of(
                        "id",
                        claimed.uuid("id"),
                        "version",
                        claimed.number("version"),
                        "attempts",
                        Deliveries.text(Deliveries.attempts(claimed, lost))));
    }

    /** Goes no further with a run that may have no other attempt: what is settled then is that there was none. */
    public void requireAnother(Exchange exchange) {
        Row claimed = exchange.getVariable("claimed", Row.class);
        ActiveRun run = ActiveRun.of(exchange);
        if (forbidAnother(claimed, run)) {
            throw new WasTheLast(RunState.UNKNOWN);
        }
        if (exchange.getVariable(AT) != null && isUsedUp(claimed, run)) {
            throw new WasTheLast(RunState.DEAD);
        }
    }

    /** Whether one was lost, and what may have arrived may not be sent again. */
    static boolean forbidAnother(Row claimed, ActiveRun run) {
        return !Deliveries.repeatable(run)
                && Deliveries.attempts(claimed, null).stream().anyMatch(Attempt::wasLost);
    }

    private boolean isUsedUp(Row claimed, ActiveRun run) {
        List<Attempt> attempts = Deliveries.attempts(claimed, null);
        return schedule.next(
                        Deliveries.delivery(run), claimed.instant("created_at"), attempts.size(), clock.instant(), null)
                .isEmpty();
    }

    /** Ends a run without another attempt. */
    static final class WasTheLast extends RuntimeException {

        private final transient RunState state;

        private WasTheLast(RunState state) {
            super("The run lost an attempt and may have no other.", null, false, false);
            this.state = state;
        }

        RunState state() {
            return state;
        }
    }
}
