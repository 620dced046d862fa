package dev.appconnector.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.InBrowser;
import dev.appconnector.testkit.Page;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Connected Apps: a connector made, changed, paused and revoked by somebody at the page. */
@InBrowser
class ConnectedAppsPageTest {

    private static final String SECRET = "page-secret-4711-aa";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private final Page page;

    ConnectedAppsPageTest(Page page) {
        this.page = page;
    }

    @BeforeEach
    void no_connector_is_left() {
        page.app().get("/api/connectors?limit=200").json().get("items").forEach(item -> page.app()
                .call("DELETE", "/api/connectors/" + item.get("id").textValue(), null));
    }

    @AfterEach
    void no_script_failed_and_the_policy_stopped_nothing() {
        page.assertCalm();
    }

    private String made(String name) {
        return page.app().connector(name, "https://" + name + ".example/v1", SECRET);
    }

    private Reply read(String id) {
        return page.app().get("/api/connectors/" + id);
    }

    @Test
    void from_nothing_to_a_connector_that_works_and_is_revoked() {
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target);
            page.signIn("/").see("h2", "No connected apps yet");
            page.press("Add New");
            assertEquals("Connector Name", page.focused().replace(" required", ""));
            page.type("Connector Name", "crm").see(".help", "\"connector\": \"crm\"");
            page.tick("Token").type("Domain", "https://api.example.com/v1").type("Auth Prefix Value", SECRET);
            page.see(".preview", "Authorization: Bearer ••••••");
            page.press("Save and test").see("dialog .notice", "It works");
            page.see("dialog .steps", "The certificate is valid for this host");
            page.press("The request as sent").see("dialog .facts", "Authorization: Bearer ***");
            page.press("Close").see(".notice", "crm is saved");
            page.see("table", "Healthy");

