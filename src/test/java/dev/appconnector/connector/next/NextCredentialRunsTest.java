package dev.appconnector.connector.next;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.TOKEN;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose credential is refused goes on with the next one, once; whatever the target says to that but 401 makes it the current one. */
class NextCredentialRunsTest extends WaitingRuns {

    private static final String NEXT = "next-token-of-the-connector";
    private static final Map<String, Object> NEXT_AUTH = Map.of("type", "token", "value", NEXT);

    private static void set(Map<String, Object> auth) {
        set(Map.of("auth", auth), worker.connector());
    }

    private static void set(Map<String, Object> document, String connector) {
        Reply reply = worker.program().call("PUT", "/api/connectors/" + connector + "/next-auth", document);
        assertEquals(200, reply.status(), reply.text());
    }

    private void refuse(String token) {
        target.when(request -> ("Bearer " + token).equals(request.header("Authorization")), Answer.status(401));
    }

    private static JsonNode connector() {
        return worker.program().get("/api/connectors/" + worker.connector()).json();
    }

    private static void awaitPromotion() {
        Await.until("the promotion", PATIENCE, () -> connector().get("nextAuth"), next -> next.isNull());
    }

    private static List<JsonNode> promotions() {
        List<JsonNode> promotions = new ArrayList<>();
        worker.program()
                .get("/api/audit?object=" + worker.connector())
                .json()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("action").textValue().equals("credential.promoted")) {
                        promotions.add(entry);
                    }
                });
        return promotions;
    }

    private List<String> sent() {
        return target.requests().stream()
                .map(request -> request.header("Authorization"))
                .toList();
    }

    private static JsonNode run(String id) {
        return Await.until(
                        "the run's end",
                        PATIENCE,
                        () -> worker.program().get("/worker/runs/" + id),
                        reply -> reply.status() == 200
                                && !reply.json().path("endedAt").isNull())
                .json();
    }

    private static String attempts(JsonNode run) {
        StringBuilder shown = new StringBuilder();
        for (JsonNode attempt : run.get("attempts")) {
            shown.append(attempt.get("outcome").textValue())
                    .append(' ')
                    .append(attempt.get("status").asText())
                    .append(' ')
                    .append(attempt.path("credential").asText("-"))
                    .append('\n');
        }
        return shown.toString();
    }

    @Test
    void a_refused_run_is_sent_once_more_with_the_next_credential_which_then_is_the_current_one() {
        set(NEXT_AUTH);
        refuse(TOKEN);

        JsonNode answer = answered(worker.run("POST", "/cases?a=1", "\"body\":{\"subject\":\"Broken\"}"));
        // A node hears of what it has committed itself a moment later.
        Await.until(
                "a run that is sent once",
                PATIENCE,
                () -> answered(worker.get()).get("attempts").intValue(),
                attempts -> attempts == 1);

        assertEquals(200, answer.get("status").intValue());
        assertEquals(2, answer.get("attempts").intValue());
        assertEquals(List.of("Bearer " + TOKEN, "Bearer " + NEXT), sent().subList(0, 2));
        assertEquals("Bearer " + NEXT, sent().get(sent().size() - 1));
        Recorded again = target.requests().get(1);
        assertEquals("/cases?a=1", again.target());
        assertEquals("{\"subject\":\"Broken\"}", again.bodyText());
        assertEquals("POST", again.method());
        JsonNode run = run(answer.get("id").textValue());
        assertEquals("answered 401 current\nanswered 200 next\n", attempts(run));
        JsonNode first = run.get("attempts").get(0);
        JsonNode second = run.get("attempts").get(1);
        assertEquals(
                Instant.parse(second.get("at").textValue()),
                Instant.parse(first.get("at").textValue())
                        .plusMillis(first.get("durationMs").longValue()));
        assertTrue(
                first.get("durationMs").longValue() + second.get("durationMs").longValue()
                        <= answer.get("durationMs").longValue());
    }

    @Test
    void the_audit_says_which_run_has_promoted_it() {
        set(NEXT_AUTH);
        refuse(TOKEN);

        String run = answered(worker.get()).get("id").textValue();
        awaitPromotion();

        JsonNode promotion = promotions().get(0);
        assertEquals(1, promotions().size());
        assertEquals(run, promotion.get("run").textValue());
        assertEquals("appconnector", promotion.get("actor").get("id").textValue());
    }

    @Test
    void while_the_current_one_works_the_next_is_never_sent() {
        set(NEXT_AUTH);

        JsonNode answer = answered(worker.get());

        assertEquals(1, answer.get("attempts").intValue());
        assertEquals(List.of("Bearer " + TOKEN), sent());
        assertEquals("answered 200 current\n", attempts(run(answer.get("id").textValue())));
        assertFalse(connector().get("nextAuth").isNull());
    }

    @Test
    void where_both_are_refused_the_caller_gets_the_second_answer_and_nothing_is_promoted() {
        set(NEXT_AUTH);
        refuse(TOKEN);
        target.when(
                request -> ("Bearer " + NEXT).equals(request.header("Authorization")),
                Answer.status(401).header("Content-Type", "text/plain").body("neither"));

        JsonNode first = answered(worker.get());
        JsonNode second = answered(worker.get());

        assertEquals(401, first.get("status").intValue());
        assertEquals("neither", first.get("body").textValue());
        assertEquals(401, second.get("status").intValue());
        assertEquals(List.of("Bearer " + TOKEN, "Bearer " + NEXT, "Bearer " + TOKEN, "Bearer " + NEXT), sent());
        assertEquals(List.of(), promotions());
        assertFalse(connector().get("nextAuth").isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 429, 500})
    void any_answer_but_401_promotes_it(int status) {
        set(NEXT_AUTH);
        refuse(TOKEN);
        target.when(request -> ("Bearer " + NEXT).equals(request.header("Authorization")), Answer.status(status));

        assertEquals(status, answered(worker.get()).get("status").intValue());

        awaitPromotion();
    }

    @Test
    void what_is_no_answer_does_not_promote_it() {
        set(NEXT_AUTH);
        target.next(Answer.status(401), Answer.hangUp());

        JsonNode problem = failed(worker.get(), 502, "target-unreachable", "maybe");

        assertEquals(
                "answered 401 current\ntarget-unreachable null next\n",
                attempts(run(problem.get("runId").textValue())));
        assertEquals(List.of("Bearer " + TOKEN, "Bearer " + NEXT), sent());
        assertEquals(List.of(), promotions());
    }

    private static Map<String, Object> oauth(String tokenUrl) {
        return Map.of(
                "type", "oauth2-client-credentials",
                "tokenUrl", tokenUrl,
                "clientId", "app",
                "clientSecret", "client-secret-4711");
    }

    @Test
    void a_next_one_that_is_not_to_be_had_keeps_no_token_from_being_renewed() {
        String endpoint = worker.domain() + "/token";
        target.onPath("/broken", Answer.status(500));
        List<String> given = new ArrayList<>(List.of("access-token-1", "access-token-2"));
        target.onPath("/token", (request, connection) -> Answer.json(
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":600}"
                                .formatted(given.remove(0)))
                .answer(request, connection));
        worker.by(worker.connector(Map.of("auth", oauth(endpoint))));
        set(oauth(worker.domain() + "/broken"));
        refuse("access-token-1");

        JsonNode answer = answered(worker.get());

        assertEquals(200, answer.get("status").intValue());
        assertEquals("Bearer access-token-2", sent().get(sent().size() - 1));
        assertFalse(connector().get("nextAuth").isNull());
    }

    @Test
    void where_the_next_one_is_not_to_be_had_the_answer_stands() {
        set(oauth(worker.domain() + "/broken"));
        target.onPath("/broken", Answer.status(500));
        refuse(TOKEN);

        assertEquals(401, answered(worker.get()).get("status").intValue());
    }

    @Test
    void one_that_has_its_time_is_not_tried_before() {
        set(
                Map.of(
                        "auth",
                        NEXT_AUTH,
                        "activateAt",
                        Instant.now().plusSeconds(3_600).toString()),
                worker.connector());
        refuse(TOKEN);

        assertEquals(401, answered(worker.get()).get("status").intValue());

        assertEquals(List.of("Bearer " + TOKEN), sent());
    }

    @Test
    void a_secret_of_either_credential_is_masked_in_each_answer() {
        Map<String, Object> basic = Map.of("type", "basic", "username", "ann", "password", "next-secret-of-ann");
        String pair = Base64.getEncoder().encodeToString("ann:next-secret-of-ann".getBytes(StandardCharsets.UTF_8));
        String all = TOKEN + " next-secret-of-ann " + pair;
        set(basic);
        target.next(Answer.ok().body(all));

        assertEquals("*** *** ***", answered(worker.get()).get("body").textValue());

        target.next(Answer.status(401), Answer.ok().body(all));
        assertEquals("*** *** ***", answered(worker.get()).get("body").textValue());
        assertEquals("Basic " + pair, target.requests().get(2).header("Authorization"));
    }

    @Test
    void one_of_another_form_takes_the_place_of_the_current_one_in_the_request() {
        set(Map.of("type", "api-key", "in", "query", "name", "key", "value", NEXT));
        target.when(request -> request.target().equals("/x?a=1"), Answer.status(401));

        answered(worker.run("GET", "/x?a=1", ""));

        Recorded second = target.requests().get(1);
        assertEquals("/x?a=1&key=" + NEXT, second.target());
        assertEquals(null, second.header("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "query"})
    void an_activity_cannot_set_what_carries_the_next_credential(String in) {
        set(Map.of("type", "api-key", "in", in, "name", "X-Key", "value", NEXT));

        Reply refused = in.equals("query")
                ? worker.run("GET", "/?x-key=mine", "")
                : worker.run("GET", "/", "\"headers\":{\"x-key\":\"mine\"}");

        assertEquals(in.equals("query") ? "path-refused" : "header-refused", refused.problem());
        assertEquals(0, target.connections());
    }

    @Test
    void a_run_that_nobody_waits_for_shows_both_attempts_too() {
        set(NEXT_AUTH);
        refuse(TOKEN);

        Reply accepted = worker.run("POST", "/", "\"body\":{},\"waitForResult\":false");

        JsonNode run = run(accepted.json().get("id").textValue());
        assertEquals("succeeded", run.get("state").textValue());
        assertEquals("answered 401 current\nanswered 200 next\n", attempts(run));
        awaitPromotion();
    }

    @Test
    void many_runs_that_find_out_at_once_all_go_on_and_promote_it_once() {
        set(NEXT_AUTH);
        refuse(TOKEN);

        List<CompletableFuture<Reply>> runs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            runs.add(worker.begin("GET", "/", ""));
        }
        runs.forEach(run -> assertEquals(200, answered(run.join()).get("status").intValue()));
        awaitPromotion();

        assertEquals(1, promotions().size());
        assertEquals(100, sent().stream().filter(("Bearer " + NEXT)::equals).count());
    }

    @Test
    void a_database_that_is_slow_to_promote_keeps_no_answer_back() throws Exception {
        set(NEXT_AUTH);
        refuse(TOKEN);
        DataSource database =
                worker.program().node().camelContext().getRegistry().lookupByNameAndType("database", DataSource.class);
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .executeQuery("select * from connector where id = '" + worker.connector() + "' for update");

            assertEquals(200, answered(worker.get()).get("status").intValue());

            assertFalse(connector().get("nextAuth").isNull());
            other.rollback();
        }
        answered(worker.get());
        awaitPromotion();
    }
}
