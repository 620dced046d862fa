package dev.appconnector.connector.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.appconnector.connector.auth.wire.SecretTexts;
import dev.appconnector.pem.PemFault;
import dev.appconnector.vault.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A token for what a signed assertion says (RFC 7523): the way of service accounts.
 *
 * @param subject null where the issuer speaks for itself, as Google wants it
 * @param audience null where it is the token URL
 * @param keyId null where the endpoint knows one key alone
 * @param algorithm {@code RS256} or {@code ES256}
 */
record OAuth2JwtBearer(
        String tokenUrl, String issuer, String subject, String audience, String scope, String keyId, String algorithm)
        implements OAuth2 {

    private static final String PRIVATE_KEY = "privateKey";

    static final List<String> SECRETS = List.of(PRIVATE_KEY);

    private static final String ANOTHER_KEY =
            "it cannot sign so; use an RSA key of 2048 bits or more with RS256, or one on the curve P-256 with ES256.";

    /** Salesforce takes no longer one; an assertion is used at once, and once. */
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    static OAuth2JwtBearer read(AuthFields fields) {
        return new OAuth2JwtBearer(
                fields.url(TOKEN_URL),
                fields.required("issuer"),
                fields.optional("subject"),
                fields.optional("audience"),
                fields.scope(),
                fields.optional("keyId"),
                fields.oneOf("algorithm", "RS256", "ES256"));
    }

    @Override
    public SecretForm form(String secretField) {
        return secretField.equals(PRIVATE_KEY) ? SecretForm.PRIVATE_KEY : SecretForm.LINE;
    }

    @Override
    public Optional<String> fault(String secretField, Secret secret) {
        try {
            PrivateKey key = SecretTexts.privateKey(secret);
            String needed = algorithm.equals("RS256") ? "RSA" : "EC";
            if (!key.getAlgorithm().equals(needed)) {
                return Optional.of("it is an %s key, and %s signs with one of %s; change the one or the other."
                        .formatted(key.getAlgorithm(), algorithm, needed));
            }
            return signer(key).supportedJWSAlgorithms().contains(JWSAlgorithm.parse(algorithm))
                    ? Optional.empty()
                    : Optional.of(ANOTHER_KEY);
        } catch (PemFault e) {
            return Optional.of(e.getMessage());
        } catch (JOSEException | IllegalArgumentException e) {
            return Optional.of(ANOTHER_KEY);
        }
    }

    @Override
    public AuthorizationGrant grant(Map<String, Secret> secrets) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience == null ? tokenUrl : audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
        if (subject != null) {
            claims.subject(subject);
        }
        if (scope != null) {
            // Where Google looks for it; others look for a parameter of the form.
            claims.claim("scope", scope);
        }
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .type(JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build(),
                claims.build());
        try {
            assertion.sign(signer(SecretTexts.privateKey(secrets.get(PRIVATE_KEY))));
        } catch (JOSEException e) {
            throw new IllegalStateException("The assertion cannot be signed.", e);
        }
        return new JWTBearerGrant(assertion);
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException {
        return key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
    }

    /** The assertion says who asks, and nothing else does. */
    @Override
    public TokenRequest.Builder asked(Map<String, Secret> secrets) {
        return new TokenRequest.Builder(URI.create(tokenUrl), grant(secrets));
    }
}
