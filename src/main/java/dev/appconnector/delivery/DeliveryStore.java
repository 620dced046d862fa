package dev.appconnector.delivery;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.SharedCommit;
import dev.appconnector.storage.Statements;
import dev.appconnector.watch.RunCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the rows of deliveries. Those that are accepted, and those that are settled, at the same time share a commit.
 * Thread-safe.
 */
public final class DeliveryStore implements AutoCloseable {

    /** How soon the database is asked again that did not take what came of an attempt. */
    private static final long RETRY_MS = 250;

    private final Statements statements;
    private final Duration keepBodies;
    private final UUID node;
    private final Consumer<List<UUID>> ended;
    private final RunCounts counts;
    private final BooleanSupplier knowKeys;
    private final SharedCommit<Accepted> accepting;
    private final SharedCommit<Settlement> settling;

    /** @param dueAt when it is tried; where this node claims it, when that claim lapses */
    record Accepted(KeptRun run, byte[] sealedRequest, boolean claimed, Instant dueAt) {}

    /**
     * A delivery that is due, or that this node has claimed.
     *
     * @param lostAt when the attempt began that its node did not settle; null where there was none
     */
    record Due(UUID id, UUID connector, long version, Duration timeout, Instant lostAt) {}

    /** The connector of some deliveries. */
    record Queue(UUID connector, boolean paused) {}

    /**
     * @param node this one, which claims
     * @param keepBodies how long after the end what was said is kept
     * @param ended told of the runs that end, in the transaction that ends them
     * @param counts told how deliveries ended, once that is committed
     * @param knowKeys has the vault take the keys that there are now; whether it has
     */
    public DeliveryStore(
            Statements statements,
            UUID node,
            Duration keepBodies,
            Consumer<List<UUID>> ended,
            RunCounts counts,
            BooleanSupplier knowKeys) {
        this.statements = statements;
        this.node = node;
        this.keepBodies = keepBodies;
        this.ended = ended;
        this.counts = counts;
        this.knowKeys = knowKeys;
        this.accepting = new SharedCommit<>("accepted-runs", this::insert, accepted -> accepted.sealedRequest.length);
        this.settling = new SharedCommit<>("settled-runs", this::settleAll, Settlement::bytes);
    }

    /** Keeps an accepted run; it is committed when this returns, or with the transaction that is open on this thread. */
    void keep(Accepted accepted) {
        if (statements.isTogether()) {
            insert(List.of(accepted));
        } else {
            accepting.write(accepted);
        }
    }

    /** Does this where what was kept last is not committed after all. */
    void ifNotCommitted(Runnable undo) {
        statements.ifNotCommitted(undo);
    }

    private void insert(List<Accepted> accepted) {
        List<Map<String, ?>> rows = new ArrayList<>(accepted.size());
        List<Map<String, ?>> bodies = new ArrayList<>(accepted.size());
        for (Accepted each : accepted) {
            Map<String, Object> row = each.run.columns();
            row.put("traceParent", each.run.traceParent());
            row.put("dueAt", Row.timestamp(each.dueAt));
            row.put("claimedBy", each.claimed ? node : null);
            row.put("claimedAt", each.claimed ? Row.timestamp(each.run.createdAt()) : null);
            rows.add(row);
            bodies.add(Map.of("id", each.run.id(), "sealedRequest", each.sealedRequest));
        }
        statements.together(() -> {
            statements.batch("delivery/insert-delivery", rows);
            return statements.batch("delivery/insert-run-body", bodies);
        });
    }

    /** The connector with deliveries whose id follows on this one. */
    Optional<Queue> queueAfter(UUID connector) {
        return statements.of("delivery/select-next-connector").param("after", connector).query().listOfRows().stream()
                .map(Row::new)
                .map(row -> new Queue(row.uuid("connector_id"), "paused".equals(row.text("state"))))
                .findAny();
    }

    /** How many of a connector's deliveries are due and claimed by nobody, at most so many. */
    int countDue(UUID connector, Instant now, int most) {
        Object counted = statements
                .of("delivery/count-due-deliveries")
                .param("connectorId", connector)
                .param("now", Row.timestamp(now))
                .param("most", most)
                .query()
                .singleRow();
        return (int) Row.of(counted).number("due");
    }

    /** Makes everything due that waits for its next attempt, or to be told of its end once more; answers how much that is. */
    int bringForward(Instant now) {
        return statements
                        .of("delivery/bring-deliveries-forward")
                        .param("now", Row.timestamp(now))
                        .update()
                + statements
                        .of("result/bring-ended-runs-forward")
                        .param("now", Row.timestamp(now))
                        .update();
    }

    /**
     * Claims what is due, in one transaction, but for what another node is claiming.
     *
     * @param wanted the most of each connector's
     * @param held which runs are under way here, so that their claims have not lapsed
     * @return those that were claimed, as claimed
     */
    List<Due> claim(Map<UUID, Integer> wanted, Instant now, Duration margin, Predicate<UUID> held) {
        return wanted.isEmpty()
                ? List.of()
                : statements.together(() -> {
                    List<Due> due = new ArrayList<>();
                    wanted.forEach((connector, limit) -> due.addAll(due(connector, now, limit)));
                    due.removeIf(one -> held.test(one.id()));
                    return claim(due, now, margin);
                });
    }

