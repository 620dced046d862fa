package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file is imported at the page: first what it would do is shown, then it is done. */
@InBrowser
class ImportPageTest {

    private static final String FILE = """
            connectors:
              - name: imported
                domain: https://imported.example
                auth:
                  type: token
                  value:
                    fromEnv: IMPORTED_TOKEN
            """;

    private final Page page;

    ImportPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void no_connector_is_left() {
        connectors().forEach(one -> page.app()
                .call("DELETE", "/api/connectors/" + one.get("id").textValue(), null));
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    private JsonNode connectors() {
        return page.app().get("/api/connectors").json().get("items");
    }

    @Test
    void what_a_file_would_do_is_shown_before_it_is_done_and_its_secret_is_given_afterwards() {
        page.signIn("/").press("Import").attach("File", "connectors.yaml", FILE);
        page.see("dialog", "Secrets to add");
        assertTrue(page.text("dialog").contains("imported: auth/value"), page.text("dialog"));
        assertEquals(0, connectors().size());
        page.press("Import").see("dialog", "1 entry is new");
        assertEquals("Close", page.focused());
        page.press("Close").see("table", "Paused");

        page.press("Edit imported").see(".kept", "Not there yet: environment variable IMPORTED_TOKEN");
        page.press("Replace").type("Auth Prefix Value", "a-secret-of-the-page").press("Save");
        page.seeNo("dialog").press("Resume imported").see("table", "Enabled");

        page.press("Import").attach("File", "connectors.yaml", FILE).see("dialog", "There is nothing to import");
        page.press("Cancel").press("Export").see(".toasts", "holds no secret");
    }

    @Test
    void admins_alone_see_the_buttons() {
        page.app()
                .post(
                        "/api/connectors",
                        Map.of("name", "seen", "domain", "https://seen.example", "auth", Map.of("type", "none")));
        page.signIn("/", page.app().key("designer")).see("table", "seen");
        assertFalse(page.hasButton("Import") || page.hasButton("Export"));
    }
}
