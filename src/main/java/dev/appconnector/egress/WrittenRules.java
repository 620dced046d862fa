package dev.appconnector.egress;

import java.util.List;
import java.util.Optional;

/** Judges a request target as it is written, before anything is decoded: rules P2 to P5 and Q1 to Q3. */
final class WrittenRules {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final List<String> PLACEHOLDERS = List.of("{{", "${", "$simple{");

    private WrittenRules() {}

    /**
     * @param text path and query
     * @param pathEnd where the path part ends: the index of the first {@code ?}, or the text's length
     */
    static Optional<String> whyRefused(String text, int pathEnd) {
        return whyUnprintable(text)
                .or(() -> whyFragmentOrBackslash(text, pathEnd))
                .or(() -> whyUnrooted(text, pathEnd))
                .or(() -> whyBrokenTriplet(text, pathEnd))
                .or(() -> whyNullOctet(text, pathEnd))
                .or(() -> whyPlaceholder(text));
    }

    private static Optional<String> whyUnprintable(String text) {
        int character;
        for (int i = 0; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            if (isUnprintable(character)) {
                return Flaw.at("P2", text, i, "is a control, format, separator or non-character. Leave it out.");
            }
        }
        return Optional.empty();
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
            default -> (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
        };
    }

    private static Optional<String> whyFragmentOrBackslash(String text, int pathEnd) {
        int hash = text.indexOf('#');
        if (hash >= 0) {
            return Flaw.at("P3", text, hash, "starts a fragment, which is never sent. Write %23 where it is data.");
        }
        int backslash = text.indexOf('\\');
        if (backslash < 0) {
            return Optional.empty();
        }
        return backslash < pathEnd
                ? Flaw.at("P3", text, backslash, "has no place in a path. Leave it out.")
                : Flaw.at("Q1", text, backslash, "must be encoded in a query. Write %5C.");
    }

    private static Optional<String> whyUnrooted(String text, int pathEnd) {
        if (pathEnd > 0 && text.charAt(0) != '/') {
            return Flaw.of("P4", "the path is neither empty nor starts with a slash. Start it with one slash.");
        }
        return text.startsWith("//")
                ? Flaw.of("P4", "the path starts with two slashes. Start it with one slash.")
                : Optional.empty();
    }

    private static Optional<String> whyBrokenTriplet(String text, int pathEnd) {
        int broken = PercentEncoding.brokenTriplet(text);
        return broken < 0
                ? Optional.empty()
                : Flaw.at(
                        broken < pathEnd ? "P5" : "Q2",
                        text,
                        broken,
                        "is not followed by two hex digits. Write %25 where it is data.");
    }

    private static Optional<String> whyNullOctet(String text, int pathEnd) {
        int octet = text.indexOf("%00", pathEnd);
        return octet < 0 ? Optional.empty() : Flaw.at("Q2", text, octet, "starts an encoded null octet. Leave it out.");
    }

    private static Optional<String> whyPlaceholder(String text) {
        for (String placeholder : PLACEHOLDERS) {
            int found = text.indexOf(placeholder);
            if (found >= 0) {
                return Flaw.at("Q3", text, found, "starts a placeholder. Percent-encode it where it is data.");
            }
        }
        return Optional.empty();
    }
}
