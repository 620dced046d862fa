package dev.appconnector.added;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that integrators copy do what they say. */
class RouteExamplesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private final FakeTarget target = FakeTarget.http();
    private RunningAppConnector app;

    private void startWith(String example) throws IOException {
        Path routes = Files.createDirectories(data.resolve("routes"));
        app = RunningAppConnector.start(data, Map.of("appconnector.routes.access", "/examples/**=runner"));
        app.dialler().leadAll(target);
        app.connector("crm", "http://crm.example/v1", "a-secret-of-the-crm");
        app.connector("people", "http://people.example", "a-secret-of-people");
        Files.copy(Path.of("routes/examples", example), routes.resolve(example));
    }

    @AfterEach
    void stop() {
        app.close();
        target.close();
    }

    @Test
    void an_endpoint_composes_two_connectors() throws IOException {
        startWith("case-with-owner.camel.yaml");
        target.onPath("/v1/cases/7", Answer.json("{\"id\":7,\"owner\":\"ada\"}"))
                .onPath("/people/ada", Answer.json("{\"name\":\"Ada\"}"));
        String runner = app.key("runner");

        Reply reply = Await.until(
                "the route has come",
                PATIENCE,
                () -> app.callWith(runner, "GET", "/examples/case-with-owner?case=7", null),
                answer -> answer.status() == 200);

        assertEquals("{\"case\":{\"id\":7,\"owner\":\"ada\"},\"owner\":{\"name\":\"Ada\"}}", reply.text());
        assertEquals(
                "application/json",
                reply.response().headers().firstValue("content-type").orElse(""));
        assertEquals("Bearer a-secret-of-the-crm", target.takeRequest(PATIENCE).header("authorization"));
        assertEquals("Bearer a-secret-of-people", target.takeRequest(PATIENCE).header("authorization"));

        target.onPath(
                "/v1/cases/8",
                Answer.status(404).header("Content-Type", "text/plain").body("no such case"));
        Reply none = app.callWith(runner, "GET", "/examples/case-with-owner?case=8", null);
        assertEquals(404, none.status());
        assertEquals("no such case", none.text());
    }

    @Test
    void a_timer_starts_a_job_and_tells_what_became_of_it() throws IOException {
        target.answer(Answer.status(201));
        try (LoggedLines log = new LoggedLines()) {
            startWith("nightly-sync.camel.yaml");

            Recorded sent = target.takeRequest(PATIENCE);
            assertEquals("/v1/jobs", sent.target());
            assertEquals("{\"full\":true}", sent.bodyText());
            Await.until("the log says so", PATIENCE, log::events, lines -> lines.stream()
                    .anyMatch(line -> line.contains("The job was answered with 201")));
        }
    }

    @Test
    void a_job_that_gets_no_answer_is_told_with_the_reason() throws IOException {
        target.answer(Answer.reset());
        try (LoggedLines log = new LoggedLines()) {
            startWith("nightly-sync.camel.yaml");

            Await.until("the log says so", PATIENCE, log::warnings, lines -> lines.stream()
                    .anyMatch(line -> line.contains("The job got no answer: ")));
            assertTrue(log.events().stream().noneMatch(line -> line.contains("a-secret")));
        }
    }

    @Test
    void a_run_that_is_not_waited_for_is_followed_up_until_the_second_connector_takes_it_or_told_to_the_log()
            throws IOException {
        target.onPath("/v1/cases", Answer.json("{\"id\":7}"));
        AtomicInteger asked = new AtomicInteger();
        List<Behaviour> answers = List.of(Answer.status(503), Answer.reset(), Answer.ok());
        target.onPath("/notes", (request, connection) -> answers.get(asked.getAndIncrement())
                .answer(request, connection));
        startWith("case-follow-up.camel.yaml");
        String runner = app.key("runner");

        Reply reply = Await.until(
                "the route has come",
                PATIENCE,
                () -> app.callWith(runner, "POST", "/examples/cases", "{\"subject\":\"fire\"}"),
                answer -> answer.status() == 202);

        assertEquals("{\"subject\":\"fire\"}", target.takeRequest(PATIENCE).bodyText());
        for (int i = 0; i < 3; i++) {
            Recorded note = target.takeRequest(PATIENCE);
            assertEquals("/notes", note.target());
            assertEquals("{\"id\":7}", note.bodyText());
            assertEquals("Bearer a-secret-of-people", note.header("authorization"));
            assertEquals(reply.json().get("id").textValue(), note.header("idempotency-key"));
        }

        target.onPath("/v1/cases", Answer.status(404));
        try (LoggedLines log = new LoggedLines()) {
            app.callWith(runner, "POST", "/examples/cases", "{}");

            Await.until("the log says so", PATIENCE, log::warnings, lines -> lines.stream()
                    .anyMatch(line -> line.contains(" is rejected.")));
        }
    }
}
