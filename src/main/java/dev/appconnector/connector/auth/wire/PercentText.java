package dev.appconnector.connector.auth.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding where every octet counts, as in signatures and secrets. */
final class PercentText {

    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

    private PercentText() {}

    /** @param raw what stays as it is besides ASCII letters and digits */
    static String encoded(byte[] text, String raw) {
        StringBuilder encoded = new StringBuilder(text.length + 16);
        for (byte b : text) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || raw.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                UPPER_CASE.toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }

    /** Its octets, with each whole triplet as what it stands for. */
    static byte[] decoded(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%'
                    && i + 2 < octets.length
                    && HexFormat.isHexDigit(octets[i + 1])
                    && HexFormat.isHexDigit(octets[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2]));
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        return decoded.toByteArray();
    }
}
