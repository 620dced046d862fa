package dev.appconnector.access.oidc;

import static dev.appconnector.access.oidc.TestIssuer.header;
import static dev.appconnector.access.oidc.TestIssuer.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who brings a token of the issuer is a caller, and who brings anything like one is nobody. */
class OidcFrontDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestIssuer issuer;
    private static FakeTarget trap;
    private static RunningAppConnector app;
    private static String refusal;

    @BeforeAll
    static void start(@TempDir Path data) {
        issuer = new TestIssuer(Clock.systemUTC());
        trap = FakeTarget.http();
        app = RunningAppConnector.start(data, issuer.file());
        refusal = list("ac_none").text();
    }

    @AfterAll
    static void stop() {
        app.close();
        trap.close();
        issuer.close();
    }

    private static Reply call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.uri(path)).header("Authorization", "Bearer " + token);
        return app.send(
                body == null
                        ? request.method(method, HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Reply list(String token) {
        return call("GET", "/api/connectors", token, null);
    }

    private static Stream<Arguments> algorithms() {
        return Stream.of(
                        Map.entry(TestIssuer.RSA, "RS256 RS384 RS512 PS256 PS384 PS512"),
                        Map.entry(TestIssuer.P256, "ES256"),
                        Map.entry(TestIssuer.P384, "ES384"),
                        Map.entry(TestIssuer.P521, "ES512"),
                        Map.entry(TestIssuer.ED25519, "EdDSA Ed25519"))
                .flatMap(entry ->
                        Arrays.stream(entry.getValue().split(" ")).map(name -> Arguments.of(name, entry.getKey())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void a_token_of_each_algorithm_makes_a_caller(String name, JWK key) {
        JWSHeader header = header(JWSAlgorithm.parse(name), key).build();
        String token = sign(header, issuer.claims(), key);
        assertEquals(200, list(token).status());
        assertEquals(200, list(token).status(), "and so it is the next time");

        String[] parts = token.split("\\.");
        byte[] signature = Base64URL.from(parts[2]).decode();
        signature[signature.length / 2] ^= 1;
        assertRefused(parts[0] + "." + parts[1] + "." + Base64URL.encode(signature));
    }

    @ParameterizedTest
    @CsvSource({"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void a_token_may_name_its_type(String type) {
        JWSHeader header = header(JWSAlgorithm.RS256, TestIssuer.RSA)
                .type(new JOSEObjectType(type))
                .build();
        assertEquals(200, list(sign(header, issuer.claims(), TestIssuer.RSA)).status());
    }

    private static void assertRefused(String token) {
        Reply refused = list(token);
        assertEquals(401, refused.status(), refused.text());
        assertEquals(refusal, refused.text(), "nobody is told why");
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
    }

    private static JWSHeader.Builder rs256() {
        return header(JWSAlgorithm.RS256, TestIssuer.RSA);
    }

    private static String signed(JWSHeader.Builder header) {
        return sign(header.build(), issuer.claims(), TestIssuer.RSA);
    }

    private static JWTClaimsSet.Builder claims() {
        return issuer.claims();
    }

    private static String hs256(byte[] secret) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims().build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static String reheaded(String headerJson) {
        String[] parts = issuer.token().split("\\.");
        return Base64URL.encode(headerJson) + "." + parts[1] + "." + parts[2];
    }

    private static Map<String, String> forgeries() throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("none", new PlainJWT(claims().build()).serialize());
        all.put("none with a signature", new PlainJWT(claims().build()).serialize() + "AAAA");
        all.put("none in capitals", reheaded("{\"alg\":\"NONE\",\"kid\":\"rsa\"}"));
        all.put("no algorithm", reheaded("{\"kid\":\"rsa\"}"));
        all.put("an unknown algorithm", reheaded("{\"alg\":\"ES256K\",\"kid\":\"rsa\"}"));
        all.put(
                "HS256 with the public key as PEM",
                hs256(("-----BEGIN PUBLIC KEY-----\n"
                                + java.util.Base64.getMimeEncoder()
                                        .encodeToString(
                                                TestIssuer.RSA.toPublicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        all.put("HS256 with the public key", hs256(TestIssuer.RSA.toPublicKey().getEncoded()));
        all.put("another key under the same id", sign(rs256().build(), claims(), TestIssuer.OTHER_RSA));
        all.put("a key of another kind", reheaded("{\"alg\":\"ES256\",\"kid\":\"rsa\"}"));
        all.put("the id of a key of another kind", reheaded("{\"alg\":\"RS256\",\"kid\":\"p256\"}"));
        all.put("another audience", issuer.token(claims().audience("someone-else")));
        all.put("no audience", issuer.token(claims().audience((String) null)));
        all.put("another issuer", issuer.token(claims().issuer(issuer.issuer() + "/")));
        all.put("no issuer", issuer.token(claims().issuer(null)));
        all.put("expired", issuer.token(claims().expirationTime(issuer.in(Duration.ofSeconds(-61)))));
        all.put("no end", issuer.token(claims().expirationTime(null)));
        all.put("not yet valid", issuer.token(claims().notBeforeTime(issuer.in(Duration.ofSeconds(120)))));
        all.put("no subject", issuer.token(claims().subject(null)));
        all.put("an empty subject", issuer.token(claims().subject("")));
        all.put("a subject of 256 characters", issuer.token(claims().subject("s".repeat(256))));
        all.put("a subject with a line break", issuer.token(claims().subject("a\nb")));
        all.put("a token for a logout", signed(rs256().type(new JOSEObjectType("logout+jwt"))));
        all.put("a proof of a key", signed(rs256().type(new JOSEObjectType("dpop+jwt"))));
        all.put(
                "a critical extension",
                signed(rs256().criticalParams(Set.of("exp")).customParam("exp", 1)));
        all.put("an id of a path", sign(rs256().keyID("../../../etc/passwd").build(), claims(), TestIssuer.OTHER_RSA));
        all.put("an id of a URL", sign(rs256().keyID(trap.url()).build(), claims(), TestIssuer.OTHER_RSA));
        all.put("the address of keys", sign(rs256().jwkURL(trapped()).build(), claims(), TestIssuer.OTHER_RSA));
        all.put(
                "the address of a certificate",
                sign(rs256().x509CertURL(trapped()).build(), claims(), TestIssuer.OTHER_RSA));
        all.put(
                "a key of its own",
                sign(
                        rs256().keyID("other")
                                .jwk(TestIssuer.OTHER_RSA.toPublicJWK())
                                .build(),
                        claims(),
                        TestIssuer.OTHER_RSA));
        all.put("no signature", issuer.token().replaceAll("[^.]+$", ""));
        all.put("two parts", issuer.token().replaceAll("\\.[^.]+$", ""));
        all.put("four parts", issuer.token() + ".AAAA");
        all.put("a payload that is no JSON", "eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA");
        all.put("nothing of it", "eyJ..");
        all.put("a deep payload", "eyJhbGciOiJSUzI1NiJ9." + Base64URL.encode("{\"a\":" + "[".repeat(3000)) + ".AAAA");
        return all;
    }

    private static URI trapped() {
        return URI.create(trap.url() + "/keys");
    }

    private static Stream<Arguments> forged() throws Exception {
        return forgeries().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void a_token_with_this_is_refused(String what, String token) {
        assertEquals(200, list(issuer.token()).status(), "a right one is not");
        assertRefused(token);
        assertEquals(0, trap.connections(), "nothing that a token names is fetched");
    }

    @Test
    void clocks_may_differ_by_a_minute() {
        assertEquals(
                200,
                list(issuer.token(claims().expirationTime(issuer.in(Duration.ofSeconds(-30)))
                                .notBeforeTime(issuer.in(Duration.ofSeconds(30)))))
                        .status());
    }

    @Test
    void one_of_several_audiences_is_enough_whoever_is_the_authorised_party() {
        assertEquals(
                200,
                list(issuer.token(claims().audience(List.of("other", TestIssuer.AUDIENCE))
                                .claim("azp", "a-client")))
                        .status());
    }

    @ParameterizedTest
    @CsvSource({"admin, 201", "designer, 403", "runner, 403", "auditor, 403"})
    void the_role_of_the_claim_says_what_is_allowed(String role, int status) {
        String token = issuer.token(claims().claim("roles", role));
        assertEquals(200, list(token).status());
        String connector = "{\"name\":\"made by %s\",\"domain\":\"https://api.example\",\"auth\":{\"type\":\"none\"}}"
                .formatted(role);
        assertEquals(status, call("POST", "/api/connectors", token, connector).status());
    }

    @Test
    void a_valid_token_without_a_role_is_told_which_claim_lacks_it() {
        for (Object roles :
                Arrays.asList(null, List.of(), "Admin", "token", List.of("operator"), 7, Map.of("admin", 1))) {
            Reply reply = list(issuer.token(claims().claim("roles", roles)));
            assertEquals(403, reply.status());
            assertEquals("forbidden", reply.problem());
            assertTrue(reply.json().get("detail").textValue().contains("\"roles\""), reply.text());
        }
    }

    @Test
    void a_run_remembers_the_subject_and_no_name() {
        app.connector("crm", "http://crm.example", "a-token-of-some-length");
        String run = "{\"connector\":\"crm\",\"method\":\"GET\",\"path\":\"/\",\"waitForResult\":false}";
        String token = issuer.token(claims().claim("email", "ann@crm.example").claim("name", "Ann"));
        Reply queued = call("POST", "/worker/runs", token, run);
        String caller = app.get(queued.header("Location")).json().get("caller").textValue();
        assertTrue(caller.matches("oidc:[0-9a-f]{16}:u-17"), caller);
    }

    @Test
    void a_new_key_of_the_issuer_counts_soon_and_one_that_is_gone_no_more(@TempDir Path data) {
        try (TestIssuer rotating = new TestIssuer(Clock.systemUTC());
                RunningAppConnector other = RunningAppConnector.start(data, rotating.file())) {
            String old = rotating.token();
            assertEquals(200, status(other, old));
            rotating.publishes(TestIssuer.OTHER_RSA);
            String rotated = sign(
                    header(JWSAlgorithm.RS256, TestIssuer.OTHER_RSA).build(), rotating.claims(), TestIssuer.OTHER_RSA);
            Await.until("the new key", PATIENCE, () -> status(other, rotated), status -> status == 200);
            assertNotEquals(200, status(other, old));
        }
    }

    @Test
    void no_token_is_logged(@TempDir Path data) throws Exception {
        try (LoggedLines log = new LoggedLines();
                RunningAppConnector other = RunningAppConnector.start(data, issuer.file())) {
            assertEquals(200, status(other, issuer.token()));
            for (String token : forgeries().values()) {
                assertNotEquals(200, status(other, token));
            }
            assertFalse(log.events().toString().contains("eyJ"), log.events().toString());
        }
    }

    @Test
    void guessing_tokens_is_slowed_down_as_guessing_keys_is(@TempDir Path data) {
        try (RunningAppConnector other = RunningAppConnector.start(data, issuer.file())) {
            String forged = sign(rs256().build(), claims(), TestIssuer.OTHER_RSA);
            Await.until("429", PATIENCE, () -> status(other, forged), status -> status == 429);
            assertEquals(200, status(other, issuer.token()));
            assertEquals(200, status(other, other.adminKey()));
        }
    }

    private static int status(RunningAppConnector program, String token) {
        return program.send(HttpRequest.newBuilder(program.uri("/api/connectors"))
                        .header("Authorization", "Bearer " + token))
                .status();
    }

    @Test
    void without_an_issuer_no_token_makes_a_caller(@TempDir Path data) {
        try (RunningAppConnector other = RunningAppConnector.start(data)) {
            assertEquals(401, status(other, issuer.token()));
        }
    }
}
