package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every change of a connector has its entry, and what did not happen has none. */
@OnBothDatabases
class AuditedChangesTest {

    private static final String SECRET = "a-secret-that-no-entry-shows";

    private final RunningAppConnector app;

    AuditedChangesTest(RunningAppConnector app) {
        this.app = app;
    }

    private Reply put(String id, JsonNode document) {
        return app.call("PUT", "/api/connectors/" + id, document);
    }

    private ObjectNode read(String id) {
        return (ObjectNode) app.get("/api/connectors/" + id).json();
    }

    private static List<String> fields(JsonNode entry) {
        return Stream.iterate(0, i -> i < entry.get("fields").size(), i -> i + 1)
                .map(i -> entry.get("fields").get(i).textValue())
                .toList();
    }

    private JsonNode last(String id) {
        return Audited.entries(app, "?object=" + id).get(0);
    }

    @Test
    void a_connector_has_an_entry_for_all_that_is_done_to_it() {
        String id = app.connector("audited", "http://crm.example", SECRET);
        ObjectNode document = read(id);
        put(id, document.put("name", "renamed"));
        put(id, read(id).put("paused", true));
        put(id, read(id).put("paused", false));
        app.call("DELETE", "/api/connectors/" + id, null);

        List<JsonNode> entries = Audited.entries(app, "?object=" + id);

        assertEquals(
                List.of(
                        "connector.revoked",
                        "connector.resumed",
                        "connector.paused",
                        "connector.changed",
                        "connector.created"),
                entries.stream().map(entry -> entry.get("action").textValue()).toList());
        assertEquals(
                List.of(List.of(), List.of("/paused"), List.of("/paused"), List.of("/name"), List.of()),
                entries.stream().map(AuditedChangesTest::fields).toList());
        JsonNode changed = entries.get(3);
        assertEquals(
                "{\"id\":\"" + id + "\",\"kind\":\"connector\",\"name\":\"renamed\"}",
                changed.get("object").toString());
        String key =
                app.rows().sql("select id from api_key").query(String.class).single();
        String name =
                app.rows().sql("select name from api_key").query(String.class).single();
        assertEquals(
                "{\"id\":\"key:" + key + "\",\"name\":\"" + name + "\"}",
                changed.get("actor").toString());
        assertEquals("127.0.0.1", changed.get("address").textValue());
        assertEquals("done", changed.get("outcome").textValue());
        assertEquals(1, changed.get("count").longValue());
        assertTrue(changed.get("run").isNull());
        assertEquals(
                read(id).get("createdAt").textValue().substring(0, 16),
                changed.get("at").textValue().substring(0, 16));
    }

    @Test
    void a_change_names_each_field_and_shows_no_value() throws Exception {
        JsonNode made = RunningAppConnector.JSON.readTree("""
                {"name":"fields","domain":"http://crm.example/old","auth":{"type":"token","value":"%s"},
                 "headers":{"X-Kept":"same","X-Changed":"before","X-Gone":"x"},
                 "secretHeaders":{"X-Key":"%s","X-Same":"%s"}}""".formatted(SECRET, SECRET + 1, SECRET + 2));
        String id = app.post("/api/connectors", made).json().get("id").textValue();
        JsonNode changed = RunningAppConnector.JSON.readTree("""
                {"name":"fields","domain":"http://crm.example/new","auth":{"type":"token","prefix":"Key","value":"%s"},
                 "headers":{"X-Kept":"same","X-Changed":"after","X-~New":"x"},
                 "secretHeaders":{"X-Key":"%s","X-Same":null},
                 "limits":{"maxConcurrent":7},"delivery":{"repeat":"safe"}}""".formatted(SECRET + 3, SECRET + 4));
        Reply reply = put(id, changed);
        assertEquals(200, reply.status(), reply.text());

        assertEquals(
                List.of(
                        "/auth/prefix",
                        "/auth/value",
                        "/delivery/repeat",
                        "/domain",
                        "/headers/X-Changed",
                        "/headers/X-Gone",
                        "/headers/X-~0New",
                        "/limits/maxConcurrent",
                        "/secretHeaders/X-Key"),
                fields(last(id)));
        String all = app.get("/api/audit?limit=200").text()
                + app.rows().sql("select * from audit_entry").query().listOfRows();
        for (String value : List.of(SECRET, "crm.example", "before", "after", app.adminKey())) {
            assertFalse(all.contains(value), value);
        }
    }

    @Test
    void an_auth_of_another_type_is_named_too() {
        String id = app.connector("auth", "http://crm.example", SECRET);
        ObjectNode document = read(id);
        document.set("auth", RunningAppConnector.JSON.valueToTree(Map.of("type", "none")));
        assertEquals(200, put(id, document).status());

        assertEquals(List.of("/auth/prefix", "/auth/type", "/auth/value"), fields(last(id)));
    }

    @Test
    void what_was_refused_left_things_as_they_were_and_has_no_entry() {
        String id = app.connector("unchanged", "http://crm.example", SECRET);
        long before = Audited.count(app);
        ObjectNode document = read(id);

        assertEquals(
                412,
                app.send(app.request("PUT", "/api/connectors/" + id, document).header("If-Match", "\"7\""))
                        .status());
        Map<String, Object> sameName =
                Map.of("name", "UNCHANGED", "domain", "http://crm.example", "auth", Map.of("type", "none"));
        assertEquals(409, app.post("/api/connectors", sameName).status());
        assertEquals(422, put(id, document.put("domain", "ftp://crm.example")).status());

        assertEquals(before, Audited.count(app));
    }

    @Test
    void what_cannot_be_audited_is_not_done() {
        String id = app.connector("not without audit", "http://crm.example", SECRET);
        ObjectNode document = read(id);
        Map<String, Object> head =
                app.rows().sql("select * from audit_head").query().singleRow();
        app.rows().sql("update audit_head set sequence = sequence - 1").update();
        try (LoggedLines log = new LoggedLines()) {
            Reply refused = put(id, document.put("name", "done all the same"));

            assertEquals(500, refused.status());
            assertEquals("internal-error", refused.problem());
            assertTrue(log.warnings().stream().anyMatch(line -> line.contains("The audit's head was altered")));
            assertEquals(500, app.call("DELETE", "/api/connectors/" + id, null).status());
        } finally {
            app.rows()
                    .sql("update audit_head set sequence = ?")
                    .param(head.get("sequence"))
                    .update();
        }
        assertEquals("not without audit", read(id).get("name").textValue());
        assertEquals("live", read(id).get("state").textValue());
        assertEquals(Audited.intact(Audited.count(app)), Audited.verified(app));
    }

    @Test
    void an_entry_has_one_text_with_its_members_sorted_and_without_blanks() {
        String id = app.connector("caf\u00e9 / 1", "http://crm.example", SECRET);

        String text = app.rows()
                .sql("select entry from audit_entry where object_id = ?")
                .param(id)
                .query(String.class)
                .single();

        assertTrue(
                text.matches(
                        "\\{\"action\":\"connector.created\",\"actor\":\\{\"id\":\"key:[^\"]*\",\"name\":\"[^\"]*\"},"
                                + "\"address\":\"127.0.0.1\",\"at\":\"[^\"]*Z\",\"count\":1,\"fields\":\\[],"
                                + "\"object\":\\{\"id\":\"" + id
                                + "\",\"kind\":\"connector\",\"name\":\"caf\u00e9 / 1\"},"
                                + "\"outcome\":\"done\",\"run\":null,\"sequence\":[0-9]+}"),
                text);
    }
}
