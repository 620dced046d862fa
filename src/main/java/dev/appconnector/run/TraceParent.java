package dev.appconnector.run;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The W3C trace context's {@code traceparent}: what of a caller's may reach the target, written anew. */
public final class TraceParent {

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

    private TraceParent() {}

    /** The same trace with a span of our own; null where the caller's is not well formed. */
    public static String renewed(String ofCaller) {
        if (ofCaller == null) {
            return null;
        }
        Matcher parts = FORM.matcher(ofCaller);
        if (!parts.matches()) {
            return null;
        }
        long span = ThreadLocalRandom.current().nextLong() | 1;
        return "00-" + parts.group(1) + "-" + "%016x".formatted(span) + "-" + parts.group(2);
    }
}
