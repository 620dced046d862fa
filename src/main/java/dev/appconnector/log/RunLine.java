package dev.appconnector.log;

import java.util.UUID;
import org.slf4j.spi.LoggingEventBuilder;

/** A line of the log on behalf of a run: it begins with the run's id, which is a field of its own where lines are JSON. */
public final class RunLine {

    private static final String FIELD = "runId";

    private RunLine() {}

    /** Writes the line; ask first whether its level is logged where it is told often. */
    public static void log(LoggingEventBuilder line, UUID run, String message, Object... arguments) {
        line.addKeyValue(FIELD, run).log("Run " + run + ": " + message, arguments);
    }
}
