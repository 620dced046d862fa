package dev.appconnector.egress;

import dev.appconnector.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The path and query that a call asks a target for, octet for octet: only {@link #of} makes one, so whoever holds one holds
 * what the path and query rules let pass. Immutable; it prints nothing of itself, since logs hold no query.
 */
public final class RequestTarget {

    private static final int LONGEST = 8192;

    private final String text;
    private final String path;
    private final String query;

    private RequestTarget(String text) {
        int question = text.indexOf('?');
        this.text = text;
        this.path = question < 0 ? text : text.substring(0, question);
        this.query = question < 0 ? null : text.substring(question + 1);
    }

    /**
     * Joins the connector's prefix and the activity's path, which stays as it is written but for characters that must be
     * percent-encoded (rule P9).
     *
     * @param prefix one that {@link #whyNotAPrefix} has nothing against
     * @param path the activity's path and query
     * @param refusedParameter name of the query parameter that carries the connector's API key, decoded; null without one
     * @throws Problem {@code path-refused}, by rules P1 to P8 and Q1 to Q4
     */
    public static RequestTarget of(String prefix, String path, String refusedParameter) {
        RequestTarget target = isPlain(path) ? joined(prefix, path) : judged(prefix, path);
        if (refusedParameter != null
                && target.query != null
                && QueryParameters.anyIsNamed(refusedParameter, target.query)) {
            throw refused("Rule Q4: the query has the parameter that carries the connector's API key. Leave it out.");
        }
        return target;
    }

    /** A text as it stands in a path for one segment, or in a query for one value: every delimiter of theirs is encoded. */
    public static String encodedValue(String text) {
        return PercentEncoding.encodeValue(text);
    }

    /**
     * Why a text is no path prefix for a connector (rule D8), or empty if it is one.
     *
     * @param prefix in canonical form: empty, or with a leading and without a trailing slash
     */
    public static Optional<String> whyNotAPrefix(String prefix) {
        for (int i = 0; i < prefix.length(); i++) {
            char character = prefix.charAt(i);
            if (!PercentEncoding.isPlain(character) || character == '?' || character == ';') {
                return Flaw.at("D8", prefix, i, "has no place in a path prefix. Leave it out.");
            }
        }
        if (prefix.contains("//") || prefix.endsWith("/")) {
            return Flaw.of("D8", "the path prefix has an empty segment. Leave out the slash too many.");
        }
        return whyTooLong(prefix)
                .or(() -> WrittenRules.whyRefused(prefix, prefix.length()))
                .or(() -> DecodedRules.whyRefused(prefix));
    }

    /**
     * The ordinary case in one scan: nothing to encode or decode, and no segment that starts with a dot or is empty. What is
     * not plain may still be right; what is plain breaks none of P2 to P8 and Q1 to Q3.
     */
    static boolean isPlain(String path) {
        if (path.isEmpty() || path.length() > LONGEST || path.charAt(0) != '/') {
            return false;
        }
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char character = path.charAt(i);
            if (!PercentEncoding.isPlain(character) || before == '/' && (character == '.' || character == '/')) {
                return false;
            }
            before = character;
        }
        return true;
    }

    /** The thorough way, which decides every case alike. */
    static RequestTarget judged(String prefix, String path) {
        int question = path.indexOf('?');
        int pathEnd = question < 0 ? path.length() : question;
        whyTooLong(path)
                .or(() -> WrittenRules.whyRefused(path, pathEnd))
                .or(() -> DecodedRules.whyRefused(path.substring(0, pathEnd)))
                .ifPresent(reason -> {
                    throw refused(reason);
                });
        String root = prefix.isEmpty() && pathEnd == 0 ? "/" : prefix;
        return joined(root, PercentEncoding.encode(path));
    }

    private static RequestTarget joined(String prefix, String path) {
        String text = prefix.concat(path);
        whyTooLong(text).ifPresent(reason -> {
            throw refused(reason);
        });
        return new RequestTarget(text);
    }

    private static Optional<String> whyTooLong(String text) {
        return text.length() <= LONGEST
                ? Optional.empty()
                : Flaw.of("P1", "the path is longer than 8192 characters, prefix and encoding included. Shorten it.");
    }

    private static Problem refused(String reason) {
        return new Problem(Problem.Type.PATH_REFUSED, reason, List.of(new Problem.FieldError("/path", reason)));
    }

    /** The path as it is sent, with the connector's prefix. */
    public String path() {
        return path;
    }

    /** The query as it is sent, without its {@code ?}; empty where nothing follows the {@code ?}, null without one. */
    public String query() {
        return query;
    }

    /** The request target of the request line. */
    public String asText() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestTarget that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
