package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.connector.auth.AuthFields;
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
        byte[] text = secret.reveal();
        try {
            if (text.length == 0 || text.length > LONGEST) {
                return Optional.of("A secret has 1 to 8192 bytes.");
            }
            return isAllowed(text, isInHeader(auth, key))
                    ? Optional.empty()
                    : Optional.of("D12: a secret that goes into a header is visible ASCII, without space around it.");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Whether the secret goes into a header as it is. */
    private static boolean isInHeader(Auth auth, String key) {
        if (Connector.headerOf(key) != null) {
            return true;
        }
        return auth.inHeader(Connector.authFieldOf(key));
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
