package dev.appconnector.access.session;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A session of the management page. Immutable.
 *
 * @param key that it goes back to: when the key ends, it does
 * @param csrfToken what a change must bring besides the cookie, since only a page of ours can know it
 */
record Session(UUID id, UUID key, String csrfToken, Instant expiresAt) {

    static final String KEY = "key";
    static final String CSRF_TOKEN = "csrf";

    /**
     * @throws ParseException where these are no claims of a session
     * @throws IllegalArgumentException likewise
     */
    static Session of(JWTClaimsSet claims) throws ParseException {
        return new Session(
                UUID.fromString(claims.getJWTID()),
                UUID.fromString(String.valueOf(claims.getStringClaim(KEY))),
                Objects.requireNonNullElse(claims.getStringClaim(CSRF_TOKEN), ""),
                claims.getExpirationTime().toInstant());
    }

    /** Without what a change must bring. */
    @Override
    public String toString() {
        return "Session[id=%s, key=%s, expiresAt=%s]".formatted(id, key, expiresAt);
    }
}
