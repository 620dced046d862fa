package dev.appconnector.egress;

import java.util.Optional;

/** Words on what is wrong and where, which never repeat the text that is wrong. */
final class Flaw {

    private Flaw() {}

    static Optional<String> of(String rule, String words) {
        return Optional.of("Rule " + rule + ": " + words);
    }

    /** @param index of the UTF-16 unit to blame in {@code text}; readers are told the number of the character, from 1 */
    static Optional<String> at(String rule, String text, int index, String words) {
        int character = text.codePointAt(index);
        String name = Character.getName(character);
        return of(
                rule,
                "character %d, %s, %s"
                        .formatted(
                                text.codePointCount(0, index) + 1,
                                name == null ? "U+%04X".formatted(character) : name,
                                words));
    }
}
