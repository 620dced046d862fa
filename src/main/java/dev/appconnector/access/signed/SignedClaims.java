package dev.appconnector.access.signed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.vault.DerivedKeys;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Claims for one purpose that this installation signs (JWT, HS256) and believes again: no other algorithm, whatever a header
 * says, no other key, purpose or installation, and no longer than that purpose allows. It asks nobody. Thread-safe.
 */
public final class SignedClaims {

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
    private static final String ISSUER = "appconnector";

    /** How far the clocks of two nodes may differ: what one has just signed the other must not find too young. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final DerivedKeys keys;
    private final Map<String, JWSVerifier> verifiers = new HashMap<>();
    private final JOSEObjectType type;
    private final String purpose;
    private final Duration longest;
    private final Clock clock;

    /** A signed text, and when it ends. */
    public record Signed(String text, Instant expiresAt) {

        /** Without the text: whoever has it may use it. */
        @Override
        public String toString() {
            return "Signed[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * @param keys of this purpose alone
     * @param purpose stands in type and audience
     * @param longest no claim lives longer, whoever signed it; whole seconds
     */
    public SignedClaims(DerivedKeys keys, String purpose, Duration longest, Clock clock) {
        this.keys = keys;
        this.purpose = purpose;
        this.type = new JOSEObjectType(purpose + "+jwt");
        this.longest = longest;
        this.clock = clock;
        keys.keys().forEach((id, key) -> {
            try {
                verifiers.put(id, new MACVerifier(key));
            } catch (JOSEException e) {
                throw new IllegalStateException("This Java has no HMAC-SHA-256.", e);
            }
        });
    }

    /**
     * Signs claims that hold from now on.
     *
     * @param lifetime as good as exact, since ends are whole seconds: up to a second more, but never more than the longest
     * @param claims of the purpose's own
     */
    public Signed sign(UUID id, Duration lifetime, Map<String, Object> claims) {
        Instant now = clock.instant();
        Instant wanted = now.plus(lifetime).plus(Duration.ofMillis(999)).truncatedTo(ChronoUnit.SECONDS);
        Instant latest = now.plus(longest).truncatedTo(ChronoUnit.SECONDS);
        Instant end = wanted.isAfter(latest) ? latest : wanted;
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(purpose)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(end))
                .jwtID(id.toString());
        claims.forEach(set::claim);
        JWSHeader header = new JWSHeader.Builder(ALGORITHM)
                .type(type)
                .keyID(keys.primaryId())
                .build();
        SignedJWT jwt = new SignedJWT(header, set.build());
        try {
            jwt.sign(new MACSigner(keys.primary()));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256.", e);
        }
        return new Signed(jwt.serialize(), end);
    }

    /** The claims, where they were signed here for this purpose and hold now; empty for whatever else a stranger sends. */
    public Optional<JWTClaimsSet> read(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWSHeader header = jwt.getHeader();
            JWSVerifier verifier = verifiers.get(header.getKeyID());
            if (verifier == null
                    || !ALGORITHM.equals(header.getAlgorithm())
                    || !type.equals(header.getType())
                    || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            return Optional.of(jwt.getJWTClaimsSet()).filter(this::holds);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean holds(JWTClaimsSet claims) {
        if (!ISSUER.equals(claims.getIssuer())
                || !List.of(purpose).equals(claims.getAudience())
                || claims.getJWTID() == null
                || claims.getIssueTime() == null
                || claims.getNotBeforeTime() == null
                || claims.getExpirationTime() == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant end = claims.getExpirationTime().toInstant();
        return now.isBefore(end)
                && !claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW))
                && !end.isAfter(claims.getIssueTime().toInstant().plus(longest))
                && !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW));
    }
}
