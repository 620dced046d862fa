package dev.appconnector.connector.auth;

import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

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
    static String text(Secret secret) {
        byte[] text = secret.reveal();
        String copy = new String(text, StandardCharsets.UTF_8);
        Arrays.fill(text, (byte) 0);
        return copy;
    }

    /** For a query: all but RFC 3986's unreserved characters as {@code %XX} of their UTF-8. */
    static String percentEncoded(Secret secret) {
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
        StringBuilder encoded = new StringBuilder(text.length);
        for (byte b : text) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    static String base64(Secret secret) {
        byte[] text = secret.reveal();
        String encoded = Base64.getEncoder().encodeToString(text);
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    static Secret asBase64(Secret secret) {
        byte[] text = secret.reveal();
        Secret encoded = Secret.owning(Base64.getEncoder().encode(text));
        Arrays.fill(text, (byte) 0);
        return encoded;
    }

    /** The secret with that before it. */
    static Secret after(String before, Secret secret) {
        byte[] text = secret.reveal();
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, all, start.length, text.length);
        Arrays.fill(text, (byte) 0);
        return Secret.owning(all);
    }
}
