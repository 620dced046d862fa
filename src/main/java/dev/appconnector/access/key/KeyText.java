package dev.appconnector.access.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What a key is as a text: {@code ac_} and 256 random bits or more, of which the SHA-256 alone is kept (U1). */
public final class KeyText {

    private static final Pattern FORM = Pattern.compile("ac_[A-Za-z0-9_-]{43,}");

    private KeyText() {}

    /** A new key; whoever makes it shows it once and keeps only its hash. */
    public static byte[] generate() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
        byte[] key = new byte[text.length + 3];
        System.arraycopy("ac_".getBytes(StandardCharsets.US_ASCII), 0, key, 0, 3);
        System.arraycopy(text, 0, key, 3, text.length);
        Arrays.fill(random, (byte) 0);
        Arrays.fill(text, (byte) 0);
        return key;
    }

    static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    /** What a key is kept and looked up by. */
    static String hash(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
