package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved activities are made, read, changed, listed and deleted, and no change gets lost or goes without its audit. */
@OnBothDatabases
class ActivityChangesTest extends Activities {

    ActivityChangesTest(RunningAppConnector app) {
        super(app);
    }

    private Reply put(JsonNode activity, Object document, String ifMatch) {
        var request = app.request("PUT", path(activity), document);
        return app.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    private static String path(JsonNode activity) {
        return ACTIVITIES + "/" + activity.get("id").textValue();
    }

    @Test
    void a_new_activity_is_answered_with_its_place_its_version_and_every_default() {
        Map<String, Object> document = document(Map.of());
        Reply made = app.post(ACTIVITIES, document);

        JsonNode activity = made.json();
        assertEquals(201, made.status(), made.text());
        assertEquals(path(activity), made.header("Location"));
        assertEquals("\"1\"", made.header("ETag"));
        assertTrue(activity.get("id").textValue().matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*"), "UUIDv7");
        ObjectNode rest = activity.deepCopy();
        rest.remove(List.of("id", "createdAt", "updatedAt", "connector"));
        assertEquals(
                ("{\"name\":\"%s\",\"description\":\"\",\"connectorId\":\"%s\",\"method\":\"POST\",\"path\":\"/cases\","
                                + "\"headers\":{},\"body\":null,\"timeout\":null,\"waitForResult\":true,\"parameters\":{},"
                                + "\"select\":null,\"version\":1,\"usedBy\":{\"keys\":0},\"lastRunAt\":null}")
                        .formatted(document.get("name"), connector),
                rest.toString());
        assertTrue(activity.get("connector").textValue().startsWith("crm "));
        Reply read = app.get(path(activity));
        assertEquals(made.text(), read.text());
        assertEquals("\"1\"", read.header("ETag"));
    }

    @Test
    void it_tells_how_many_live_keys_name_it_and_when_it_was_last_run() {
        JsonNode activity = made(Map.of());
        JsonNode other = made(Map.of());
        String id = activity.get("id").textValue();
        keyFor(id);
        keyFor("*");
        assertEquals("{\"keys\":1}", shown(activity).get("usedBy").toString());
        assertEquals("{\"keys\":0}", shown(other).get("usedBy").toString());

        assertEquals(200, run(id, Map.of()).status());
        String first = lastRun(activity, time -> time != null);
        assertEquals(
                202,
                app.post(RUNS, Map.of("activity", id, "waitForResult", false)).status());
        String second = lastRun(activity, time -> time.compareTo(first) > 0);
        assertTrue(second.compareTo(first) > 0, "a run that nobody waits for counts, too");
        assertTrue(shown(other).get("lastRunAt").isNull());
        assertEquals(1, shown(activity).get("version").intValue(), "a run changes nothing that a designer wrote");
    }

    private void keyFor(String activity) {
        Map<String, Object> key = Map.of("name", "a runner", "role", "runner", "activities", List.of(activity));
        assertEquals(201, app.post("/api/keys", key).status());
    }

    /** As it is read, and as the list has it. */
    private JsonNode shown(JsonNode activity) {
        JsonNode read = app.get(path(activity)).json();
        List<JsonNode> listed = new ArrayList<>();
        app.get(ACTIVITIES + "?limit=200").json().get("items").forEach(listed::add);
        assertTrue(listed.stream()
                .anyMatch(item -> item.get("usedBy").equals(read.get("usedBy"))
                        && item.get("id").equals(read.get("id"))));
        return read;
    }

    private String lastRun(JsonNode activity, Predicate<String> wanted) {
        return Await.until(
                "the run is noted",
                PATIENCE,
                () -> shown(activity).get("lastRunAt").textValue(),
                wanted);
    }

    @Test
    void a_put_takes_what_a_get_gave_and_writes_the_whole_activity_anew() {
        JsonNode made = made(Map.of(
                "description",
                "Opens a case",
                "headers",
                Map.of("X-A", "{{a}}"),
                "body",
                Map.of("a", "{{a}}"),
                "timeout",
                1000,
                "waitForResult",
                false,
                "select",
                "$.id",
                "parameters",
                Map.of("a", Map.of("type", "number", "minimum", 0.5, "enum", List.of(1, 2.5), "default", 1))));

        Reply same = put(made, app.get(path(made)).json(), "\"1\"");
        assertEquals(200, same.status(), same.text());
        assertEquals("\"2\"", same.header("ETag"));
        ObjectNode before = made.deepCopy();
        ObjectNode after = same.json().deepCopy();
        assertEquals(
                before.remove(List.of("version", "updatedAt")).toString(),
                after.remove(List.of("version", "updatedAt")).toString());
        Reply bare = put(made, document(Map.of("name", made.get("name").textValue())), null);
        assertEquals(200, bare.status(), bare.text());
        assertEquals("{}", bare.json().get("headers").toString());
        assertTrue(bare.json().get("body").isNull());
        assertEquals(made.get("createdAt"), bare.json().get("createdAt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"*|200", "\"1\"|200", "\"7\", \"1\"|200", "\"2\"|412", "1|412", "W/\"1\"|412"})
    void a_change_is_made_where_its_if_match_names_the_version(String ifMatch, int status) {
        JsonNode activity = made(Map.of());

        Reply changed = put(activity, activity, ifMatch);
        Reply deleted = app.send(app.request("DELETE", path(activity), null)
                .header("If-Match", status == 200 && !ifMatch.equals("*") ? "\"2\"" : ifMatch));

        assertEquals(status, changed.status(), changed.text());
        assertEquals(status == 412 ? "stale-version" : null, changed.problem());
        assertEquals(status == 412 ? 412 : 204, deleted.status());
        assertEquals(status == 412 ? 200 : 404, app.get(path(activity)).status());
    }

    @Test
    void a_change_of_a_version_that_another_has_changed_meanwhile_is_stale() {
        JsonNode activity = made(Map.of());
        assertEquals(200, put(activity, activity, "\"1\"").status());

        refused(412, "stale-version", put(activity, activity, "\"1\""));
    }

    @Test
    void a_name_is_that_of_one_activity() {
        JsonNode first = made(Map.of());
        JsonNode second = made(Map.of());

        refused(
                409,
                "name-taken",
                app.post(ACTIVITIES, document(Map.of("name", first.get("name").textValue()))));
        ObjectNode renamed = second.deepCopy();
        refused(409, "name-taken", put(second, renamed.set("name", first.get("name")), null));
        app.call("DELETE", path(first), null);
        assertEquals(200, put(second, renamed, null).status());
        assertEquals(200, run(first.get("name").textValue(), Map.of()).status());
    }

    @Test
    void nothing_is_found_under_a_foreign_id() {
        String foreign = ACTIVITIES + "/01890000-0000-7000-8000-000000000000";
        for (Reply reply : List.of(
                app.get(foreign),
                app.call("PUT", foreign, document(Map.of())),
                app.call("DELETE", foreign, null),
                app.get(ACTIVITIES + "/none"))) {
            refused(404, "not-found", reply);
            assertNull(reply.header("ETag"));
        }
    }

    @Test
    void the_list_has_pages_newest_first() {
        JsonNode first = made(Map.of());
        JsonNode second = made(Map.of());

        JsonNode page = app.get(ACTIVITIES + "?limit=1").json();
        assertEquals(second, page.at("/items/0"));
        JsonNode next = app.get(
                        ACTIVITIES + "?limit=1&after=" + page.get("next").textValue())
                .json();
        assertEquals(first, next.at("/items/0"));
        refused(400, "malformed-request", app.get(ACTIVITIES + "?state=live"));
    }

    @Test
    void a_connector_says_which_activities_go_by_it() {
        String usage = "/api/connectors/" + connector + "/usage";
        assertEquals("[]", app.get(usage).json().get("activities").toString());
        JsonNode second = made(Map.of("name", "usage-" + newName().substring(0, 8) + "-b"));
        String name = second.get("name").textValue().replace("-b", "-a");
        made(Map.of("name", name));

        assertEquals(
                "[\"%s\",\"%s\"]".formatted(name, second.get("name").textValue()),
                app.get(usage).json().get("activities").toString());
        assertEquals(
                2,
                app.get("/api/connectors/" + connector)
                        .json()
                        .at("/usedBy/activities")
                        .intValue());
        app.call("DELETE", path(second), null);
        assertEquals(
                1,
                app.get("/api/connectors/" + connector)
                        .json()
                        .at("/usedBy/activities")
                        .intValue());
    }

    @Test
    void a_renamed_connector_is_shown_by_its_new_name_and_a_revoked_one_can_be_chosen_no_more() {
        JsonNode activity = made(Map.of());
        ObjectNode document = app.get("/api/connectors/" + connector).json().deepCopy();
        String renamed = "Renamed " + newName();
        app.call("PUT", "/api/connectors/" + connector, document.put("name", renamed));

        assertEquals(renamed, app.get(path(activity)).json().get("connector").textValue());
        app.call("DELETE", "/api/connectors/" + connector, null);
        assertEquals(renamed, app.get(path(activity)).json().get("connector").textValue());
        for (String reference : List.of(renamed, connector)) {
            Reply refused = app.post(ACTIVITIES, document(Map.of("connector", reference)));
            refused(422, "activity-invalid", refused);
            assertEquals(List.of("/connector"), places(refused));
        }
    }

    @Test
    void every_change_has_its_entry_in_the_audit_with_the_fields_and_no_value() {
        JsonNode activity = made(Map.of("headers", Map.of("X-Kept", "1", "X-Gone", "secret-text")));
        Map<String, Object> changes = new HashMap<>(Map.of(
                "name",
                activity.get("name").textValue(),
                "description",
                "secret-text",
                "path",
                "/secret-text",
                "headers",
                Map.of("X-Kept", "1", "X-New", "secret-text"),
                "body",
                Map.of("a", "secret-text"),
                "timeout",
                5,
                "waitForResult",
                false,
                "select",
                "$.a",
                "parameters",
                Map.of("p", Map.of("type", "string"))));
        assertEquals(200, put(activity, document(changes), null).status());
        refused(412, "stale-version", put(activity, activity, "\"1\""));
        assertEquals(204, app.call("DELETE", path(activity), null).status());

        Reply audit = app.get("/api/audit?object=" + activity.get("id").textValue());
        List<String> entries = new ArrayList<>();
        StreamSupport.stream(audit.json().get("items").spliterator(), false)
                .forEach(entry -> entries.add(entry.get("action").textValue() + entry.get("fields")));
        assertEquals(
                List.of(
                        "activity.deleted[]",
                        "activity.changed[\"/body\",\"/description\",\"/headers/X-Gone\",\"/headers/X-New\","
                                + "\"/parameters/p\",\"/path\",\"/select\",\"/timeout\",\"/waitForResult\"]",
                        "activity.created[]"),
                entries);
        assertTrue(!audit.text().contains("secret-text"), audit.text());
        assertEquals("activity", audit.json().at("/items/0/object/kind").textValue());
    }

    @Test
    void a_change_on_one_node_is_heard_of_on_the_other(@TempDir Path data) {
        try (TwoNodes nodes = TwoNodes.start(data)) {
            RunningAppConnector other = nodes.other();
            other.dialler().leadAll(target);
            other.resolver().host("crm.example", "93.184.216.34");
            nodes.one().connector("crm", "http://crm.example", "a-long-enough-token");
            Map<String, Object> document = document(Map.of("name", "shared", "connector", "crm"));
            JsonNode made = nodes.one().post(ACTIVITIES, document).json();
            assertEquals(200, other.post(RUNS, Map.of("activity", "shared")).status());
            assertEquals("/cases", target.takeRequest(PATIENCE).target());

            document.put("path", "/changed");
            assertEquals(200, nodes.one().call("PUT", path(made), document).status());
            Await.until(
                    "the change",
                    PATIENCE,
                    () -> other.post(RUNS, Map.of("activity", "shared")),
                    reply -> target.takeRequest(PATIENCE).target().equals("/changed"));
            nodes.one().call("DELETE", path(made), null);
            Await.until(
                    "the end",
                    PATIENCE,
                    () -> other.post(RUNS, Map.of("activity", "shared")).status(),
                    status -> status == 404);
        }
    }
}
