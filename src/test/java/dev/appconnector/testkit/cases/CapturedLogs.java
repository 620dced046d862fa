package dev.appconnector.testkit.cases;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Takes everything that this JVM logs, every logger at its most verbose but those that the program keeps off, in place of
 * the log. {@link #close()} puts everything back. Thread-safe.
 */
public final class CapturedLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final StringBuilder taken = new StringBuilder();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Logger root;

    public CapturedLogs() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null && logger.getLevel() != Level.OFF) {
                levels.put(logger, logger.getLevel());
                logger.setLevel(logger == root ? Level.TRACE : null);
            }
        }
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.forEach(root::detachAppender);
        setContext(context);
        start();
        root.addAppender(this);
    }

    /** What was logged since the last time that this was asked, a line an event, with stack traces. */
    public String take() {
        synchronized (taken) {
            String text = taken.toString();
            taken.setLength(0);
            return text;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        synchronized (taken) {
            taken.append(event.getLevel()).append(' ').append(event.getLoggerName());
            taken.append(": ").append(event.getFormattedMessage()).append('\n').append(trace);
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
        appenders.forEach(root::addAppender);
        levels.forEach(Logger::setLevel);
    }
}
