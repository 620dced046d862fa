package dev.appconnector.access.key;

import com.fasterxml.uuid.Generators;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The admin keys that the program itself makes and takes, each time in one transaction. Thread-safe; it blocks for the database. */
final class AdminKeys {

    /** The name of the key that the setting gives. */
    private static final String NAME_OF_SETTING = "appconnector.admin-key";

    private final Statements statements;
    private final Clock clock;

    AdminKeys(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** Keeps a new admin key. */
    void add(String name, byte[] key) {
        statements.together(() -> {
            tellAllNodes();
            return insert(name, KeyText.hash(key), false);
        });
    }

    /** Makes the setting's key the admin key, ends the one that the setting had before, and answers with the id of the new one. */
    UUID useSetting(byte[] key) {
        String hash = KeyText.hash(key);
        return statements.together(() -> {
            tellAllNodes();
            endOthers(hash);
            statements.of("access/take-setting-key").param("hash", hash).update();
            List<UUID> kept = statements
                    .of("access/select-key-of-hash")
                    .param("hash", hash)
                    .query(UUID.class)
                    .list();
            return kept.isEmpty() ? insert(NAME_OF_SETTING, hash, true) : kept.get(0);
        });
    }

    /** First of all: whoever has the change counter's lock is alone, and of nodes that start at once one alone inserts the key. */
    private void tellAllNodes() {
        statements.of("storage/bump-change-counter").update();
    }

    private void endOthers(String hash) {
        statements
                .of("access/end-other-setting-keys")
                .param("hash", hash)
                .param("now", Row.timestamp(clock.instant()))
                .update();
    }

    private UUID insert(String name, String hash, boolean fromSetting) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        statements
                .of("access/insert-admin-key")
                .param("id", id)
                .param("name", name)
                .param("hash", hash)
                .param("fromSetting", fromSetting)
                .param("now", Row.timestamp(clock.instant()))
                .update();
        return id;
    }
}
