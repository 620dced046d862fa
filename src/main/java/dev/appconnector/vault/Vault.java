package dev.appconnector.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Seals what must not rest in the clear, and opens it only for what it was sealed for (S1). Thread-safe, and sealing and opening
 * take no lock; it keeps no plaintext. What it opens belongs to the caller, who overwrites it.
 *
 * <p>It seals with the keyset's primary key and opens with any of its keys, until {@link #use} gives it another keyset (S4). A
 * key that has left the keyset opens for {@link #LONGEST_USE} more: runs under way hold what was read from the database before.
 */
public final class Vault {

    /** How long what was read may still be opened; longer than the longest timeout of a run. */
    private static final Duration LONGEST_USE = Duration.ofMinutes(6);

    /** What Tink writes before each ciphertext: a byte that says so, and the key's id. */
    private static final int PREFIX_BYTES = 5;

    private final MasterKey masterKey;
    private final KeyDerivation derivation;
    private final Clock clock;
    private volatile SecretSources sources = SecretSources.NONE;
    private volatile Keys keys;

    /**
     * What it works with.
     *
     * @param prefix what everything begins with that the primary key has sealed
     * @param left what some key opens that is no more in the keyset
     */
    private record Keys(String wrapped, Aead aead, byte[] prefix, List<Integer> usableIds, List<Left> left) {

        private static Keys of(String wrapped, Keyset keyset, List<Left> left) {
            try {
                Aead aead = keyset.handle().getPrimitive(RegistryConfiguration.get(), Aead.class);
                byte[] prefix = ByteBuffer.allocate(PREFIX_BYTES)
                        .put((byte) 1)
                        .putInt(keyset.handle().getPrimary().getId())
                        .array();
                return new Keys(wrapped, aead, prefix, keyset.usableIds(), left);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The vault's keyset holds a key that seals nothing.", e);
            }
        }
    }

    /** @param since as {@link System#nanoTime} counts */
    private record Left(Aead aead, long since) {

        private boolean opens(long now) {
            return now - since < LONGEST_USE.toNanos();
        }
    }

    private Vault(MasterKey masterKey, Keys keys, KeyDerivation derivation, Clock clock) {
        this.masterKey = masterKey;
        this.keys = keys;
        this.derivation = derivation;
        this.clock = clock;
    }

    /** A keyset with one AES256_GCM key, for the database; nobody ever sees it unwrapped. */
    public static String newWrappedKeyset(MasterKey masterKey) {
        return Keyset.ofOneKey(masterKey).wrapped();
    }

    /** The same for keys that are derived: see {@link #derivedKeys}. */
    public static String newWrappedDerivationKeyset(MasterKey masterKey) {
        return KeyDerivation.newWrappedKeyset(masterKey);
    }

    /** The same keyset, wrapped by another master key; the same of one for derivation is {@link #rewrappedDerivation}. */
    public static String rewrapped(String wrappedKeyset, MasterKey from, MasterKey to) {
        return to.wrap(from.unwrap(wrappedKeyset, Keyset.PURPOSE), Keyset.PURPOSE);
    }

    public static String rewrappedDerivation(String wrappedKeyset, MasterKey from, MasterKey to) {
        return to.wrap(from.unwrap(wrappedKeyset, KeyDerivation.PURPOSE), KeyDerivation.PURPOSE);
    }

    /**
     * @param derivationKeyset asked for only when the first keyset has opened: a master key that is not this database's must
     *     leave nothing there
     * @throws MasterKeyFault where the master key does not open a keyset
     */
    public static Vault open(
            MasterKey masterKey, String wrappedKeyset, Supplier<String> derivationKeyset, Clock clock) {
        Keys keys = Keys.of(wrappedKeyset, Keyset.unwrap(masterKey, wrappedKeyset), List.of());
        return new Vault(masterKey, keys, KeyDerivation.open(masterKey, derivationKeyset.get()), clock);
    }

    /**
     * Goes on with this keyset.
     *
     * @return whether it is another one
     * @throws MasterKeyFault where another master key has wrapped it; then all stays as it was
     */
    public synchronized boolean use(String wrappedKeyset) {
        Keys before = keys;
        if (before.wrapped.equals(wrappedKeyset)) {
            return false;
        }
        Keyset keyset = Keyset.unwrap(masterKey, wrappedKeyset);
        long now = System.nanoTime();
        List<Left> left = new ArrayList<>(before.left);
        left.removeIf(one -> !one.opens(now));
        if (!keyset.usableIds().containsAll(before.usableIds)) {
            left.add(new Left(before.aead, now));
        }
        keys = Keys.of(wrappedKeyset, keyset, List.copyOf(left));
        return true;
    }

    /**
     * A keyset of the database, to be changed.
     *
     * @throws MasterKeyFault where another master key has wrapped it
     */
    public Keyset keyset(String wrapped) {
        return Keyset.unwrap(masterKey, wrapped);
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
        return open(ciphertext(sealed, context), context);
    }

    private static byte[] ciphertext(SealedSecret sealed, SealingContext context) {
        if (sealed.version() != context.secretVersion()) {
            throw new SealBroken(context);
        }
        try {
            return Base64.getDecoder().decode(sealed.ciphertext());
        } catch (IllegalArgumentException notBase64) {
            throw new SealBroken(context);
        }
    }

    /** For bodies of runs. */
    public byte[] seal(byte[] plain, SealingContext context) {
        try {
            return keys.aead.encrypt(plain, context.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "\"%s\" of %s cannot be sealed.".formatted(context.field(), context.owner()), e);
        }
    }

    /** @throws SealBroken where it was sealed for anything else, or altered */
    public byte[] open(byte[] sealed, SealingContext context) {
        Keys with = keys;
        byte[] associatedData = context.associatedData();
        try {
            return with.aead.decrypt(sealed, associatedData);
        } catch (GeneralSecurityException e) {
            return openWithWhatHasLeft(with.left, sealed, associatedData).orElseThrow(() -> new SealBroken(context));
        }
    }

    private static Optional<byte[]> openWithWhatHasLeft(List<Left> left, byte[] sealed, byte[] associatedData) {
        long now = System.nanoTime();
        for (Left one : left) {
            try {
                if (one.opens(now)) {
                    return Optional.of(one.aead.decrypt(sealed, associatedData));
                }
            } catch (GeneralSecurityException e) {
                // Perhaps another one does.
            }
        }
        return Optional.empty();
    }

    /** What everything begins with that is sealed now; what begins otherwise was sealed by another key. */
    public byte[] prefix() {
        return keys.prefix.clone();
    }

    /**
     * The same, sealed by the primary key, where it was not already; for the same, and given when it was.
     *
     * @throws SealBroken where no key opens it
     */
    public SealedSecret sealAnew(SealedSecret sealed, SealingContext context) {
        byte[] before = ciphertext(sealed, context);
        byte[] after = sealAnew(before, context);
        return after == before ? sealed : sealed.with(Base64.getEncoder().encodeToString(after));
    }

    /**
     * The same, sealed by the primary key; where it was already, the very array.
     *
     * @throws SealBroken where no key opens it
     */
    public byte[] sealAnew(byte[] sealed, SealingContext context) {
        byte[] prefix = keys.prefix;
        if (sealed.length >= PREFIX_BYTES && Arrays.equals(prefix, Arrays.copyOf(sealed, PREFIX_BYTES))) {
            return sealed;
        }
        byte[] plain = open(sealed, context);
        try {
            return seal(plain, context);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
