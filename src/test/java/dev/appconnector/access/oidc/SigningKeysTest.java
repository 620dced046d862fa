package dev.appconnector.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of an issuer's keys those count that are public, strong, and meant for signatures. */
class SigningKeysTest {

    private static final JWSHeader RS256 =
            TestIssuer.header(JWSAlgorithm.RS256, TestIssuer.RSA).build();

    private static RSAKey.Builder rsa() throws Exception {
        return new RSAKey.Builder(TestIssuer.RSA.toRSAPublicKey()).keyID("rsa");
    }

    private static RSAKey rsaOf(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return new RSAKey.Builder((RSAPublicKey) generator.generateKeyPair().getPublic())
                .keyID("rsa")
                .build();
    }

    private static Stream<Arguments> keys() throws Exception {
        return Stream.of(
                Arguments.of("for anything", rsa().build(), true),
                Arguments.of("for signatures", rsa().keyUse(KeyUse.SIGNATURE).build(), true),
                Arguments.of(
                        "to verify",
                        rsa().keyOperations(Set.of(KeyOperation.VERIFY)).build(),
                        true),
                Arguments.of("for RS256", rsa().algorithm(JWSAlgorithm.RS256).build(), true),
                Arguments.of("for encryption", rsa().keyUse(KeyUse.ENCRYPTION).build(), false),
                Arguments.of(
                        "to sign",
                        rsa().keyOperations(Set.of(KeyOperation.SIGN)).build(),
                        false),
                Arguments.of("for RS512", rsa().algorithm(JWSAlgorithm.RS512).build(), false),
                Arguments.of("of another id", rsa().keyID("RSA").build(), false),
                Arguments.of("without an id", new RSAKey.Builder(TestIssuer.RSA.toRSAPublicKey()).build(), false),
                Arguments.of("private", TestIssuer.RSA, false),
                Arguments.of("of 1024 bits", rsaOf(1024), false),
                Arguments.of("of 2047 bits", rsaOf(2047), false),
                Arguments.of(
                        "symmetric",
                        new OctetSequenceKey.Builder(new byte[64]).keyID("rsa").build(),
                        false),
                Arguments.of(
                        "of another kind",
                        new ECKey.Builder(TestIssuer.P256.toPublicJWK())
                                .keyID("rsa")
                                .build(),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void a_key_like_this_counts_or_not(String what, JWK key, boolean counts) {
        assertEquals(counts, SigningKeys.of(new JWKSet(key)).keyFor(RS256).isPresent());
    }

    @Test
    void curves_that_are_not_listed_do_not_count() {
        // The generator of secp256k1 (SEC 2, section 2.4.1).
        ECKey unlisted = new ECKey.Builder(
                        Curve.SECP256K1,
                        coordinate("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
                        coordinate("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"))
                .keyID("k")
                .build();
        assertEquals(List.of(), SigningKeys.of(new JWKSet(unlisted)).keys());
    }

    private static Base64URL coordinate(String hexadecimal) {
        return Base64URL.encode(HexFormat.of().parseHex(hexadecimal));
    }

    @Test
    void a_token_without_an_id_is_for_the_one_key_of_its_kind() throws Exception {
        JWSHeader header = new JWSHeader(JWSAlgorithm.RS256);
        JWK other = TestIssuer.OTHER_RSA.toPublicJWK();
        assertTrue(SigningKeys.of(new JWKSet(List.of(rsa().build(), TestIssuer.P256.toPublicJWK())))
                .keyFor(header)
                .isPresent());
        assertFalse(SigningKeys.of(new JWKSet(List.of(rsa().build(), other)))
                .keyFor(header)
                .isPresent());
    }

    @Test
    void two_keys_of_one_id_are_none() throws Exception {
        JWK second = new RSAKey.Builder(TestIssuer.OTHER_RSA.toRSAPublicKey())
                .keyID("rsa")
                .build();
        assertFalse(SigningKeys.of(new JWKSet(List.of(rsa().build(), second)))
                .keyFor(RS256)
                .isPresent());
    }

    @Test
    void a_key_that_does_not_fit_verifies_nothing_and_throws_nothing() throws Exception {
        try (TestIssuer issuer = new TestIssuer(Clock.systemUTC())) {
            SignedJWT token = SignedJWT.parse(issuer.token());
            assertTrue(SigningKeys.verifies(rsa().build(), token));
            for (JWK key : List.of(TestIssuer.OTHER_RSA, TestIssuer.P256, TestIssuer.P521, TestIssuer.ED25519)) {
                assertFalse(SigningKeys.verifies(key.toPublicJWK(), token));
            }
        }
    }
}
