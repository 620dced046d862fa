package dev.appconnector.trial;

import static dev.appconnector.testkit.CallingTarget.HOST;
import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.TOKEN;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test of a kept connector is a run like any other, and tells how far it came and why no further. */
class TestedConnectorTest extends WaitingRuns {

    private static Reply send(Object body) {
        return worker.program().post("/api/connectors/" + worker.connector() + "/test", body);
    }

    private static JsonNode told(Object body) {
        Reply reply = send(body);
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.text().contains(TOKEN), reply.text());
        assertFalse(reply.text().contains(ScriptedResolver.ORDINARY_ADDRESS), reply.text());
        return reply.json();
    }

    /** What the steps came to, such as {@code address+ connect- tls? credential? answer?}. */
    static String steps(JsonNode told) {
        StringJoiner steps = new StringJoiner(" ");
        for (JsonNode step : told.get("steps")) {
            JsonNode ok = step.get("ok");
            steps.add(step.get("name").textValue() + (ok.isNull() ? "?" : ok.booleanValue() ? "+" : "-"));
            assertFalse(step.get("detail").textValue().isBlank());
            assertTrue(ok.isNull() || step.get("durationMs").isIntegralNumber(), told.toString());
        }
        return steps.toString();
    }

    static String detail(JsonNode told, String name) {
        for (JsonNode step : told.get("steps")) {
            if (step.get("name").textValue().equals(name)) {
                return step.get("detail").textValue();
            }
        }
        throw new AssertionError("There is no step " + name + ": " + told);
    }

    private static void fails(JsonNode told, String steps, String step, String detail) {
        assertFalse(told.get("ok").booleanValue(), told.toString());
        assertEquals(steps, steps(told));
        assertTrue(detail(told, step).contains(detail), detail(told, step));
    }

    @Test
    void without_a_body_it_gets_the_domain_and_all_steps_are_told() {
        useTls();

        JsonNode told = told(null);

        assertTrue(told.get("ok").booleanValue(), told.toString());
        assertEquals(200, told.get("status").intValue());
        assertEquals("address+ connect+ tls+ credential+ answer+", steps(told));
        Recorded request = target.takeRequest(PATIENCE);
        assertEquals("GET /", request.method() + " " + request.target());
        assertEquals("Bearer " + TOKEN, request.header("Authorization"));
        assertEquals("GET", told.at("/request/method").textValue());
        assertEquals("https://" + HOST + "/", told.at("/request/url").textValue());
        assertEquals("Authorization: Bearer ***", told.at("/request/credential").textValue());
    }

    @Test
    void method_and_path_may_be_given_and_are_held_to_the_rules_of_all_runs() {
        assertEquals(
                200,
                told(Map.of("method", "HEAD", "path", "/me?fields=id"))
                        .get("status")
                        .intValue());

        Recorded request = target.takeRequest(PATIENCE);
        assertEquals("HEAD /me?fields=id", request.method() + " " + request.target());
        assertEquals("path-refused", send(Map.of("path", "/../admin")).problem());
        assertEquals("method-refused", send(Map.of("method", "TRACE")).problem());
        assertEquals(
                "malformed-request", send(Map.of("url", "https://evil.example")).problem());
        assertEquals(1, target.requests().size());
    }

    @Test
    void it_is_recorded_as_a_run_of_who_tested_and_shows_in_the_health() {
        target.answer(Answer.status(401));

        String run = told("{}").get("runId").textValue();

        JsonNode kept = Await.until(
                        "a record",
                        PATIENCE,
                        () -> worker.program().get("/worker/runs/" + run),
                        reply -> reply.status() == 200)
                .json();
        assertEquals("rejected", kept.get("state").textValue());
        assertTrue(kept.get("caller").textValue().startsWith("key:"));
        JsonNode health = worker.program()
                .get("/api/connectors/" + worker.connector())
                .json()
                .get("health");
        assertEquals("status-401", health.get("problem").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "204 | true  | credential+ answer+ | not refused",
                "302 | true  | credential? answer+ | does not tell",
                "400 | true  | credential? answer+ | does not tell",
                "401 | false | credential- answer+ | refused the credential (401)",
                "403 | false | credential- answer+ | forbids this call (403)",
                "404 | true  | credential? answer+ | does not tell",
                "407 | false | credential- answer+ | refused the credential (407)",
                "499 | true  | credential? answer+ | does not tell",
                "500 | false | credential? answer- | does not tell"
            })
    void the_status_tells_what_became_of_the_credential(int status, boolean ok, String steps, String detail) {
        target.answer(Answer.status(status).body("words of the target"));

        JsonNode told = told(null);

        assertEquals(ok, told.get("ok").booleanValue());
        assertEquals(status, told.get("status").intValue());
        assertEquals("address+ connect+ tls? " + steps, steps(told));
        assertTrue(detail(told, "credential").contains(detail), told.toString());
        assertFalse(told.toString().contains("words of the target"), told.toString());
    }

    @Test
    void a_connector_without_credential_is_told_that_the_target_wants_one() {
        worker.by(worker.connector(Map.of("auth", Map.of("type", "none"))));
        target.next(Answer.ok(), Answer.status(401));

        assertEquals("address+ connect+ tls? credential? answer+", steps(told(null)));
        fails(told(null), "address+ connect+ tls? credential- answer+", "credential", "the connector has none");
    }

    @Test
    void a_name_that_leads_nowhere_fails_the_address() {
        worker.program().resolver().host(HOST, ScriptedResolver.Script.error());

        fails(told(null), "address- connect? tls? credential? answer?", "address", "no address");
    }

    @Test
    void an_address_that_calls_may_not_go_to_fails_the_address_and_is_not_told() {
        worker.program().resolver().host(HOST, "10.1.2.3");

        JsonNode told = told(null);

        fails(told, "address- connect? tls? credential? answer?", "address", "A1");
        assertFalse(told.toString().contains("10.1.2.3"), told.toString());
    }

    @Test
    void a_refused_connection_fails_the_connection() {
        try (DeadPort dead = DeadPort.refusing()) {
            worker.program().dialler().lead(ScriptedResolver.ORDINARY_ADDRESS, 80, dead.address());

            fails(told(null), "address+ connect- tls? credential? answer?", "connect", "refused the connection");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expired   | expired on 2020-01-02",
                "early     | not valid yet, before 2119-01-01",
                "elsewhere | for another host name",
                "clients   | check the target's certificate",
                "stranger  | no authority that is trusted here"
            })
    void a_certificate_is_told_what_is_wrong_with_it(String wrong, String detail) {
        target = worker.use(FakeTarget.https(wrong.equals("stranger") ? TestTls.stranger() : TestTls.signed(wrong)));

        fails(told(null), "address+ connect+ tls- credential? answer?", "tls", detail);
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_target_that_speaks_no_tls_fails_tls() {
        worker.by(worker.connector(Map.of("domain", "https://" + HOST)));
        target.greet(connection -> {
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.close();
        });

        fails(told(null), "address+ connect+ tls- credential? answer?", "tls", "does not speak TLS on this port");
    }

    @Test
    void an_answer_that_is_none_fails_the_answer() {
        target.next(Answer.reset());

        fails(told(null), "address+ connect+ tls? credential? answer-", "answer", "before it answered");
    }

    @Test
    void a_test_takes_no_kept_connection_and_leaves_none() {
        answered(worker.get());
        int kept = target.connections();

        for (int i = 1; i <= 5; i++) {
            told(null);
            assertEquals(kept + i, target.connections());
        }

        // Until this node has heard of the connector itself, the run's own may be closed, too.
        Await.until("the tests' own to be closed", PATIENCE, target::openConnections, open -> open <= 1);
    }

    @Test
    void a_paused_connector_can_be_tested_and_nothing_else() {
        worker.change(Map.of("name", "Paused one", "paused", true));

        assertTrue(told(null).get("ok").booleanValue());
        assertEquals("connector-paused", worker.get().problem());
    }

    @Test
    void a_revoked_connector_is_not_tested() {
        worker.revoke();

        assertEquals("connector-revoked", send(null).problem());
    }

    @Test
    void a_designer_may_test_and_what_there_is_not_is_unknown() {
        String designer = worker.program().key("designer");

        assertEquals(200, test(designer, worker.connector()).status());
        assertEquals(
                "connector-not-found",
                test(designer, "0199f0a2-0000-7000-8000-000000000000").problem());
    }

    private static Reply test(String key, String connector) {
        return worker.program().callWith(key, "POST", "/api/connectors/" + connector + "/test", null);
    }

    @Test
    void a_run_of_a_test_waits_for_a_place_as_every_run_does() {
        byOneAtATime();
        target.next(Answer.silence());
        begun("/first");

        CompletableFuture<Reply> test = CompletableFuture.supplyAsync(() -> send(null));
        awaitRunning(2);
        worker.revoke();

        assertEquals("connector-revoked", test.join().problem());
        assertEquals(1, target.requests().size());
    }
}
