package dev.appconnector.delivery;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.run.Attempt;
import dev.appconnector.run.RunState;
import java.time.Clock;
import java.time.Instant;
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
        KeptRun kept = exchange.getVariable(Deliveries.KEPT, KeptRun.class)
                .after(Attempt.lost(exchange.getVariable(AT, Instant.class)));
        exchange.setVariable(Deliveries.KEPT, kept);
        exchange.getMessage().setBody(kept.columns());
    }

    /** Goes no further with a run that may have no other attempt: what is settled then is that there was none. */
    public void requireAnother(Exchange exchange) {
        KeptRun kept = exchange.getVariable(Deliveries.KEPT, KeptRun.class);
        ActiveRun run = ActiveRun.of(exchange);
        if (forbidAnother(kept, run)) {
            throw new WasTheLast(RunState.UNKNOWN);
        }
        if (exchange.getVariable(AT) != null && isUsedUp(kept, run)) {
            throw new WasTheLast(RunState.DEAD);
        }
    }

    /** Whether one was lost, and what may have arrived may not be sent again. */
    static boolean forbidAnother(KeptRun kept, ActiveRun run) {
        return !Deliveries.repeatable(run) && kept.attempts().stream().anyMatch(Attempt::wasLost);
    }

    private boolean isUsedUp(KeptRun kept, ActiveRun run) {
        return schedule.next(
                        Deliveries.delivery(run),
                        kept.createdAt(),
                        kept.attempts().size(),
                        clock.instant(),
                        null)
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
