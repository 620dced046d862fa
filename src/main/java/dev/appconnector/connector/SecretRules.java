package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthFields;
import dev.appconnector.connector.auth.SecretForm;
import dev.appconnector.vault.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a secret must look like where it goes: asked when it is given, and of one that stands elsewhere each time it is read. */
public final class SecretRules {

    private static final int LONGEST = 8_192;

    private SecretRules() {}

    /** What is wrong with the secret of that key, and what is right; empty where nothing is. */
    public static Optional<String> whyNot(Auth auth, String key, Secret secret) {
        if (secret.length() == 0 || isTooLong(secret)) {
            return Optional.of("A secret has 1 to 8192 bytes.");
        }
        SecretForm form = form(auth, key);
        if (form == SecretForm.PRIVATE_KEY) {
            return flaw(auth, key, secret).map("It cannot be used: "::concat);
        }
        byte[] text = secret.reveal();
        try {
            boolean inHeader = form == SecretForm.HEADER;
            if (isAllowed(text, inHeader)) {
                return Optional.empty();
            }
            return Optional.of(
                    inHeader
                            ? "D12: a secret that goes into a header is visible ASCII, without space around it."
                            : "D12: a secret has no control characters, so no line break either.");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** What is so long is not looked at any further. */
    static boolean isTooLong(Secret secret) {
        return secret.length() > LONGEST;
    }

    /** A key of TLS is held against its certificate besides. */
    private static Optional<String> flaw(Auth auth, String key, Secret secret) {
        return key.equals(Connector.TLS_KEY) ? Optional.empty() : auth.fault(fieldOf(key), secret);
    }

    private static SecretForm form(Auth auth, String key) {
        if (Connector.headerOf(key) != null) {
            return SecretForm.HEADER;
        }
        if (key.equals(Connector.TLS_KEY)) {
            return SecretForm.PRIVATE_KEY;
        }
        return auth.form(fieldOf(key));
    }

    private static String fieldOf(String key) {
        String field = Connector.authFieldOf(key);
        return field == null ? Connector.nextAuthFieldOf(key) : field;
    }

    /** Whether the auth does without it. */
    static boolean isOptional(Auth auth, String key) {
        String field = fieldOf(key);
        return field != null && auth != null && auth.isOptional(field);
    }

    private static boolean isAllowed(byte[] text, boolean inHeader) {
        IntPredicate rule = inHeader ? AuthFields::isVisibleOrSpace : c -> c >= 0x20 && c != 0x7F;
        for (byte b : text) {
            if (!rule.test(b & 0xFF)) {
                return false;
            }
        }
        return !inHeader || text[0] != ' ' && text[text.length - 1] != ' ';
    }

    /** Counted in UTF-8 without making a text of it: every byte but those that continue a character. */
    static int characters(Secret secret) {
        byte[] utf8 = secret.reveal();
        int characters = 0;
        for (byte b : utf8) {
            characters += (b & 0xC0) == 0x80 ? 0 : 1;
        }
        Arrays.fill(utf8, (byte) 0);
        return characters;
    }
}
