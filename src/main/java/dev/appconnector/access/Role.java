package dev.appconnector.access;

import java.util.Locale;

/** What a caller may do. For now there is one. */
public enum Role {
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
