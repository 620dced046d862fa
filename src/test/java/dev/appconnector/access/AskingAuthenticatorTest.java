package dev.appconnector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door waits for an authenticator that must ask somebody, and loses nothing meanwhile. */
class AskingAuthenticatorTest {

    private static final ExecutorService ASKED = Executors.newSingleThreadExecutor();
    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        Authenticator knowsNobody = presented -> Future.succeededFuture(Optional.empty());
        app = RunningAppConnector.start(
                data, Map.of(), List.of(knowsNobody, AskingAuthenticatorTest::ask, knowsNobody));
    }

    @AfterAll
    static void stop() {
        app.close();
        ASKED.shutdown();
    }

    /** Answers on a thread of its own, after the request's body has had the time to come. */
    private static Future<Optional<Caller>> ask(Presented presented) {
        Promise<Optional<Caller>> answer = Promise.promise();
        String bearer = presented.bearer().orElse("");
        ASKED.execute(() -> {
            switch (bearer) {
                case "boss" -> answer.complete(Optional.of(Caller.ofRoute("boss")));
                case "hasty" -> answer.fail(new Problem(Problem.Type.RATE_LIMITED, "Try again later."));
                case "broken" -> answer.fail(new IllegalStateException("a text that nobody may see"));
                default -> answer.complete(Optional.empty());
            }
        });
        return answer.future();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000, 5_000_000})
    void a_body_that_came_meanwhile_is_read_whole(int length) {
        Reply reply = app.callWith(
                "boss",
                "POST",
                "/api/connectors",
                Map.of(
                        "name",
                        "c" + length,
                        "domain",
                        "http://crm.example",
                        "auth",
                        Map.of("type", "token", "value", "x".repeat(length))));
        assertTrue(reply.status() == 201 || reply.problem().equals("connector-invalid"), reply.text());
        assertEquals(200, app.callWith("boss", "GET", "/api/connectors", null).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000_000})
    void what_it_refuses_is_answered_and_the_connection_goes_on(int length) {
        String body = "x".repeat(length);
        String head =
                " /api/connectors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ";
        String answers = app.raw("POST" + head + "stranger\r\nContent-Length: " + length + "\r\n\r\n" + body
                + "POST" + head + "hasty\r\nContent-Length: " + length + "\r\n\r\n" + body
                + "GET" + head + "boss\r\nConnection: close\r\n\r\n");
        assertEquals(3, answers.split("HTTP/1.1 ", -1).length - 1, answers);
        assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
        assertTrue(answers.contains("HTTP/1.1 429 "), answers);
        assertTrue(answers.contains("HTTP/1.1 200 "), answers);
    }

    @Test
    void a_way_of_asking_that_breaks_opens_nothing_and_tells_nothing() {
        Reply reply = app.callWith("broken", "GET", "/api/connectors", null);

        assertEquals(500, reply.status());
        assertEquals("internal-error", reply.problem());
        assertTrue(!reply.text().contains("a text"), reply.text());
    }

    @Test
    void what_an_authenticator_vouches_for_before_is_not_asked_again() {
        assertEquals(200, app.get("/api/connectors").status());
        assertEquals(
                401, app.callWith("stranger", "GET", "/api/connectors", null).status());
    }
}
