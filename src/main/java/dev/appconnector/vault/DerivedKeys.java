package dev.appconnector.vault;

import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The keys of 32 bytes that a purpose has of its own: what is made now is made with the primary one; what was made before a
 * rotation still holds under its key. Immutable; it prints no key.
 *
 * @param primaryId digits; fit to be written next to what the key made
 * @param keys by id; the primary one is among them
 */
public record DerivedKeys(String primaryId, Map<String, SecretKey> keys) {

    public DerivedKeys {
        keys = Map.copyOf(keys);
    }

    public SecretKey primary() {
        return keys.get(primaryId);
    }

    /** @param id may be anything, such as what a stranger wrote */
    public Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "DerivedKeys" + keys.keySet();
    }
}
