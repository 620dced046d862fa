package dev.appconnector.egress;

import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Optional;

/** Judges a path as targets may come to read it, decoded again and again: rules P4 and P6 to P8. */
final class DecodedRules {

    private static final int MOST_ROUNDS = 4;
    private static final String DELIMITERS = "./\\%?#@:;";

    /** Slashes, a set minus, a reverse solidus and full stops that NFKC leaves alone and that readers take for others. */
    private static final String LOOK_ALIKES = "\u2044\u2215\u2216\u29F5\u29F8\u29F9\u3002\uFF61";

    private DecodedRules() {}

    static Optional<String> whyRefused(String path) {
        String round = path;
        for (int rounds = 0; ; rounds++) {
            Optional<String> flaw = whyRoundRefused(round, rounds == 0 ? "" : "in the decoded path, ");
            if (flaw.isPresent() || round.indexOf('%') < 0) {
                return flaw;
            }
            String next;
            try {
                next = PercentEncoding.decodeStrictly(round);
            } catch (CharacterCodingException notUtf8) {
                return Flaw.of("P6", "the path's encoded octets are not UTF-8. Encode the text as UTF-8.");
            }
            if (next.equals(round)) {
                return Optional.empty();
            }
            if (rounds == MOST_ROUNDS) {
                return Flaw.of("P6", "the path is encoded more than 4 times over. Encode it once.");
            }
            round = next;
        }
    }

    private static Optional<String> whyRoundRefused(String round, String where) {
        return whyCharacterRefused(round, where)
                .or(() -> round.startsWith("//")
                        ? Flaw.of("P4", where + "two slashes come first. Start the path with one slash.")
                        : Optional.empty())
                .or(() -> whySegmentRefused(round, where));
    }

    private static Optional<String> whyCharacterRefused(String round, String where) {
        int character;
        for (int i = 0; i < round.length(); i += Character.charCount(character)) {
            character = round.codePointAt(i);
            if (Character.isISOControl(character) || character == '\\') {
                return Flaw.at("P6", round, i, where + "is a control character or a backslash. Leave it out.");
            }
            if (character >= 0x80 && readsAsDelimiter(character)) {
                return Flaw.at("P7", round, i, where + "may be read as a delimiter. Use another character.");
            }
        }
        return Optional.empty();
    }

    private static boolean readsAsDelimiter(int character) {
        return LOOK_ALIKES.indexOf(character) >= 0
                || Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
                        .chars()
                        .anyMatch(folded -> DELIMITERS.indexOf(folded) >= 0);
    }

    private static Optional<String> whySegmentRefused(String round, String where) {
        for (String segment : round.split("/", -1)) {
            int parameters = segment.indexOf(';');
            if (isDotSegment(parameters < 0 ? segment : segment.substring(0, parameters))) {
                return Flaw.of("P8", where + "a segment consists of dots alone. Write the path without it.");
            }
        }
        return Optional.empty();
    }

    private static boolean isDotSegment(String segment) {
        return segment.indexOf('.') >= 0
                && segment.codePoints()
                        .allMatch(character -> character == '.'
                                || Character.isWhitespace(character)
                                || Character.isSpaceChar(character));
    }
}