            assertFalse(page.everything().contains(SECRET), "The secret is still on the page.");
            page.press("Run something").press("Run").see(".headline", "Answer from api.example.com: 200");
            assertEquals("Bearer " + SECRET, target.requests().get(1).header("Authorization"));
            page.press("Connected Apps").see("table", "Healthy");
            page.press("Revoke crm").see("dialog", "Nothing runs, waits or depends on it now");
            assertEquals("Cancel", page.focused());
            page.press("Revoke").see("dialog", "crm is revoked");
            page.press("Close").see("h2", "No connected apps yet");
            assertFalse(page.everything().contains(SECRET), "The secret is still on the page.");
        } finally {
            page.app().dialler().reset();
        }
    }

    @Test
    void what_is_wrong_is_said_at_each_field_and_above_them() {
        page.signIn("/").press("Add New").type("Domain", "ftp://x").press("Save");

        page.see(".summary", "4 fields need your attention");
        assertTrue(page.text(".summary").contains("Connector Name: Enter a name"));
        assertTrue(page.focused().startsWith("4 fields"));
        assertEquals("true", page.field("Domain").getAttribute("aria-invalid"));
        assertTrue(page.field("Domain").getAttribute("aria-describedby").contains("domain-fault"));
        page.press("Password: Enter the Password.");
        assertTrue(page.focused().startsWith("Password"));
        page.tick("None").seeNo(".summary [href='#auth-username']");
        page.type("Connector Name", "a{b}")
                .type("Domain", "https://x.example?y")
                .press("Save");
        page.see("#name-fault", "Leave out");
        page.see("#domain-fault", "Leave out user, query");
        assertEquals(
                0,
                page.requests().stream().filter("POST /api/connectors"::equals).count());
    }

    @Test
    void what_the_server_refuses_is_said_at_its_field_and_nothing_typed_is_lost() {
        made("taken");
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "TAKEN");
        page.type("Domain", "https://10.0.0.1/x").press("Save");
        page.see("#domain-fault", "private");
        assertEquals("https://10.0.0.1/x", page.field("Domain").getAttribute("value"));

        page.type("Domain", "https://ok.example").press("Save").see("#name-fault", "Another has this name");
        page.type("Connector Name", "free").press("Save").see("table", "https://ok.example");
    }

    @Test
    void a_secret_can_be_replaced_or_kept_and_is_never_shown() {
        String id = made("kept");
        page.signIn("/").press("Edit kept").see(".kept", "Set");
        assertFalse(page.everything().contains(SECRET));
        page.type("Connector Name", "renamed").press("Save").see("table", "renamed");
        assertEquals(2, read(id).json().get("version").asInt());

        String before = changedAt(id);
        page.press("Edit renamed").press("Replace").press("Save").see("table", "renamed");
        assertEquals(before, changedAt(id));
        page.press("Edit renamed")
                .press("Replace")
                .type("Auth Prefix Value", SECRET + "-new")
                .press("Save");
        page.seeNo("dialog");
        assertFalse(before.equals(changedAt(id)));
        assertFalse(page.everything().contains(SECRET));
    }

    @Test
    void a_login_that_signs_is_made_at_the_page() {
        page.signIn("/")
                .press("Add New")
                .type("Connector Name", "hooks")
                .press("More")
                .tick("HMAC Signature");
        page.type("Domain", "https://hooks.example")
                .type("Signature Header", "X-Sig")
                .type("Secret", SECRET);
        page.press("Save").see("#auth-timestampHeader-fault", "needs a header");
        page.type("Timestamp Header", "X-Time").press("Save").see("table", "HMAC Signature");

        JsonNode made = page.app().get("/api/connectors").json().at("/items/0/auth");
        assertEquals(
                "hmac X-Sig sha256 hex '' [\"timestamp\",\"method\",\"path\",\"query\",\"body\"] X-Time",
                "%s %s %s %s '%s' %s %s"
                        .formatted(
                                made.get("type").textValue(),
                                made.get("header").textValue(),
                                made.get("algorithm").textValue(),
                                made.get("encoding").textValue(),
                                made.get("prefix").textValue(),
                                made.get("signed"),
                                made.get("timestampHeader").textValue()));
    }

    @Test
    void a_change_of_the_name_leaves_certificates_and_expiry_as_they_were() {
        Map<String, Object> auth = Map.of(
                "type", "aws-sigv4",
                "accessKeyId", "AKIDEXAMPLE",
                "secretAccessKey", SECRET,
                "region", "eu-central-1",
                "service", "s3",
                "expiresAt", "2031-05-06T07:08:09Z");
        JsonNode made = page.app()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name",
                                "files",
                                "domain",
                                "https://files.example",
                                "auth",
                                auth,
                                "tls",
                                Map.of("ca", TestTls.authorityPem())))
                .json();
        page.signIn("/").press("Edit files").see("dialog", "Secret Access Key");

        page.type("Connector Name", "files 2").press("Save").see("table", "files 2");

        JsonNode changed = read(made.get("id").textValue()).json();
        assertEquals(made.get("auth"), changed.get("auth"));
        assertEquals(
                made.get("tls").get("ca").textValue().strip(),
                changed.at("/tls/ca").textValue());
    }

    private String changedAt(String id) {
        return read(id).json().at("/auth/value/changedAt").textValue();
    }

    @Test
    void another_host_or_auth_type_needs_the_secret_again() {
        String id = made("moves");
        page.signIn("/").press("Edit moves").see(".kept", "Set");
        page.type("Domain", "https://moves.example/v2").see(".kept", "Set");
        page.type("Domain", "https://elsewhere.example").see("#auth-value-help", "Enter it again");
        page.press("Save").see("#auth-value-fault", "Enter the Auth Prefix Value");
        page.tick("Basic").see(".notice-info", "Saving as Basic drops Auth Prefix and Auth Prefix Value.");
        page.type("Username", "u").type("Password", SECRET).press("Save").seeNo("dialog");
        assertEquals("basic", read(id).json().at("/auth/type").textValue());
    }

    @Test
    void an_oauth2_app_has_two_secrets_of_which_each_can_be_replaced_alone() {
        page.signIn("/").press("Add New").type("Connector Name", "desk").type("Domain", "https://desk.example");
        page.tick("OAuth 2.0 (Password Credentials)").press("Save");
        page.see(".summary", "5 fields");
        page.see("#auth-tokenUrl-fault", "Enter a URL such as");
        page.type("Token URL", "https://login.example/oauth/token").type("Client ID", "popflow");
        page.type("Client Secret", SECRET).type("Username", "ann").type("Password", SECRET + "-of-ann");
        page.type("Scopes", "read write").choose("Client proves itself by", "Fields of the form");
        page.press("Save").see("table", "OAuth 2.0 (Password Credentials)");

        String id = page.app().get("/api/connectors").json().at("/items/0/id").textValue();
        JsonNode kept = read(id).json().get("auth");
        assertEquals("https://login.example/oauth/token", kept.get("tokenUrl").textValue());
        assertEquals("popflow", kept.get("clientId").textValue());
        assertEquals("ann", kept.get("username").textValue());
        assertEquals("read write", kept.get("scope").textValue());
        assertEquals("body", kept.get("clientAuth").textValue());
        assertTrue(kept.get("audience").isNull());
        page.press("Edit desk").see(".kept", "Set");
        // The first of the two is that of the client.
        page.press("Replace")
                .type("Client Secret", SECRET + "-new")
                .press("Save")
                .seeNo("dialog");
        JsonNode replaced = read(id).json().get("auth");
        assertNotEquals(kept.at("/clientSecret/changedAt"), replaced.at("/clientSecret/changedAt"));
        assertEquals(kept.at("/password/changedAt"), replaced.at("/password/changedAt"));
        page.press("Edit desk").see(".kept", "Set");
        page.type("Token URL", "https://other.example/oauth/token").see("#auth-clientSecret-help", "Enter it again");
        page.see("#auth-password-help", "Enter it again");
        assertFalse(page.everything().contains(SECRET));
        page.press("Cancel").press("Discard");
    }

    @Test
    void headers_keys_and_limits_arrive_as_they_were_typed() {
        page.signIn("/").press("Add New").press("More").tick("API key").type("Connector Name", "full");
        page.type("Domain", "https://full.example").type("Name", "X-Key").type("Value", SECRET);
        page.see(".preview", "X-Key: ••••••");
        page.press("Add header").type("Name of header 1", "X-Client").type("Value of header 1", "popflow");
        page.press("Add header").type("Name of header 2", "X-Org").type("Value of header 2", SECRET);
        page.tick("Header 2 is secret").press("Limits");
        page.type("Concurrent calls", "7").type("Answer size (MB)", "2.5").type("Give up after (hours)", "48");
        page.choose("Repeat", "Not a POST or PATCH that may have arrived")
                .press("Save")
                .see("table", "full");

        String id = page.app().get("/api/connectors").json().at("/items/0/id").textValue();
        var kept = read(id).json();
        assertEquals("popflow", kept.at("/headers/X-Client").textValue());
        assertTrue(kept.at("/secretHeaders/X-Org/set").asBoolean());
        assertEquals(7, kept.at("/limits/maxConcurrent").asInt());
        assertEquals(2_621_440, kept.at("/limits/maxResponseBytes").asInt());
        assertEquals(172_800_000, kept.at("/delivery/maxAge").asInt());
        assertEquals("safe", kept.at("/delivery/repeat").textValue());
        page.press("Edit full").press("Remove header X-Client").press("Save").seeNo("dialog");
        assertEquals(0, read(id).json().get("headers").size());
        assertTrue(read(id).json().at("/secretHeaders/X-Org/set").asBoolean());
        assertFalse(page.everything().contains(SECRET));
    }

    @Test
    void a_change_that_came_between_is_not_overwritten_unawares() {
        String id = made("between");
        page.signIn("/").press("Edit between").see(".kept", "Set");
        changeName(id, "theirs");
        page.type("Connector Name", "mine").press("Save").see(".summary", "Someone changed this connector meanwhile");
        assertEquals("mine", page.field("Connector Name").getAttribute("value"));
        page.press("Load their version");
        page.until("theirs", () -> page.field("Connector Name").getAttribute("value"), "theirs"::equals);

        changeName(id, "theirs-again");
        page.type("Connector Name", "mine").press("Save").see(".summary", "Someone changed");
        page.press("Save mine").see("table", "mine");
        assertEquals("mine", read(id).json().get("name").textValue());
    }

    private void changeName(String id, String name) {
        Map<String, Object> document = new LinkedHashMap<>();
        read(id).json().properties().forEach(field -> document.put(field.getKey(), field.getValue()));
        document.put("name", name);
        assertEquals(
                200, page.app().call("PUT", "/api/connectors/" + id, document).status());
    }

    @Test
    void a_connector_is_paused_and_resumed() {
        String id = made("rests");
        page.signIn("/").press("Pause rests").see(".state", "Paused");
        assertEquals("paused", read(id).json().get("state").textValue());
        page.press("Resume rests").see(".state", "Enabled");
        assertEquals("live", read(id).json().get("state").textValue());
    }

    @Test
    void what_is_said_for_a_moment_is_not_hidden_by_a_dialog() {
        made("rests");
        page.signIn("/").press("Pause rests").see(".toasts", "rests is paused");
        page.press("Edit rests").see("dialog .toasts", "rests is paused");

        assertEquals(true, page.browser().run("""
                const { x, y, width, height } = document.querySelector('dialog .toast-line').getBoundingClientRect();
                return document.elementFromPoint(x + width / 2, y + height / 2).closest('.toast-line') !== null;
                """));
    }

    @Test
    void a_field_that_was_left_empty_is_no_mistake_before_the_form_was_sent() {
        page.signIn("/")
                .press("Add New")
                .tick("Token")
                .field("Auth Prefix Value")
                .click();
        page.tick("None");
        assertFalse(page.shows(".fault"));
        page.press("Save").see("#name-fault", "Enter a name");
        page.type("Connector Name", "x").field("Domain").click();
        page.seeNo("#name-fault");
    }

    @Test
    void a_domain_without_its_scheme_is_completed() {
        page.signIn("/")
                .press("Add New")
                .tick("None")
                .type("Connector Name", "short")
                .type("Domain", "api.short.example/v1 ");
        page.field("Connector Name").click();
        assertEquals("https://api.short.example/v1", page.field("Domain").getAttribute("value"));
        page.type("Domain", "short.example").keys(Keys.ENTER).see("table", "https://short.example");
    }

    @Test
    void revoking_what_would_stop_something_takes_its_name() {
        try (FakeTarget target = FakeTarget.https()) {
            page.app().dialler().leadAll(target.answer(Answer.status(503).header("Retry-After", "3600")));
            String id = page.app().connector("busy", "https://api.example.com", SECRET);
            queueUntilItWaits();
            page.signIn("/").press("Revoke busy").see("dialog", "1 queued delivery will be cancelled");
            page.press("Revoke").see("#confirm-fault", "Type busy exactly");
            assertEquals("live", read(id).json().get("state").textValue());
            page.type("Type busy to confirm", "busy").press("Revoke");
            page.see("dialog", "1 queued delivery was cancelled");
            assertEquals("revoked", read(id).json().get("state").textValue());
            page.press("Close").press("Show revoked apps").see("table", "busy");
            assertFalse(page.hasButton("Edit busy"));
        } finally {
            page.app().dialler().reset();
        }
    }

    /** A delivery that was tried once and is tried again in an hour. */
    private void queueUntilItWaits() {
        Reply queued = page.app()
                .post(
                        "/worker/runs",
                        Map.of("connector", "busy", "method", "GET", "path", "/", "waitForResult", false));
        page.until(
                "the second attempt is set",
                () -> page.app().get(queued.header("Location")).json(),
                run -> run.get("state").asText().equals("queued")
                        && run.get("attempts").size() == 1);
    }

    @Test
    void two_clicks_send_once() {
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "once");
        page.type("Domain", "https://once.example");
        new Actions(page.browser().driver()).doubleClick(page.button("Save")).perform();

        page.see("table", "once");
        assertEquals(
                1,
                page.requests().stream().filter("POST /api/connectors"::equals).count());
    }

    @Test
    void what_is_sought_stands_in_the_address() {
        made("alpha");
        made("beta");
        page.signIn("/").see(".found", "2 apps");
        page.type("Search", "alp").see(".found", "1 app");
        assertEquals("/?q=alp", page.address());
        page.open("/connected-apps?q=alp&sort=-name").see(".found", "1 app");
        page.type("Search", "nothing").see("h2", "No app matches");
        page.press("Clear filters").see(".found", "2 apps");
        assertTrue(page.text("tbody").startsWith("beta"));

        page.press("Edit beta").see("dialog", "Edit beta");
        page.browser().driver().navigate().back();
        page.seeNo("dialog");
        page.browser().driver().navigate().forward();
        page.see("dialog", "Edit beta");
    }

    @Test
    void a_form_with_something_typed_asks_before_it_is_lost() {
        page.signIn("/").press("Add New").type("Connector Name", "half");
        page.keys(Keys.ESCAPE).see("dialog", "Discard what you typed?");
        page.press("Keep editing");
        assertEquals("half", page.field("Connector Name").getAttribute("value"));
        page.press("Close").press("Discard").seeNo("dialog");
    }

    @Test
    void a_server_that_cannot_be_reached_loses_nothing() {
        page.signIn("/").press("Add New").tick("None").type("Connector Name", "later");
        page.type("Domain", "https://later.example");
        page.browser().offline(true);
        try {
            page.press("Save").see(".summary", "The server cannot be reached");
        } finally {
            page.browser().offline(false);
        }
        page.press("Save").see("table", "https://later.example");
    }

    @Test
    void what_others_stored_is_text_and_no_markup() {
        page.app()
                .post(
                        "/api/connectors",
                        Map.of(
                                "name", "markup ' & co",
                                "domain", "https://markup.example",
                                "auth", Map.of("type", "basic", "username", MARKUP, "password", SECRET),
                                "headers", Map.of("X-A", MARKUP + "\"'>${1}"),
                                "secretHeaders", Map.of("X-B", SECRET)));
        page.signIn("/").press("Edit markup ' & co").see("dialog", "Edit markup ' & co");
        assertEquals(MARKUP, page.field("Username").getAttribute("value"));
        page.app()
                .post(
                        "/api/keys",
                        Map.of(
                                "name",
                                MARKUP,
                                "role",
                                "runner",
                                "connectors",
                                List.of("markup ' & co"),
                                "activities",
                                List.of()));
        page.press("Close").press("Revoke markup ' & co").see("dialog", "used by callers " + MARKUP);
        page.press("Cancel").press("Run something with markup ' & co").see("h1", "Server Activity");

        assertEquals(0L, page.browser().run("return document.querySelectorAll('img, iframe, object').length"));
    }
}
