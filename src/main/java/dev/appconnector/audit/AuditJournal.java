package dev.appconnector.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what changed nothing, refusals and masks, soon after it happened, many at once and off everybody's path. What is
 * sampled away, or finds no place while the database is slow or gone, is counted, and the count becomes an entry: a killed
 * process alone loses any. Where the database goes away just as it has taken some, they may stand there twice. Thread-safe; {@link #close()} writes what is left, and the head to the log.
 */
public final class AuditJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final int PLACES = 1_000;
    private static final long INTERVAL_MS = 500;

    private final AuditTrail trail;
    private final Clock clock;
    private final long intervalsOfSampling;
    private final Sampling sampling = new Sampling();
    private final BlockingQueue<AuditEntry> noted = new ArrayBlockingQueue<>(PLACES);
    private final ScheduledExecutorService writer;

    /** What the database has not taken yet. */
    private final List<AuditEntry> pending = new ArrayList<>();

    private int intervals;
    private boolean failing;

    public AuditJournal(AuditTrail trail, Clock clock) {
        this(trail, clock, Duration.ofMinutes(1));
    }

    /** @param sampling after how long what was counted becomes an entry; at least half a second */
    AuditJournal(AuditTrail trail, Clock clock, Duration sampling) {
        this.trail = trail;
        this.clock = clock;
        this.intervalsOfSampling = sampling.toMillis() / INTERVAL_MS;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-journal");
            thread.setDaemon(true);
            return thread;
        });
        writer.scheduleWithFixedDelay(this::interval, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes note of what changed nothing. It waits for nothing, so it may be called on an event loop. */
    public void note(AuditEntry entry) {
        if (sampling.passes(entry) && !noted.offer(entry)) {
            sampling.count(entry);
        }
    }

    private synchronized void interval() {
        boolean written = write();
        if (++intervals >= intervalsOfSampling && written) {
            intervals = 0;
            pending.addAll(sampling.endMinute(clock.instant()));
            write();
        }
    }

    /** Whether the database has taken everything. */
    private boolean write() {
        if (pending.isEmpty()) {
            noted.drainTo(pending);
        }
        if (pending.isEmpty()) {
            return true;
        }
        try {
            trail.appendTogether(pending);
            pending.clear();
            failing = false;
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The audit cannot be written: the database does not take it. It is tried again.");
            }
            failing = true;
            return false;
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            boolean pendingWritten = write();
            if (pendingWritten && write()) {
                pending.addAll(sampling.endMinute(clock.instant()));
                write();
            }
        }
        try {
            trail.logHead();
        } catch (RuntimeException e) {
            LOG.warn("The audit's head is not known: the database does not answer.");
        }
    }
}
