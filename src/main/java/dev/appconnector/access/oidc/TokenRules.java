package dev.appconnector.access.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * What a token must say before its signature is worth a look: signed with an algorithm that is listed, of a type that is
 * listed, of this issuer, made out to this audience, with a subject, begun and not ended. Who is the authorised party
 * ({@code azp}) does not matter: any client may have got the token that was made out to us. Thread-safe.
 */
final class TokenRules {

    /** How much the clocks of issuer and node may differ. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    /** Those with a public key: none that the holder of that key could sign with. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA,
            JWSAlgorithm.Ed25519);

    /** ID tokens and access tokens (RFC 9068), not those for a logout or the proof of a key; null is a token without a type. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES = new DefaultJOSEObjectTypeVerifier<>(
            null, JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));

    private final DefaultJWTClaimsVerifier<SecurityContext> claims;

    TokenRules(String issuer, String audience, Clock clock) {
        claims =
                new DefaultJWTClaimsVerifier<>(
                        audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
    }

    /** Whether a text has the form of a signed JWT: three parts, the first a JSON object in base64url. */
    static boolean isOne(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        return token.startsWith("eyJ") && second > first + 1 && token.indexOf('.', second + 1) < 0;
    }

    /** The token, which still may be anyone's: its signature was not looked at. Empty where it breaks a rule. */
    Optional<SignedJWT> admissible(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(parsed.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            TYPES.verify(parsed.getHeader().getType(), null);
            JWTClaimsSet said = parsed.getJWTClaimsSet();
            claims.verify(said, null);
            return Optional.of(parsed).filter(sound -> said.getExpirationTime() != null);
        } catch (ParseException | BadJOSEException | RuntimeException e) {
            // Whatever is wrong, and whatever the library throws at it: this proves nothing, and nobody is told why.
            return Optional.empty();
        }
    }

    /** Of a token that is admissible: they were read before. */
    static JWTClaimsSet claimsOf(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
