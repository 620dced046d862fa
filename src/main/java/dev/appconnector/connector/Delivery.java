package dev.appconnector.connector;

import dev.appconnector.problem.Problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long and how often a run that nobody waits for is tried again. Immutable; what is absent takes its default. Lengths are
 * milliseconds, as they are in JSON.
 *
 * @param maxAge from acceptance to the last attempt, 1 s to 30 days; a day where absent
 * @param maxAttempts the first one included, 1 to 1000; 200 where absent
 * @param firstDelay before the second attempt, 100 ms to {@code maxDelay}; doubles from there, with full jitter; 1 s where absent
 * @param maxDelay the longest delay, up to 24 h; 15 minutes where absent
 * @param repeat {@code any}, or {@code safe}: a POST or PATCH that may have arrived is not sent again
 */
public record Delivery(Long maxAge, Integer maxAttempts, Long firstDelay, Long maxDelay, String repeat) {

    public static final Delivery DEFAULT = new Delivery(null, null, null, null, null);

    public Delivery {
        maxAge = maxAge == null ? Duration.ofDays(1).toMillis() : maxAge;
        maxAttempts = maxAttempts == null ? 200 : maxAttempts;
        firstDelay = firstDelay == null ? 1_000L : firstDelay;
        maxDelay = maxDelay == null ? Duration.ofMinutes(15).toMillis() : maxDelay;
        repeat = repeat == null ? "any" : repeat;
    }

    List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        if (maxAge < 1_000 || maxAge > Duration.ofDays(30).toMillis()) {
            faults.add(new FieldError("/delivery/maxAge", "Use 1000 to 2592000000 ms."));
        }
        if (maxAttempts < 1 || maxAttempts > 1_000) {
            faults.add(new FieldError("/delivery/maxAttempts", "Use 1 to 1000."));
        }
        if (maxDelay < 100 || maxDelay > Duration.ofDays(1).toMillis()) {
            faults.add(new FieldError("/delivery/maxDelay", "Use 100 to 86400000 ms."));
        }
        if (firstDelay < 100 || firstDelay > maxDelay) {
            faults.add(new FieldError("/delivery/firstDelay", "Use 100 ms to maxDelay."));
        }
        if (!repeat.equals("any") && !repeat.equals("safe")) {
            faults.add(new FieldError("/delivery/repeat", "Use \"any\" or \"safe\"."));
        }
        return faults;
    }
}
