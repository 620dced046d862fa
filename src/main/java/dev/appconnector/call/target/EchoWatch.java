package dev.appconnector.call.target;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.RunAudit;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the answers in which a target sent a secret back (E6). A caller who gets many of one connector could tell by the
 * masks which guesses are right, so from then on its answers with masks are withheld. Thread-safe.
 */
final class EchoWatch {

    private static final Logger LOG = LoggerFactory.getLogger(EchoWatch.class);
    private static final int MOST = 20;
    private static final long WINDOW_NANOS = Duration.ofHours(1).toNanos();

    private final Map<Pair, Deque<Long>> echoes = new ConcurrentHashMap<>();
    private final RunAudit audit;

    EchoWatch(RunAudit audit) {
        this.audit = audit;
    }

    private record Pair(String caller, UUID connector) {}

    /**
     * Takes note of an answer with masks.
     *
     * @param hits in how many places
     * @throws Problem {@code target-response-invalid} where the caller has had too many of them within the hour
     */
    void echoed(ActiveRun run, int hits) {
        long now = System.nanoTime();
        UUID connector = run.connector().connector().id();
        boolean[] withheld = new boolean[1];
        echoes.values().removeIf(times -> now - last(times) > WINDOW_NANOS);
        echoes.compute(new Pair(run.caller(), connector), (pair, known) -> {
            Deque<Long> times = known == null ? new ArrayDeque<>() : known;
            while (!times.isEmpty() && now - times.peekFirst() > WINDOW_NANOS) {
                times.pollFirst();
            }
            withheld[0] = times.size() >= MOST;
            if (!withheld[0]) {
                times.addLast(now);
            }
            return times;
        });
        RunLine.log(
                LOG.atInfo(),
                run.id(),
                "the target of connector {} sent a secret back; {}.",
                connector,
                withheld[0] ? "the answer is withheld" : "it was masked");
        audit.echoed(run, hits, withheld[0]);
        if (withheld[0]) {
            throw Failures.invalidAnswer(
                    "E6: the target has sent secrets back to this caller too often, so its answers with secrets are withheld.");
        }
    }

    private static long last(Deque<Long> times) {
        Long last = times.peekLast();
        return last == null ? 0 : last;
    }
}
