package dev.appconnector.web;

import dev.appconnector.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * Of which times a caller wants a list. Immutable.
 *
 * @param from the first instant in it; long ago where the caller does not say
 * @param to the first instant after it; far off where the caller does not say
 */
public record TimeRange(Instant from, Instant to) {

    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant FAR_OFF = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * What the parameters {@code from} and {@code to} say.
     *
     * @throws Problem {@code malformed-request} where one of them is no time
     */
    public static TimeRange of(Map<String, String> query) {
        return new TimeRange(time("from", query.get("from"), LONG_AGO), time("to", query.get("to"), FAR_OFF));
    }

    private static Instant time(String name, String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(LONG_AGO) && !time.isAfter(FAR_OFF)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Falls through: what is no time is refused as one that nothing can have.
        }
        throw Page.malformed(name + " is a time as RFC 3339 has it, such as 2026-11-24T10:15:30Z.");
    }
}
