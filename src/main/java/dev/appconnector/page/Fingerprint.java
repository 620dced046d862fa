package dev.appconnector.page;

import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * Tells one content from another, where nobody gains by making two look the same. A cryptographic hash took a fifth of a start.
 */
final class Fingerprint {

    private final Checksum[] sums = {new CRC32(), new Adler32()};

    static String of(byte[] bytes) {
        return new Fingerprint().add(bytes).toString();
    }

    Fingerprint add(byte[] bytes) {
        for (Checksum sum : sums) {
            sum.update(bytes);
        }
        return this;
    }

    /** Of 16 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((int) sums[0].getValue()) + hex.toHexDigits((int) sums[1].getValue());
    }
}
