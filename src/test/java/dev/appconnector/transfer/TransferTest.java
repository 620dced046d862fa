package dev.appconnector.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors and activities go to another installation as a file without a secret, as often as one likes. */
@OnBothDatabases
class TransferTest {

    private static final String SECRET = "the-token-of-salesforce-1";

    private final RunningAppConnector app;

    TransferTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void revokeAll() {
        app.get("/api/activities?limit=200")
                .json()
                .get("items")
                .forEach(one ->
                        app.call("DELETE", "/api/activities/" + one.get("id").textValue(), null));
        app.get("/api/connectors?limit=200")
                .json()
                .get("items")
                .forEach(one ->
                        app.call("DELETE", "/api/connectors/" + one.get("id").textValue(), null));
    }

    private Reply imported(String yaml) {
        return sent("/api/import", yaml);
    }

    private Reply tried(String yaml) {
        return sent("/api/import?dryRun=true", yaml);
    }

    private Reply sent(String path, String yaml) {
        return app.send(app.request("POST", path, yaml).setHeader("Content-Type", "application/yaml"));
    }

    private JsonNode done(Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private String exported() {
        Reply reply = app.get("/api/export");
        assertEquals(200, reply.status(), reply.text());
        assertEquals("application/yaml", reply.header("Content-Type"));
        return reply.text();
    }

    /** Which the answer names there, such as {@code connector Salesforce}. */
    private static List<String> names(JsonNode answer, String list) {
        return StreamSupport.stream(answer.get(list).spliterator(), false)
                .map(one -> one.get("kind").textValue() + " " + one.get("name").textValue())
                .toList();
    }

    private JsonNode connector(String name) {
        for (JsonNode one : app.get("/api/connectors").json().get("items")) {
            if (one.get("name").textValue().equals(name)) {
                return app.get("/api/connectors/" + one.get("id").textValue()).json();
            }
        }
        throw new AssertionError("There is no " + name);
    }

    private Reply change(JsonNode connector) {
        return app.call("PUT", "/api/connectors/" + connector.get("id").textValue(), connector);
    }

    private void makeSome() {
        Map<String, Object> salesforce = new HashMap<>();
        salesforce.put("name", "Salesforce");
        salesforce.put("domain", "https://acme.my.salesforce.com/services");
        salesforce.put("auth", Map.of("type", "token", "value", SECRET));
        salesforce.put("headers", Map.of("X-Client", "on: off # \"popflow\""));
        salesforce.put("secretHeaders", Map.of("X-Org-Key", SECRET));
        salesforce.put("limits", Map.of("maxConcurrent", 7));
        assertEquals(201, app.post("/api/connectors", salesforce).status());
        assertEquals(
                201,
                app.post(
                                "/api/connectors",
                                Map.of(
                                        "name",
                                        "billing",
                                        "domain",
                                        "https://billing.example",
                                        "auth",
                                        Map.of("type", "basic", "username", "null", "password", SECRET),
                                        "paused",
                                        true))
                        .status());
        assertEquals(201, app.post("/api/activities", """
                        {"name":"create-case","connector":"salesforce","method":"POST","path":"/cases",
                         "body":{ "Subject": "{{subject}}", "n": [1, 2.50, 1E3, -0], "text": "a\\n  b\\n", "yes": "no" },
                         "parameters":{"subject":{"type":"string","default":"12"}}}""").status());
        assertEquals(201, app.post("/api/activities", """
                        {"name":"odd","connector":"billing","method":"POST","path":"/","body":{"a":1,"a":2},"waitForResult":false}""").status());
    }

    @Test
    void what_was_exported_is_readable_holds_no_secret_and_changes_nothing_where_it_came_from() {
        makeSome();
        String file = exported();
        assertFalse(file.contains(SECRET));
        assertTrue(file.contains("""
                connectors:
                  - name: billing
                    domain: https://billing.example
                    auth:
                      type: basic
                      username: 'null'
                      password:
                        fromEnv: BILLING_AUTH_PASSWORD
                    secretHeaders: {}
                    paused: true
                  - name: Salesforce
                    domain: https://acme.my.salesforce.com/services
                    auth:
                      type: token
                      prefix: Bearer
                      value:
                        fromEnv: SALESFORCE_AUTH_VALUE
                    headers:
                      X-Client: 'on: off # "popflow"'
                    secretHeaders:
                      X-Org-Key:
                        fromEnv: SALESFORCE_X_ORG_KEY
                """), file);
        assertTrue(file.contains("""
                    body:
                      Subject: '{{subject}}'
                      n:
                        - 1
                        - 2.50
                        - 1E3
                        - -0
                      text: |
                        a
                          b
                      yes: no
                """), file);
        assertTrue(file.contains("bodyJson: '{\"a\":1,\"a\":2}'"), file);
        assertFalse(file.contains("updatedAt") || file.contains(" id:") || file.contains("health"), file);

        JsonNode answer = done(imported(file));
        assertEquals(
                List.of("connector billing", "connector Salesforce", "activity create-case", "activity odd"),
                names(answer, "unchanged"));
        assertEquals(
                0,
                answer.get("create").size()
                        + answer.get("update").size()
                        + answer.get("secretsNeeded").size());
        assertEquals(file, exported());
    }

    @Test
    void an_installation_without_them_makes_them_paused_until_their_secrets_are_given() {
        makeSome();
        String file = exported();
        revokeAll();
        JsonNode tried = done(tried(file));
        assertEquals(0, app.get("/api/connectors").json().get("items").size());

        JsonNode answer = done(imported(file));
        assertEquals(tried, answer);
        assertEquals(4, answer.get("create").size());
        assertEquals(
                List.of("/auth/password", "/auth/value", "/secretHeaders/X-Org-Key"),
                answer.get("secretsNeeded").findValuesAsText("field"));
        assertEquals(
                "SALESFORCE_AUTH_VALUE", answer.at("/secretsNeeded/1/fromEnv").textValue());
        JsonNode salesforce = connector("Salesforce");
        assertTrue(salesforce.get("paused").booleanValue());
        assertFalse(salesforce.at("/auth/value/set").booleanValue());
        assertEquals(7, salesforce.at("/limits/maxConcurrent").intValue());
        Reply paused = app.post("/worker/runs", Map.of("connector", "Salesforce", "method", "GET", "path", "/"));
        assertEquals("connector-paused", paused.problem());

        Reply refused = change(with(salesforce, "paused", false));
        assertEquals("connector-invalid", refused.problem());
        assertEquals("/auth/value", refused.json().at("/errors/0/field").textValue());
        assertTrue(refused.text().contains("appconnector.secrets.env does not permit the environment variable"));

        JsonNode again = done(imported(file));
        assertEquals(4, again.get("unchanged").size());
        assertEquals(3, again.get("secretsNeeded").size());
        Map<String, Object> given = new HashMap<>();
        given.put("name", "Salesforce");
        given.put("domain", "https://acme.my.salesforce.com/services");
        given.put("auth", Map.of("type", "token", "value", SECRET));
        given.put("secretHeaders", Map.of("X-Org-Key", SECRET));
        assertEquals(
                200,
                app.call("PUT", "/api/connectors/" + salesforce.get("id").textValue(), given)
                        .status());
        assertTrue(connector("Salesforce").at("/auth/value/set").booleanValue());
        assertEquals(
                List.of("/auth/password"),
                done(imported(file)).get("secretsNeeded").findValuesAsText("field"));
    }

    private static JsonNode with(JsonNode connector, String field, boolean value) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) connector.deepCopy()).put(field, value);
    }

    @Test
    void a_change_in_the_file_is_a_change_here_and_what_is_not_in_it_stays() {
        makeSome();
        String file = exported();
        String changed = file.replace("maxConcurrent: 7", "maxConcurrent: 8").replace("2.50", "2.5");
        JsonNode answer = done(imported(changed));
        assertEquals(List.of("connector Salesforce", "activity create-case"), names(answer, "update"));
        assertEquals(
                "[\"/limits/maxConcurrent\"]", answer.at("/update/0/fields").toString());
        assertEquals(2, connector("Salesforce").get("version").intValue());
        assertEquals(1, connector("billing").get("version").intValue());
        assertTrue(connector("Salesforce").at("/auth/value/set").booleanValue());
        assertFalse(connector("Salesforce").get("paused").booleanValue());

        JsonNode audit = app.get("/api/audit?limit=2").json().get("items");
        assertEquals(List.of("activity.changed", "connector.changed"), audit.findValuesAsText("action"));
        assertTrue(app.get("/api/audit/verify").json().get("intact").booleanValue());

        done(imported("activities:\n  - name: odd\n    connector: SALESFORCE\n    method: GET\n    path: /\n"));
        assertEquals(2, app.get("/api/activities").json().get("items").size());
        assertTrue(exported().contains("    connector: Salesforce\n    method: GET"));
    }

    @Test
    void a_secret_does_not_follow_a_domain_to_another_origin_and_the_connector_waits() {
        makeSome();
        String moved = exported().replace("acme.my.salesforce.com", "acme.sandbox.example");
        JsonNode answer = done(imported(moved));
        assertEquals(List.of("connector Salesforce"), names(answer, "update"));
        assertEquals(
                List.of("/auth/value", "/secretHeaders/X-Org-Key"),
                answer.get("secretsNeeded").findValuesAsText("field"));
        assertTrue(connector("Salesforce").get("paused").booleanValue());
        assertFalse(connector("Salesforce").at("/auth/value/set").booleanValue());
    }

    @Test
    void a_connector_that_was_paused_by_hand_stays_so_unless_the_file_says_otherwise() {
        makeSome();
        String file = exported();
        assertEquals(200, change(with(connector("Salesforce"), "paused", true)).status());
        assertEquals(4, done(imported(file)).get("unchanged").size());
        assertTrue(connector("Salesforce").get("paused").booleanValue());
        done(imported(file.replace("  - name: Salesforce\n", "  - name: Salesforce\n    paused: false\n")));
        assertFalse(connector("Salesforce").get("paused").booleanValue());
    }

    @Test
    void all_that_is_wrong_is_said_with_its_line_and_then_nothing_is_done() {
        Reply refused = imported("""
                connectors:
                  - name: good
                    domain: https://good.example
                    auth: {type: none}
                  - name: " bad "
                    domain: ftp://bad.example
                    auth: {type: none}
                  - name: GOOD
                    domain: https://good.example
                    auth: {type: none}
                activities:
                  - name: lost
                    connector: nobody
                    method: GET
                    path: /
                """);
        assertEquals(422, refused.status(), refused.text());
        assertEquals("connector-invalid", refused.problem());
        assertEquals(
                List.of("/connectors/1/name", "/connectors/1/domain", "/connectors/2/name", "/activities/0/connector"),
                refused.json().get("errors").findValuesAsText("field"));
        assertEquals(
                List.of("Line 5", "Line 6", "Line 8", "Line 13"),
                refused.json().get("errors").findValuesAsText("message").stream()
                        .map(message -> message.substring(0, message.indexOf(':')))
                        .toList());
        assertEquals(0, app.get("/api/connectors").json().get("items").size());

        Reply unknown = imported("connectors:\n  - name: a\n    domian: https://a.example\n");
        assertEquals("malformed-request", unknown.problem());
        assertEquals(
                "/connectors/0/domian", unknown.json().at("/errors/0/field").textValue());
        assertTrue(unknown.json().at("/errors/0/message").textValue().startsWith("Line 3: "), unknown.text());
    }

    @Test
    void where_the_last_of_it_cannot_be_written_nothing_is() {
        app.rows()
                .sql("alter table activity add constraint no_odd check (name <> 'zz-last')")
                .update();
        try {
            Reply failed = imported("""
                    connectors:
                      - {name: first, domain: "https://first.example", auth: {type: none}}
                    activities:
                      - {name: zz-last, connector: first, method: GET, path: /}
                    """);
            assertTrue(failed.status() >= 500, failed.text());
            assertEquals(0, app.get("/api/connectors").json().get("items").size());
            assertFalse(app.get("/api/audit?limit=1").text().contains("first"));
        } finally {
            app.rows().sql("alter table activity drop constraint no_odd").update();
        }
    }

    @Test
    void of_two_that_import_at_once_each_does_all_or_nothing() throws Exception {
        makeSome();
        String file = exported();
        revokeAll();
        CompletableFuture<Reply> other = CompletableFuture.supplyAsync(() -> imported(file));
        for (Reply reply : List.of(imported(file), other.get())) {
            assertTrue(reply.status() == 200 || "stale-version".equals(reply.problem()), reply.text());
        }
        assertEquals(4, done(imported(file)).get("unchanged").size());
        assertTrue(app.get("/api/audit/verify").json().get("intact").booleanValue());
    }

    @Test
    void a_secret_that_stands_in_the_file_is_taken_and_json_is_yaml() {
        Reply reply = app.post(
                "/api/import",
                "{\"connectors\":[{\"name\":\"json\",\"domain\":\"https://json.example\",\"auth\":{\"type\":\"token\",\"value\":\""
                        + SECRET + "\"}}]}");
        assertEquals(0, done(reply).get("secretsNeeded").size());
        assertFalse(connector("json").get("paused").booleanValue());
        assertFalse(exported().contains(SECRET));
    }

    @Test
    void of_very_many_faults_the_first_are_told() {
        Reply refused = imported("connectors:\n" + "  - {}\n".repeat(9_000));
        assertEquals(400, refused.status());
        int told = refused.json().get("errors").size();
        assertTrue(told <= 103, told + " faults are told");
    }

    @Test
    void admins_alone_export_and_import() {
        for (String role : List.of("designer", "runner", "auditor")) {
            String key = app.key(role);
            assertEquals(403, app.callWith(key, "GET", "/api/export", null).status());
            assertEquals(403, app.callWith(key, "POST", "/api/import", Map.of()).status());
        }
        assertEquals(
                415,
                app.send(app.request("POST", "/api/connectors", "name: a")
                                .setHeader("Content-Type", "application/yaml"))
                        .status());
        assertEquals(
                415,
                app.send(app.request("POST", "/api/import", "a: b").setHeader("Content-Type", "text/plain"))
                        .status());
    }

    @Test
    void logins_that_sign_certificates_and_what_ends_go_along() {
        Map<String, Object> hmac = Map.of(
                "type", "hmac",
                "header", "X-Signature",
                "timestampHeader", "X-Time",
                "signed", List.of("timestamp", "body"),
                "secret", SECRET,
                "expiresAt", "2041-02-03T04:05:06Z");
        app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        "hooks",
                        "domain",
                        "https://hooks.example",
                        "auth",
                        hmac,
                        "tls",
                        Map.of("ca", TestTls.authorityPem())));
        JsonNode before = connector("hooks");
        String file = exported();
        assertFalse(file.contains(SECRET));
        assertEquals(List.of("connector hooks"), names(done(tried(file)), "unchanged"));

        revokeAll();
        JsonNode made = done(imported(file));

        assertEquals("/auth/secret", made.at("/secretsNeeded/0/field").textValue(), made.toString());
        JsonNode after = connector("hooks");
        assertTrue(after.get("paused").booleanValue());
        assertEquals(before.get("tls"), after.get("tls"));
        for (String field :
                List.of("type", "header", "timestampHeader", "signed", "algorithm", "prefix", "expiresAt")) {
            assertEquals(before.get("auth").get(field), after.get("auth").get(field), field);
        }
    }
}
