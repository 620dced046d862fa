package dev.appconnector.connector.next;

import dev.appconnector.connector.Connector;
import dev.appconnector.connector.Definition;
import dev.appconnector.connector.NextAuth;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a connector becomes where its next credential is set, removed or promoted. A secret is sealed for its place in the
 * connector, so one that changes its place is sealed anew (S1).
 */
final class NextCredential {

    private NextCredential() {}

    /**
     * The connector with a next credential in place of the one that it may have.
     *
     * @param trial whose current credential it is to be
     */
    static Connector set(Connector kept, Connector trial, Instant activateAt, Vault vault, Instant now) {
        Definition tried = trial.definition();
        Definition with = kept.definition().with(new NextAuth(tried.auth(), tried.expiresAt(), activateAt));
        Connector open = kept.changed(with, Map.of(), now);
        Map<String, SealedSecret> secrets = others(kept);
        moved(trial, Connector::authFieldOf, Connector::nextAuthSecret, open, secrets, vault);
        return open.withSecrets(secrets);
    }

    /** The connector without a next credential. */
    static Connector removed(Connector kept, Instant now) {
        return kept.changed(kept.definition().with(null), others(kept), now);
    }

    /** The connector with its next credential as the current one, which is gone. */
    static Connector promoted(Connector kept, Vault vault, Instant now) {
        Connector open = kept.changed(kept.definition().promoted(), Map.of(), now);
        Map<String, SealedSecret> secrets = others(kept);
        secrets.keySet().removeIf(key -> Connector.authFieldOf(key) != null);
        moved(kept, Connector::nextAuthFieldOf, Connector::authSecret, open, secrets, vault);
        return open.withSecrets(secrets);
    }

    /** All secrets but those of the next credential. */
    private static Map<String, SealedSecret> others(Connector kept) {
        Map<String, SealedSecret> secrets = new LinkedHashMap<>(kept.secrets());
        secrets.keySet().removeIf(key -> Connector.nextAuthFieldOf(key) != null);
        return secrets;
    }

    private static void moved(
            Connector from,
            UnaryOperator<String> fieldOf,
            UnaryOperator<String> place,
            Connector to,
            Map<String, SealedSecret> secrets,
            Vault vault) {
        from.secrets().forEach((key, kept) -> {
            String field = fieldOf.apply(key);
            if (field != null) {
                String there = place.apply(field);
                // It was given when it was given, and not when it changed its place.
                secrets.put(
                        there,
                        vault.moved(
                                kept,
                                from.sealingContext(key, kept.version()),
                                to.sealingContext(there, to.version())));
            }
        });
    }
}
