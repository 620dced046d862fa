package dev.appconnector.connector.auth;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.testkit.WaitingRuns;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The logins that sign: a code or signature over what is sent, or an assertion for a token. */
class SignedLoginsTest extends WaitingRuns {

    private static final String SECRET = "the-secret-of-both-ends-4711";
    private static final KeyPair RSA = keys("RSA");
    private static final KeyPair EC = keys("EC");

    private static KeyPair keys(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys) {
        return TestTls.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private void by(Map<String, Object> auth) {
        worker.by(worker.connector(Map.of("auth", auth)));
    }

    private static Map<String, Object> with(Map<String, Object> auth, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(auth);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> hmac() {
        return Map.of("type", "hmac", "header", "X-Signature", "timestampHeader", "X-Time", "secret", SECRET);
    }

    private static byte[] code(String algorithm, String text) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_hmac_covers_time_method_path_query_and_body_as_they_are_sent() throws Exception {
        by(hmac());
        Instant before = Instant.now();

        answered(worker.run("POST", "/cases/a b?x=ü&y", "\"body\":{\"n\": 1.0}"));

        Recorded sent = target.takeRequest(PATIENCE);
        String time = sent.header("X-Time");
        assertTrue(Math.abs(Long.parseLong(time) - before.getEpochSecond()) < 60, time);
        assertEquals(
                HexFormat.of().formatHex(code("HmacSHA256", time + "\nPOST\n/cases/a%20b\nx=%C3%BC&y\n{\"n\": 1.0}")),
                sent.header("X-Signature"));
    }

    @Test
    void an_hmac_has_the_algorithm_encoding_prefix_and_parts_that_were_chosen() throws Exception {
        by(Map.of(
                "type", "hmac",
                "header", "Authorization-Code",
                "algorithm", "sha512",
                "encoding", "base64",
                "prefix", "v0=",
                "signed", List.of("body", "method"),
                "secret", SECRET));

        answered(worker.run("PUT", "/x", "\"body\":\"text\""));

        Recorded sent = target.takeRequest(PATIENCE);
        assertEquals(
                "v0=" + Base64.getEncoder().encodeToString(code("HmacSHA512", "text\nPUT")),
                sent.header("Authorization-Code"));
        assertNull(sent.header("X-Time"));
    }

    @Test
    void no_activity_may_set_a_header_of_the_signature_and_no_answer_brings_it_back() {
        by(hmac());
        target.answer(Answer.ok()
                .header("X-Signature", "echoed")
                .header("X-Time", "1")
                .body(SECRET));

        assertEquals(
                "header-refused",
                worker.run("GET", "/", "\"headers\":{\"X-Time\":\"1\"}").problem());
        Reply reply = worker.get();
        JsonNode headers = answered(reply).get("headers");

        assertFalse(headers.has("x-signature") || headers.has("x-time"), headers.toString());
        assertEquals("***", answered(reply).get("body").textValue());
    }

    private static Map<String, Object> aws() {
        return Map.of(
                "type", "aws-sigv4",
                "accessKeyId", "AKIDEXAMPLE",
                "secretAccessKey", SECRET,
                "sessionToken", "session-token-of-some-role",
                "region", "eu-central-1",
                "service", "execute-api");
    }

    @Test
    void a_request_for_AWS_names_all_headers_that_it_signs_and_proxies_leave_alone() {
        by(aws());

        answered(worker.run("POST", "/items?b=2&a=1", "\"body\":{},\"headers\":{\"X-Own\":\"1\"}"));

        Recorded sent = target.takeRequest(PATIENCE);
        String authorization = sent.header("Authorization");
        assertTrue(
                authorization.matches(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/execute-api/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-own,"
                                + " Signature=[0-9a-f]{64}"),
                authorization);
        assertEquals("session-token-of-some-role", sent.header("X-Amz-Security-Token"));
        assertFalse(sent.wireText().contains(SECRET));
    }

    @Test
    void a_session_token_goes_when_it_is_given_empty() {
        by(aws());

        Reply changed = worker.change(Map.of("auth", with(with(aws(), "sessionToken", ""), "secretAccessKey", SECRET)));
        answered(worker.get());

        assertEquals(200, changed.status(), changed.text());
        assertFalse(changed.json().get("auth").has("sessionToken"));
        assertNull(target.takeRequest(PATIENCE).header("X-Amz-Security-Token"));
    }

    private static Map<String, Object> assertion() {
        return Map.of(
                "type", "oauth2-jwt-bearer",
                "tokenUrl", "http://auth.example.com/token",
                "issuer", "client@project",
                "scope", "read write",
                "privateKey", pem(RSA));
    }

    private SignedJWT asserted(Map<String, Object> auth, Map<String, String> form) throws Exception {
        try (FakeTarget authority = FakeTarget.http()) {
            authority.answer(
                    Answer.json("{\"access_token\":\"token-for-it\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
            worker.program().resolver().host("auth.example.com", "93.184.217.9");
            worker.program().dialler().lead("93.184.217.9", authority);
            by(auth);

            answered(worker.get());

            assertEquals("Bearer token-for-it", target.takeRequest(PATIENCE).header("Authorization"));
            for (String pair : authority.takeRequest(PATIENCE).bodyText().split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return SignedJWT.parse(form.remove("assertion"));
        }
    }

    @Test
    void a_token_is_asked_for_by_an_assertion_of_three_minutes_that_the_key_has_signed() throws Exception {
        Map<String, String> form = new HashMap<>();

        SignedJWT jwt = asserted(assertion(), form);

        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertTrue(jwt.verify(new RSASSAVerifier((RSAPublicKey) RSA.getPublic())));
        assertEquals(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "scope", "read write"), form);
        assertEquals(
                List.of("client@project", List.of("http://auth.example.com/token"), "read write"),
                List.of(claims.getIssuer(), claims.getAudience(), claims.getClaim("scope")));
        assertNull(claims.getSubject());
        assertEquals(
                Duration.ofMinutes(3),
                Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()));
    }

    @Test
    void an_assertion_may_name_subject_audience_and_key_and_be_signed_with_a_curve() throws Exception {
        Map<String, Object> auth = new HashMap<>(assertion());
        auth.putAll(Map.of(
                "subject", "ann@acme.example",
                "audience", "https://login.salesforce.com",
                "keyId", "key-7",
                "algorithm", "ES256",
                "privateKey", pem(EC)));

        SignedJWT jwt = asserted(auth, new HashMap<>());

        assertTrue(jwt.verify(new ECDSAVerifier((ECPublicKey) EC.getPublic())));
        assertEquals("key-7", jwt.getHeader().getKeyID());
        assertEquals("ann@acme.example", jwt.getJWTClaimsSet().getSubject());
        assertEquals(
                List.of("https://login.salesforce.com"), jwt.getJWTClaimsSet().getAudience());
    }

    static Stream<Arguments> faults() {
        String locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n";
        return Stream.of(
                Arguments.of(with(assertion(), "privateKey", locked), "/auth/privateKey", "passphrase"),
                Arguments.of(
                        with(assertion(), "privateKey", "no key at all"), "/auth/privateKey", "no private key in PEM"),
                Arguments.of(
                        with(assertion(), "privateKey", pem(RSA).replaceFirst("\n.{20}", "\n")),
                        "/auth/privateKey",
                        "no whole RSA or EC key"),
                Arguments.of(
                        with(assertion(), "privateKey", pem(EC)), "/auth/privateKey", "RS256 signs with one of RSA"),
                Arguments.of(
                        with(assertion(), "privateKey", pem(keysOfOtherCurve())),
                        "/auth/privateKey",
                        "RS256 signs with one of RSA"),
                Arguments.of(
                        with(with(assertion(), "algorithm", "ES256"), "privateKey", pem(keysOfOtherCurve())),
                        "/auth/privateKey",
                        "curve P-256"),
                Arguments.of(with(assertion(), "algorithm", "none"), "/auth/algorithm", "\"RS256\" or \"ES256\""),
                Arguments.of(with(assertion(), "tokenUrl", "http://10.0.0.1/token"), "/auth/tokenUrl", "private"),
                Arguments.of(with(aws(), "region", "Frankfurt"), "/auth/region", "eu-central-1"),
                Arguments.of(with(aws(), "secretAccessKey", "two\nlines"), "/auth/secretAccessKey", "line break"),
                Arguments.of(
                        with(aws(), "sessionToken", "nöt-ascii-for-a-header"), "/auth/sessionToken", "visible ASCII"),
                Arguments.of(with(hmac(), "signed", List.of("time")), "/auth/signed", "timestamp, method"),
                Arguments.of(with(hmac(), "signed", List.of()), "/auth/signed", "timestamp, method"),
                Arguments.of(with(hmac(), "signed", List.of("body", "body")), "/auth/signed", "once"),
                Arguments.of(with(hmac(), "timestampHeader", "x-signature"), "/auth/timestampHeader", "of its own"),
                Arguments.of(with(hmac(), "header", "Host"), "/auth/header", "D11"),
                Arguments.of(
                        Map.of("type", "hmac", "header", "X-Signature", "secret", SECRET),
                        "/auth/timestampHeader",
                        "name its header"));
    }

    private static KeyPair keysOfOtherCurve() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_is_wrong_with_one_is_said_of_its_field(Map<String, Object> auth, String field, String told) {
        Reply reply = worker.program()
                .post("/api/connectors", Map.of("name", "Faulty", "domain", worker.domain(), "auth", auth));

        assertEquals(422, reply.status(), reply.text());
        JsonNode error = reply.json().get("errors").get(0);
        assertEquals(field, error.get("field").textValue());
        assertTrue(error.get("message").textValue().contains(told), reply.text());
        assertFalse(reply.text().contains("MII"));
    }

    static Stream<Arguments> documented() throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 4 && cells[3].strip().startsWith("`{\"type\""))
                .map(cells -> Arguments.of(cells[1].strip(), code(cells[2]), code(cells[3])));
    }

    private static String code(String cell) {
        return cell.strip().replace("`", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documented")
    void a_login_of_the_README_needs_only_to_be_filled_in(String api, String domain, String auth) throws IOException {
        JsonNode filled = RunningAppConnector.JSON.readTree(
                auth.replace("-----BEGIN PRIVATE KEY-----…", pem(RSA).strip().replace("\n", "\\n"))
                        .replace("…", "-filled-in"));

        Reply reply = worker.program()
                .post("/api/connectors", Map.of("name", "As in README: " + api, "domain", domain, "auth", filled));

        assertEquals(201, reply.status(), reply.text());
    }

    @Test
    void the_README_has_logins() throws IOException {
        assertEquals(8, documented().count());
    }

    @Test
    void a_kept_key_is_held_against_what_it_is_to_do_from_now_on() {
        by(assertion());
        Map<String, Object> other = new HashMap<>(with(assertion(), "algorithm", "ES256"));
        other.remove("privateKey");

        Reply reply = worker.change(Map.of("auth", other));

        assertEquals("connector-invalid", reply.problem(), reply.text());
        assertTrue(reply.text().contains("it is an RSA key"), reply.text());
    }

    @Test
    void a_key_in_the_older_form_of_RSA_serves_as_well() throws Exception {
        // What PKCS #8 wraps begins after its head of 26 bytes, for a key of 2048 bits.
        byte[] wrapped = RSA.getPrivate().getEncoded();
        byte[] bare = Arrays.copyOfRange(wrapped, 26, wrapped.length);

        SignedJWT jwt =
                asserted(with(assertion(), "privateKey", TestTls.pem("RSA PRIVATE KEY", bare)), new HashMap<>());

        assertTrue(jwt.verify(new RSASSAVerifier((RSAPublicKey) RSA.getPublic())));
    }
}
