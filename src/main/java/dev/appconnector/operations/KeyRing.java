package dev.appconnector.operations;

import dev.appconnector.access.key.ApiKeys;
import dev.appconnector.access.key.KeyText;
import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.AuditTrail;
import dev.appconnector.settings.DatabaseSettings;
import dev.appconnector.settings.InvalidSettings;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.vault.MasterKey;
import dev.appconnector.vault.MasterKeyFault;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the keys that a start needs, and makes those that a first start may make: the master key and the admin key of the
 * embedded database. It never replaces a master key.
 */
public final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final DatabaseSettings settings;
    private final Statements statements;
    private final Clock clock;

    public KeyRing(DatabaseSettings settings, Statements statements, Clock clock) {
        this.settings = settings;
        this.statements = statements;
        this.clock = clock;
    }

    /** Opens the vault with the master key's file and the database's keysets; makes each where it is not there yet. */
    public Vault openVault() {
        boolean isNew = kept("keyset").isEmpty();
        MasterKey masterKey = isNew && settings.embedded() && Files.notExists(settings.masterKey())
                ? MasterKey.create(settings.masterKey())
                : MasterKey.read(settings.masterKey());
        try {
            return Vault.open(
                    masterKey,
                    keptOrMade("keyset", () -> Vault.newWrappedKeyset(masterKey)),
                    () -> keptOrMade("derivation-keyset", () -> Vault.newWrappedDerivationKeyset(masterKey)),
                    clock);
        } catch (MasterKeyFault e) {
            throw e.ofKeysetSince(wrappedAt());
        }
    }

    private Instant wrappedAt() {
        return Row.of(statements.of("storage/select-keyset-wrapped-at").query().singleRow())
                .instant("wrapped_at");
    }

    /**
     * Makes a new master key and wraps both keysets with it, in one transaction. The file is on the disk before that commits: of
     * whatever there is after a crash, one file opens. Nodes that run go on with the keysets that they have, and must be started anew.
     *
     * @param file that does not exist yet; the one of the settings stays as it is
     * @throws MasterKeyFault where that one does not open the keysets, or the file cannot be made
     */
    public void exchangeMasterKey(Path file) {
        String keyset = kept("keyset")
                .orElseThrow(() -> new IllegalStateException(
                        "The database has no keyset yet, so that any master key will do: start with one."));
        Vault vault = openVault();
        String derivation = kept("derivation-keyset").orElseThrow();
        MasterKey before = MasterKey.read(settings.masterKey());
        MasterKey after = MasterKey.create(file);
        AuditTrail audit = new AuditTrail(statements, vault);
        statements.together(() -> {
            replace("keyset", keyset, Vault.rewrapped(keyset, before, after));
            replace("derivation-keyset", derivation, Vault.rewrappedDerivation(derivation, before, after));
            audit.append(AuditEntry.met(
                    "master-key.exchanged", AuditEntry.Actor.PROGRAM, null, clock.instant(), null, "done"));
            return file;
        });
    }

    private void replace(String which, String before, String after) {
        int replaced = statements
                .of("storage/rewrap-" + which)
                .param("before", before)
                .param("wrapped", after)
                .update();
        if (replaced == 0) {
            throw new IllegalStateException(
                    "The keyset was rotated at this very moment, and the new file is of no use: try again with another.");
        }
    }

    /** Of two nodes that make one at once, both go on with the one that the database kept. */
    private String keptOrMade(String keyset, Supplier<String> wrapped) {
        return kept(keyset).orElseGet(() -> {
            statements
                    .of("storage/insert-" + keyset)
                    .param("wrapped", wrapped.get())
                    .param("now", Row.timestamp(clock.instant()))
                    .update();
            return kept(keyset).orElseThrow();
        });
    }

    private Optional<String> kept(String keyset) {
        return statements.of("storage/select-" + keyset).query(String.class).optional();
    }

    /**
     * Makes sure that there is an admin: the setting's key; or, with a new embedded database, one in {@code admin.key}.
     *
     * @throws InvalidSettings where there is none and PostgreSQL is used
     */
    public void ensureAdmin(ApiKeys keys, Optional<Secret> setting) {
        keys.refresh();
        if (setting.isPresent()) {
            byte[] key = setting.get().reveal();
            keys.useSetting(key);
            Arrays.fill(key, (byte) 0);
        } else if (keys.lacksAdmin() && settings.embedded()) {
            writeFirstAdminKey(keys);
        } else if (keys.lacksAdmin()) {
            throw new InvalidSettings(
                    java.util.List.of(
                            "appconnector.admin-key is missing, and the database has no admin's key: set it, or make one with --new-admin-key."));
        }
    }

    private void writeFirstAdminKey(ApiKeys keys) {
        Path file = settings.data().resolve("admin.key");
        byte[] key = KeyText.generate();
        try {
            // Written aside and moved into place, so that nobody reads half a key.
            Path draft = settings.data().resolve("admin.key.new");
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(key));
                channel.force(true);
            }
            keys.addAdmin("admin.key", key);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The admin key cannot be written to " + file + ".", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        LOG.info("The admin key is in {}: copy it to where it is safe.", file);
    }
}
