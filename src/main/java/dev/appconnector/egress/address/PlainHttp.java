package dev.appconnector.egress.address;

import java.util.Locale;

/** Whether a domain may be plain {@code http}: the setting {@code appconnector.egress.plain-http}. */
public enum PlainHttp {
    FALSE,
    /** Only what {@code appconnector.egress.allow} names. */
    PRIVATE,
    TRUE;

    /**
     * Reads {@code false}, {@code private} or {@code true}.
     *
     * @throws IllegalArgumentException for anything else, naming the value and what is right
     */
    public static PlainHttp of(String value) {
        for (PlainHttp plainHttp : values()) {
            if (plainHttp.name().toLowerCase(Locale.ROOT).equals(value)) {
                return plainHttp;
            }
        }
        throw new IllegalArgumentException("\"%s\" is none of false, private and true.".formatted(value));
    }

    public boolean permits(String host, int port, AddressPolicy policy) {
        return switch (this) {
            case FALSE -> false;
            case PRIVATE -> policy.operatorNames(host, port);
            case TRUE -> true;
        };
    }
}
