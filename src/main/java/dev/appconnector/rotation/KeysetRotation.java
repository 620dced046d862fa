package dev.appconnector.rotation;

import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.AuditTrail;
import dev.appconnector.rotation.Rotation.Phase;
import dev.appconnector.rotation.SharedKeyset.Version;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Keyset;
import dev.appconnector.vault.MasterKeyFault;
import dev.appconnector.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The steps by which the key that seals is replaced while everything goes on (S4). One node takes them at a time; where it dies,
 * another goes on from what is in the database. Thread-safe.
 *
 * <p>No node may meet what it cannot open, so each step waits until all nodes that live write that they know of the one before:
 * the new key opens everywhere before it seals anywhere, and seals everywhere before the old one's work is looked for. No secret
 * may be lost to a key that is gone, so the old one goes only after a whole pass has found nothing of it, which began a good while
 * after the pass that found the last: what a node was writing meanwhile, such as a connector with a secret that it had read
 * before, is found by then. What runs under way have read, each node's vault opens for some minutes more.
 *
 * <p>A node that is cut off from the database is waited for until the others take it for dead. It starts no run by then that needs
 * a credential; when the database answers it again, it takes the keys before it goes on, and seals the results that it still holds
 * anew. What no key opens needs none: it is left, told of once, and stops nothing.
 */
public final class KeysetRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeysetRotation.class);

    private static final AuditEntry.AuditedObject KEYSET = new AuditEntry.AuditedObject("keyset", "keyset", null);

    /** How long one look may work: others wait for the same database. */
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private static final int FEWEST_PASSES = 2;

    private final Statements statements;
    private final SharedKeyset keyset;
    private final AuditTrail audit;
    private final List<SealedRows> parts;
    private final int looksToWait;
    private final Clock clock;
    private int waited;

    /**
     * @param looksToWait how many looks are between two passes; in all it must be longer than a statement can take that was
     *     under way, since one that was sealed before is written by then
     */
    public KeysetRotation(
            Statements statements, Vault vault, SharedKeyset keyset, AuditTrail audit, int looksToWait, Clock clock) {
        this.statements = statements;
        this.keyset = keyset;
        this.audit = audit;
        this.parts = List.of(
                new SealedConnectors(statements, vault),
                SealedTexts.ofRuns(statements, vault),
                SealedTexts.ofKeptAnswers(statements, vault));
        this.looksToWait = looksToWait;
        this.clock = clock;
    }

    /**
     * Begins a rotation, as a part of the open transaction; the caller tells all nodes.
     *
     * @return whether none was under way
     * @throws MasterKeyFault where another master key has wrapped the keyset while this node ran
     */
    boolean begin() {
        int begun = statements
                .of("rotation/insert-rotation")
                .param("total", countAll())
                .update();
        if (begun == 0) {
            return false;
        }
        Version version = keyset.read();
        Keyset anew = keyset.keysOf(version).withNewKey();
        keyset.replace(version, anew);
        statements
                .of("rotation/insert-key")
                .param("id", anew.ids().get(anew.ids().size() - 1))
                .param("now", Row.timestamp(clock.instant()))
                .update();
        return true;
    }

    /** How many rows have something sealed, by whichever key. */
    long countAll() {
        return parts.stream().mapToLong(SealedRows::count).sum();
    }

    /** Empty where none is under way. */
    Optional<Rotation> underWay() {
        return row().map(Rotation::of);
    }

    private Optional<Row> row() {
        return statements.of("rotation/select-rotation").query().listOfRows().stream()
                .map(Row::new)
                .findAny();
    }

    /** Goes on with the rotation for a moment, where one is under way and no other living node is at it. */
    public synchronized void goOn() {
        if (!keyset.isRotating()) {
            return;
        }
        try {
            keyset.refresh();
            Optional<Row> row = row();
            if (row.isPresent() && isOurs(row.get())) {
                advance(Rotation.of(row.get()));
            }
        } catch (DataAccessException | TransactionException | Overtaken | MasterKeyFault e) {
            // What is in the database is where the next look begins, here or on another node.
            LOG.debug("The keyset's rotation waits: {}", e.getClass().getName());
        }
    }

    private boolean isOurs(Row row) {
        UUID node = row.uuid("claimed_by");
        boolean ours = keyset.node().equals(node)
                || statements
                                .of("rotation/claim-rotation")
                                .param("node", keyset.node())
                                .update()
                        == 1;
        if (!keyset.node().equals(node)) {
            waited = 0;
        }
        return ours;
    }

    private void advance(Rotation rotation) {
        switch (rotation.phase()) {
            case ADDED -> replaceWhenKnown(rotation, Phase.PRIMARY, Keyset::withLastAsPrimary);
            case PRIMARY -> {
                if (keyset.isEverywhere(keyset.read())) {
                    write(rotation.in(Phase.SEALING), rotation);
                }
            }
            case SEALING -> seal(rotation);
            case WAITING -> {
                if (++waited >= looksToWait) {
                    write(rotation.inNextPass(), rotation);
                }
            }
            case DISABLED -> end(rotation);
        }
    }

    private void replaceWhenKnown(Rotation rotation, Phase next, UnaryOperator<Keyset> change) {
        Version version = keyset.read();
        if (keyset.isEverywhere(version)) {
            statements.together(() -> {
                keyset.replace(version, change.apply(keyset.keysOf(version)));
                write(rotation.in(next), rotation);
                return tellAll();
            });
        }
    }

    private int tellAll() {
        return statements.of("storage/bump-change-counter").update();
    }

    private void seal(Rotation begun) {
        long until = System.nanoTime() + AT_ONCE.toNanos();
        Rotation rotation = begun;
        while (rotation.part() < parts.size() && System.nanoTime() - until < 0) {
            Rotation before = rotation;
            rotation = statements.together(() -> {
                Rotation after = before.with(parts.get(before.part()).sealAnew(before.after(), before.pass() == 1));
                write(after, before);
                return after;
            });
        }
        if (rotation.part() == parts.size()) {
            endPass(rotation);
        }
    }

    private void endPass(Rotation rotation) {
        waited = 0;
        if (rotation.found() > 0 || rotation.pass() < FEWEST_PASSES) {
            write(rotation.in(Phase.WAITING), rotation);
        } else {
            replaceWhenKnown(rotation, Phase.DISABLED, Keyset::withOthersDisabled);
        }
    }

    private void end(Rotation rotation) {
        Version version = keyset.read();
        if (!keyset.isEverywhere(version)) {
            return;
        }
        Keyset last = keyset.keysOf(version).withoutOthers();
        statements.together(() -> {
            if (statements
                            .of("rotation/delete-rotation")
                            .param("node", keyset.node())
                            .update()
                    == 0) {
                throw new Overtaken();
            }
            keyset.replace(version, last);
            statements.of("rotation/delete-keys").param("ids", last.ids()).update();
            tellAll();
            audit.append(new AuditEntry(
                    "keyset.rotated",
                    AuditEntry.Actor.PROGRAM,
                    null,
                    clock.instant(),
                    1,
                    List.of("/primary", "/keys"),
                    KEYSET,
                    "done",
                    null,
                    0));
            return last;
        });
        keyset.refresh();
        LOG.info(
                "The keyset is rotated: everything is sealed by the key {}, and the old one is destroyed. {} rows do not open.",
                last.primaryId(),
                rotation.unopened());
    }

    private void write(Rotation rotation, Rotation before) {
        int written = statements
                .of("rotation/update-rotation")
                .params(rotation.insteadOf(before, keyset.node()))
                .update();
        if (written == 0) {
            throw new Overtaken();
        }
    }
}
