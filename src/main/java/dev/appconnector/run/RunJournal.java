package dev.appconnector.run;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.CopyText;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the waiting runs of this node soon after they have ended, many at once and off their path, and when each connector
 * was last used and each saved activity last run. What does not fit while the database is slow or gone is counted and left out: a caller never waits for it.
 * Thread-safe; {@link #close()} writes what is left.
 */
public final class RunJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
    private static final int PLACES = 20_000;
    private static final int BATCH = 1_000;
    private static final long INTERVAL_MS = 500;

    private final Statements statements;
    private final Clock clock;
    private final BlockingQueue<Ended> ended = new ArrayBlockingQueue<>(PLACES);
    private final LongAdder leftOut = new LongAdder();
    private final ScheduledExecutorService writer;

    /** What is kept of a run that has ended: not its bodies. */
    private record Ended(
            UUID id,
            UUID connector,
            UUID activityId,
            String activity,
            String method,
            String path,
            String caller,
            boolean waitedFor,
            long timeoutMs,
            String state,
            List<Attempt> attempts,
            Instant at) {

        private static Ended of(ActiveRun run, Instant at) {
            Instant counted = at.minusMillis(run.timings().totalMillis());
            Instant created = RunId.time(run.id());
            Instant began = counted.isBefore(created) ? created : counted;
            return new Ended(
                    run.id(),
                    run.connector().connector().id(),
                    run.activity().savedId(),
                    run.activity().savedName(),
                    run.activity().method(),
                    run.activity().path(),
                    run.caller(),
                    run.isWaitedFor(),
                    run.activity().timeout().toMillis(),
                    RunState.ofEnded(run).word(),
                    run.failure() == null ? Attempt.answered(began, run) : Attempt.failed(began, run, run.failure()),
                    at);
        }
    }

    public RunJournal(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "run-journal");
            thread.setDaemon(true);
            return thread;
        });
        writer.scheduleWithFixedDelay(this::write, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes note of a run whose call has ended, unless its connector is kept nowhere. It waits for nothing. */
    public void ended(ActiveRun run) {
        if (!run.purpose().isOfDraft() && !ended.offer(Ended.of(run, clock.instant()))) {
            leftOut.increment();
        }
    }

    private void write() {
        try {
            List<Ended> batch = new ArrayList<>(BATCH);
            // What ends while the last of it is written waits for the next time: a statement for each few would cost
            // the most.
            for (int taken = BATCH; taken == BATCH; batch.clear()) {
                taken = ended.drainTo(batch, BATCH);
                write(batch);
            }
        } catch (RuntimeException e) {
            LOG.warn("Runs that have ended could not be recorded: the database does not take them.");
        }
        long missing = leftOut.sumThenReset();
        if (missing > 0) {
            LOG.warn("{} runs that have ended are not recorded: the database was too slow to take them.", missing);
        }
    }

    private void write(List<Ended> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Ended> waitedFor = new ArrayList<>(batch.size());
        // In order: nodes that note uses of the same rows then wait for each other, and never crosswise.
        Map<UUID, Instant> used = new TreeMap<>();
        Map<UUID, Instant> run = new TreeMap<>();
        for (Ended entry : batch) {
            used.merge(entry.connector(), entry.at(), RunJournal::later);
            if (entry.activityId() != null) {
                run.merge(entry.activityId(), entry.at(), RunJournal::later);
            }
            if (entry.waitedFor()) {
                waitedFor.add(entry);
            }
        }
        if (!waitedFor.isEmpty() && !statements.copy("run/copy-ended-runs", () -> lines(waitedFor))) {
            statements.batch("run/insert-ended-run", rows(waitedFor));
        }
        touch("connector/touch-connector", "lastUsedAt", used);
        touch("activity/touch-activity", "lastRunAt", run);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void touch(String statement, String parameter, Map<UUID, Instant> times) {
        List<Map<String, ?>> touched = new ArrayList<>(times.size());
        times.forEach((id, at) -> touched.add(Map.of("id", id, parameter, Row.timestamp(at))));
        statements.batch(statement, touched);
    }

    private static CopyText lines(List<Ended> entries) {
        CopyText lines = new CopyText();
        for (Ended entry : entries) {
            lines.add(entry.id())
                    .add(entry.connector())
                    .add(entry.activity())
                    .add(entry.method())
                    .add(entry.path())
                    .add(entry.caller())
                    .add(true)
                    .add(entry.timeoutMs())
                    .add(entry.state())
                    .add(RunId.time(entry.id()))
                    .add(entry.at())
                    .add(attempts(entry))
                    .endRow();
        }
        return lines;
    }

    private static String attempts(Ended entry) {
        return new String(StrictJson.write(entry.attempts()), StandardCharsets.UTF_8);
    }

    private static List<Map<String, ?>> rows(List<Ended> entries) {
        List<Map<String, ?>> rows = new ArrayList<>(entries.size());
        entries.forEach(entry -> rows.add(row(entry)));
        return rows;
    }

    private static Map<String, ?> row(Ended entry) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", entry.id());
        row.put("connectorId", entry.connector());
        row.put("method", entry.method());
        row.put("activity", entry.activity());
        row.put("replayOf", null);
        row.put("waitForResult", true);
        row.put("path", entry.path());
        row.put("caller", entry.caller());
        row.put("timeoutMs", entry.timeoutMs());
        row.put("state", entry.state());
        row.put("createdAt", Row.timestamp(RunId.time(entry.id())));
        row.put("endedAt", Row.timestamp(entry.at()));
        row.put("attempts", attempts(entry));
        return row;
    }

    /** Writes what is left, for as long as the database takes it. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
