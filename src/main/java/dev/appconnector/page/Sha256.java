package dev.appconnector.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** What tells one content from another. */
final class Sha256 {

    private Sha256() {}

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** As a Content-Security-Policy names a script. */
    static String source(byte[] bytes) {
        return "'sha256-" + Base64.getEncoder().encodeToString(of(bytes)) + "'";
    }

    private static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
