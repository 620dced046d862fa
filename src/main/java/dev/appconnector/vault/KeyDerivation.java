package dev.appconnector.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys out of a keyset of HKDF_SHA256 keys, other ones for each purpose, so that nothing new needs a keyset of its own.
 * Thread-safe.
 */
final class KeyDerivation {

    static final String PURPOSE = "derivation";
    private static final int KEY_BYTES = 32;

    static {
        try {
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PrfSet keys;

    private KeyDerivation(PrfSet keys) {
        this.keys = keys;
    }

    static String newWrappedKeyset(MasterKey masterKey) {
        try {
            return masterKey.wrap(KeysetHandle.generateNew(PredefinedPrfParameters.HKDF_SHA256), PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HKDF.", e);
        }
    }

    static KeyDerivation open(MasterKey masterKey, String wrappedKeyset) {
        try {
            return new KeyDerivation(
                    masterKey.unwrap(wrappedKeyset, PURPOSE).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The derivation keyset holds a key that derives nothing.", e);
        }
    }

    DerivedKeys keysFor(String purpose) {
        byte[] input = ("appconnector " + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            Map<String, SecretKey> derived = new HashMap<>();
            for (Map.Entry<Integer, Prf> key : keys.getPrfs().entrySet()) {
                byte[] bytes = key.getValue().compute(input, KEY_BYTES);
                derived.put(text(key.getKey()), new SecretKeySpec(bytes, "HmacSHA256"));
            }
            return new DerivedKeys(text(keys.getPrimaryId()), derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key for \"%s\" can be derived.".formatted(purpose), e);
        }
    }

    private static String text(int keyId) {
        return Integer.toUnsignedString(keyId);
    }
}
