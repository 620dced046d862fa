package dev.appconnector.watch.minute;

import java.util.Set;

/** What kind of end a run had, told from its outcome in the words of attempts. */
public enum Ending {
    ANSWERED("answered"),
    FAILED("failed"),
    TIMED_OUT("timedOut"),
    /** By a rule, by a hook, or because its connector starts none: nothing was sent. */
    REFUSED("refused"),
    /** Cancelled, or its caller hung up: neither the target's doing nor ours. */
    CANCELLED("cancelled");

    private static final Set<String> REFUSALS = Set.of(
            "destination-refused",
            "path-refused",
            "method-refused",
            "header-refused",
            "timeout-refused",
            "forbidden",
            "connector-paused",
            "connector-revoked");

    private final String word;

    Ending(String word) {
        this.word = word;
    }

    /** What documents call it. */
    public String word() {
        return word;
    }

    public static Ending of(String outcome) {
        return switch (outcome) {
            case "answered" -> ANSWERED;
            case "cancelled" -> CANCELLED;
            case "deadline-exceeded" -> TIMED_OUT;
            default -> REFUSALS.contains(outcome) ? REFUSED : FAILED;
        };
    }
}
