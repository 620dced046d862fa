package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector's secret may stand in a file or the environment: it is read there when it is used, and shown by its place alone. */
class SourcedSecretsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NEWS = Duration.ofMillis(600);
    private static final String CONNECTORS = "/api/connectors";

    @TempDir
    private static Path data;

    /** A folder of the operator's; what a test makes lies in one below it. */
    @TempDir
    private static Path mount;

    private static RunningAppConnector app;

    private final FakeTarget target = FakeTarget.http();

    @BeforeAll
    static void start() {
        app = RunningAppConnector.start(
                data, Map.of("appconnector.secrets.files", mount + "/**", "appconnector.secrets.env", "PATH"));
        app.resolver().host("crm.example", "93.184.216.34");
        app.resolver().host("other.example", "93.184.216.35");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
    }

    @AfterEach
    void stopTarget() {
        target.close();
    }

    private Map<String, Object> document(Object secret) {
        Map<String, Object> document = new HashMap<>();
        document.put("name", "crm " + System.nanoTime());
        document.put("domain", "http://crm.example");
        document.put("auth", Map.of("type", "token", "value", secret));
        return document;
    }

    private static JsonNode made(Map<String, Object> document) {
        Reply reply = app.post(CONNECTORS, document);
        assertEquals(201, reply.status(), reply.text());
        return reply.json();
    }

    private static Reply run(JsonNode connector) {
        return run(connector, "/cases");
    }

    private static Reply run(JsonNode connector, String path) {
        return app.post(
                "/worker/runs", Map.of("connector", connector.get("id").textValue(), "method", "GET", "path", path));
    }

    private String sent(JsonNode connector) {
        Reply reply = run(connector);
        assertEquals(200, reply.status(), reply.text());
        List<Recorded> requests = target.requests();
        return requests.get(requests.size() - 1).header("Authorization");
    }

    private static Path secretFile(String name, String text) throws IOException {
        return Files.writeString(mount.resolve(name), text);
    }

    private static Map<String, String> fromFile(Path path) {
        return Map.of("fromFile", path.toString());
    }

    private static void refused(Reply reply, String place, String sentence) {
        assertEquals(422, reply.status(), reply.text());
        assertEquals("connector-invalid", reply.problem());
        assertEquals(place, reply.json().at("/errors/0/field").textValue());
        String message = reply.json().at("/errors/0/message").textValue();
        assertTrue(message.contains(sentence), message);
    }

    @Test
    void a_secret_of_a_file_is_sent_shown_by_its_place_and_kept_by_what_is_shown() throws IOException {
        Path path = secretFile("sent", "the-token-of-the-file-1\n");
        JsonNode connector = made(document(fromFile(path)));
        assertEquals("Bearer the-token-of-the-file-1", sent(connector));

        JsonNode shown =
                app.get(CONNECTORS + "/" + connector.get("id").textValue()).json();
        assertEquals(true, shown.at("/auth/value/set").booleanValue());
        assertEquals(path.toString(), shown.at("/auth/value/fromFile").textValue());
        assertTrue(shown.at("/auth/value/changedAt").isTextual());
        assertFalse(shown.toString().contains("the-token-of-the-file-1"));
        Reply kept = app.call("PUT", CONNECTORS + "/" + connector.get("id").textValue(), shown);
        assertEquals(shown.at("/auth/value"), kept.json().at("/auth/value"));
        assertEquals("Bearer the-token-of-the-file-1", sent(connector));
    }

    @Test
    void a_secret_of_the_environment_is_sent_where_the_setting_permits_it() {
        JsonNode connector = made(document(Map.of("fromEnv", "PATH")));
        assertEquals("Bearer " + System.getenv("PATH"), sent(connector));
        refused(
                app.post(CONNECTORS, document(Map.of("fromEnv", "HOME"))),
                "/auth/value",
                "appconnector.secrets.env does not permit the environment variable HOME");
        refused(
                app.post(CONNECTORS, document(fromFile(data.resolve("admin.key")))),
                "/auth/value",
                "appconnector.secrets.files does not permit the file");
        refused(app.post(CONNECTORS, document(fromFile(Path.of("token")))), "/auth/value", "begins at the root");
        assertEquals(400, app.post(CONNECTORS, document(Map.of())).status());
    }

    @Test
    void a_secret_header_may_stand_in_a_file_and_is_masked_where_it_is_echoed() throws IOException {
        Path path = secretFile("header", "the-key-of-the-file-2");
        Map<String, Object> document = document("x");
        document.put("auth", Map.of("type", "none"));
        document.put("secretHeaders", Map.of("X-Org-Key", fromFile(path)));
        JsonNode connector = made(document);
        target.answer(Answer.json("{\"echo\":\"the-key-of-the-file-2\"}"));
        Reply reply = run(connector);
        assertEquals("***", reply.json().at("/body/echo").textValue());
        assertEquals("the-key-of-the-file-2", target.takeRequest(PATIENCE).header("X-Org-Key"));
    }

    @Test
    void a_changed_file_serves_within_seconds_and_what_it_holds_is_masked() throws IOException {
        Path folder = Files.createDirectories(mount.resolve("k8s/..1"));
        Files.writeString(folder.resolve("token"), "the-first-token-of-it");
        Path data = Files.createSymbolicLink(mount.resolve("k8s/..data"), Path.of("..1"));
        Path path = Files.createSymbolicLink(mount.resolve("k8s/token"), Path.of("..data/token"));
        JsonNode connector = made(document(fromFile(path)));
        assertEquals("Bearer the-first-token-of-it", sent(connector));

        Files.writeString(Files.createDirectories(mount.resolve("k8s/..2")).resolve("token"), "the-second-token-of-it");
        Files.move(
                Files.createSymbolicLink(mount.resolve("k8s/..tmp"), Path.of("..2")),
                data,
                StandardCopyOption.ATOMIC_MOVE);
        target.answer(Answer.json("{\"echo\":\"the-second-token-of-it\"}"));
        Await.until("the new one", PATIENCE, () -> sent(connector), "Bearer the-second-token-of-it"::equals);
        assertEquals("***", run(connector).json().at("/body/echo").textValue());
    }

    @Test
    void an_answer_is_searched_for_what_was_sent_however_often_the_file_has_changed_since() throws Exception {
        Path path = secretFile("turning", "the-first-password-of-it");
        Map<String, Object> document = document("x");
        document.put("auth", Map.of("type", "basic", "username", "us", "password", fromFile(path)));
        JsonNode connector = made(document);
        long made = System.nanoTime();
        // Until the node has heard of its own change, after which it keeps the secret.
        Await.until("no news", PATIENCE, () -> sent(connector), sent -> System.nanoTime() - made > NEWS.toNanos());
        CountDownLatch mayAnswer = new CountDownLatch(1);
        String echo = "the-first-password-of-it and " + basic("the-first-password-of-it");
        target.onPath("/slow", (request, connection) -> {
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Answer.ok().header("Content-Type", "text/plain").body(echo).answer(request, connection);
        });
        CompletableFuture<Reply> slow = CompletableFuture.supplyAsync(() -> run(connector, "/slow"));
        Await.until("the slow one", PATIENCE, target::requests, requests -> requests.stream()
                .anyMatch(request -> request.path().equals("/slow")));
        for (String next : List.of("the-second-password-of-it", "the-third-password-of-it")) {
            secretFile("turning", next);
            Await.until("the new one", PATIENCE, () -> sent(connector), ("Basic " + basic(next))::equals);
        }
        mayAnswer.countDown();
        assertEquals("*** and ***", slow.get().json().get("body").textValue());
    }

    private static String basic(String password) {
        return Base64.getEncoder().encodeToString(("us:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_that_is_away_serves_on_for_seconds_and_then_says_what_is_missing() throws IOException {
        Path path = secretFile("away", "the-token-that-goes-away");
        JsonNode connector = made(document(fromFile(path)));
        // Until the node has heard of its own change, after which it keeps the secret.
        long made = System.nanoTime();
        Await.until("no news", PATIENCE, () -> sent(connector), sent -> System.nanoTime() - made > NEWS.toNanos());
        Files.delete(path);
        assertEquals("Bearer the-token-that-goes-away", sent(connector));
        Reply missing = Await.until("its end", PATIENCE, () -> run(connector), reply -> reply.status() == 502);
        assertEquals("credential-unavailable", missing.problem());
        assertEquals(
                "The secret is to come from the file " + path + ", which is not there: put it there.",
                missing.json().get("detail").textValue());
        assertEquals("no", missing.json().get("sent").textValue());

        secretFile("away", "the-token-that-came-back");
        assertEquals("Bearer the-token-that-came-back", sent(connector));
    }

    @Test
    void a_queued_run_is_delivered_once_its_secret_is_there() throws IOException {
        JsonNode connector = made(document(fromFile(mount.resolve("later"))));
        assertTrue(connector.at("/warnings/0").textValue().contains("later, which is not there"), connector.toString());
        assertFalse(connector.at("/auth/value/set").booleanValue());
        Reply queued = app.post(
                "/worker/runs",
                Map.of(
                        "connector",
                        connector.get("id").textValue(),
                        "method",
                        "GET",
                        "path",
                        "/",
                        "waitForResult",
                        false));
        String run = "/worker/runs/" + queued.json().get("id").textValue();
        Await.until(
                "an attempt", PATIENCE, () -> app.get(run).json().path("attempts"), attempts -> attempts.size() > 0);
        assertEquals(0, target.connections());
        secretFile("later", "the-token-that-came-later");
        assertEquals(
                "Bearer the-token-that-came-later", target.takeRequest(PATIENCE).header("Authorization"));
    }

    @Test
    void what_cannot_go_into_a_header_is_not_sent_and_not_told() throws IOException {
        Path path = secretFile("wrong", "line one\nline two");
        JsonNode connector = made(document(fromFile(path)));
        assertTrue(connector.at("/warnings/0").textValue().contains("D12"), connector.toString());
        Reply refused = run(connector);
        assertEquals("credential-unavailable", refused.problem());
        assertTrue(refused.json().get("detail").textValue().contains(path.toString()));
        assertFalse(refused.text().contains("line two"));
        assertEquals(0, target.connections());
    }

    @Test
    void a_file_that_is_not_the_key_of_the_certificate_is_told_of_and_no_fault_of_ours() throws IOException {
        CertificateFiles own = TestTls.filesOfRsa(mount);
        CertificateFiles other = TestTls.filesOfSigned(Files.createDirectories(mount.resolve("other")), "clients");
        Map<String, Object> document = document("x");
        document.put("domain", "https://crm.example");
        document.put("auth", Map.of("type", "none"));
        for (Path key : List.of(secretFile("garbage", "no key at all"), other.key())) {
            document.put("name", "tls " + System.nanoTime());
            document.put(
                    "tls",
                    Map.of(
                            "certificate",
                            Files.readString(own.certificate()),
                            "privateKey",
                            fromFile(key),
                            "ca",
                            TestTls.authorityPem()));
            Reply refused = run(made(document));
            assertEquals("credential-unavailable", refused.problem(), refused.text());
            assertTrue(refused.json().get("detail").textValue().contains(key.toString()), refused.text());
        }
    }

    @Test
    void a_source_is_for_its_origin_alone() throws IOException {
        Path path = secretFile("origin", "the-token-of-an-origin");
        Map<String, Object> document = document(fromFile(path));
        JsonNode connector = made(document);
        ObjectNode moved = (ObjectNode)
                app.get(CONNECTORS + "/" + connector.get("id").textValue()).json();
        moved.put("domain", "http://other.example");
        String address = CONNECTORS + "/" + connector.get("id").textValue();
        refused(app.call("PUT", address, moved), "/auth/value", "S3");
        document.put("domain", "http://other.example");
        assertEquals(200, app.call("PUT", address, document).status());
        assertEquals("Bearer the-token-of-an-origin", sent(connector));

        // Whoever writes into the database sends it nowhere else.
        app.rows()
                .sql("update connector set domain = 'http://crm.example' where id = ?")
                .param(java.util.UUID.fromString(connector.get("id").textValue()))
                .update();
        app.rows().sql("update change_counter set changes = changes + 1").update();
        Await.until("its refusal", PATIENCE, () -> run(connector).status(), status -> status == 500);
        target.requests().forEach(request -> assertEquals("other.example", request.host()));
    }

    @Test
    void an_oauth2_client_proves_itself_by_a_secret_of_a_file() throws IOException {
        Path path = secretFile("client", "the-secret-of-the-client\n");
        app.resolver().host("id.example", "93.184.216.36");
        target.onPath(
                "/token",
                Answer.json(
                        "{\"access_token\":\"a-fetched-access-token\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
        Map<String, Object> document = document("x");
        document.put(
                "auth",
                Map.of(
                        "type", "oauth2-client-credentials",
                        "tokenUrl", "http://id.example/token",
                        "clientId", "us",
                        "clientAuth", "body",
                        "clientSecret", fromFile(path)));
        JsonNode connector = made(document);
        assertEquals(200, run(connector).status());
        List<Recorded> requests = target.requests();
        assertTrue(requests.get(0).bodyText().contains("client_secret=the-secret-of-the-client"));
        assertEquals("Bearer a-fetched-access-token", requests.get(1).header("Authorization"));
    }

    @Test
    void a_next_credential_of_a_file_is_read_there_after_its_promotion_and_after_a_rotation_of_the_keys()
            throws IOException {
        Path file = secretFile("next", "the-next-secret-1");
        JsonNode connector = made(document("the-current-secret"));
        String place = CONNECTORS + "/" + connector.get("id").textValue();
        target.when(
                request -> "Bearer the-current-secret".equals(request.header("Authorization")),
                Answer.status(401).body("no"));
        Reply set =
                app.call("PUT", place + "/next-auth", Map.of("auth", Map.of("type", "token", "value", fromFile(file))));
        assertEquals(200, set.status(), set.text());

        assertEquals("Bearer the-next-secret-1", sent(connector));
        Await.until("the promotion", PATIENCE, () -> app.get(place).json().at("/auth/value"), value -> file.toString()
                .equals(value.path("fromFile").textValue()));
        app.post("/api/keyset/rotate", null);
        Await.until(
                "the rotation's end",
                PATIENCE,
                () -> app.get("/api/keyset").json().get("rotation"),
                JsonNode::isNull);
        Files.writeString(file, "the-next-secret-2");

        Await.until("what the file holds now", PATIENCE, () -> sent(connector), "Bearer the-next-secret-2"::equals);
    }
}
