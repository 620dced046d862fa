package dev.appconnector.access.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.vault.DerivedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no token of ours is answered as no token at all; each forgery is the right one but for one thing. */
class ForgedTokenTest {

    private static final String PURPOSE = "browser-token";

    @TempDir
    private static Path data;

    @TempDir
    private static Path otherData;

    private static RunningAppConnector app;
    private static String maker;

    /** A token in the making, to be changed in one place. */
    private static final class Forgery {

        private final Instant now = Instant.now();
        private DerivedKeys keys = app.vault().derivedKeys(PURPOSE);
        private SecretKey key = keys.primary();
        private JWSAlgorithm algorithm = JWSAlgorithm.HS256;
        private String kid = keys.primaryId();
        private String type = PURPOSE + "+jwt";
        private final JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("appconnector")
                .audience(PURPOSE)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim("key", maker)
                .claim("connectors", List.of("*"))
                .claim("activities", List.of());

        private String text() throws Exception {
            JWSHeader.Builder header = new JWSHeader.Builder(algorithm).keyID(kid);
            SignedJWT jwt = new SignedJWT(
                    header.type(type == null ? null : new JOSEObjectType(type)).build(), claims.build());
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        }
    }

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(data);
        maker = app.rows()
                .sql("select id from api_key")
                .query(UUID.class)
                .single()
                .toString();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Reply bring(String token) {
        return app.send(app.request("GET", "/worker/runs/" + UUID.randomUUID(), null)
                .setHeader("Authorization", "Bearer " + token));
    }

    private static void assertNoToken(String token) {
        Reply none = app.send(app.request("GET", "/worker/runs/x", null).setHeader("Authorization", "Bearer x"));
        Reply reply = bring(token);

        assertEquals(401, reply.status(), reply::text);
        assertEquals(none.text(), reply.text());
        assertEquals(none.response().headers(), reply.response().headers());
    }

    /** Otherwise the tests below would prove nothing. */
    @Test
    void what_is_changed_in_nothing_is_a_token() throws Exception {
        assertEquals(404, bring(new Forgery().text()).status());
    }

    private static Arguments forged(String what, Consumer<Forgery> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forged("another key", f -> f.key = new SecretKeySpec(new byte[32], "HmacSHA256")),
                forged(
                        "the audit's key, whose id is the same",
                        f -> f.key = app.vault().derivedKeys("audit").primary()),
                forged(
                        "the sessions' key",
                        f -> f.key = app.vault().derivedKeys("session").primary()),
                forged("HS384", f -> {
                    f.algorithm = JWSAlgorithm.HS384;
                    f.key = new SecretKeySpec(new byte[48], "HmacSHA384");
                }),
                forged("HS512 under the right key, twice as long", f -> {
                    f.algorithm = JWSAlgorithm.HS512;
                    byte[] twice = new byte[64];
                    System.arraycopy(f.key.getEncoded(), 0, twice, 0, 32);
                    f.key = new SecretKeySpec(twice, "HmacSHA512");
                }),
                forged("no kid", f -> f.kid = null),
                forged("an unknown kid", f -> f.kid = "1"),
                forged("a kid that is a path", f -> f.kid = "../../etc/passwd"),
                forged("a kid that is SQL", f -> f.kid = "' or '1'='1"),
                forged("no type", f -> f.type = null),
                forged("the type of sessions", f -> f.type = "session+jwt"),
                forged("the usual type", f -> f.type = "JWT"),
                forged("another issuer", f -> f.claims.issuer("https://idp.example")),
                forged("no issuer", f -> f.claims.issuer(null)),
                forged("another audience", f -> f.claims.audience("session")),
                forged("an audience more", f -> f.claims.audience(List.of(PURPOSE, "other"))),
                forged("no audience", f -> f.claims.audience((String) null)),
                forged("an end that is past", f -> f.claims.expirationTime(Date.from(f.now.minusSeconds(1)))),
                forged("no end", f -> f.claims.expirationTime(null)),
                forged("an end beyond 15 minutes", f -> f.claims.expirationTime(Date.from(f.now.plusSeconds(901)))),
                forged("an end beyond 15 minutes of a time to come", f -> {
                    f.claims.issueTime(Date.from(f.now.plusSeconds(3600)));
                    f.claims.expirationTime(Date.from(f.now.plusSeconds(4000)));
                }),
                forged("a time to come", f -> f.claims.notBeforeTime(Date.from(f.now.plusSeconds(30)))),
                forged("no begin", f -> f.claims.notBeforeTime(null)),
                forged("no time of making", f -> f.claims.issueTime(null)),
                forged("no id", f -> f.claims.jwtID(null)),
                forged("no maker", f -> f.claims.claim("key", null)),
                forged("a maker that is no id", f -> f.claims.claim("key", "admin")),
                forged("a maker that is no text", f -> f.claims.claim("key", 1)),
                forged(
                        "a maker that nobody knows",
                        f -> f.claims.claim("key", UUID.randomUUID().toString())),
                forged("connectors that are no list", f -> f.claims.claim("connectors", "*")),
                forged("connectors that are no ids", f -> f.claims.claim("connectors", List.of("*", "crm"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void a_token_with_one_thing_wrong_is_none(String what, Consumer<Forgery> change) throws Exception {
        Forgery forgery = new Forgery();
        change.accept(forgery);

        assertNoToken(forgery.text());
    }

    @Test
    void a_token_that_was_written_upon_is_none() throws Exception {
        String[] parts = new Forgery().text().split("\\.");
        String claims = decoded(parts[1]);
        String signature = parts[2];

        for (String header : List.of(
                "{\"alg\":\"none\"}",
                decoded(parts[0]).replace("HS256", "none"),
                decoded(parts[0]).replace("HS256", "nOnE"),
                decoded(parts[0]).replace("HS256", "HS512"),
                decoded(parts[0]).replace("HS256", "RS256"),
                decoded(parts[0]).replace("{", "{\"crit\":[\"exp\"],"),
                decoded(parts[0]).replace("{", "{\"b64\":false,\"crit\":[\"b64\"],"),
                "{\"a\":".repeat(1000),
                "[]",
                "")) {
            for (String end : List.of(signature, "")) {
                assertNoToken(encoded(header) + "." + parts[1] + "." + end);
            }
        }
        assertNoToken(parts[0] + "." + encoded(claims.replace("\"activities\":[]", "\"activities\":[\"*\"]")) + "."
                + signature);
        assertNoToken(parts[0] + "." + encoded("{}") + "." + signature);
    }

    @Test
    void a_token_that_was_cut_is_none() throws Exception {
        String token = new Forgery().text();
        String[] parts = token.split("\\.");

        for (String cut : List.of(
                token.substring(0, token.length() - 2),
                token.substring(1),
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "." + parts[2],
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2],
                token + "." + parts[2],
                token + token,
                parts[0],
                "ey",
                "..")) {
            assertNoToken(cut);
        }
    }

    @Test
    void a_token_of_another_installation_is_none() {
        try (RunningAppConnector other = RunningAppConnector.start(otherData)) {
            String token = other.post("/api/tokens", Map.of("connectors", List.of("*")))
                    .json()
                    .get("token")
                    .textValue();
            assertEquals(
                    404,
                    other.send(other.request("GET", "/worker/runs/" + UUID.randomUUID(), null)
                                    .setHeader("Authorization", "Bearer " + token))
                            .status());

            assertNoToken(token);
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
