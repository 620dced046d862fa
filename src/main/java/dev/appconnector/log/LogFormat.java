package dev.appconnector.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;

/**
 * What a line of the log looks like, and how much of ours is told. Until {@link #use} says otherwise lines are text, from info
 * on: it is called before anything is logged.
 *
 * @param json whether each line is a JSON object
 * @param debug whether our own packages tell what they do at debug
 */
public record LogFormat(boolean json, boolean debug) {

    /** As {@code logback.xml} has it by itself. */
    private static final LogFormat AT_THE_START = new LogFormat(false, false);

    private static LogFormat used = AT_THE_START;

    /** Writes all lines so from now on. */
    public void use() {
        synchronized (LogFormat.class) {
            if (!equals(used)) {
                configure();
                used = this;
            }
        }
    }

    private void configure() {
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        loggers.reset();
        loggers.putProperty("ourLevel", debug ? "DEBUG" : "INFO");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(loggers);
        try {
            configurator.doConfigure(LogFormat.class.getResource(json ? "/log/json.xml" : "/logback.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("The log cannot be written as it was set.", e);
        }
    }
}
