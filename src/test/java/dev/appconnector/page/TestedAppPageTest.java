package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.TestTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connected app is tested at the page: what came of it is said in words, and how far it came. */
@InBrowser
class TestedAppPageTest {

    private static final String SECRET = "tested-secret-4711-aa";

    private final Page page;
    private FakeTarget target;
    private String id;

    TestedAppPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void makeApp() {
        use(FakeTarget.https());
        page.app().get("/api/connectors?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/connectors/" + item.get("id").textValue(), null));
        id = page.app().connector("crm", "https://" + CallingTarget.HOST + "/v1", SECRET);
    }

    private void use(FakeTarget next) {
        if (target != null) {
            target.close();
        }
        target = next;
        page.app().dialler().leadAll(next);
    }

    @AfterEach
    void no_script_failed_and_nothing_leaked() {
        page.app().resolver().reset();
        page.app().dialler().reset();
        target.close();
        assertFalse(page.everything().contains(SECRET));
        page.assertCalm();
    }

    @Test
    void a_test_says_what_failed_and_another_path_can_be_tried() {
        target.next(Answer.status(401), Answer.status(404));
        page.signIn("/").press("Test crm").see("dialog .notice", "The credential was not accepted");
        page.see("dialog .notice", "refused the credential (401)");
        page.see("table", "Answered 401");

        page.press("Test again").see("dialog .notice", "Reached, but not sure");
        page.type("Path", "me").press("Test again").see("dialog .notice", "It works");
        assertEquals(
                "GET /v1/me",
                target.requests().get(2).method() + " "
                        + target.requests().get(2).target());
        page.see("table", "Healthy");
        page.type("Path", "/../admin").press("Test again").see("#test-path-fault", "dots");
        assertTrue(page.focused().startsWith("Path"), page.focused());
        assertEquals(3, target.requests().size());
    }

    @Test
    void what_keeps_a_call_from_the_target_is_said_in_words() {
        use(FakeTarget.https(TestTls.signed("expired")));
        page.signIn("/").press("Test crm").see("dialog .notice", "No secure connection");
        page.see("dialog .notice", "expired on 2020-01-02");

        page.app().resolver().host(CallingTarget.HOST, "10.0.0.1");
        page.press("Test again").see("dialog .notice", "The address cannot be used");
        assertFalse(page.text("dialog").contains("10.0.0.1"));
    }

    @Test
    void a_designer_tests_on_the_apps_own_page_and_opens_the_run() {
        page.signIn("/connector?id=" + id, page.app().key("designer"))
                .press("Test")
                .see("dialog", "It works");
        assertFalse(page.hasButton("Edit"));
        page.until(
                "the record",
                () -> page.app().get("/worker/runs?connector=" + id).json().get("items"),
                runs -> runs.size() == 1);

        page.press("Open run").seeNo("dialog").see("h1", "GET");
    }

    @Test
    void a_paused_app_can_be_tested_and_an_auditor_or_a_runner_may_not() {
        page.signIn("/").press("Pause crm").see(".state", "Paused");
        page.press("Test crm").see("dialog", "It works");
        page.press("Close");

        page.signIn("/", page.app().key("auditor")).see("table", "crm");
        assertFalse(page.hasButton("Test crm"));
        page.signIn("/", page.app().key("runner", "crm")).see("table", "crm");
        assertFalse(page.hasButton("Test crm"));
    }

    @Test
    void a_change_is_saved_then_tested_and_the_own_page_does_so_too() {
        target.next(Answer.status(500));
        page.signIn("/connector?id=" + id).press("Edit").see("dialog .kept", "Set");
        page.type("Connector Name", "crm-2").press("Save and test");

        page.see("dialog .notice", "Reached, but without a good answer");

        page.see("h1", "crm-2");
        assertEquals("Test crm-2", page.text("dialog h2"));
        page.press("Close").see(".app-facts", "Failing");
    }

    @Test
    void a_test_that_cannot_be_made_says_why() {
        page.signIn("/").see("table", "crm");
        page.app().call("DELETE", "/api/connectors/" + id, null);

        page.press("Test crm").see("dialog .notice", "The test could not be made");
        assertFalse(page.hasButton("Open run"));
    }
}
