package dev.appconnector.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON straight into bytes, for the few documents that are built by hand. Not thread-safe. */
public final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** For each ASCII character 0 (as it is), the letter of its short escape, or 'u'. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Text that is JSON already, in ASCII. */
    public JsonBytes raw(String ascii) {
        makeRoomFor(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    public JsonBytes raw(byte[] json) {
        makeRoomFor(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    public JsonBytes number(long value) {
        return raw(Long.toString(value));
    }

    /** A quoted string; a surrogate that stands alone, which UTF-8 cannot hold, is escaped. */
    public JsonBytes string(String text) {
        makeRoomFor(Math.addExact(2, Math.multiplyExact(6, text.length())));
        bytes[length++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length = escape((byte) c, bytes, length);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                beyondAscii(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                length = unicodeEscape(c, bytes, length);
            } else {
                beyondAscii(c);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    public int length() {
        return length;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Copies what was written, and returns where the copy ends. */
    public int copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
        return at + length;
    }

    /** How many bytes {@link #escape(byte[], byte[], int)} writes for this UTF-8. */
    public static long escapedLength(byte[] utf8) {
        long extra = 0;
        for (byte b : utf8) {
            if (b >= 0 && ESCAPES[b] != 0) {
                extra += ESCAPES[b] == 'u' ? 5 : 1;
            }
        }
        return utf8.length + extra;
    }

    /** Writes valid UTF-8 as the inside of a JSON string, and returns where it ends. */
    public static int escape(byte[] utf8, byte[] target, int at) {
        int end = at;
        int copied = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b >= 0 && ESCAPES[b] != 0) {
                System.arraycopy(utf8, copied, target, end, i - copied);
                end = escape(b, target, end + i - copied);
                copied = i + 1;
            }
        }
        System.arraycopy(utf8, copied, target, end, utf8.length - copied);
        return end + utf8.length - copied;
    }

    private static int escape(byte ascii, byte[] target, int at) {
        byte escape = ESCAPES[ascii];
        if (escape == 0) {
            target[at] = ascii;
            return at + 1;
        }
        if (escape == 'u') {
            return unicodeEscape((char) ascii, target, at);
        }
        target[at] = '\\';
        target[at + 1] = escape;
        return at + 2;
    }

    private static int unicodeEscape(char c, byte[] target, int at) {
        target[at] = '\\';
        target[at + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            target[at + 2 + i] = HEX[c >> 12 - 4 * i & 0xf];
        }
        return at + 6;
    }

    private void beyondAscii(int codePoint) {
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xc0 | codePoint >> 6);
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xe0 | codePoint >> 12);
            bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        } else {
            bytes[length++] = (byte) (0xf0 | codePoint >> 18);
            bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | codePoint & 0x3f);
    }

    private void makeRoomFor(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }
}
