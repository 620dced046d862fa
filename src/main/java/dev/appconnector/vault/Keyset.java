package dev.appconnector.vault;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The keys that a vault seals with and opens with, as a rotation changes them (S4): one is added, it becomes the primary one, the
 * others are disabled, then destroyed. Immutable; each step gives another keyset. It prints no key.
 */
public final class Keyset {

    static final String PURPOSE = "vault";

    private final KeysetHandle keys;
    private final MasterKey masterKey;

    Keyset(KeysetHandle keys, MasterKey masterKey) {
        this.keys = keys;
        this.masterKey = masterKey;
    }

    static Keyset unwrap(MasterKey masterKey, String wrapped) {
        return new Keyset(masterKey.unwrap(wrapped, PURPOSE), masterKey);
    }

    /** With one AES256_GCM key. */
    static Keyset ofOneKey(MasterKey masterKey) {
        try {
            return new Keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), masterKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM.", e);
        }
    }

    KeysetHandle handle() {
        return keys;
    }

    /** For the database. */
    public String wrapped() {
        return masterKey.wrap(keys, PURPOSE);
    }

    /** Digits; it says nothing of the key. */
    public String primaryId() {
        return text(keys.getPrimary().getId());
    }

    /** Those of all keys, disabled ones too, in the order in which they came. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ids.add(text(keys.getAt(i).getId()));
        }
        return ids;
    }

    /** The keys that still open. */
    List<Integer> usableIds() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.getAt(i).getStatus() == KeyStatus.ENABLED) {
                ids.add(keys.getAt(i).getId());
            }
        }
        return ids;
    }

    /** With one key more, which opens and does not seal yet; it is the last one. */
    public Keyset withNewKey() {
        return new Keyset(
                built(KeysetHandle.newBuilder(keys)
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                .withRandomId())),
                masterKey);
    }

    /** The last key seals from now on. */
    public Keyset withLastAsPrimary() {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.getAt(keys.size() - 1).makePrimary();
        return new Keyset(built(builder), masterKey);
    }

    /** What others than the primary key have sealed opens no more; they are still there. */
    public Keyset withOthersDisabled() {
        return withOthers((builder, i) -> builder.getAt(i).setStatus(KeyStatus.DISABLED));
    }

    /** The primary key alone. */
    public Keyset withoutOthers() {
        return withOthers(KeysetHandle.Builder::deleteAt);
    }

    private Keyset withOthers(ObjIntConsumer<KeysetHandle.Builder> change) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (!keys.getAt(i).isPrimary()) {
                change.accept(builder, i);
            }
        }
        return new Keyset(built(builder), masterKey);
    }

    private static KeysetHandle built(KeysetHandle.Builder builder) {
        try {
            return builder.build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyset cannot be made.", e);
        }
    }

    private static String text(int keyId) {
        return Integer.toUnsignedString(keyId);
    }

    @Override
    public String toString() {
        return "Keyset" + ids();
    }
}
