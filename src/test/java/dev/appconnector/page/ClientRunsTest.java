package dev.appconnector.page;

import static dev.appconnector.page.OtherOrigin.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Browser;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin runs activities by {@code /client.js}, and learns how they ended. */
@InBrowser
class ClientRunsTest {

    private static final String CREATE = "return app.run('create-case', { subject: 'Broken' });";

    /** What a run that nobody answers becomes, once the page has given up. */
    private static final String RUN_AND_ABORT = """
            window.leave = new AbortController();
            window.left = app.run('create-case', { subject: 'Broken' }, { signal: leave.signal }).catch((error) => error);
            """;

    private static OtherOrigin other;

    private final Browser browser;

    ClientRunsTest(Page page) {
        browser = page.browser();
    }

    @BeforeAll
    static void start(Page page, @TempDir Path data) {
        other = new OtherOrigin(page.browser(), data);
    }

    @BeforeEach
    void open() {
        other.renew();
        other.target().answer(Answer.json("{\"id\":17}"));
        other.open();
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @Test
    void a_saved_activity_gives_the_targets_answer_under_a_policy_that_names_our_origin() {
        Map<String, Object> answer = other.answer(CREATE);

        assertEquals(200L, answer.get("status"));
        assertEquals("answered", answer.get("outcome"));
        assertEquals(Map.of("id", 17L), answer.get("body"));
        Recorded request = other.target().takeRequest(PATIENCE);
        assertEquals(
                "{\"subject\": \"Broken\"}".replace(" ", ""), request.bodyText().replace(" ", ""));
        assertEquals("Bearer " + OtherOrigin.SECRET, request.header("Authorization"));
        assertEquals(List.of(), browser.run("return recorded.reports"));
    }

    @Test
    void an_activity_can_be_given_by_its_fields_with_the_same_options() {
        Map<String, Object> answer = other.answer(
                "return app.run({ connector: 'crm', method: 'GET', path: '/cases?q=%2F' }, { waitForResult: false });");

        assertEquals("queued", answer.get("state"));
        assertEquals("/cases?q=%2F", other.target().takeRequest(PATIENCE).target());
    }

    @Test
    void what_was_wrong_is_told_field_by_field_and_nothing_is_sent() {
        Map<String, Object> problem = other.problem("return app.run('create-case', { subjekt: 'Broken' });");

        assertEquals("urn:appconnector:problem:parameters-invalid", problem.get("type"));
        assertEquals(422L, problem.get("status"));
        assertEquals("The parameters are invalid", problem.get("title"));
        assertEquals(problem.get("detail"), problem.get("message"));
        assertEquals("Problem", problem.get("name"));
        List<?> errors = (List<?>) problem.get("errors");
        assertEquals(2, errors.size(), errors.toString());
        assertTrue(errors.toString().contains("/parameters/subjekt"), errors.toString());
        assertNull(problem.get("sent"));
        assertEquals(0, other.target().requests().size());
    }

    @Test
    void another_activity_than_the_tokens_is_a_problem() {
        Map<String, Object> problem = other.problem("return app.run('delete-all', { subject: 'x' });");

        assertEquals("urn:appconnector:problem:not-found", problem.get("type"));
        assertEquals(404L, problem.get("status"));
        assertEquals(0, other.target().requests().size());
    }

    @Test
    void a_target_that_does_not_answer_in_time_may_have_acted() {
        other.target().answer(Answer.silence());

        Map<String, Object> problem =
                other.problem("return app.run('create-case', { subject: 'Broken' }, { timeout: 300 });");

        assertEquals("urn:appconnector:problem:deadline-exceeded", problem.get("type"));
        assertEquals(504L, problem.get("status"));
        assertEquals("maybe", problem.get("sent"));
        assertEquals(36, ((String) problem.get("runId")).length());
    }

    @Test
    void when_to_try_again_is_told_in_seconds() {
        other.givesAsToken(Answer.json("\"no-such-token\""));
        // So many that were not valid slow their address down.
        for (int i = 0; i < 110; i++) {
            other.app().callWith("ac_wrong", "GET", "/api/session", null);
        }

        Map<String, Object> problem = other.problem(CREATE);

        assertEquals("urn:appconnector:problem:rate-limited", problem.get("type"));
        assertEquals(1L, problem.get("retryAfter"));
    }

    @Test
    void an_abort_hangs_up_on_the_target() {
        other.target().answer(Answer.silence());
        browser.run(RUN_AND_ABORT);
        other.target().takeRequest(PATIENCE);

        browser.run("leave.abort()");

        assertTrue(other.target().awaitHangUps(1, PATIENCE), "The target's connection was kept.");
        assertEquals(
                List.of("AbortError", false),
                other.script("const e = await left; return [e.name, e instanceof Problem];")
                        .get("value"));
    }

    @Test
    void an_abort_while_the_token_is_awaited_sends_nothing() {
        other.givesAsToken(Answer.silence());
        browser.run(RUN_AND_ABORT);
        Await.until("its question", PATIENCE, other::tokensAsked, asked -> asked == 1);

        browser.run("leave.abort()");

        assertEquals("AbortError", other.script("return (await left).name").get("value"));
        assertEquals(
                "AbortError",
                other.script("return app.run('create-case', {}, { signal: AbortSignal.abort() })")
                        .get("name"));
        assertEquals(0, other.target().requests().size());
    }

    @Test
    void a_signals_own_reason_is_what_the_run_ends_with() {
        other.target().answer(Answer.silence());

        Map<String, Object> outcome = other.script("""
                const signal = AbortSignal.timeout(500);
                signal.addEventListener('abort', () => {});
                return app.run('create-case', { subject: 'Broken' }, { signal });
                """);

        assertEquals("TimeoutError", outcome.get("name"));
    }

    @Test
    void a_run_that_was_not_waited_for_is_awaited_by_its_id() {
        other.target().answer(Answer.json("{\"id\":18}").delay(Duration.ofMillis(900)));
        Map<String, Object> accepted =
                other.answer("return app.run('create-case', { subject: 'Later' }, { waitForResult: false });");
        assertEquals("queued", accepted.get("state"));

        Map<String, Object> now = other.answer("return app.result(arguments[0], { wait: false });", accepted.get("id"));
        assertNull(now.get("endedAt"));
        assertNotEquals("succeeded", now.get("state"));

        Map<String, Object> run = other.answer("return app.result(arguments[0]);", accepted.get("id"));
        assertEquals("succeeded", run.get("state"));
        assertEquals(Map.of("id", 18L), ((Map<?, ?>) run.get("result")).get("body"));
    }

    @Test
    void a_run_is_no_longer_awaited_after_an_abort() {
        other.target().answer(Answer.silence());

        // The pause before the next look never ends here.
        Map<String, Object> outcome = other.script("""
                const { id } = await app.run('create-case', { subject: 'Never' }, { waitForResult: false });
                const later = window.setTimeout;
                window.setTimeout = () => 0;
                return app.result(id, { signal: AbortSignal.timeout(500) }).finally(() => { window.setTimeout = later; });
                """);

        assertEquals("TimeoutError", outcome.get("name"));
    }

    @Test
    void a_run_of_nobody_is_a_problem() {
        Map<String, Object> problem = other.problem("return app.result('../runs?x');");

        assertEquals("urn:appconnector:problem:not-found", problem.get("type"));
    }

    @Test
    void with_an_idempotency_key_it_is_carried_out_once() {
        String keyed =
                "return app.run('create-case', { subject: 'Once' }, { idempotencyKey: 'case-1', waitForResult: true });";

        Object first = other.answer(keyed).get("id");

        assertEquals(first, other.answer(keyed).get("id"));
        assertNotEquals(first, other.answer(keyed.replace("case-1", "case-2")).get("id"));
        assertEquals(2, other.target().requests().size());
    }

    @Test
    void what_cannot_be_sent_is_an_error_of_the_script() {
        Map<String, Object> key = other.script("return app.run('create-case', {}, { idempotencyKey: '\u2603' });");
        Map<String, Object> value = other.script("return app.run('create-case', { subject: 1n });");

        assertEquals(List.of("TypeError", false), List.of(key.get("name"), key.get("isProblem")));
        assertEquals(List.of("TypeError", false), List.of(value.get("name"), value.get("isProblem")));
    }

    @Test
    void to_a_page_that_is_not_listed_the_network_fails() {
        try (FakeTarget stranger = FakeTarget.http()) {
            stranger.when(
                    request -> true, (request, connection) -> page(request).answer(request, connection));
            other.open(stranger.url());

            Map<String, Object> problem = other.problem(CREATE);

            assertEquals("network", problem.get("type"));
            assertEquals("maybe", problem.get("sent"));
            assertNull(problem.get("status"));
            assertTrue(problem.get("detail").toString().contains("appconnector.cors.origins"), problem.toString());
            assertEquals(0, other.target().requests().size());
        }
    }

    /** The stranger's site is like the other one, with tokens of its own making. */
    private Answer page(Recorded request) {
        return switch (request.path()) {
            case "/" ->
                Answer.status(200)
                        .header("Content-Type", "text/html")
                        .body("<!doctype html><title>CRM</title><script type=module src=/page.js></script>");
            case "/page.js" ->
                Answer.status(200).header("Content-Type", "text/javascript").body("""
                    import { AppConnector, Problem } from '%s/client.js';
                    Object.assign(window, { Problem, app: new AppConnector({ refresh: async () => 'a-token' }) });
                    """.formatted(other.address()));
            default -> Answer.status(404);
        };
    }

    @Test
    void what_another_server_answers_is_told_by_its_status() {
        String byUrl = """
                const elsewhere = new AppConnector({ refresh, url: location.origin + '/proxy/' });
                return elsewhere.run('create-case', { subject: 'Broken' });
                """;
        other.site()
                .onPath(
                        "/proxy/worker/runs",
                        Answer.status(502).header("Retry-After", "7").body("<h1>Bad Gateway</h1>"));
        Map<String, Object> html = other.problem(byUrl);
        other.site().onPath("/proxy/worker/runs", Answer.status(200).body("<h1>Please sign in</h1>"));
        Map<String, Object> portal = other.problem(byUrl);
        other.site().onPath("/proxy/worker/runs", Answer.json("null"));
        Map<String, Object> nothing = other.problem(byUrl);

        assertEquals(
                List.of("about:blank", 502L, "maybe", 7L),
                List.of(html.get("type"), html.get("status"), html.get("sent"), html.get("retryAfter")));
        assertEquals(
                List.of("about:blank", 200L, "maybe"),
                List.of(portal.get("type"), portal.get("status"), portal.get("sent")));
        assertEquals(200L, nothing.get("status"));
        assertFalse(html.toString().contains("Bad Gateway"));
    }

    @Test
    void a_token_does_not_follow_a_redirect() {
        other.site().onPath("/proxy/worker/runs", Answer.status(307).header("Location", "/elsewhere"));

        Map<String, Object> problem = other.problem("""
                const elsewhere = new AppConnector({ refresh, url: location.origin + '/proxy/' });
                return elsewhere.run('create-case', { subject: 'Broken' });
                """);

        assertEquals("network", problem.get("type"));
        assertTrue(other.site().requests().stream()
                .noneMatch(request -> request.path().equals("/elsewhere")));
    }

    @Test
    void a_network_that_fails_says_that_the_run_may_have_been_made_and_is_not_asked_again() {
        other.site().onPath("/proxy/worker/runs", Answer.hangUp());
        other.site().onPath("/proxy/worker/runs/x", Answer.hangUp());

        String elsewhere = "const elsewhere = new AppConnector({ refresh, url: location.origin + '/proxy/' });";
        Map<String, Object> run = other.problem(elsewhere + "return elsewhere.run('create-case', {});");
        Map<String, Object> look = other.problem(elsewhere + "return elsewhere.result('x');");

        assertEquals(List.of("network", "maybe"), List.of(run.get("type"), run.get("sent")));
        assertEquals("network", look.get("type"));
        assertNull(look.get("sent"));
    }
}
