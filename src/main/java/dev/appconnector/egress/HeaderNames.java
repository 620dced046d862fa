package dev.appconnector.egress;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A set of normalised header names, some of them by what they start with. Immutable. */
final class HeaderNames {

    /** The names that calls or answers must not carry (rules H2 and X1); {@code *} stands for any ending. */
    private enum Row {
        FRAMING("host content-length transfer-encoding connection keep-alive te trailer upgrade expect http2-settings"
                + " max-forwards via proxy-*"),
        IDENTITY_OF_CALLER("authorization cookie cookie2 set-cookie* www-authenticate authentication-info"),
        IDENTITY_OF_ANSWER("set-cookie* cookie* authorization proxy-* authentication-info"),
        ORIGIN(
                "forwarded x-forwarded-* x-real-ip x-client-ip x-cluster-client-ip true-client-ip cf-connecting-ip x-host"
                        + " x-original-host"),
        OVERRIDE("x-http-method* x-method-override x-original-url x-rewrite-url accept-encoding"),
        INTERNAL("camel* org.apache.camel* org-apache-camel* breadcrumbid x-appconnector-*"),
        COOKIE("cookie");

        private final List<String> patterns;

        Row(String patterns) {
            this.patterns = List.of(patterns.split(" "));
        }
    }

    /** What neither a caller nor a connector's stored headers may set. */
    static final HeaderNames DENIED_IN_REQUEST =
            of(Row.FRAMING, Row.IDENTITY_OF_CALLER, Row.ORIGIN, Row.OVERRIDE, Row.INTERNAL);

    /** What may not carry an API key. */
    static final HeaderNames DENIED_FOR_API_KEY = of(Row.FRAMING, Row.ORIGIN, Row.OVERRIDE, Row.INTERNAL, Row.COOKIE);

    /** What callers do not get to see of an answer. */
    static final HeaderNames DENIED_IN_RESPONSE = of(Row.FRAMING, Row.IDENTITY_OF_ANSWER, Row.INTERNAL);

    private final Set<String> whole;
    private final List<String> starts;

    private HeaderNames(Set<String> whole, List<String> starts) {
        this.whole = whole;
        this.starts = starts;
    }

    private static HeaderNames of(Row... rows) {
        return new HeaderNames(
                patterns(rows).filter(pattern -> !pattern.endsWith("*")).collect(Collectors.toUnmodifiableSet()),
                patterns(rows)
                        .filter(pattern -> pattern.endsWith("*"))
                        .map(pattern -> pattern.substring(0, pattern.length() - 1))
                        .distinct()
                        .toList());
    }

    private static Stream<String> patterns(Row... rows) {
        return Arrays.stream(rows).flatMap(row -> row.patterns.stream());
    }

    boolean contains(String normalisedName) {
        if (whole.contains(normalisedName)) {
            return true;
        }
        for (String start : starts) {
            if (normalisedName.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
