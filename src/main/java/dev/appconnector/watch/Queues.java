package dev.appconnector.watch;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What the database holds of runs that nobody waits for, of all nodes: asked when somebody looks, and at most every five
 * seconds. While it does not answer, what was last known is shown. Thread-safe.
 */
public final class Queues {

    private static final Logger LOG = LoggerFactory.getLogger(Queues.class);
    private static final Duration KEPT = Duration.ofSeconds(5);
    static final Queue NONE = new Queue(0, null, 0);

    private final Statements statements;
    private final Clock clock;
    private Map<UUID, Queue> known = Map.of();
    private Instant asked = Instant.MIN;

    /**
     * Of one connector, or of all.
     *
     * @param queued how many wait for an attempt, be it the first or another
     * @param oldest when the oldest of these was accepted; null where there is none
     * @param dead how many have used up their attempts or their age, and are kept
     */
    record Queue(long queued, Instant oldest, long dead) {

        private Queue plus(Queue other) {
            boolean earlier = other.oldest != null && (oldest == null || other.oldest.isBefore(oldest));
            return new Queue(queued + other.queued, earlier ? other.oldest : oldest, dead + other.dead);
        }
    }

    public Queues(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    Queue of(UUID connector) {
        return known().getOrDefault(connector, NONE);
    }

    Queue all() {
        return known().values().stream().reduce(NONE, Queue::plus);
    }

    /** Of each connector for which runs wait. */
    Map<UUID, Queue> waiting() {
        Map<UUID, Queue> waiting = new HashMap<>(known());
        waiting.values().removeIf(queue -> queue.queued() == 0);
        return waiting;
    }

    /**
     * How many wait for an attempt now, asked anew.
     *
     * @throws DataAccessException where the database does not answer
     */
    public long depth() {
        return Row.of(statements.of("watch/count-queued").query().singleRow()).number("queued");
    }

    /** How long ago the oldest of all that wait was accepted. */
    Duration oldestAge() {
        Instant oldest = all().oldest();
        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private synchronized Map<UUID, Queue> known() {
        Instant now = clock.instant();
        // A clock that was set back must not keep them from being counted.
        if (asked.isBefore(now.minus(KEPT)) || asked.isAfter(now)) {
            asked = now;
            try {
                known = read();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("How many runs are queued could not be counted: the database does not answer.");
            }
        }
        return known;
    }

    private Map<UUID, Queue> read() {
        Map<UUID, Queue> queues = new HashMap<>();
        for (Object selected : statements.of("watch/count-queues").query().listOfRows()) {
            Row row = Row.of(selected);
            queues.merge(
                    row.uuid("connector_id"),
                    new Queue(row.number("queued"), row.instant("oldest"), row.number("dead")),
                    Queue::plus);
        }
        return queues;
    }
}
