package dev.appconnector.storage;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the change counter all the time, so that this node hears of what any node changed, and knows when it no longer hears
 * (S6). Thread-safe; {@link #close()} ends its thread.
 */
public final class Freshness implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    private static final long INTERVAL_MS = 250;

    private final Statements statements;
    private final long maxStalenessNanos;
    private final Runnable changed;
    private final ScheduledExecutorService reader;
    private volatile long lastRead;
    private volatile boolean everRead;
    private long value = -1;

    /** @param changed told on the reader's thread after each change of any node; it may block for the database */
    public Freshness(Statements statements, Duration maxStaleness, Runnable changed) {
        this.statements = statements;
        this.maxStalenessNanos = maxStaleness.toNanos();
        this.changed = changed;
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "change-counter");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Reads once, which must succeed, and from then on every 250 ms. */
    public void start() {
        read();
        reader.scheduleWithFixedDelay(this::tryToRead, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether all changes up to {@code appconnector.max-staleness} ago are known here. */
    public boolean isFresh() {
        return everRead && System.nanoTime() - lastRead <= maxStalenessNanos;
    }

    private void tryToRead() {
        boolean wasFresh = isFresh();
        try {
            read();
            if (!wasFresh) {
                LOG.info("The database answers again.");
            }
        } catch (RuntimeException e) {
            if (wasFresh) {
                LOG.warn("The database does not answer; runs that need a credential are refused until it does.");
            }
        }
    }

    private void read() {
        long began = System.nanoTime();
        long read =
                statements.of("storage/select-change-counter").query(Long.class).single();
        if (read != value) {
            changed.run();
            value = read;
        }
        lastRead = began;
        everRead = true;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
