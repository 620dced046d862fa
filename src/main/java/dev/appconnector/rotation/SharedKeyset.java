package dev.appconnector.rotation;

import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.Keyset;
import dev.appconnector.vault.MasterKeyFault;
import dev.appconnector.vault.Vault;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The keyset that all nodes share: hands each of its versions to this node's vault, and writes which one that works with, so that
 * a rotation can wait for all nodes that live. Thread-safe.
 */
public final class SharedKeyset {

    private static final Logger LOG = LoggerFactory.getLogger(SharedKeyset.class);

    private final Statements statements;
    private final Vault vault;
    private final UUID node;
    private volatile boolean rotating;
    private volatile boolean told;
    private volatile Runnable changed = () -> {};

    /** @param node this one, as {@code node} has it */
    public SharedKeyset(Statements statements, Vault vault, UUID node) {
        this.statements = statements;
        this.vault = vault;
        this.node = node;
    }

    /**
     * A version of the keyset, as it rests.
     *
     * @param rotating whether a rotation is under way
     */
    record Version(String wrapped, long number, Row row, boolean rotating) {}

    Version read() {
        Row row = new Row(statements.of("rotation/select-keyset").query().singleRow());
        return new Version(row.text("wrapped"), row.number("version"), row, row.number("rotations") > 0);
    }

    /**
     * Has the vault take the keyset as it is now, and writes that it has. One that another master key has wrapped is left: then this
     * node goes on with what it has, and no rotation goes on before it was started anew.
     */
    public void refresh() {
        Version now = read();
        try {
            if (vault.use(now.wrapped)) {
                changed.run();
            }
        } catch (MasterKeyFault e) {
            if (!told) {
                LOG.error(
                        "The keyset was wrapped with another master key while this node ran: start it with that file.");
            }
            told = true;
            return;
        }
        rotating = now.rotating;
        if (now.rotating || now.number > 0) {
            statements
                    .of("rotation/note-keyset-of-node")
                    .param("node", node)
                    .param("version", now.number)
                    .update();
        }
    }

    /** Has this done each time the vault works with another keyset: what was read before is to be read anew. */
    public void whenChanged(Runnable forget) {
        changed = forget;
    }

    /** Refreshes where the database may be away; whether it was there. */
    public boolean tryToRefresh() {
        try {
            refresh();
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
        }
    }

    /** Whether a rotation is under way, as far as this node has heard. */
    boolean isRotating() {
        return rotating;
    }

    /** Whether all nodes that live, and those that died a moment ago, work with this version or a later one. */
    boolean isEverywhere(Version version) {
        return statements
                        .of("rotation/count-nodes-behind")
                        .param("version", version.number)
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** @throws MasterKeyFault where another master key has wrapped it */
    Keyset keysOf(Version version) {
        return vault.keyset(version.wrapped);
    }

    /**
     * Puts another keyset in this one's place, as a part of the open transaction.
     *
     * @throws Overtaken where another change was first
     */
    void replace(Version version, Keyset keyset) {
        int replaced = statements
                .of("rotation/update-keyset")
                .param("wrapped", keyset.wrapped())
                .param("version", version.number)
                .update();
        if (replaced != 1) {
            throw new Overtaken();
        }
    }

    /** Which node this is. */
    UUID node() {
        return node;
    }
}
