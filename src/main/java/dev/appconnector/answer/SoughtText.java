package dev.appconnector.answer;

import java.util.Arrays;

/**
 * One text that an answer must not show, found as it is, percent-encoded or JSON-escaped: each character encoded or not, in
 * either hex case, as senders differ in what they encode. Thread-safe but for {@link #erase()}.
 */
final class SoughtText {

    static final int NOT_HERE = -1;

    private final byte[] text;
    /** Whether the text itself may look escaped in both ways, so that both readings could miss it as it is. */
    private final boolean looksEscaped;

    /** Takes the array over; it is not empty. */
    SoughtText(byte[] text) {
        this.text = text;
        this.looksEscaped = contains('%') && contains('\\');
    }

    byte first() {
        return text[0];
    }

    /** The byte (0-255) that a text must begin with to have an encoded form here, or {@link #NOT_HERE}. */
    static int firstByteFrom(byte[] body, int from) {
        return switch (body[from]) {
            case '%' -> hexNumber(body, from + 1, 2);
            case '+' -> ' ';
            case '\\' -> {
                int character = escapedCharacter(body, from);
                yield character < 0x80
                        ? character
                        : character < 0x800
                                ? 0xC0 | character >> 6
                                : character < 0x10000 ? 0xE0 | character >> 12 : 0xF0 | character >> 18;
            }
            default -> body[from] & 0xFF;
        };
    }

    boolean isSameAs(SoughtText other) {
        return Arrays.equals(text, other.text);
    }

    /** Where the longest form that starts at {@code from} ends, or {@link #NOT_HERE}. */
    int endAt(byte[] body, int from) {
        int end = Math.max(percentEncodedEnd(body, from), jsonEscapedEnd(body, from));
        return looksEscaped ? Math.max(end, plainEnd(body, from)) : end;
    }

    void erase() {
        Arrays.fill(text, (byte) 0);
    }

    private int plainEnd(byte[] body, int from) {
        int end = from + text.length;
        return end <= body.length && Arrays.equals(text, 0, text.length, body, from, end) ? end : NOT_HERE;
    }

    private int percentEncodedEnd(byte[] body, int from) {
        int at = from;
        for (byte sought : text) {
            if (at >= body.length) {
                return NOT_HERE;
            }
            int octet = body[at] == '%' ? hexNumber(body, at + 1, 2) : NOT_HERE;
            if (octet != NOT_HERE) {
                if ((byte) octet != sought) {
                    return NOT_HERE;
                }
                at += 3;
            } else if (body[at] == sought || body[at] == '+' && sought == ' ') {
                at++;
            } else {
                return NOT_HERE;
            }
        }
        return at;
    }

    private int jsonEscapedEnd(byte[] body, int from) {
        int at = from;
        int matched = 0;
        while (matched < text.length) {
            if (at >= body.length) {
                return NOT_HERE;
            }
            if (body[at] != '\\') {
                if (body[at++] != text[matched++]) {
                    return NOT_HERE;
                }
                continue;
            }
            int character = escapedCharacter(body, at);
            at += character > 0xFFFF ? 12 : at + 1 < body.length && body[at + 1] == 'u' ? 6 : 2;
            matched = afterCharacter(character, matched);
            if (matched == NOT_HERE) {
                return NOT_HERE;
            }
        }
        return at;
    }

    /** The character that the JSON escape at {@code at} stands for; two escapes may be one character's halves. */
    private static int escapedCharacter(byte[] body, int at) {
        if (at + 1 >= body.length) {
            return NOT_HERE;
        }
        return switch (body[at + 1]) {
            case '"', '\\', '/' -> body[at + 1];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int high = hexNumber(body, at + 2, 4);
                boolean half = high >= Character.MIN_HIGH_SURROGATE && high <= Character.MAX_HIGH_SURROGATE;
                if (!half || at + 7 >= body.length || body[at + 6] != '\\' || body[at + 7] != 'u') {
                    yield high;
                }
                int low = hexNumber(body, at + 8, 4);
                boolean otherHalf = low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE;
                yield otherHalf ? Character.toCodePoint((char) high, (char) low) : high;
            }
            default -> NOT_HERE;
        };
    }

    /** Where the text goes on after this character's UTF-8 bytes at {@code index}, or {@link #NOT_HERE}. */
    private int afterCharacter(int character, int index) {
        if (character == NOT_HERE) {
            return NOT_HERE;
        }
        if (character < 0x80) {
            return character == text[index] ? index + 1 : NOT_HERE;
        }
        int length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        if (index + length > text.length) {
            return NOT_HERE;
        }
        int rest = character;
        for (int i = index + length - 1; i > index; i--, rest >>= 6) {
            if (text[i] != (byte) (0x80 | rest & 0x3F)) {
                return NOT_HERE;
            }
        }
        int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
        return text[index] == (byte) (lead | rest) ? index + length : NOT_HERE;
    }

    private static int hexNumber(byte[] body, int from, int digits) {
        if (from + digits > body.length) {
            return NOT_HERE;
        }
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = hexDigit(body[i]);
            if (digit < 0) {
                return NOT_HERE;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    /** {@link Character#digit} knows every script's digits, and takes its time. */
    private static int hexDigit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int letter = octet | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : NOT_HERE;
    }

    private boolean contains(char sought) {
        for (byte octet : text) {
            if (octet == sought) {
                return true;
            }
        }
        return false;
    }
}
