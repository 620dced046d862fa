package dev.appconnector.delivery;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Which nodes live, so that what a dead one had claimed need not wait for its timeout. No clocks are compared, those of nodes
 * or the database's: a node is dead when it has written nothing new while another one has written some times in a row. So
 * neither a clock that is set nor a database that was away for a while makes a living node look dead. Thread-safe;
 * {@link #close()} gives back what this node has claimed.
 */
public final class Nodes implements AutoCloseable {

    /** How often each node writes that it lives is in the route: every 2 s. So this is 10 s. */
    private static final int MISSED_BEATS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    private final Statements statements;
    private final Clock clock;
    private final UUID id = UUID.randomUUID();
    private Map<UUID, Seen> seen = Map.of();
    private boolean known;
    private volatile int living = 1;

    /** What was last read of another node, and how many beats of this one ago that was new. */
    private record Seen(Instant at, int beats) {}

    public Nodes(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** This node, as it stands in what it claims; another one after each start. */
    public UUID id() {
        return id;
    }

    /** How many nodes live, as far as this one knows; one that was killed counts for 10 s more. */
    public int living() {
        return living;
    }

    /** Forgets all nodes and lets all claims lapse: where the database is embedded, no other can live. */
    public void begin() {
        statements.together(() -> statements.of("delivery/delete-nodes").update()
                + statements
                        .of("delivery/lapse-claims")
                        .param("now", Row.timestamp(clock.instant()))
                        .update());
    }

    /** Writes that this node lives, and lets the claims of those lapse that do not. */
    public synchronized void beat() {
        try {
            write();
            seen = look();
            seen.forEach((node, last) -> {
                if (last.beats >= MISSED_BEATS) {
                    takeAway(node, last.at);
                }
            });
        } catch (DataAccessException | TransactionException e) {
            // Who could not write itself cannot tell who else could: the others are observed anew.
            seen = Map.of();
        }
    }

    private void write() {
        if (statements.of("delivery/show-node-lives").param("node", id).update() == 0) {
            statements.of("delivery/insert-node").param("node", id).update();
            if (known) {
                LOG.warn("This node was silent for so long that others took what it had claimed; it goes on.");
            }
            known = true;
        }
    }

    private Map<UUID, Seen> look() {
        List<Row> rows = statements.of("delivery/select-nodes").query().listOfRows().stream()
                .map(Row::new)
                .toList();
        living = rows.size();
        Map<UUID, Seen> now = new HashMap<>();
        for (Row row : rows) {
            UUID node = row.uuid("id");
            Instant at = row.instant("seen_at");
            Seen before = seen.get(node);
            now.put(node, new Seen(at, before != null && before.at.equals(at) ? before.beats + 1 : 0));
        }
        now.remove(id);
        return now;
    }

    private void takeAway(UUID node, Instant seenAt) {
        int lapsed = statements.together(() -> statements
                                .of("delivery/delete-silent-node")
                                .param("node", node)
                                .param("seenAt", Row.timestamp(seenAt))
                                .update()
                        == 0
                ? -1
                : lapse(node));
        if (lapsed >= 0) {
            LOG.warn("The node {} writes no more that it lives: its {} claimed deliveries are due.", node, lapsed);
        }
    }

    private int lapse(UUID node) {
        return statements
                .of("delivery/lapse-claims-of-node")
                .param("node", node)
                .param("now", Row.timestamp(clock.instant()))
                .update();
    }

    /** Gives back what this node still has claimed, and takes it from the nodes that live. */
    @Override
    public synchronized void close() {
        statements.together(
                () -> statements.of("delivery/delete-node").param("node", id).update() + lapse(id));
    }
}
