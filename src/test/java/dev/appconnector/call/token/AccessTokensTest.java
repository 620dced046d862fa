package dev.appconnector.call.token;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OAuth2: a token is fetched once for all who wait, kept, renewed in time, and asked for anew when the target refuses it. */
class AccessTokensTest extends WaitingRuns {

    private static final String CLIENT_SECRET = "client-secret-4711-77aa";

    private FakeTarget authority;

    @BeforeEach
    void useAuthority() {
        authority = FakeTarget.http();
        String address = "93.184.217." + (1 + Math.abs(UUID.randomUUID().hashCode() % 250));
        worker.program().resolver().host("auth.example.com", address);
        worker.program().dialler().lead(address, authority);
        authority.answer(token("token-1-of-the-authority", 3_600));
        worker.by(worker.connector(Map.of("auth", auth(Map.of()))));
    }

    @AfterEach
    void closeAuthority() {
        authority.close();
    }

    private static Map<String, Object> auth(Map<String, Object> more) {
        Map<String, Object> auth = new HashMap<>(Map.of(
                "type", "oauth2-client-credentials",
                "tokenUrl", "http://auth.example.com/oauth/token",
                "clientId", "app connector",
                "clientSecret", CLIENT_SECRET));
        auth.putAll(more);
        return auth;
    }

    private static Answer token(String token, int seconds) {
        return Answer.json(
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d}".formatted(token, seconds));
    }

