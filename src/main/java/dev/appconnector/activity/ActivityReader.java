package dev.appconnector.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.appconnector.json.JsonRules;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Reads the body of {@code POST /worker/runs} in one pass, without building a tree, and refuses whatever the rules J1-J5,
 * J7, J9 and T2 refuse. Thread-safe.
 */
public final class ActivityReader {

    private static final JsonFactory JSON = JsonRules.requestFactory();

    private final Duration defaultTimeout;
    private final long maxMillis;

    /** The default, for an activity that names no timeout, is at least a millisecond and at most the maximum. */
    public ActivityReader(Duration defaultTimeout, Duration maxTimeout) {
        if (defaultTimeout.toMillis() < 1 || defaultTimeout.compareTo(maxTimeout) > 0) {
            throw new IllegalArgumentException(
                    "The default timeout %s is not between 1 ms and %s.".formatted(defaultTimeout, maxTimeout));
        }
        this.defaultTimeout = defaultTimeout;
        this.maxMillis = maxTimeout.toMillis();
    }

    /** What the caller asks for; a body in it may be a range of this array, which must not be changed from now on. */
    public RunRequest request(byte[] requestBody) {
        ActivityFields fields = fields(requestBody, false);
        return fields.isOfSaved()
                ? fields.savedRequest(fields.timeoutMillis() == null ? null : timeout(fields.timeoutMillis()))
                : fields.activity(timeout(fields.timeoutMillis()));
    }

    /**
     * The activity of a document that holds all of it: a caller's own, or one that a saved activity was made into, which then
     * names that as its {@code source}. The array must not be changed from now on.
     */
    public ServerActivity read(byte[] document) {
        ActivityFields fields = fields(document, true);
        return fields.activity(timeout(fields.timeoutMillis()));
    }

    private static ActivityFields fields(byte[] document, boolean whole) {
        JsonRules.requireUtf8(document);
        try (JsonParser json = JSON.createParser(document)) {
            ActivityFields fields = new ActivityFields(json, document, whole);
            try {
                fields.read();
                fields.requireComplete();
            } catch (JsonProcessingException failure) {
                throw JsonRules.unreadable(json, failure, fields.place());
            }
            return fields;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Duration timeout(Long millis) {
        if (millis == null) {
            return defaultTimeout;
        }
        if (millis < 1 || millis > maxMillis) {
            String message = "The timeout is not between 1 and %d ms (T2). Send one that is.".formatted(maxMillis);
            throw new Problem(
                    Problem.Type.TIMEOUT_REFUSED, message, List.of(new Problem.FieldError("/timeout", message)));
        }
        return Duration.ofMillis(millis);
    }
}
