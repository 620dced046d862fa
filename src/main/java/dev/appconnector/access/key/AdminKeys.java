package dev.appconnector.access.key;

import com.fasterxml.uuid.Generators;
import dev.appconnector.audit.AuditEntry;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The admin keys that the program itself makes and takes, each time in one transaction with its audit. Thread-safe; it blocks
 * for the database.
 */
final class AdminKeys {

    /** The name of the key that the setting gives. */
    private static final String NAME_OF_SETTING = "appconnector.admin-key";

    private final Statements statements;
    private final Consumer<AuditEntry> audit;
    private final Clock clock;

    /** @param audit appends to the audit, in the transaction of the change */
    AdminKeys(Statements statements, Consumer<AuditEntry> audit, Clock clock) {
        this.statements = statements;
        this.audit = audit;
        this.clock = clock;
    }

    private record Kept(UUID id, String name) {}

    /** Keeps a new admin key. */
    void add(String name, byte[] key) {
        statements.together(() -> {
            tellAllNodes();
            Kept made = insert(name, KeyText.hash(key), false);
            audit("key.created", made);
            return made;
        });
    }

    /** Makes the setting's key the admin key, ends the one that the setting had before, and answers with the id of the new one. */
    UUID useSetting(byte[] text) {
        String hash = KeyText.hash(text);
        return statements.together(() -> {
            tellAllNodes();
            List<Kept> ended = endOthers(hash);
            boolean isTaken =
                    statements.of("access/take-setting-key").param("hash", hash).update() == 1;
            Optional<Kept> known =
                    kept("access/select-key-of-hash", hash).stream().findAny();
            Kept used = known.orElseGet(() -> insert(NAME_OF_SETTING, hash, true));
            // The audit last, as everywhere: then nobody waits for a lock while holding its.
            ended.forEach(key -> audit("key.ended", key));
            if (known.isEmpty()) {
                audit("key.created", used);
            } else if (isTaken) {
                audit("key.taken", used);
            }
            return used.id();
        });
    }

    /**
     * First of all: whoever has the change counter's lock is alone, and of nodes that start at once one alone inserts the key.
     */
    private void tellAllNodes() {
        statements.of("storage/bump-change-counter").update();
    }

    private List<Kept> endOthers(String hash) {
        List<Kept> others = kept("access/select-other-setting-keys", hash);
        statements
                .of("access/end-other-setting-keys")
                .param("hash", hash)
                .param("now", Row.timestamp(clock.instant()))
                .update();
        return others;
    }

    private List<Kept> kept(String statement, String hash) {
        return statements.of(statement).param("hash", hash).query().listOfRows().stream()
                .map(Row::new)
                .map(row -> new Kept(row.uuid("id"), row.text("name")))
                .toList();
    }

    private void audit(String action, Kept key) {
        AuditEntry.AuditedObject object = new AuditEntry.AuditedObject(key.id().toString(), "key", key.name());
        audit.accept(AuditEntry.met(action, AuditEntry.Actor.PROGRAM, null, clock.instant(), object, "done"));
    }

    private Kept insert(String name, String hash, boolean fromSetting) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        statements
                .of("access/insert-admin-key")
                .param("id", id)
                .param("name", name)
                .param("hash", hash)
                .param("fromSetting", fromSetting)
                .param("now", Row.timestamp(clock.instant()))
                .update();
        return new Kept(id, name);
    }
}
