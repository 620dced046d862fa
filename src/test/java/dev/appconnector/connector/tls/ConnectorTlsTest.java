package dev.appconnector.connector.tls;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.testkit.WaitingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A connector's own certificate, and its own authority. */
class ConnectorTlsTest extends WaitingRuns {

    private static final Map<String, String> CERTIFICATES = new HashMap<>();
    private static final Map<String, String> KEYS = new HashMap<>();

    @BeforeAll
    static void readCertificates(@TempDir Path directory) throws IOException {
        for (String alias : new String[] {"clients", "expired"}) {
            read(alias, TestTls.filesOfSigned(directory, alias));
        }
        read("rsa", TestTls.filesOfRsa(directory));
    }

    private static void read(String alias, CertificateFiles files) throws IOException {
        CERTIFICATES.put(alias, Files.readString(files.certificate()));
        KEYS.put(alias, Files.readString(files.key()));
    }

    @BeforeEach
    void useDemandingTarget() {
        target = worker.use(FakeTarget.https().demandCertificates());
    }

    private static Map<String, Object> tls(String alias) {
        return Map.of("certificate", CERTIFICATES.get(alias), "privateKey", KEYS.get(alias));
    }

    private static Map<String, Object> with(Map<String, Object> tls, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(tls);
        changed.put(name, value);
        return changed;
    }

    private static void by(Map<String, Object> tls) {
        worker.by(worker.connector(Map.of("tls", tls)));
    }

    @Test
    void a_target_that_demands_a_certificate_is_shown_it_over_one_connection_for_all_runs() {
        by(with(tls("clients"), "ca", TestTls.authorityPem()));

        answered(worker.get());
        answered(worker.run("POST", "/", "\"body\":{}"));

        assertEquals(java.util.List.of("CN=test"), target.clients());
    }

    @Test
    void without_one_the_target_is_not_reached() {
        by(Map.of("ca", TestTls.authorityPem()));

        assertEquals(502, worker.get().status());
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void the_targets_certificate_must_come_from_the_authority_whatever_the_JVM_trusts() {
        by(with(tls("clients"), "ca", CERTIFICATES.get("rsa")));

        failed(worker.get(), 502, "target-unreachable", "no");
    }

    @Test
    void the_certificate_is_shown_to_no_token_endpoint_elsewhere() {
        try (FakeTarget authority = FakeTarget.https(TestTls.server())) {
            authority.answer(Answer.json("{\"access_token\":\"t-1\",\"token_type\":\"Bearer\",\"expires_in\":60}"));
            worker.program().resolver().host("auth.example.com", "93.184.217.9");
            worker.program().dialler().lead("93.184.217.9", authority);
            worker.by(worker.connector(Map.of(
                    "auth",
                    Map.of(
                            "type", "oauth2-client-credentials",
                            "tokenUrl", "https://auth.example.com/token",
                            "clientId", "app",
                            "clientSecret", "client-secret-4711"),
                    "tls",
                    with(tls("clients"), "ca", TestTls.authorityPem()))));
            answered(worker.get());

            authority.demandCertificates();
            worker.by(worker.connector(Map.of(
                    "auth",
                    Map.of(
                            "type", "oauth2-client-credentials",
                            "tokenUrl", "https://auth.example.com/token",
                            "clientId", "app",
                            "clientSecret", "client-secret-4711"),
                    "tls",
                    with(tls("clients"), "ca", TestTls.authorityPem()))));

            assertEquals("credential-unavailable", worker.get().problem());
            assertTrue(authority.clients().isEmpty());
        }
    }

    @Test
    void an_answer_shows_certificate_and_end_and_of_the_key_that_it_is_set_and_sending_that_back_keeps_it() {
        by(with(tls("clients"), "ca", TestTls.authorityPem()));
        JsonNode shown = worker.program()
                .get("/api/connectors/" + worker.connector())
                .json()
                .get("tls");

        Reply changed = worker.change(Map.of("tls", shown, "paused", false));
        answered(worker.get());

        assertEquals(200, changed.status(), changed.text());
        assertFalse(changed.text().contains("PRIVATE KEY"));
        assertEquals(shown, changed.json().get("tls"));
        assertTrue(Instant.parse(shown.get("expiresAt").textValue()).isAfter(Instant.now()));
        assertTrue(shown.get("privateKey").get("set").booleanValue());
    }

    @Test
    void one_that_has_ended_is_taken_and_warned_of_in_every_answer() {
        by(tls("expired"));

        JsonNode warnings = worker.program()
                .get("/api/connectors/" + worker.connector())
                .json()
                .get("warnings");

        assertTrue(
                warnings.get(0).textValue().startsWith("The credential has ended at 2020-01-0"), warnings.toString());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Map.of(), "/tls", "or leave tls out"),
                Arguments.of(
                        Map.of("certificate", CERTIFICATES.get("rsa")), "/tls/privateKey", "there is none to keep"),
                Arguments.of(Map.of("privateKey", KEYS.get("rsa")), "/tls/certificate", "needs its certificate"),
                Arguments.of(
                        Map.of("certificate", CERTIFICATES.get("rsa"), "privateKey", KEYS.get("clients")),
                        "/tls/privateKey",
                        "not the key of the first certificate"),
                Arguments.of(
                        Map.of(
                                "certificate",
                                CERTIFICATES.get("rsa"),
                                "privateKey",
                                KEYS.get("rsa").replace("PRIVATE", "ENCRYPTED PRIVATE")),
                        "/tls/privateKey",
                        "passphrase"),
                Arguments.of(Map.of("ca", "-----BEGIN CERTIFICATE-----\nAAAA"), "/tls/ca", "no certificate in PEM"),
                Arguments.of(
                        Map.of("certificate", KEYS.get("rsa"), "privateKey", KEYS.get("rsa")),
                        "/tls/certificate",
                        "no certificate in PEM"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_is_wrong_with_it_is_said_of_its_field(Map<String, Object> tls, String field, String told) {
        Reply reply = create("https://api.example.com", tls);

        assertEquals(422, reply.status(), reply.text());
        JsonNode error = reply.json().get("errors").get(0);
        assertEquals(field, error.get("field").textValue());
        assertTrue(error.get("message").textValue().contains(told), reply.text());
        assertFalse(reply.text().contains("MII"));
    }

    @Test
    void there_is_none_over_plain_http() {
        Reply reply = create("http://api.example.com", Map.of("ca", TestTls.authorityPem()));

        assertTrue(reply.text().contains("There is no TLS over plain http"), reply.text());
    }

    private static Reply create(String domain, Map<String, Object> tls) {
        return worker.program()
                .post(
                        "/api/connectors",
                        Map.of("name", "Faulty", "domain", domain, "auth", Map.of("type", "none"), "tls", tls));
    }

    @Test
    void a_change_shows_the_new_certificate_over_a_new_connection() {
        by(with(tls("clients"), "ca", TestTls.authorityPem()));
        answered(worker.get());

        worker.change(Map.of("tls", Map.of("ca", TestTls.authorityPem())));

        assertEquals(502, worker.get().status());
        assertTrue(target.awaitHangUps(1, PATIENCE));
    }
}
