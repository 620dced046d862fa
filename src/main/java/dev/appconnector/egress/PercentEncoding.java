package dev.appconnector.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Percent-encodes what a request target may not hold, and decodes triplets for those who must look inside. */
final class PercentEncoding {

    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();
    private static final boolean[] PLAIN = new boolean[128];

    static {
        IntStream.rangeClosed('!', '~').forEach(character -> PLAIN[character] = true);
        "\"#%<>\\^`{|}".chars().forEach(character -> PLAIN[character] = false);
    }

    private PercentEncoding() {}

    /** Whether the character travels as it is and is no part of an encoding either. */
    static boolean isPlain(char character) {
        return character < PLAIN.length && PLAIN[character];
    }

    /** Encodes what must not travel raw; triplets that are there already stay byte for byte. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 32);
        for (byte octet : text.getBytes(UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isPlain(character) || character == '%') {
                encoded.append(character);
            } else {
                UPPER_CASE.toHexDigits(encoded.append('%'), octet);
            }
        }
        return encoded.toString();
    }

    /** Encodes all but letters, digits and {@code -._~}: what comes out has no meaning of its own in a path or query. */
    static String encodeValue(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 32);
        for (byte octet : text.getBytes(UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isUnreserved(character)) {
                encoded.append(character);
            } else {
                UPPER_CASE.toHexDigits(encoded.append('%'), octet);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || "-._~".indexOf(character) >= 0;
    }

    /** Index of the first {@code %} without two hex digits behind it, or -1. */
    static int brokenTriplet(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length()
                    || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Decodes every whole triplet once and leaves broken ones alone.
     *
     * @throws CharacterCodingException where the octets are not strict UTF-8
     */
    static String decodeStrictly(String text) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(decodedOctets(text))).toString();
    }

    /** The same, with replacement characters for octets that are not UTF-8. */
    static String decodeLeniently(String text) {
        return new String(decodedOctets(text), UTF_8);
    }

    private static byte[] decodedOctets(String text) {
        byte[] octets = text.getBytes(UTF_8);
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '%'
                    && i + 2 < octets.length
                    && HexFormat.isHexDigit(octets[i + 1])
                    && HexFormat.isHexDigit(octets[i + 2])) {
                octets[length++] =
                        (byte) (HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2]));
                i += 2;
            } else {
                octets[length++] = octets[i];
            }
        }
        return Arrays.copyOf(octets, length);
    }
}
