package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector's secrets go in and never come out, stay when nobody speaks of them, and go nowhere else. */
@OnBothDatabases
class ConnectorSecretsTest {

    private static final String TOKEN = "token-of-the-crm-0001";
    private static final String ORG_KEY = "org-key-of-the-crm-0002";
    private static final String SITE_KEY = "site-key-of-the-crm-0003";

    private final RunningAppConnector app;
    private final FakeTarget target = FakeTarget.http();
    private String id;

    ConnectorSecretsTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void makeConnector() {
        app.dialler().leadAll(target);
        Reply made = app.post("/api/connectors", document());
        assertEquals(201, made.status(), made.text());
        id = made.json().get("id").textValue();
    }

    @AfterEach
    void revoke() {
        app.call("DELETE", "/api/connectors/" + id, null);
        target.close();
    }

    private static Map<String, Object> document() {
        return new HashMap<>(Map.of(
                "name",
                "crm",
                "domain",
                "http://crm.example/v1",
                "auth",
                Map.of("type", "token", "value", TOKEN),
                "secretHeaders",
                Map.of("X-Org-Key", ORG_KEY, "X-Site-Key", SITE_KEY)));
    }

    private Reply change(Map<String, Object> document) {
        return app.call("PUT", "/api/connectors/" + id, document);
    }

    private Recorded call() {
        Reply run = app.post("/worker/runs", Map.of("connector", id, "method", "GET", "path", "/x"));
        assertEquals(200, run.status(), run.text());
        return target.takeRequest(Duration.ofSeconds(5));
    }

    @Test
    void no_answer_holds_a_secret_or_what_it_was_sealed_into() {
        List<Reply> answers = new ArrayList<>();
        answers.add(app.get("/api/connectors/" + id));
        answers.add(app.get("/api/connectors"));
        answers.add(change(document()));
        String sealed = app.rows()
                .sql("select sealed_secrets from connector where id = cast(? as uuid)")
                .param(id)
                .query(String.class)
                .single();
        for (String secret : List.of(TOKEN, ORG_KEY, SITE_KEY)) {
            assertFalse(sealed.contains(secret));
            answers.forEach(answer -> assertFalse(answer.text().contains(secret)));
        }
        JsonNode shown = answers.get(0).json();
        assertEquals("[set, changedAt]", fields(shown.at("/auth/value")).toString());
        assertEquals(
                "[X-Org-Key, X-Site-Key]",
                fields(shown.get("secretHeaders")).stream().sorted().toList().toString());
        assertTrue(shown.at("/secretHeaders/X-Org-Key/set").booleanValue());
        assertFalse(answers.get(0).text().contains("ciphertext"));
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void a_kept_secret_header_that_does_not_open_is_told_of_and_may_be_given_again() {
        app.rows()
                .sql("update connector set sealed_secrets = replace(sealed_secrets, 'X-Org-Key', 'X-Other-Key')"
                        + " where id = cast(? as uuid)")
                .param(id)
                .update();
        Map<String, Object> change = document();
        change.remove("secretHeaders");
        Reply refused = change(change);
        assertEquals("connector-invalid", refused.problem(), refused.text());
        assertEquals(
                "/secretHeaders/X-Other-Key",
                refused.json().at("/errors/0/field").textValue());
        assertEquals(200, change(document()).status());
    }

    @Test
    void a_secret_that_is_left_out_keeps_its_value() {
        Map<String, Object> change = document();
        change.put("auth", Map.of("type", "token", "prefix", "Token"));
        change.remove("secretHeaders");
        assertEquals(200, change(change).status());
        Recorded request = call();
        assertEquals("Token " + TOKEN, request.header("Authorization"));
        assertEquals(ORG_KEY, request.header("X-Org-Key"));
        assertEquals(SITE_KEY, request.header("X-Site-Key"));
    }

    @Test
    void a_secret_that_is_given_takes_the_place_of_the_one_before() {
        String before = app.get("/api/connectors/" + id)
                .json()
                .at("/auth/value/changedAt")
                .textValue();
        Map<String, Object> change = document();
        change.put("auth", Map.of("type", "token", "value", "another-token-0009"));
        Reply changed = change(change);
        assertEquals("Bearer another-token-0009", call().header("Authorization"));
        assertTrue(changed.json().at("/auth/value/changedAt").textValue().compareTo(before) >= 0);
    }

    @Test
    void of_secret_headers_null_keeps_and_what_is_not_listed_goes() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("X-Org-Key", null);
        headers.put("X-New-Key", "new-key-of-the-crm-0004");
        Map<String, Object> change = document();
        change.put("secretHeaders", headers);
        assertEquals(200, change(change).status());
        Recorded request = call();
        assertEquals(ORG_KEY, request.header("X-Org-Key"));
        assertEquals("new-key-of-the-crm-0004", request.header("X-New-Key"));
        assertEquals(0, request.headerCount("X-Site-Key"));
        change.put("secretHeaders", Map.of());
        assertEquals(200, change(change).status());
        assertEquals(0, call().headerCount("X-Org-Key"));
    }

