package dev.appconnector.connector.auth.wire;

import dev.appconnector.pem.PemFault;
import dev.appconnector.pem.PemKey;
import dev.appconnector.vault.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets as they go to the wire. What is made on the way is overwritten, but for the text itself. */
public final class SecretTexts {

    private static final String UNRESERVED = "-._~";

    private SecretTexts() {}

    /** For a header: it is known to be ASCII. */
    public static String ascii(Secret secret) {
        byte[] text = secret.reveal();
        String header = new String(text, StandardCharsets.US_ASCII);
        Arrays.fill(text, (byte) 0);
        return header;
    }

    /** For what else takes it as a text. */
    public static String text(Secret secret) {
        byte[] text = secret.reveal();
        String copy = new String(text, StandardCharsets.UTF_8);
        Arrays.fill(text, (byte) 0);
        return copy;
    }

    /** For a query: all but RFC 3986's unreserved characters as {@code %XX} of their UTF-8. */
    public static String percentEncoded(Secret secret) {
        byte[] text = secret.reveal();
        String encoded = percentEncoded(text);
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    /** The same of what is no secret. */
    public static String percentEncoded(String text) {
        return percentEncoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String percentEncoded(byte[] text) {
        return PercentText.encoded(text, UNRESERVED);
    }

    public static String base64(Secret secret) {
        byte[] text = secret.reveal();
        String encoded = Base64.getEncoder().encodeToString(text);
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    public static Secret asBase64(Secret secret) {
        byte[] text = secret.reveal();
        Secret encoded = Secret.owning(Base64.getEncoder().encode(text));
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    /** The secret with that before it. */
    public static Secret after(String before, Secret secret) {
        byte[] text = secret.reveal();
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, all, start.length, text.length);
        Arrays.fill(text, (byte) 0);
        return Secret.owning(all);
    }

    /** The code of a text, by the secret in the clear as its key. */
    public static byte[] hmac(String algorithm, Secret key, ByteBuffer... text) {
        byte[] bytes = key.reveal();
        try {
            return hmac(algorithm, bytes, text);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static byte[] hmac(String algorithm, byte[] key, ByteBuffer... text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (ByteBuffer part : text) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no %s.".formatted(algorithm), e);
        }
    }

    /**
     * The private key that it is in PEM; Java keeps it in its own form for as long as it is referred to.
     *
     * @throws PemFault where it is none
     */
    public static PrivateKey privateKey(Secret pem) {
        byte[] text = pem.reveal();
        try {
            return PemKey.read(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