    private List<Due> due(UUID connector, Instant now, int limit) {
        return statements
                .of("delivery/select-due-deliveries")
                .param("connectorId", connector)
                .param("now", Row.timestamp(now))
                .param("limit", limit)
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .map(row -> new Due(
                        row.uuid("id"),
                        connector,
                        row.number("version"),
                        Duration.ofMillis(row.number("timeout_ms")),
                        row.instant("claimed_at")))
                .toList();
    }

    /** A delivery that nobody has claimed since it had this version. */
    Optional<Due> waiting(UUID id, long version) {
        return statements
                .of("delivery/select-waiting-delivery")
                .param("id", id)
                .param("version", version)
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .map(row -> new Due(
                        id, row.uuid("connector_id"), version, Duration.ofMillis(row.number("timeout_ms")), null))
                .findAny();
    }

    /** Leaves a delivery that nobody has claimed since it had this version to whoever looks for what is due. */
    void leaveDue(UUID id, long version, Instant dueAt) {
        statements
                .of("delivery/leave-delivery-due")
                .param("id", id)
                .param("version", version)
                .param("dueAt", Row.timestamp(dueAt))
                .update();
    }

    /** Claims those that no other node claims first; answers them as claimed. */
    List<Due> claim(List<Due> due, Instant now, Duration margin) {
        List<Map<String, ?>> rows = new ArrayList<>(due.size());
        for (Due each : due) {
            rows.add(Map.of(
                    "id",
                    each.id,
                    "version",
                    each.version,
                    "node",
                    node,
                    "now",
                    Row.timestamp(now),
                    "lapsesAt",
                    Row.timestamp(now.plus(each.timeout).plus(margin))));
        }
        int[] won = statements.batch("delivery/claim-delivery", rows);
        return IntStream.range(0, due.size())
                .filter(i -> won[i] == 1)
                .mapToObj(due::get)
                .map(one -> new Due(one.id, one.connector, one.version + 1, one.timeout, one.lostAt))
                .toList();
    }

    /**
     * Writes what comes of a delivery, where its claim still holds. It waits for as long as the database does not take it; while
     * it was away, the key may have gone that the result is sealed with.
     *
     * @param sealing seals the result, where there is one, with the keys that there are now
     */
    void settle(Settlement settlement, Supplier<byte[]> sealing) throws InterruptedException {
        Settlement offered = settlement;
        while (true) {
            try {
                settling.write(offered);
                return;
            } catch (DataIntegrityViolationException e) {
                throw e;
            } catch (DataAccessException | TransactionException e) {
                Thread.sleep(RETRY_MS);
            }
            if (settlement.sealedResult() != null && knowKeys.getAsBoolean()) {
                offered = settlement.with(sealing.get());
            }
        }
    }

    private void settleAll(List<Settlement> settlements) {
        List<Map<String, ?>> again = new ArrayList<>();
        List<Map<String, ?>> ends = new ArrayList<>();
        // In one order on every node: two that have rows in common must not wait for each other.
        settlements.stream()
                .sorted(Comparator.comparing(settlement -> settlement.run().id()))
                .forEach(settlement -> (settlement.isEnd() ? ends : again).add(row(settlement)));
        statements
                .together(() -> settleTogether(again, ends))
                .forEach(row -> counts.deliveries((String) row.get("state"), 1));
    }

    /** @return those that have ended */
    private List<Map<String, ?>> settleTogether(List<Map<String, ?>> again, List<Map<String, ?>> ends) {
        List<Map<String, ?>> lost = new ArrayList<>();
        List<Map<String, ?>> held = new ArrayList<>(held("delivery/requeue-delivery", again, lost));
        List<Map<String, ?>> over = held("delivery/delete-delivery", ends, lost);
        held.addAll(over);
        statements.batch("run/insert-ended-run", over);
        statements.batch("delivery/limit-run-body", over);
        ended.accept(over.stream().map(row -> (UUID) row.get("id")).toList());
        held.removeIf(row -> row.get("sealedResult") == null);
        statements.batch("delivery/keep-result", held);
        statements.batch("delivery/record-broken-off-attempt", lost);
        return over;
    }

    /** @param lost gets those whose claim had lapsed or was taken */
    private List<Map<String, ?>> held(String statement, List<Map<String, ?>> rows, List<Map<String, ?>> lost) {
        int[] counts = statements.batch(statement, rows);
        List<Map<String, ?>> held = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            (counts[i] == 1 ? held : lost).add(rows.get(i));
        }
        return held;
    }

    private Map<String, Object> row(Settlement settlement) {
        Map<String, Object> row = new HashMap<>(settlement.run().columns());
        row.put("state", settlement.state().word());
        row.put("waitForResult", false);
        row.put("sealedResult", settlement.sealedResult());
        row.put(settlement.isEnd() ? "endedAt" : "nextAttemptAt", Row.timestamp(settlement.at()));
        row.put("eraseAfter", Row.timestamp(settlement.at().plus(keepBodies)));
        return row;
    }

    @Override
    public void close() {
        accepting.close();
        settling.close();
    }
}