    private Map<String, String> form(Recorded request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.bodyText().split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(decoded(parts[0]), decoded(parts[1]));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private List<String> tokensSent() {
        return target.requests().stream()
                .map(request -> request.header("Authorization"))
                .toList();
    }

    @Test
    void the_client_proves_itself_and_the_target_gets_the_token_and_nothing_else() {
        worker.by(worker.connector(Map.of("auth", auth(Map.of("scope", "read write", "audience", "https://crm")))));

        answered(worker.get());

        Recorded asked = authority.takeRequest(PATIENCE);
        assertEquals("POST /oauth/token", asked.method() + " " + asked.target());
        assertEquals(
                Map.of("grant_type", "client_credentials", "scope", "read write", "audience", "https://crm"),
                form(asked));
        assertEquals(
                "app+connector:" + CLIENT_SECRET,
                new String(
                        Base64.getDecoder().decode(asked.header("Authorization").substring("Basic ".length())),
                        StandardCharsets.UTF_8));
        assertEquals(List.of("Bearer token-1-of-the-authority"), tokensSent());
        assertFalse(target.requests().get(0).wireText().contains(CLIENT_SECRET));
    }

    @Test
    void a_client_may_prove_itself_in_the_body_and_for_a_user() {
        worker.by(worker.connector(Map.of(
                "auth",
                auth(Map.of(
                        "type",
                        "oauth2-password",
                        "clientAuth",
                        "body",
                        "username",
                        "ann@acme.example",
                        "password",
                        "pass wörd &=")))));

        answered(worker.get());

        Recorded asked = authority.takeRequest(PATIENCE);
        assertNull(asked.header("Authorization"));
        assertEquals(
                Map.of(
                        "grant_type", "password",
                        "username", "ann@acme.example",
                        "password", "pass wörd &=",
                        "client_id", "app connector",
                        "client_secret", CLIENT_SECRET),
                form(asked));
    }

    @Test
    void one_fetch_serves_all_who_wait_for_it_and_all_who_come_after() {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        authority.answer(once(mayAnswer, token("token-1-of-the-authority", 3_600)));
        List<CompletableFuture<Reply>> runs = Stream.generate(() -> worker.begin("GET", "/", MINUTE))
                .limit(20)
                .toList();
        awaitRunning(20);
        mayAnswer.countDown();

        runs.forEach(run -> answered(run.join()));
        answered(worker.get());

        assertEquals(1, authority.requests().size());
        assertEquals(21, target.requests().size());
    }

    @Test
    void a_token_that_the_target_refuses_is_asked_for_once_more() {
        authority.next(token("token-1-of-the-authority", 3_600), token("token-2-of-the-authority", 3_600));
        target.when(
                request -> "Bearer token-1-of-the-authority".equals(request.header("Authorization")),
                Answer.status(401).body("expired"));

        assertEquals(
                200,
                answered(worker.run("POST", "/", "\"body\":{\"a\":1}"))
                        .get("status")
                        .intValue());

        assertEquals(List.of("Bearer token-1-of-the-authority", "Bearer token-2-of-the-authority"), tokensSent());
        assertEquals(
                List.of("{\"a\":1}", "{\"a\":1}"),
                target.requests().stream().map(Recorded::bodyText).toList());
        assertEquals(2, authority.requests().size());
    }

    @Test
    void a_target_that_refuses_each_token_is_heard() {
        target.answer(Answer.status(401).body("no"));

        assertEquals(401, answered(worker.get()).get("status").intValue());

        assertEquals(2, target.requests().size());
        assertEquals(2, authority.requests().size());
    }

    @Test
    void what_was_refused_has_left_no_trace_where_the_next_attempt_fails() {
        authority.next(token("token-1-of-the-authority", 3_600), token("token-2-of-the-authority", 3_600));
        target.next(Answer.status(401).body("expired"), Answer.reset());

        failed(worker.run("POST", "/", "\"body\":{}"), 502, "target-unreachable", "maybe");
    }

    @Test
    void what_was_refused_is_not_said_to_have_been_sent_where_no_other_token_comes() {
        authority.next(token("token-1-of-the-authority", 3_600), Answer.status(503));
        target.answer(Answer.status(401).body("expired"));

        failed(worker.run("POST", "/", "\"body\":{}"), 502, "credential-unavailable", "no");
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_token_is_renewed_before_it_expires_while_runs_go_on_with_it() {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        // Half a minute is spare: it is used for four seconds, and renewed after three.
        authority.next(
                token("token-1-of-the-authority", 34), once(mayAnswer, token("token-2-of-the-authority", 3_600)));
        answered(worker.get());

        Await.until(
                "the second is asked for, and no run waits",
                PATIENCE,
                () -> {
                    answered(worker.get());
                    return authority.requests().size();
                },
                asked -> asked == 2);
        mayAnswer.countDown();
        Await.until(
                "the second is used",
                PATIENCE,
                () -> {
                    answered(worker.get());
                    return tokensSent();
                },
                sent -> sent.contains("Bearer token-2-of-the-authority"));

        assertEquals(2, authority.requests().size());
    }

    @Test
    void one_that_expires_at_once_is_for_those_who_wait_alone() {
        authority.answer(token("token-1-of-the-authority", 20));

        answered(worker.get());
        answered(worker.get());

        assertEquals(2, authority.requests().size());
    }

    @Test
    void what_the_target_says_of_the_token_is_masked() {
        String token = "token-1-of-the-authority";
        target.answer(Answer.ok()
                .header("X-Seen", "Bearer " + token)
                .body("You sent %s, that is %s, or %s.".formatted(token, base64(token), base64("Bearer " + token))));

        Reply reply = worker.get();

        assertEquals(
                "You sent ***, that is ***, or ***.",
                answered(reply).get("body").textValue());
        assertFalse(reply.text().contains(token), reply.text());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "refused (status 400): invalid_client.",
                        Answer.status(400)
                                .header("Content-Type", "application/json")
                                .body("{\"error\":\"invalid_client\",\"error_description\":\"bad " + CLIENT_SECRET
                                        + "\"}")),
                Arguments.of(
                        "refused (status 401): invalid_client.",
                        Answer.status(401)
                                .header("Content-Type", "application/json;charset=UTF-8")
                                .body("{\"error\":\"invalid_client\"}")),
                Arguments.of(
                        "gave no token (status 400).",
                        Answer.status(400)
                                .header("Content-Type", "application/json")
                                .body("{\"error\":\"" + CLIENT_SECRET + "\"}")),
                Arguments.of("gave no token (status 503).", Answer.status(503).body("<html>later</html>")),
                Arguments.of(
                        "gave no token: its answer is none of RFC 6749. Check the token URL.",
                        Answer.ok().header("Content-Type", "text/html").body("<html>Sign in</html>")),
                Arguments.of(
                        "gave no token: its answer is none of RFC 6749. Check the token URL.",
                        Answer.json("{\"token\":\"x\"}")),
                Arguments.of("gave no token: its answer is none of RFC 6749. Check the token URL.", Answer.json("[1")),
                Arguments.of(
                        "answered with a redirect (302), which is not followed. Correct the token URL.",
                        Answer.status(302).header("Location", "http://evil.example/token")),
                Arguments.of(
                        "gave a token of another type than Bearer, which cannot be used.",
                        Answer.json("{\"access_token\":\"x\",\"token_type\":\"DPoP\",\"expires_in\":60}")),
                Arguments.of(
                        "gave a token that has expired already, by its expires_in.",
                        token("token-1-of-the-authority", -1)),
                Arguments.of(
                        "gave a token that has expired already, by its expires_in.",
                        token("token-1-of-the-authority", 0)),
                Arguments.of(
                        "gave a token with characters that no header may hold, or of more than 8192.",
                        token("line\\nbreak", 60)),
                Arguments.of(
                        "gave a token with characters that no header may hold, or of more than 8192.",
                        token("x".repeat(8_193), 60)),
                Arguments.of(
                        "gave an answer of more than 64 KB, which is no token. Check the token URL.",
                        Answer.status(200)
                                .header("Content-Type", "application/json")
                                .bodyOf(10_000_000)),
                Arguments.of("broke off before it had answered, or its answer is no valid HTTP.", Answer.reset()),
                Arguments.of(
                        "broke off before it had answered, or its answer is no valid HTTP.",
                        Answer.raw("NONSENSE\r\n\r\n")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_the_authority_says_instead_of_a_token_is_told_in_our_words(String told, Behaviour said) {
        authority.answer(said);

        Reply reply = worker.get();

        failed(reply, 502, "credential-unavailable", "no");
        assertEquals("The token endpoint " + told, reply.json().get("detail").textValue());
        assertFalse(reply.text().contains(CLIENT_SECRET));
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void an_authority_that_cannot_be_reached_is_said_to_be() {
        worker.program().resolver().host("auth.example.com", new String[0]);

        Reply reply = worker.get();

        failed(reply, 502, "credential-unavailable", "no");
        assertTrue(reply.text().contains("could not be reached"), reply.text());
    }

    @Test
    void a_private_address_of_the_authority_is_refused() {
        worker.program().resolver().host("auth.example.com", "10.0.0.1");

        failed(worker.get(), 403, "destination-refused", "no");

        assertEquals(0, authority.connections());
    }

    @Test
    void a_failure_is_remembered_for_a_moment_and_then_it_is_tried_again() {
        authority.next(Answer.status(503), token("token-1-of-the-authority", 3_600));
        failed(worker.get(), 502, "credential-unavailable", "no");

        failed(worker.get(), 502, "credential-unavailable", "no");
        assertEquals(1, authority.requests().size());

        Await.until("it is tried again", PATIENCE, () -> worker.get().status(), status -> status == 200);
        assertEquals(2, authority.requests().size());
    }

    @Test
    void a_run_waits_for_a_token_no_longer_than_its_timeout_and_the_fetch_goes_on() {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        authority.answer(once(mayAnswer, token("token-1-of-the-authority", 3_600)));

        failed(worker.get(300), 504, "deadline-exceeded", "no");
        CompletableFuture<Reply> patient = worker.begin("GET", "/", MINUTE);
        mayAnswer.countDown();

        answered(patient.join());
        assertEquals(1, authority.requests().size());
    }

    @Test
    void one_caller_who_hangs_up_does_not_stop_the_fetch_that_another_waits_for() throws IOException {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        authority.answer(once(mayAnswer, token("token-1-of-the-authority", 3_600)));
        Socket impatient = worker.beginToHangUp("GET", "/", MINUTE);
        assertTrue(authority.awaitRequests(1, PATIENCE));
        CompletableFuture<Reply> patient = worker.begin("GET", "/", MINUTE);
        awaitRunning(2);
        impatient.close();
        awaitRunning(1);
        mayAnswer.countDown();

        answered(patient.join());
        assertEquals(1, authority.requests().size());
    }

    @Test
    void revoking_stops_who_waits_for_a_token_and_erases_the_one_that_there_was() {
        answered(worker.get());
        assertNotNull(keptToken());
        worker.revoke();
        assertNull(keptToken());

        worker.by(worker.connector(Map.of("auth", auth(Map.of()))));
        authority.answer(Answer.silence());
        CompletableFuture<Reply> waiting = worker.begin("GET", "/", MINUTE);
        assertTrue(authority.awaitRequests(2, PATIENCE));
        worker.revoke();

        failed(waiting.join(), 410, "connector-revoked", "no");
    }

    private static String keptToken() {
        return worker.program()
                .rows()
                .sql("select access_token from connector where id = :id")
                .param("id", UUID.fromString(worker.connector()))
                .query((row, number) -> java.util.Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    @Test
    void it_rests_sealed_and_a_change_of_its_connector_erases_it() {
        answered(worker.get());

        String kept = keptToken();
        assertTrue(kept.contains("ciphertext"), kept);
        assertFalse(kept.contains("token-1-of"), kept);

        assertEquals(200, worker.change(Map.of("auth", auth(Map.of()))).status());
        assertNull(keptToken());
        answered(worker.get());
        assertEquals(2, authority.requests().size());
    }

    @Test
    void a_run_that_nobody_waits_for_is_delivered_once_there_is_a_token_again() {
        authority.next(Answer.status(503), token("token-1-of-the-authority", 3_600));
        worker.run("GET", "/queued", "\"waitForResult\":false");

        assertEquals("/queued", target.takeRequest(Duration.ofSeconds(60)).target());
        assertEquals(2, authority.requests().size());
    }

    @Test
    void a_token_url_of_another_origin_wants_the_secrets_again() {
        Map<String, Object> moved = auth(Map.of("tokenUrl", "http://other.example.com/oauth/token"));
        moved.remove("clientSecret");

        Reply reply = worker.change(Map.of("auth", moved));

        assertEquals(422, reply.status(), reply.text());
        assertTrue(reply.text().contains("/auth/clientSecret"), reply.text());
        assertTrue(reply.text().contains("S3: the token URL"), reply.text());
        Map<String, Object> sameOrigin = auth(Map.of("tokenUrl", "http://auth.example.com/other"));
        sameOrigin.remove("clientSecret");
        assertEquals(200, worker.change(Map.of("auth", sameOrigin)).status());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("tokenUrl", "http://10.0.0.1/token", "D7"),
                Arguments.of("tokenUrl", "ftp://auth.example.com/token", "D1"),
                Arguments.of("tokenUrl", "https://auth.example.com/token?a=b", "D3"),
                Arguments.of("clientId", "", "D12"),
                Arguments.of("clientAuth", "header", "D12"),
                Arguments.of("scope", "läs", "D12"),
                Arguments.of("audience", "a\nb", "D12"),
                Arguments.of("username", "ann", "no such field"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_is_wrong_with_a_definition_is_said_at_its_field(String field, String value, String rule) {
        Reply reply = worker.program()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name",
                                "Faulty " + field + " " + rule,
                                "domain",
                                "http://api.example.com",
                                "auth",
                                auth(Map.of(field, value))));

        assertEquals(422, reply.status(), reply.text());
        assertEquals("/auth/" + field, reply.json().at("/errors/0/field").textValue());
        assertTrue(reply.json().at("/errors/0/message").textValue().contains(rule), reply.text());
    }

    @Test
    void a_connector_shows_what_it_was_given_but_for_its_secrets() {
        Reply shown = worker.program().get("/api/connectors/" + worker.connector());

        assertEquals(
                "http://auth.example.com/oauth/token",
                shown.json().at("/auth/tokenUrl").textValue());
        assertTrue(shown.json().at("/auth/clientSecret/set").booleanValue());
        assertFalse(shown.text().contains(CLIENT_SECRET));
        Reply explained = worker.program()
                .send(worker.program().request("POST", "/worker/explain", worker.activity("GET", "/", "")));
        assertEquals(
                "Authorization: Bearer ***", explained.json().get("credential").textValue());
        assertEquals(0, authority.requests().size());
    }
}
