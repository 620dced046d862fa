package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browser tokens made at the page, to be tried. */
@InBrowser
class BrowserTokensPageTest extends CallersOnPage {

    private static final Map<String, ?> AD_HOC = Map.of("connector", "ledger", "method", "GET", "path", "/");

    BrowserTokensPageTest(Page page) {
        super(page);
    }

    private String made() {
        page.press("Make token").see("token-made", "It expires in");
        return value("#token");
    }

    private Reply run(String token, Map<String, ?> activity) {
        return page.app().callWith(token, "POST", "/worker/runs", activity);
    }

    @Test
    void a_token_runs_what_was_chosen_and_nothing_else() {
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target.answer(Answer.ok()));
            page.signIn(CALLERS).press("Browser tokens").tick("close-case crm");
            String token = made();
            assertEquals("Token", page.focused());

            assertEquals(200, run(token, Map.of("activity", "close-case")).status());
            assertEquals("/v1/cases/close", target.requests().get(0).target());
            assertEquals(404, run(token, AD_HOC).status());

            page.browser().run("scrollTo(0, 0)");
            page.press("Callers & keys").see("tbody", "admin.key");
            assertFalse(page.held().contains(token));
            assertEquals(
                    List.of(),
                    console().stream().filter(line -> line.contains(token)).toList());
        } finally {
            page.app().dialler().reset();
        }
    }

    @Test
    void a_runner_gives_away_no_more_than_its_own_scope_and_its_token_ends_with_its_key() {
        String key = key("web", "runner", List.of("crm"), List.of());
        page.signIn(CALLERS, key).see("token-form", "crm");
        page.tick("crm").type("Origin", "https://app.example").type("Subject", "agent-7");
        String token = made();
        assertEquals(403, run(token, AD_HOC).status(), "from no page");

        page.app().call("DELETE", "/api/keys/" + listed("web").get("id").textValue(), null);
        assertEquals(401, run(token, AD_HOC).status());
    }

    @Test
    void the_script_is_shown_without_the_token_and_copied_with_it() {
        page.signIn(TOKENS).tick("close-case crm");
        String token = made();
        String shown = page.text(".snippet");
        assertFalse(shown.contains(token));
        assertTrue(shown.contains("app.run(\"close-case\", {})"), shown);
        page.browser().letClipboardBeUsed();
        page.press("Copy the script").see(".toasts", "Copied");
        String copied = page.browser().clipboard();
        assertTrue(copied.contains("\"" + token + "\""), copied);
        assertTrue(copied.contains(page.app().uri("/client.js").toString()), copied);
    }

    @Test
    void how_long_it_lives_is_said_and_that_it_has_ended() {
        page.signIn(TOKENS).tick("crm").type("Lifetime in minutes", "15");
        made();
        page.see("token-made", "It expires in 15 minutes");
        skip(14.5);
        page.see("token-made", "It expires in less than a minute");
        skip(1);
        page.see("token-made [role=status]", "It has expired");
    }

    /** The browser's clock goes on by so many minutes. */
    private void skip(double minutes) {
        page.browser().run("const now = Date.now; Date.now = () => now() + arguments[0] * 60_000", minutes);
    }

    @Test
    void another_one_takes_the_place_of_the_first() {
        page.signIn(TOKENS).tick("crm");
        String first = made();
        page.tick("ledger").press("Make token");
        page.until("another token", () -> value("#token"), token -> !token.equals(first));
        assertFalse(page.held().contains(first));
        assertEquals("Token", page.focused());
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        page.signIn(TOKENS)
                .type("Lifetime in minutes", "16")
                .type("Origin", "app.example")
                .press("Make token");
        page.see(".summary", "3 fields");
        page.see("#minutes-fault", "from 1 to 15");
        page.see("#origin-fault", "such as https://app.example");
        page.see("#connectors-fault", "Choose something");
        assertEquals(
                0, page.requests().stream().filter("POST /api/tokens"::equals).count());

        page.type("Lifetime in minutes", "1")
                .type("Origin", "https://app.example:99999")
                .tick("crm");
        page.press("Make token").see("#origin-fault", "This is no origin");
    }

    @Test
    void whoever_may_run_nothing_is_told_so() {
        page.signIn(CALLERS, key("poor", "runner", List.of(), List.of())).see("h2", "There is nothing to choose from");
        assertFalse(page.hasButton("Make token"));
    }
}
