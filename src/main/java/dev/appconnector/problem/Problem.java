package dev.appconnector.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a request was not carried out, as RFC 9457 has it: thrown wherever a rule is broken, answered as
 * {@code application/problem+json} in one place.
 *
 * <p>The detail names the rule and the place, and what to do; never a secret, an address, or the text of a header, query
 * or body. It has no stack trace: it is an answer, not a defect.
 */
public final class Problem extends RuntimeException {

    /** The problems that callers can meet, with their HTTP status. The type's URN ends in {@link #slug()}. */
    public enum Type {
        MALFORMED_REQUEST(400, "The request is malformed"),
        UNAUTHENTICATED(401, "A valid key or token is needed"),
        FORBIDDEN(403, "The caller may not do this"),
        DESTINATION_REFUSED(403, "The destination is refused"),
        NOT_FOUND(404, "There is nothing here"),
        CONNECTOR_NOT_FOUND(404, "There is no such connector"),
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        NAME_TAKEN(409, "The name is taken"),
        RUN_IN_PROGRESS(409, "The run is in progress"),
        CONNECTOR_PAUSED(409, "The connector is paused"),
        CONNECTOR_REVOKED(410, "The connector is revoked"),
        STALE_VERSION(412, "The version is stale"),
        TOO_LARGE(413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
        CONNECTOR_INVALID(422, "The connector is invalid"),
        ACTIVITY_INVALID(422, "The activity is invalid"),
        KEY_INVALID(422, "The key is invalid"),
        PARAMETERS_INVALID(422, "The parameters are invalid"),
        PATH_REFUSED(422, "The path is refused"),
        METHOD_REFUSED(422, "The method is refused"),
        HEADER_REFUSED(422, "A header is refused"),
        TIMEOUT_REFUSED(422, "The timeout is refused"),
        IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key is another request's"),
        RATE_LIMITED(429, "Too many calls"),
        INTERNAL_ERROR(500, "Something went wrong in AppConnector"),
        TARGET_UNREACHABLE(502, "The target cannot be reached"),
        TARGET_RESPONSE_INVALID(502, "The target's answer is invalid"),
        CREDENTIAL_UNAVAILABLE(502, "The credential is unavailable"),
        CONNECTOR_BUSY(503, "The connector is busy"),
        OVERLOADED(503, "AppConnector is overloaded"),
        STORAGE_UNAVAILABLE(503, "The database is unavailable"),
        SHUTTING_DOWN(503, "AppConnector is shutting down"),
        DEADLINE_EXCEEDED(504, "The deadline is exceeded");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }

        /** The name as callers see it, such as {@code path-refused}. */
        public String slug() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public String urn() {
            return "urn:appconnector:problem:" + slug();
        }
    }

    /**
     * One field that is wrong.
     *
     * @param field a JSON pointer (RFC 6901) into the request
     * @param message what is wrong and what is right, without the offending value
     */
    public record FieldError(String field, String message) {}

    /** Whether the target may have acted on a run that got no answer. */
    public enum Sent {
        NO,
        MAYBE
    }

    private static final Pattern RULE = Pattern.compile("\\b(?:M1|T2|P[1-9]|Q[1-4]|H[1-6]|D1|A[1-6])\\b");

    private final Type type;
    private final String detail;
    private final List<FieldError> errors;
    private final transient UUID runId;
    private final Sent sent;
    private final transient Map<String, Long> timings;
    private final transient Duration retryAfter;

    public Problem(Type type, String detail) {
        this(type, detail, List.of());
    }

    public Problem(Type type, String detail, List<FieldError> errors) {
        this(type, detail, errors, null, null, Map.of(), null);
    }

    /**
     * Of a document in which fields are wrong.
     *
     * @param errors at least one
     */
    public static Problem ofFields(Type type, List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.get(0).message()
                : errors.size() + " fields are wrong: see errors, correct them, and send it again.";
        return new Problem(type, detail, errors);
    }

    /** Of what passes by itself after this time. */
    public static Problem passing(Type type, String detail, Duration retryAfter) {
        return new Problem(type, detail, List.of(), null, null, Map.of(), retryAfter);
    }

    private Problem(
            Type type,
            String detail,
            List<FieldError> errors,
            UUID runId,
            Sent sent,
            Map<String, Long> timings,
            Duration retryAfter) {
        super(type.slug() + ": " + detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.runId = runId;
        this.sent = sent;
        this.timings = Map.copyOf(timings);
        this.retryAfter = retryAfter;
    }

    /** The same problem, told of a run: which one, whether the target may have acted, and where the time went. */
    public Problem ofRun(UUID run, Sent mayHaveActed, Map<String, Long> whereTheTimeWent) {
        return new Problem(type, detail, errors, run, mayHaveActed, whereTheTimeWent, retryAfter);
    }

    public Type type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    /** The rule that the run broke, as the detail or the first of the errors names it; the type's name where neither does. */
    public String rule() {
        Matcher named = RULE.matcher(errors.isEmpty() ? detail : errors.get(0).message());
        return named.find() ? named.group() : type.slug();
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The run's id, or null where none had begun. */
    public UUID runId() {
        return runId;
    }

    /** Null where no run was under way. */
    public Sent sent() {
        return sent;
    }

    /** Milliseconds by phase; empty where no run was under way. */
    public Map<String, Long> timings() {
        return timings;
    }

    /** When it may have passed; empty where that is not known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
