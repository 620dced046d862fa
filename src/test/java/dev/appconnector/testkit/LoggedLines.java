package dev.appconnector.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the program logs while this is open, each event as the program's own encoder writes it. Thread-safe. */
public final class LoggedLines implements AutoCloseable {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Logger root;
    private final AppenderBase<ILoggingEvent> appender;

    /** Listens from now on. */
    public LoggedLines() {
        root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Encoder<ILoggingEvent> encoder = ((ConsoleAppender<ILoggingEvent>) root.getAppender("console")).getEncoder();
        appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                events.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
        };
        appender.start();
        root.addAppender(appender);
    }

    /** The events so far, with what belongs to each. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** The warnings and errors so far. */
    public List<String> warnings() {
        return events.stream()
                .filter(line -> line.contains(" " + Level.WARN + " ") || line.contains(" " + Level.ERROR + " "))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
    }
}
