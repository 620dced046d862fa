package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Browser;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /client.js} asks its page's server for a token when it needs one, and keeps it to itself. */
@InBrowser
class ClientTokensTest {

    private static final String RUN = "return app.run('create-case', { subject: 'Broken' });";
    private static final String FIVE_RUNS = """
            const runs = [1, 2, 3, 4, 5].map((n) => app.run('create-case', { subject: 'Case ' + n }));
            return (await Promise.all(runs)).map((answer) => answer.status);
            """;

    private static OtherOrigin other;

    private final Browser browser;

    ClientTokensTest(Page page) {
        browser = page.browser();
    }

    @BeforeAll
    static void start(Page page, @TempDir Path data) {
        other = new OtherOrigin(page.browser(), data);
    }

    @BeforeEach
    void open() {
        other.renew();
        other.open();
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    private static String textOf(String made) {
        return read(made).get("token").textValue();
    }

    private static JsonNode read(String json) {
        try {
            return RunningAppConnector.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token that has ended, though by what the page is told it has not: its clock is wrong. */
    private String endedEarly() {
        other.tokensLive(1000);
        String token = textOf(other.token());
        other.awaitEnd(token);
        other.tokensLive(600_000);
        return "{\"token\":\"%s\",\"expiresAt\":\"%s\"}"
                .formatted(token, Instant.now().plusSeconds(600));
    }

    @Test
    void one_token_serves_however_many_runs_wait_for_it_and_those_that_follow() {
        assertEquals(Collections.nCopies(5, 200L), other.script(FIVE_RUNS).get("value"));
        assertEquals(Collections.nCopies(5, 200L), other.script(FIVE_RUNS).get("value"));

        assertEquals(10, other.target().requests().size());
        assertEquals(1, other.tokensAsked());
    }

    @Test
    void a_token_is_renewed_some_seconds_before_its_end() {
        other.tokensLive(9_000);
        other.answer(RUN);
        other.answer(RUN);
        assertEquals(2, other.tokensAsked());

        other.tokensLive(30_000);
        other.answer(RUN);
        other.answer(RUN);
        assertEquals(3, other.tokensAsked());
    }

    @Test
    void a_token_that_is_refused_is_renewed_once_for_all_runs() {
        Iterator<String> answers = List.of(endedEarly(), other.token()).iterator();
        other.givesAsToken((request, connection) -> Answer.json(answers.next()).answer(request, connection));

        assertEquals(Collections.nCopies(5, 200L), other.script(FIVE_RUNS).get("value"));

        assertEquals(2, other.tokensAsked());
        assertEquals(5, other.target().requests().size());
    }

    @Test
    void a_token_that_stays_refused_is_asked_for_once_more_and_then_it_is_a_problem() {
        other.givesAsToken(Answer.json(other.token()));
        other.answer(RUN);
        other.endKey();

        Map<String, Object> problem = other.problem(RUN);

        assertEquals("urn:appconnector:problem:unauthenticated", problem.get("type"));
        assertEquals(401L, problem.get("status"));
        assertEquals(2, other.tokensAsked());
        other.problem(RUN);
        assertTrue(other.tokensAsked() > 2, "The next run asks again.");
        assertEquals(1, other.target().requests().size());
    }

    @Test
    void when_the_sites_server_makes_no_token_the_run_fails_with_its_error_and_the_next_asks_again() {
        other.givesAsToken(Answer.status(500).body("<h1>Oops</h1>"));
        Map<String, Object> outcome = other.script(RUN);
        assertEquals("SyntaxError", outcome.get("name"));
        assertFalse((Boolean) outcome.get("isProblem"));

        other.givesAsToken(Answer.json("{\"error\":\"Please sign in\"}"));
        outcome = other.script(RUN);
        assertEquals("TypeError", outcome.get("name"));
        assertTrue(outcome.get("message").toString().contains("refresh"), outcome.toString());

        other.makesTokens();
        assertEquals(200L, other.answer(RUN).get("status"));
        assertEquals(3, other.tokensAsked());
        assertEquals(1, other.target().requests().size());
    }

    @Test
    void a_token_can_be_a_text_alone() {
        String script = """
                let asked = 0;
                const plain = new AppConnector({ refresh: async () => { asked += 1; return (await refresh()).token; } });
                await plain.run('create-case', { subject: 'One' });
                const { status } = await plain.run('create-case', { subject: 'Two' });
                return { status, asked };
                """;

        assertEquals(Map.of("status", 200L, "asked", 1L), other.answer(script));
    }

    @Test
    void refresh_is_told_nothing() {
        String script = """
                let told = null;
                const watched = new AppConnector({ refresh(...given) { told = given; return refresh(); } });
                await watched.run('create-case', { subject: 'One' });
                return { told: told.length };
                """;

        assertEquals(Map.of("told", 0L), other.answer(script));
    }

    @Test
    void the_token_is_in_no_address_storage_or_field() {
        String made = other.token();
        other.givesAsToken(Answer.json(made));
        other.answer(RUN);
        other.answer("const { id } = await app.run('create-case', { subject: 'x' }, { waitForResult: false });"
                + "return app.result(id);");

        String kept = (String) browser.run("""
                const fields = [...Object.getOwnPropertyNames(app), ...Object.getOwnPropertyNames(Object.getPrototypeOf(app))];
                const addresses = performance.getEntriesByType('resource').map((entry) => entry.name);
                return JSON.stringify([addresses, fields, app, localStorage, sessionStorage, document.cookie, location.href,
                  history.state, document.documentElement.outerHTML, Object.keys(window).filter((name) => name !== 'recorded')
                    .map((name) => typeof window[name] === 'string' ? window[name] : name)]);
                """);

        String token = textOf(made);
        assertTrue(kept.contains("/worker/runs"), kept);
        assertFalse(kept.contains(token.substring(token.length() - 20)), kept);
        assertEquals(
                List.of("[\"constructor\",\"run\",\"result\"]"),
                List.of(browser.run("return JSON.stringify(Object.getOwnPropertyNames(Object.getPrototypeOf(app)))")));
    }
}
