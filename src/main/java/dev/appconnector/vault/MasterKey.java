package dev.appconnector.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.appconnector.vault.MasterKeyFault.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Wraps the keysets that rest in the database with a key that does not: it stands in a file of its own (S2), a line that
 * says what it is and 32 random bytes in base64url. A copy of the database alone therefore opens nothing.
 *
 * <p>Immutable and thread-safe. Every fault is a {@link MasterKeyFault}.
 */
public final class MasterKey {

    private static final byte[] HEADER = "appconnector-master-key-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int KEY_CHARACTERS = 43;

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path path;
    private final Aead aead;

    private MasterKey(Path path, byte[] key) {
        this.path = path;
        this.aead = aes256Gcm(key);
    }

    /** Makes a key and writes it, mode 0600; a file that is there stays as it is, and the key is refused. */
    public static MasterKey create(Path path) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(key);
        byte[] content = ByteBuffer.allocate(HEADER.length + text.length + 1)
                .put(HEADER)
                .put(text)
                .put((byte) '\n')
                .array();
        try {
            new MasterKeyFile(path).write(content);
            return new MasterKey(path, key);
        } finally {
            erase(key, text, content);
        }
    }

    public static MasterKey read(Path path) {
        byte[] content = new MasterKeyFile(path).read();
        byte[] text = new byte[0];
        byte[] key = text;
        try {
            text = Arrays.copyOfRange(content, Math.min(HEADER.length, content.length), lengthOfText(content));
            if (text.length != KEY_CHARACTERS || !startsWithHeader(content)) {
                throw broken(path);
            }
            key = Base64.getUrlDecoder().decode(text);
            return new MasterKey(path, key);
        } catch (IllegalArgumentException e) { // not kept as the cause: its message quotes the key
            throw broken(path);
        } finally {
            erase(content, text, key);
        }
    }

    /**
     * @param purpose what the keyset is for; one that was wrapped for another purpose does not unwrap
     * @return base64, for the database
     */
    public String wrap(KeysetHandle keyset, String purpose) {
        try {
            return Base64.getEncoder()
                    .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, aead, utf8(purpose)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyset cannot be wrapped.", e);
        }
    }

    /** The keyset that {@link #wrap} was given with the same purpose. */
    public KeysetHandle unwrap(String wrapped, String purpose) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                    Base64.getDecoder().decode(wrapped), aead, utf8(purpose));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MasterKeyFault(
                    Reason.WRONG_KEY,
                    ("The master key in %s does not open the %s keyset of this database: start with the file that this"
                                    + " database was set up with, or restore both from one backup.")
                            .formatted(path, purpose));
        }
    }

    /** The key's bytes are ours: they stand in the file, and nowhere in a keyset that another version of Tink might read. */
    @AccessesPartialKey
    private static Aead aes256Gcm(byte[] key) {
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey only = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(only).withRandomId().makePrimary())
                    .build()
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES-256-GCM.", e);
        }
    }

    private static boolean startsWithHeader(byte[] content) {
        return content.length > HEADER.length && Arrays.equals(HEADER, Arrays.copyOf(content, HEADER.length));
    }

    /** Without the line break that an editor or a mount may have changed. */
    private static int lengthOfText(byte[] content) {
        int length = content.length;
        while (length > HEADER.length && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        return length;
    }

    private static MasterKeyFault broken(Path path) {
        return new MasterKeyFault(
                Reason.BROKEN,
                "The file %s does not hold a whole master key: restore it from its backup.".formatted(path));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void erase(byte[]... all) {
        for (byte[] bytes : all) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
