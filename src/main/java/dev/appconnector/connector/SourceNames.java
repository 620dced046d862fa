package dev.appconnector.connector;

import dev.appconnector.vault.source.SecretSource;
import java.text.Normalizer;
import java.util.Locale;

/** Which variables the secrets of a connector may be looked for in, where nobody has said: {@code SALESFORCE_AUTH_VALUE}. */
final class SourceNames {

    private static final int LONGEST = 200;

    private SourceNames() {}

    /** @param key of the secret, such as {@code auth/clientSecret} */
    static SecretSource of(String connectorName, String key) {
        String header = Connector.headerOf(key);
        String name = words(connectorName, "CONNECTOR") + '_' + words(header == null ? split(key) : header, "HEADER");
        return SecretSource.ofVariable(name.substring(0, Math.min(name.length(), LONGEST)));
    }

    private static String split(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    }

    /** In the letters that a variable may have; what would begin as our settings do, or with a digit, gets a word before it. */
    private static String words(String text, String otherwise) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^_|_$", "");
        if (plain.isEmpty()) {
            return otherwise;
        }
        return Character.isDigit(plain.charAt(0)) || plain.startsWith("APPCONNECTOR") ? otherwise + '_' + plain : plain;
    }
}
