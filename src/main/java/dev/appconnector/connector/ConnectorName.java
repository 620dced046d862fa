package dev.appconnector.connector;

import dev.appconnector.problem.Problem;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people call a connector, by the rule D10. Immutable.
 *
 * @param text 1-128 printable characters in NFC, without white space at either end
 */
public record ConnectorName(String text) {

    private static final int LONGEST = 128;
    private static final String RESERVED = "{}$\"\\<>";
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<Integer> UNPRINTABLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    public ConnectorName {
        if (text == null || text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
            throw invalid("use 1 to %d characters.".formatted(LONGEST));
        }
        if (!isPrintable(text) || text.codePoints().anyMatch(character -> RESERVED.indexOf(character) >= 0)) {
            throw invalid("use printable characters other than { } $ \" \\ < >.");
        }
        if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
            throw invalid("leave out the space at the beginning or end.");
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw invalid("use composed characters (Unicode NFC).");
        }
        if (UUID_FORM.matcher(keyOf(text)).matches()) {
            throw invalid("use a name that does not look like an id.");
        }
    }

    /** The name in a request; a {@link Problem} says what is wrong with it. */
    public static ConnectorName parse(String text) {
        return new ConnectorName(text);
    }

    /** What must be unique: names that differ only in case or in compatible forms of a character share it. */
    public String key() {
        return keyOf(text);
    }

    private static String keyOf(String text) {
        String folded = compatible(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return compatible(folded);
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** Whether it has neither control characters nor others that show nothing; other names hold to that as well. */
    public static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(character -> UNPRINTABLE.contains(Character.getType(character)));
    }

    private static boolean isSpace(int character) {
        return Character.isSpaceChar(character) || Character.isWhitespace(character);
    }

    private static Problem invalid(String message) {
        String told = "D10: " + message;
        return new Problem(Problem.Type.CONNECTOR_INVALID, told, List.of(new Problem.FieldError("/name", told)));
    }

    @Override
    public String toString() {
        return text;
    }
}
