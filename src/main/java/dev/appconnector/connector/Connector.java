package dev.appconnector.connector;

import dev.appconnector.connector.auth.Auth;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.SealingContext;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A named way to reach one target, as it is kept: its secrets are sealed. Immutable.
 *
 * @param headers the additional headers that are no secret, in their order
 * @param secrets sealed texts by the place that they have in the connector's document, such as {@code auth/value} and
 *     {@code secretHeaders/X-Org-Key}; empty once revoked
 * @param version rises with each change
 * @param lastUsedAt null where it never was
 */
public record Connector(
        UUID id,
        String name,
        Domain domain,
        Auth auth,
        Map<String, String> headers,
        Map<String, SealedSecret> secrets,
        State state,
        Limits limits,
        Delivery delivery,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt) {

    private static final String AUTH = "auth/";
    private static final String SECRET_HEADERS = "secretHeaders/";

    /** What a connector may be asked to do. */
    public enum State {
        LIVE,
        PAUSED,
        REVOKED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Connector {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }

    /** The same connector with these sealed secrets. */
    public Connector withSecrets(Map<String, SealedSecret> sealed) {
        return new Connector(
                id,
                name,
                domain,
                auth,
                headers,
                sealed,
                state,
                limits,
                delivery,
                version,
                createdAt,
                updatedAt,
                lastUsedAt);
    }

    /** The key under which a secret field of {@code auth} is kept. */
    public static String authSecret(String field) {
        return AUTH + field;
    }

    /** The field's name, where the key is one of {@code auth}; else null. */
    public static String authFieldOf(String secretKey) {
        return secretKey.startsWith(AUTH) ? secretKey.substring(AUTH.length()) : null;
    }

    /** The key under which a secret header's value is kept. */
    public static String headerSecret(String headerName) {
        return SECRET_HEADERS + headerName;
    }

    /** The header's name, where the key is one of a secret header; else null. */
    public static String headerOf(String secretKey) {
        return secretKey.startsWith(SECRET_HEADERS) ? secretKey.substring(SECRET_HEADERS.length()) : null;
    }

    /** Where and for whom a secret of this connector is sealed: it opens nowhere else. */
    public SealingContext sealingContext(String secretKey, long secretVersion) {
        String field = authFieldOf(secretKey);
        String origin = field == null ? null : auth.goesTo(field).orElse(null);
        return new SealingContext(id, secretKey, secretVersion, origin == null ? domain.origin() : origin);
    }
}
