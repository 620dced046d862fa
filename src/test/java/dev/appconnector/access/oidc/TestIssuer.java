package dev.appconnector.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.settings.OidcSettings;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeTarget;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An OIDC issuer: a real HTTP server with discovery and keys, which signs what a test wants signed. */
final class TestIssuer implements AutoCloseable {

    static final String AUDIENCE = "appconnector";

    /** Making RSA keys is slow, so all tests share these. */
    static final RSAKey RSA = rsa("rsa");

    static final RSAKey OTHER_RSA = rsa("other");
    static final ECKey P256 = ec("p256", Curve.P_256);
    static final ECKey P384 = ec("p384", Curve.P_384);
    static final ECKey P521 = ec("p521", Curve.P_521);
    static final OctetKeyPair ED25519 = ed25519();

    private final FakeTarget server;
    private final Clock clock;
    private volatile Behaviour discovery;
    private volatile Behaviour keys;

    TestIssuer(Clock clock) {
        this(FakeTarget.http(), clock);
    }

    TestIssuer(FakeTarget server, Clock clock) {
        this.server = server;
        this.clock = clock;
        server.onPath(
                        "/crm/.well-known/openid-configuration",
                        (request, connection) -> discovery.answer(request, connection))
                .onPath("/crm/keys", (request, connection) -> keys.answer(request, connection));
        answersRightly();
        publishes(RSA, P256, P384, P521, ED25519);
    }

    String issuer() {
        return server.url() + "/crm";
    }

    OidcSettings settings() {
        return new OidcSettings(
                URI.create(issuer()), AUDIENCE, "roles", Optional.of("connectors"), Optional.of("activities"));
    }

    /** The settings of a whole program. */
    Map<String, String> file() {
        return Map.of(
                "appconnector.oidc.issuer",
                issuer(),
                "appconnector.oidc.audience",
                AUDIENCE,
                "appconnector.oidc.connectors-claim",
                "connectors",
                "appconnector.oidc.activities-claim",
                "activities");
    }

    FakeTarget server() {
        return server;
    }

    TestIssuer answersRightly() {
        return discovers(discoveryOf(issuer(), issuer() + "/keys"));
    }

    static Behaviour discoveryOf(String issuer, String keys) {
        return Answer.json("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys));
    }

    TestIssuer discovers(Behaviour behaviour) {
        discovery = behaviour;
        return this;
    }

    /** Shows the public part of these keys. */
    TestIssuer publishes(JWK... published) {
        return hasKeys(Answer.json(
                new JWKSet(Stream.of(published).map(JWK::toPublicJWK).toList()).toString()));
    }

    TestIssuer hasKeys(Behaviour behaviour) {
        keys = behaviour;
        return this;
    }

    /** What an admin's token says. */
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("u-17")
                .claim("roles", List.of("admin"))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    Date in(Duration length) {
        return Date.from(clock.instant().plus(length));
    }

    /** An admin's token. */
    String token() {
        return token(claims());
    }

    String token(JWTClaimsSet.Builder claims) {
        return sign(header(JWSAlgorithm.RS256, RSA).build(), claims, RSA);
    }

    static JWSHeader.Builder header(JWSAlgorithm algorithm, JWK key) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    static String sign(JWSHeader header, JWTClaimsSet.Builder claims, JWK key) {
        try {
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(signer(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSASigner(rsa.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
        }
        return key instanceof ECKey ec ? new ECDSASigner(ec) : new Ed25519Signer((OctetKeyPair) key);
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id, Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OctetKeyPair ed25519() {
        try {
            return new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
