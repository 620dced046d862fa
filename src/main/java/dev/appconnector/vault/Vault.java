package dev.appconnector.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Seals what must not rest in the clear, and opens it only for what it was sealed for (S1). Thread-safe; it keeps no
 * plaintext. What it opens belongs to the caller, who overwrites it.
 *
 * <p>It seals with the keyset's primary key and opens with any of its keys: after a rotation (S4), open a new one.
 */
public final class Vault {

    private static final String PURPOSE = "vault";

    private final Aead aead;
    private final KeyDerivation derivation;
    private final Clock clock;
    private volatile SecretSources sources = SecretSources.NONE;

    private Vault(Aead aead, KeyDerivation derivation, Clock clock) {
        this.aead = aead;
        this.derivation = derivation;
        this.clock = clock;
    }

    /** A keyset with one AES256_GCM key, for the database; nobody ever sees it unwrapped. */
    public static String newWrappedKeyset(MasterKey masterKey) {
        try {
            return masterKey.wrap(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM.", e);
        }
    }

    /** The same for keys that are derived: see {@link #derivedKeys}. */
    public static String newWrappedDerivationKeyset(MasterKey masterKey) {
        return KeyDerivation.newWrappedKeyset(masterKey);
    }

    /**
     * @param derivationKeyset asked for only when the first keyset has opened: a master key that is not this database's must
     *     leave nothing there
     * @throws MasterKeyFault where the master key does not open a keyset
     */
    public static Vault open(
            MasterKey masterKey, String wrappedKeyset, Supplier<String> derivationKeyset, Clock clock) {
        try {
            Aead aead = masterKey.unwrap(wrappedKeyset, PURPOSE).getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new Vault(aead, KeyDerivation.open(masterKey, derivationKeyset.get()), clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The vault's keyset holds a key that seals nothing.", e);
        }
    }

    /**
     * Keys that differ from those of every other purpose and say nothing of them; the same at each start, on every node.
     *
     * @param purpose such as {@code audit}; once used it never changes
     */
    public DerivedKeys derivedKeys(String purpose) {
        return derivation.keysFor(purpose);
    }

    /** Reads the secrets that stand outside of the database there; before that none is to be had. */
    public void readsFrom(SecretSources other) {
        sources = other;
    }

    public SecretSources sources() {
        return sources;
    }

    /** The secret stays the caller's. */
    public SealedSecret seal(Secret plain, SealingContext context) {
        byte[] bytes = plain.reveal();
        try {
            String ciphertext = Base64.getEncoder().encodeToString(seal(bytes, context));
            return new SealedSecret(context.secretVersion(), clock.instant(), ciphertext, null);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** One that stands there: sealed is the place, so that nobody who writes into the database sends it elsewhere (S1). */
    public SealedSecret seal(SecretSource source, SealingContext context) {
        byte[] place = source.text().getBytes(StandardCharsets.UTF_8);
        String ciphertext = Base64.getEncoder().encodeToString(seal(place, context));
        return new SealedSecret(context.secretVersion(), clock.instant(), ciphertext, source);
    }

    /**
     * The secret as it is now, also where it stands outside of the database.
     *
     * @throws SealBroken where it was sealed for anything else, or altered
     * @throws Problem {@code credential-unavailable} where its source does not give it
     */
    public Secret open(SealedSecret sealed, SealingContext context) {
        byte[] opened = opened(sealed, context);
        SecretSource source = sealed.source();
        if (source == null) {
            return Secret.owning(opened);
        }
        if (!Arrays.equals(opened, source.text().getBytes(StandardCharsets.UTF_8))) {
            throw new SealBroken(context);
        }
        return Secret.owning(sources.read(source));
    }

    /** The same secret for something else, given when it was; what stands outside of the database stays there. */
    public SealedSecret moved(SealedSecret sealed, SealingContext from, SealingContext to) {
        byte[] plain = opened(sealed, from);
        try {
            String ciphertext = Base64.getEncoder().encodeToString(seal(plain, to));
            return new SealedSecret(to.secretVersion(), sealed.changedAt(), ciphertext, sealed.source());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] opened(SealedSecret sealed, SealingContext context) {
        if (sealed.version() != context.secretVersion()) {
            throw new SealBroken(context);
        }
        try {
            return open(Base64.getDecoder().decode(sealed.ciphertext()), context);
        } catch (IllegalArgumentException notBase64) {
            throw new SealBroken(context);
        }
    }

    /** For bodies of runs. */
    public byte[] seal(byte[] plain, SealingContext context) {
        try {
            return aead.encrypt(plain, context.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "\"%s\" of %s cannot be sealed.".formatted(context.field(), context.owner()), e);
        }
    }

    /** @throws SealBroken where it was sealed for anything else, or altered */
    public byte[] open(byte[] sealed, SealingContext context) {
        try {
            return aead.decrypt(sealed, context.associatedData());
        } catch (GeneralSecurityException e) {
            throw new SealBroken(context);
        }
    }
}
