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
 * @param secrets sealed texts by the place that they have in the connector's document, such as {@code auth/value},
 *     {@code nextAuth/value}, {@code tls/privateKey} and {@code secretHeaders/X-Org-Key}; empty once revoked
 * @param version rises with each change
 * @param lastUsedAt null where it never was
 */
public record Connector(
        UUID id,
        String name,
        Domain domain,
        Definition definition,
        Map<String, SealedSecret> secrets,
        State state,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt) {

    /** The key of the private key that belongs to {@link dev.appconnector.connector.tls.Tls#certificate()}. */
    public static final String TLS_KEY = "tls/privateKey";

    private static final String AUTH = "auth/";
    private static final String NEXT_AUTH = "nextAuth/";
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
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }

    /** The same connector with these sealed secrets. */
    public Connector withSecrets(Map<String, SealedSecret> sealed) {
        return new Connector(id, name, domain, definition, sealed, state, version, createdAt, updatedAt, lastUsedAt);
    }

    /** This connector as it is after a change of its definition and secrets. */
    public Connector changed(Definition to, Map<String, SealedSecret> sealed, Instant now) {
        return new Connector(id, name, domain, to, sealed, state, version + 1, createdAt, now, lastUsedAt);
    }

    public Auth auth() {
        return definition.auth();
    }

    /** What its next credential is; null where it has none. */
    public NextAuth nextAuth() {
        return definition.nextAuth();
    }

    /** The additional headers that are no secret, in their order. */
    public Map<String, String> headers() {
        return definition.headers();
    }

    public Limits limits() {
        return definition.limits();
    }

    public Delivery delivery() {
        return definition.delivery();
    }

    /** The key under which a secret field of {@code auth} is kept. */
    public static String authSecret(String field) {
        return AUTH + field;
    }

    /** The field's name, where the key is one of {@code auth}; else null. */
    public static String authFieldOf(String secretKey) {
        return secretKey.startsWith(AUTH) ? secretKey.substring(AUTH.length()) : null;
    }

    /** The same for the next {@code auth}. */
    public static String nextAuthSecret(String field) {
        return NEXT_AUTH + field;
    }

    public static String nextAuthFieldOf(String secretKey) {
        return secretKey.startsWith(NEXT_AUTH) ? secretKey.substring(NEXT_AUTH.length()) : null;
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
        String elsewhere = goesTo(secretKey);
        return new SealingContext(id, secretKey, secretVersion, elsewhere == null ? domain.origin() : elsewhere);
    }

    private String goesTo(String secretKey) {
        String field = authFieldOf(secretKey);
        if (field != null) {
            return auth().goesTo(field).orElse(null);
        }
        String next = nextAuthFieldOf(secretKey);
        return next == null ? null : definition.nextAuth().auth().goesTo(next).orElse(null);
    }
}
