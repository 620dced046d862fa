package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody typed is not lost because a tab is closed or the page loaded anew: it is asked about first. */
@InBrowser
class UnsavedPageTest {

    private final Page page;
    private Scene scene;

    UnsavedPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void the_target_answers() {
        scene = new Scene(page);
    }

    @AfterEach
    void it_is_let_go() {
        scene.close();
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    private boolean asks() {
        return page.browser().asksBeforeReloading();
    }

    private void fill() {
        scene.addNew().tick("None").type("Connector Name", "half").type("Domain", "https://half.example.com");
    }

    private void typePath() {
        page.open("/server-activity?connector=Salesforce").see("#path-help", "api.example.com");
        page.type("Path", "/sobjects");
    }

    @Test
    void a_connector_that_is_not_saved_is_asked_about() {
        fill();
        assertTrue(asks(), "something was typed");
    }

    @Test
    void a_connector_that_is_saved_or_was_not_begun_is_not() {
        scene.addNew();
        assertFalse(asks(), "nothing was typed");
        fill();
        page.press("Save").see(".notice", "half is saved");
        assertFalse(asks(), "it was saved");
        page.press("Edit half").see("dialog", "Edit half");
        assertFalse(asks(), "nothing was changed");
    }

    @Test
    void a_request_that_did_not_run_is_asked_about_in_whichever_view() {
        scene.list();
        typePath();
        assertTrue(asks(), "it did not run");
        typePath();
        page.press("Connected Apps").see("table", "Zendesk");
        assertTrue(asks(), "it did not run, and is still kept");
        typePath();
        page.press("Explain").see(".headline", "This would be sent");
        assertTrue(asks(), "it was only explained");
    }

    @Test
    void a_request_that_ran_was_copied_or_was_not_begun_is_not() {
        scene.list("/server-activity?connector=Salesforce").see("#path-help", "api.example.com");
        assertFalse(asks(), "nothing was typed");
        typePath();
        page.press("Run").see(".headline", "200");
        assertFalse(asks(), "it ran");
        typePath();
        page.copyAs("cURL");
        assertFalse(asks(), "it was copied");
        typePath();
        page.press("Run").see(".headline", "200");
        page.type("Body", "{}");
        assertTrue(asks(), "it was changed since it ran");
    }

    @Test
    void signing_out_asks_before_it_loses_a_request() {
        scene.list();
        typePath();
        page.press("Signed in as admin.key").press("Sign out").see("dialog", "neither run nor copied");
        assertEquals("Keep editing", page.focused());
        page.press("Keep editing").seeNo("dialog");
        assertEquals("/sobjects", page.field("Path").getAttribute("value"));

        page.press("Signed in as admin.key").press("Sign out").see("dialog", "neither run nor copied");
        page.press("Sign out").see("h1", "Sign in");
        assertFalse(asks(), "the reader said so");
    }
}
