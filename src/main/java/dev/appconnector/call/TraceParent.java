package dev.appconnector.call;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller's W3C {@code traceparent}, and what of it reaches the target: the same trace with a span of our own.
 *
 * @param traceId 32 hex digits
 * @param callersSpan 16 hex digits
 * @param ownSpan 16 hex digits: another one for each attempt
 * @param flags 2 hex digits
 */
public record TraceParent(String traceId, String callersSpan, String ownSpan, String flags) {

    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    /** Null where the caller's is not well formed, or not there. */
    public static TraceParent of(String ofCaller) {
        if (ofCaller == null) {
            return null;
        }
        Matcher parts = FORM.matcher(ofCaller);
        return parts.matches() ? new TraceParent(parts.group(1), parts.group(2), newSpan(), parts.group(3)) : null;
    }

    private static String newSpan() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong() | 1);
    }

    TraceParent renewed() {
        return new TraceParent(traceId, callersSpan, newSpan(), flags);
    }

    /** As the caller wrote it. */
    public String ofCaller() {
        return "00-" + traceId + "-" + callersSpan + "-" + flags;
    }

    String toTarget() {
        return "00-" + traceId + "-" + ownSpan + "-" + flags;
    }
}
