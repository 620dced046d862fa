package dev.appconnector.run.idempotency;

import dev.appconnector.vault.DerivedKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A request with an {@code Idempotency-Key}, as far as one is told from another: nothing of it can be read here. Immutable.
 *
 * @param key the same for the same caller with the same key, on every node and at any time
 * @param macs of the request, by the id of the derived key that made them: a first run may be from before a rotation
 * @param macKeyId whose mac is kept
 */
record KeyedRequest(String key, Map<String, String> macs, String macKeyId) {

    KeyedRequest {
        macs = Map.copyOf(macs);
    }

    static KeyedRequest of(String caller, String key, byte[] request, DerivedKeys macKeys) {
        String hash = hash(caller, key);
        Map<String, String> macs = new HashMap<>();
        macKeys.keys().forEach((id, macKey) -> macs.put(id, mac(macKey, hash, request)));
        return new KeyedRequest(hash, macs, macKeys.primaryId());
    }

    String mac() {
        return macs.get(macKeyId);
    }

    /** Whether the first run's request was this one. */
    boolean repeats(FirstRun first) {
        String mac = macs.get(first.macKeyId());
        return mac != null && MessageDigest.isEqual(ascii(mac), ascii(first.requestMac()));
    }

    /** The caller's length goes before it, or the end of one could pass for the start of the key. */
    private static String hash(String caller, String key) {
        byte[] name = caller.getBytes(StandardCharsets.UTF_8);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
            digest.update(name);
            return HexFormat.of().formatHex(digest.digest(ascii(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    /** Of the key, too, so that the same request under two keys does not look the same. */
    private static String mac(SecretKey macKey, String hash, byte[] request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(macKey);
            mac.update(ascii(hash));
            return HexFormat.of().formatHex(mac.doFinal(request));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "KeyedRequest[" + key + "]";
    }
}
