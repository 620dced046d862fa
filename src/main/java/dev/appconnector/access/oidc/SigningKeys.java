package dev.appconnector.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of an issuer that a signature can be checked with: public ones, meant for signatures, RSA of 2048 to 8192 bits,
 * the curves P-256, P-384, P-521 and Ed25519. The others of its set do not exist here. Immutable.
 */
record SigningKeys(List<JWK> keys) {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    SigningKeys {
        keys = List.copyOf(keys);
    }

    static SigningKeys of(JWKSet all) {
        return new SigningKeys(
                all.getKeys().stream().filter(SigningKeys::isUsable).toList());
    }

    private static boolean isUsable(JWK key) {
        boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forChecking =
                key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
        return forSignatures && forChecking && !key.isPrivate() && isStrong(key);
    }

    private static boolean isStrong(JWK key) {
        if (key instanceof RSAKey rsa) {
            // Not RSAKey.size(), which counts whole bytes.
            int bits = rsa.getModulus().decodeToBigInteger().bitLength();
            return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
        }
        return key instanceof ECKey ec && CURVES.contains(ec.getCurve())
                || key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519);
    }

    /**
     * The one key that a token with this header was signed with: by its id, and by its kind. A token without an id is for an
     * issuer with one key of that kind; where several fit, none does, or each token could cost a check for each of them.
     * What else the header names, such as the address of a key or a key, is not heard.
     */
    Optional<JWK> keyFor(JWSHeader header) {
        JWKMatcher wanted = JWKMatcher.forJWSHeader(new JWSHeader.Builder(header.getAlgorithm())
                .keyID(header.getKeyID())
                .build());
        List<JWK> fitting = keys.stream().filter(wanted::matches).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    static boolean verifies(JWK key, SignedJWT token) {
        try {
            return token.verify(verifier(key));
        } catch (JOSEException | RuntimeException e) {
            // What the library cannot check is not checked: it names more than one exception for a key that does not
            // fit.
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : new Ed25519Verifier((OctetKeyPair) key);
    }
}
