package dev.appconnector.trial;

import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.trial.TestedConnectorTest.detail;
import static dev.appconnector.trial.TestedConnectorTest.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the credential is an access token, a test tells whether there is one, and whether it was kept. */
class TestedTokenTest extends WaitingRuns {

    private static final String CLIENT_SECRET = "client-secret-4711-77aa";
    private static final String ADDRESS = "93.184.217.9";
    private static final Map<String, Object> AUTH = Map.of(
            "type", "oauth2-client-credentials",
            "tokenUrl", "http://auth.example.com/oauth/token",
            "clientId", "app connector",
            "clientSecret", CLIENT_SECRET);

    private FakeTarget authority;

    @BeforeEach
    void useAuthority() {
        authority = FakeTarget.http();
        worker.program().resolver().host("auth.example.com", ADDRESS);
        worker.program().dialler().lead(ADDRESS, authority);
        authority.answer(Answer.json(
                "{\"access_token\":\"token-1-of-the-authority\",\"token_type\":\"bearer\",\"expires_in\":3600}"));
        worker.by(worker.connector(Map.of("auth", AUTH)));
    }

    @AfterEach
    void closeAuthority() {
        authority.close();
    }

    private static Reply test(String path, Object body) {
        Reply reply = worker.program().post(path, body);
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.text().contains(CLIENT_SECRET), reply.text());
        assertFalse(reply.text().contains("token-1-of-the-authority"), reply.text());
        return reply;
    }

    private static JsonNode tested() {
        return test("/api/connectors/" + worker.connector() + "/test", null).json();
    }

    @Test
    void a_token_is_fetched_for_a_test_or_was_kept_and_the_test_says_which() {
        assertTrue(detail(tested(), "credential").contains("was fetched for this test"));
        assertTrue(detail(tested(), "credential").contains("was kept from before"));

        assertEquals(1, authority.requests().size());
        answered(worker.get());
        assertEquals(1, authority.requests().size());
    }

    @Test
    void what_the_token_endpoint_says_fails_the_credential_and_nothing_else_is_tried() {
        authority.answer(Answer.status(400)
                .header("Content-Type", "application/json")
                .body("{\"error\":\"invalid_client\",\"error_description\":\"words of the authority\"}"));

        JsonNode told = tested();

        assertFalse(told.get("ok").booleanValue());
        assertEquals("address? connect? tls? credential- answer?", steps(told));
        assertTrue(detail(told, "credential").contains("refused (status 400): invalid_client"), told.toString());
        assertFalse(told.toString().contains("words of the authority"), told.toString());
        assertTrue(target.requests().isEmpty());
    }

    @Test
    void a_failure_that_is_remembered_for_runs_keeps_no_test_from_asking_again() {
        Answer refusal = Answer.status(500);
        authority.next(refusal, refusal);
        tested();
        assertEquals("credential-unavailable", worker.get().problem());

        tested();

        assertEquals(2, authority.requests().size());
        assertTrue(tested().get("ok").booleanValue());
    }

    @Test
    void a_token_that_the_target_refuses_twice_fails_the_credential() {
        target.answer(Answer.status(401));

        JsonNode told = tested();

        assertEquals("address+ connect+ tls? credential- answer+", steps(told));
        assertEquals(2, target.requests().size());
    }

    @Test
    void one_that_is_not_kept_fetches_a_token_each_time() {
        Map<String, Object> draft = Map.of("name", "Draft", "domain", worker.domain(), "auth", AUTH);

        for (int i = 1; i <= 2; i++) {
            JsonNode told = test("/api/connectors/test", draft).json();
            assertTrue(detail(told, "credential").contains("was fetched for this test"), told.toString());
            assertEquals(i, authority.requests().size());
        }
    }
}
