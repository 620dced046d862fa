package dev.appconnector.bench.report;

import dev.appconnector.bench.contender.Size;

/** How stages and figures are called in the file of the rounds. */
public final class Stage {

    public static final String START = "start";
    public static final String ACCEPTING = "accepting";
    public static final String ACCEPTING_AND_DELIVERING = "accepting and delivering";

    /** In place of contenders, where nobody waits. */
    public static final String COMMITS = "PostgreSQL's commits";

    public static final String ACCEPTED = "accepted";
    public static final String DELIVERED = "delivered";

    public static final String PER_SECOND = "perSecond";
    public static final String WANTED = "wantedPerSecond";
    public static final String UNSENT = "unsent";
    public static final String CPU_MICROS = "cpuMicros";
    public static final String RESIDENT_MB = "residentMb";
    public static final String READY_MILLIS = "readyMillis";
    public static final String P50 = "p50Millis";
    public static final String P99 = "p99Millis";
    public static final String P999 = "p999Millis";

    private Stage() {}

    public static String maximum(Size size) {
        return "maximum " + size.label();
    }

    /** Rounds at so many percent of what AppConnector can do at most. */
    public static String rate(int percent) {
        return "rate " + percent;
    }

    /** The latencies of all these rounds together. */
    public static String together(int percent) {
        return rate(percent) + " together";
    }
}
