package dev.appconnector.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is for (U3); which calls that allows, {@link Permissions} say. */
public enum Role {
    ADMIN,
    DESIGNER,
    RUNNER,
    AUDITOR,
    /** What a browser token may do. No key and no claim has it. */
    TOKEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that keys, sessions and claims call by this word; none for another word. */
    public static Optional<Role> named(String word) {
        return Arrays.stream(values())
                .filter(role -> role != TOKEN && role.word().equals(word))
                .findFirst();
    }

    /** Whether whoever has this role may do all that one of the other role may (U4). */
    public boolean covers(Role other) {
        return switch (this) {
            case ADMIN -> true;
            case DESIGNER -> other == DESIGNER || other == RUNNER || other == TOKEN;
            case RUNNER -> other == RUNNER || other == TOKEN;
            case AUDITOR, TOKEN -> other == this;
        };
    }
}
