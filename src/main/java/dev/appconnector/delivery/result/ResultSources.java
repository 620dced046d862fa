package dev.appconnector.delivery.result;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that are told of ended runs, of all nodes: each is made known by the nodes that have it, and forgotten when none has
 * had it for as long as bodies are kept. Thread-safe.
 */
public final class ResultSources {

    private static final Logger LOG = LoggerFactory.getLogger(ResultSources.class);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final Statements statements;
    private final Duration keepBodies;
    private final Clock clock;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private volatile boolean any;

    /** What this node has written of one of its routes, and when. */
    private record Shown(ResultFilter filter, Instant at) {}

    public ResultSources(Statements statements, Duration keepBodies, Clock clock) {
        this.statements = statements;
        this.keepBodies = keepBodies;
        this.clock = clock;
    }

    /** Reads whether there is any. Blocks for the database. */
    public void refresh() {
        any = statements.of("result/select-is-any-source").query(Boolean.class).single();
    }

    /** Whether there is any, as far as this node has heard. */
    boolean isAny() {
        return any;
    }

    /** Writes that this node has the route, where that was not written lately, and at first of what it is told. */
    void show(String source, ResultFilter filter) {
        Instant now = clock.instant();
        Shown last = shown.get(source);
        if (last == null || !last.filter.equals(filter)) {
            register(source, filter, now);
        } else if (last.at.plus(silence()).isBefore(now)) {
            int known = statements
                    .of("result/touch-source")
                    .param("source", source)
                    .param("now", Row.timestamp(now))
                    .update();
            if (known == 0) {
                register(source, filter, now);
            }
        } else {
            return;
        }
        shown.put(source, new Shown(filter, now));
    }

    private Duration silence() {
        Duration quarter = keepBodies.dividedBy(4);
        return quarter.compareTo(LONGEST_SILENCE) < 0 ? quarter : LONGEST_SILENCE;
    }

    private void register(String source, ResultFilter filter, Instant now) {
        Map<String, Object> row = filter.columns();
        row.put("source", source);
        row.put("now", Row.timestamp(now));
        statements.together(() -> {
            if (statements.of("result/update-source").params(row).update() == 0) {
                statements.of("result/insert-source").params(row).update();
            }
            return statements.of("storage/bump-change-counter").update();
        });
        any = true;
        if (filter.isImpossible()) {
            LOG.warn("The route {} is told of no run: its connector or activity is neither a name nor an id.", source);
        }
    }

    /** Forgets the routes that no node has any more, with all that they were to be told. */
    public void forget(Exchange exchange) {
        Instant before = clock.instant().minus(keepBodies);
        statements
                .of("result/select-unseen-sources")
                .param("before", Row.timestamp(before))
                .query(String.class)
                .list()
                .forEach(source -> forget(source, before));
        if (any) {
            warnOfLapsing();
        }
    }

    private void forget(String source, Instant before) {
        int left = statements.together(() -> {
            int forgotten = statements
                    .of("result/delete-source")
                    .param("source", source)
                    .param("before", Row.timestamp(before))
                    .update();
            if (forgotten == 0) {
                return -1;
            }
            statements.of("storage/bump-change-counter").update();
            return statements
                    .of("result/delete-runs-of-source")
                    .param("source", source)
                    .update();
        });
        if (left >= 0) {
            LOG.warn(
                    "No node has had the route {} for {}: it is forgotten, with {} ended runs that it was not told of.",
                    source,
                    keepBodies,
                    left);
        }
    }

    private void warnOfLapsing() {
        statements
                .of("result/count-lapsing-runs")
                .param("now", Row.timestamp(clock.instant()))
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .forEach(row -> LOG.warn(
                        "The route {} has not taken {} ended runs until now, when what was said in them is erased:"
                                + " it is told of them no more.",
                        row.text("source_id"),
                        row.number("runs")));
    }
}