    @Test
    void what_an_answer_shows_in_a_secrets_place_keeps_it() {
        ObjectNode read = (ObjectNode) app.get("/api/connectors/" + id).json();
        assertEquals(200, app.call("PUT", "/api/connectors/" + id, read).status());
        Recorded request = call();
        assertEquals("Bearer " + TOKEN, request.header("Authorization"));
        assertEquals(SITE_KEY, request.header("X-Site-Key"));
        ((ObjectNode) read.at("/auth/value")).put("set", false);
        Reply refused = app.call("PUT", "/api/connectors/" + id, read);
        assertEquals(400, refused.status());
        assertEquals("/auth/value", refused.json().at("/errors/0/field").textValue());
    }

    @Test
    void no_secret_can_be_kept_where_there_is_none() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("X-Unknown", null);
        Map<String, Object> change = document();
        change.put("secretHeaders", headers);
        Reply refused = change(change);
        assertEquals(422, refused.status());
        assertEquals(
                "/secretHeaders/X-Unknown", refused.json().at("/errors/0/field").textValue());
        Reply withoutSecret = app.post(
                "/api/connectors",
                Map.of("name", "no secret", "domain", "http://crm.example", "auth", Map.of("type", "token")));
        assertEquals(422, withoutSecret.status());
        assertEquals("/auth/value", withoutSecret.json().at("/errors/0/field").textValue());
    }

    @Test
    void another_origin_gets_none_of_the_secrets_that_were_given_for_this_one() {
        for (String domain :
                List.of("https://crm.example/v1", "http://other.example/v1", "http://crm.example:8080/v1")) {
            Map<String, Object> change = document();
            change.put("domain", domain);
            change.put("auth", Map.of("type", "token"));
            change.remove("secretHeaders");
            Reply refused = change(change);
            assertEquals(422, refused.status());
            assertEquals("connector-invalid", refused.problem());
            assertEquals(
                    List.of("/auth/value", "/secretHeaders/X-Org-Key", "/secretHeaders/X-Site-Key"),
                    refused.json().findValuesAsText("field").stream().sorted().toList());
        }
        Map<String, Object> change = document();
        change.put("domain", "http://other.example/v1");
        assertEquals(200, change(change).status(), "with every secret given anew");
    }

    @Test
    void another_auth_type_takes_every_secret_anew() {
        Map<String, Object> change = document();
        change.put("auth", Map.of("type", "api-key", "in", "header", "name", "X-Key"));
        change.remove("secretHeaders");
        Reply refused = change(change);
        assertEquals(422, refused.status());
        assertEquals(
                List.of("/auth/value", "/secretHeaders/X-Org-Key", "/secretHeaders/X-Site-Key"),
                refused.json().findValuesAsText("field").stream().sorted().toList());
    }

    @Test
    void another_prefix_of_the_same_origin_carries_the_secrets_over() {
        Map<String, Object> change = document();
        change.put("domain", "http://crm.example/v2/sub");
        change.put("auth", Map.of("type", "token"));
        change.remove("secretHeaders");
        assertEquals(200, change(change).status());
        Recorded request = call();
        assertEquals("/v2/sub/x", request.target());
        assertEquals("Bearer " + TOKEN, request.header("Authorization"));
    }

    @Test
    void a_short_secret_is_taken_with_a_warning_that_names_its_place() {
        Map<String, Object> change = document();
        change.put("auth", Map.of("type", "token", "value", "eleven-char"));
        change.put("secretHeaders", Map.of("X-Org-Key", "twelve-chars", "X-Site-Key", "short"));
        Reply changed = change(change);
        assertEquals(200, changed.status());
        List<String> warnings = new ArrayList<>();
        changed.json().get("warnings").forEach(warning -> warnings.add(warning.textValue()));
        assertEquals(2, warnings.size(), changed.text());
        assertTrue(warnings.get(0).contains("/auth/value"), changed.text());
        assertTrue(warnings.get(1).contains("/secretHeaders/X-Site-Key"), changed.text());
        assertFalse(changed.text().contains("eleven-char"));
        assertFalse(change(document()).json().has("warnings"));
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        "short",
                        "domain",
                        "http://a.example",
                        "auth",
                        Map.of("type", "token", "value", "ä1234567890")));
        assertEquals(422, made.status(), "a header's secret is ASCII");
        made = app.post(
                "/api/connectors",
                Map.of(
                        "name", "short",
                        "domain", "http://a.example",
                        "auth", Map.of("type", "basic", "username", "u", "password", "ä1234567890")));
        assertEquals(201, made.status());
        assertTrue(
                made.json().at("/warnings/0").textValue().contains("/auth/password"),
                "eleven characters, twelve bytes");
    }

    @Test
    void revoking_erases_the_secrets_from_the_database() {
        assertEquals(1, sealedSecrets().size());
        assertEquals(200, app.call("DELETE", "/api/connectors/" + id, null).status());
        assertEquals(List.of(), sealedSecrets());
    }

    private List<String> sealedSecrets() {
        return app.rows()
                .sql("select sealed_secrets from connector where id = cast(? as uuid) and sealed_secrets is not null")
                .param(id)
                .query(String.class)
                .list();
    }
}
