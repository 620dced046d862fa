package dev.appconnector.call.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes and a real authorization server: what one node has fetched serves the other, until the target refuses it. */
class SharedTokensTest {

    private static final String PATH = "/any/token";

    /** The contract grants a second; a machine with much else to do takes longer for the requests themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TwoNodes nodes;
    private static RunningAppConnector one;
    private static RunningAppConnector other;

    private final MockOAuth2Server authority = new MockOAuth2Server();
    private FakeTarget target;
    private int connectors;

    @BeforeAll
    static void start(@TempDir Path data) {
        nodes = TwoNodes.start(data);
        one = nodes.one();
        other = nodes.other();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void lead() throws Exception {
        authority.start(InetAddress.getLoopbackAddress(), 0);
        target = FakeTarget.http();
        URI url = authority.url("any").uri();
        for (RunningAppConnector node : new RunningAppConnector[] {one, other}) {
            node.resolver().host("auth.example.com", "93.184.217.9");
            node.dialler().leadAll(target);
            node.dialler()
                    .lead(
                            "93.184.217.9",
                            80,
                            new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
        }
    }

    @AfterEach
    void close() {
        authority.shutdown();
        target.close();
    }

    private String connector(String name, Map<String, String> more) {
        Map<String, String> auth = new HashMap<>(Map.of(
                "type", "oauth2-client-credentials",
                "tokenUrl", "http://auth.example.com" + PATH,
                "clientId", "appconnector",
                "clientSecret", "client-secret-4711",
                "scope", "crm.read"));
        auth.putAll(more);
        Reply made = one.post(
                "/api/connectors",
                Map.of("name", name + connectors++, "domain", "http://api.example.com", "auth", auth));
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }

    private static void run(RunningAppConnector node, String connector) {
        Reply reply = node.post("/worker/runs", Map.of("connector", connector, "method", "GET", "path", "/"));
        assertEquals(200, reply.status(), reply.text());
    }

    private JsonNode claims(int request) throws Exception {
        String token = target.requests().get(request).header("Authorization").substring("Bearer ".length());
        return RunningAppConnector.JSON.readTree(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    @Test
    void a_token_for_the_client_serves_both_nodes() throws Exception {
        String connector = connector("Client ", Map.of());

        run(one, connector);
        run(other, connector);
        run(one, connector);

        assertEquals("appconnector", claims(0).get("sub").textValue());
        assertEquals(
                1,
                target.requests().stream()
                        .map(request -> request.header("Authorization"))
                        .distinct()
                        .count());
    }

    @Test
    void a_token_for_a_user_is_the_users() throws Exception {
        String connector =
                connector("User ", Map.of("type", "oauth2-password", "username", "ann", "password", "secret-of-ann"));

        run(one, connector);

        assertEquals("ann", claims(0).get("sub").textValue());
    }

    @Test
    void one_that_the_target_refuses_is_fetched_by_one_node_for_both() throws Exception {
        String connector = connector("Refused ", Map.of());
        run(one, connector);
        run(other, connector);
        String refused = target.requests().get(0).header("Authorization");
        target.when(request -> refused.equals(request.header("Authorization")), Answer.status(401));

        run(one, connector);
        run(other, connector);

        String renewed = target.requests().get(3).header("Authorization");
        assertFalse(renewed.equals(refused));
        assertEquals(renewed, target.requests().get(5).header("Authorization"));
        assertEquals(6, target.requests().size());
        assertTrue(claims(3).get("iat").longValue() >= claims(0).get("iat").longValue());
    }

    private static void next(String connector, Map<String, ?> auth, String activateAt) {
        Map<String, Object> document = new HashMap<>(Map.of("auth", auth));
        document.put("activateAt", activateAt);
        Reply set = one.call("PUT", "/api/connectors/" + connector + "/next-auth", document);
        assertEquals(200, set.status(), set.text());
    }

    private static void awaitPromotion(String connector) {
        Await.until(
                "the promotion",
                PATIENCE,
                () -> other.get("/api/connectors/" + connector).json().get("nextAuth"),
                JsonNode::isNull);
    }

    private static Map<String, String> nextClient() {
        return Map.of(
                "type", "oauth2-client-credentials",
                "tokenUrl", "http://auth.example.com" + PATH,
                "clientId", "next-client",
                "clientSecret", "next-secret-4712");
    }

    private static String subject(Recorded request) {
        try {
            String token = request.header("Authorization").substring("Bearer ".length());
            return RunningAppConnector.JSON
                    .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                    .get("sub")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_next_client_is_asked_for_a_token_of_its_own_and_then_serves_both_nodes() {
        String connector = connector("Next ", Map.of());
        next(connector, nextClient(), null);
        target.when(request -> subject(request).equals("appconnector"), Answer.status(401));
        target.when(request -> subject(request).equals("next-client"), (request, connection) -> Answer.ok()
                .body(target.requests().get(0).header("Authorization"))
                .answer(request, connection));

        Reply echo = one.post("/worker/runs", Map.of("connector", connector, "method", "GET", "path", "/"));
        assertEquals("***", echo.json().get("body").textValue(), "the token that was refused");
        awaitPromotion(connector);
        run(other, connector);
        run(one, connector);

        assertEquals(
                List.of("appconnector", "next-client"),
                target.requests().stream()
                        .limit(2)
                        .map(SharedTokensTest::subject)
                        .toList());
        // The node that has not heard of it yet finds out by itself.
        assertEquals(
                "next-client", subject(target.requests().get(target.requests().size() - 1)));
    }

    @Test
    void where_the_next_client_is_refused_too_the_token_is_renewed_all_the_same() {
        String connector = connector("Both ", Map.of());
        run(one, connector);
        String refused = target.requests().get(0).header("Authorization");
        next(connector, nextClient(), null);
        run(one, connector);
        String current = target.requests().get(1).header("Authorization");
        target.when(
                request -> List.of(refused, current).contains(request.header("Authorization"))
                        || subject(request).equals("next-client"),
                Answer.status(401));

        Await.until(
                "a token that is not refused",
                PATIENCE,
                () -> one.post("/worker/runs", Map.of("connector", connector, "method", "GET", "path", "/"))
                        .json()
                        .get("status")
                        .intValue(),
                status -> status == 200);

        assertEquals(
                "appconnector", subject(target.requests().get(target.requests().size() - 1)));
        assertFalse(
                one.get("/api/connectors/" + connector).json().get("nextAuth").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "run", "time"})
    void a_promoted_credential_is_the_current_one_on_both_nodes(String by) {
        String id = one.connector("Two, by " + by, "http://api.example.com", "secret-of-the-current-one");
        String activateAt = by.equals("time") ? Instant.now().plusMillis(500).toString() : null;
        next(id, Map.of("type", "token", "value", "secret-of-the-next-one"), activateAt);
        run(other, id);
        if (by.equals("call")) {
            one.post("/api/connectors/" + id + "/next-auth/promote", null);
        } else if (by.equals("run")) {
            target.next(Answer.status(401));
            run(one, id);
        }

        for (RunningAppConnector node : List.of(one, other)) {
            Await.until(
                    "the next secret is sent",
                    PATIENCE,
                    () -> {
                        run(node, id);
                        return target.requests()
                                .get(target.requests().size() - 1)
                                .header("Authorization");
                    },
                    "Bearer secret-of-the-next-one"::equals);
        }
        assertEquals(
                1,
                one.get("/api/audit?object=" + id).json().findValuesAsText("action").stream()
                        .filter("credential.promoted"::equals)
                        .count());
    }
}
