package dev.appconnector.audit;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the audit. Thread-safe.
 *
 * <p>The order of entries is that in which their transactions took the lock of the one row of {@code audit_head}, whichever
 * node and thread they came from, and not that of their times; there is no gap, since the number is the head's and goes back
 * with it. Whoever appends in a transaction that does more does so last: then nobody waits for a lock while holding this one.
 */
public final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Statements statements;
    private final AuditChain chain;
    private volatile boolean toldOfItsHead;

    public AuditTrail(Statements statements, Vault vault) {
        this.statements = statements;
        this.chain = new AuditChain(vault);
    }

    /**
     * Appends in the transaction of the change that the entry tells of, so that neither exists without the other.
     *
     * @throws IllegalStateException where there is no transaction, or the head is not as it was left
     */
    public void append(AuditEntry entry) {
        if (!statements.isTogether()) {
            throw new IllegalStateException("An audit entry stands in the transaction of its change.");
        }
        write(List.of(entry));
    }

    /** Appends all or none. */
    void appendTogether(List<AuditEntry> entries) {
        statements.together(() -> {
            write(entries);
            return null;
        });
    }

    private void write(List<AuditEntry> entries) {
        AuditHead head = lockHead();
        long sequence = head.sequence();
        String mac = head.mac();
        List<Map<String, ?>> rows = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            Map<String, Object> row = chain.row(entry.withSequence(++sequence), mac);
            mac = (String) row.get("mac");
            rows.add(row);
        }
        statements.batch("audit/insert-entry", rows);
        move(head.endingWith(sequence, mac));
    }

    /** Only within a transaction, which holds the lock to its end. */
    AuditHead lockHead() {
        Optional<AuditHead> head = statements.of("audit/lock-head").query().listOfRows().stream()
                .findAny()
                .map(AuditHead::of);
        if (head.filter(chain::isSound).isEmpty()) {
            refuseToGoOn();
        }
        toldOfItsHead = false;
        return head.get();
    }

    /** To go on from a head that somebody else wrote would be to seal it. */
    private void refuseToGoOn() {
        if (!toldOfItsHead) {
            LOG.error("The audit's head was altered or removed in the database: nothing is changed any more. See"
                    + " /api/audit/verify, and restore the database.");
        }
        toldOfItsHead = true;
        throw new IllegalStateException("The audit's head is not as it was left.");
    }

    /** Only within the transaction that holds the lock. */
    void move(AuditHead head) {
        statements.of("audit/update-head").params(chain.sealed(head).columns()).update();
    }

    /** Empty where its row is gone. */
    Optional<AuditHead> head() {
        return statements.of("audit/select-head").query().listOfRows().stream()
                .findAny()
                .map(AuditHead::of);
    }

    /** The entries after this one in their order, at most so many. */
    List<Row> entriesAfter(long sequence, int most) {
        return statements
                .of("audit/select-entries-to-check")
                .param("after", sequence)
                .param("page", most)
                .query()
                .listOfRows()
                .stream()
                .map(Row::new)
                .toList();
    }

    AuditChain chain() {
        return chain;
    }

    Statements statements() {
        return statements;
    }

    /** Writes the head to the log, where whoever cuts the audit's end off in the database does not reach it. */
    void logHead() {
        head().ifPresent(head -> LOG.info(
                "The audit's last entry is {} with mac {}.",
                head.sequence(),
                head.mac().isEmpty() ? "none" : head.mac()));
    }
}
