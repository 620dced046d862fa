package dev.appconnector.connector.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says of a credential that it ends soon, or has ended. */
public final class Expiry {

    /** How long before the end people are warned. */
    public static final Duration NEAR = Duration.ofDays(14);

    private Expiry() {}

    /**
     * The warning, where there is something to warn of.
     *
     * @param place JSON pointer of what ends
     * @param end null where that is not known
     */
    public static Optional<String> warning(String place, Instant end, Instant now) {
        if (end == null || end.isAfter(now.plus(NEAR))) {
            return Optional.empty();
        }
        return Optional.of(
                end.isAfter(now)
                        ? "The credential ends at %s, as %s says: give the next one in time.".formatted(end, place)
                        : "The credential has ended at %s, as %s says: give a new one.".formatted(end, place));
    }
}
