package dev.appconnector.watch;

import java.util.Set;

/** What kind of end a run had, told from its outcome in the words of attempts. */
enum Ending {
    ANSWERED,
    TIMED_OUT,
    /** By a rule, by a hook, or because its connector starts none: nothing was sent. */
    REFUSED,
    /** Cancelled, or its caller hung up: neither the target's doing nor ours. */
    CANCELLED,
    FAILED;

    private static final Set<String> REFUSALS = Set.of(
            "destination-refused",
            "path-refused",
            "method-refused",
            "header-refused",
            "timeout-refused",
            "forbidden",
            "connector-paused",
            "connector-revoked");

    static Ending of(String outcome) {
        return switch (outcome) {
            case RunCounts.ANSWERED -> ANSWERED;
            case RunCounts.CANCELLED -> CANCELLED;
            case "deadline-exceeded" -> TIMED_OUT;
            default -> REFUSALS.contains(outcome) ? REFUSED : FAILED;
        };
    }
}
