package dev.appconnector.connector.next;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A next credential is set, shown without its secret, removed, and made the current one, and none of it loses another change. */
@OnBothDatabases
class NextCredentialChangesTest {

    private static final String SECRET = "secret-of-the-current-one";
    private static final String NEXT = "secret-of-the-next-one";

    private final RunningAppConnector app;
    private static int connectors;

    NextCredentialChangesTest(RunningAppConnector app) {
        this.app = app;
    }

    private String connector() {
        return app.connector("App " + connectors++, "http://api.example.com", SECRET);
    }

    private Reply set(String id, Object auth) {
        return app.call("PUT", path(id), Map.of("auth", auth));
    }

    private static Map<String, String> token(String value) {
        return Map.of("type", "token", "value", value);
    }

    private static String path(String id) {
        return "/api/connectors/" + id + "/next-auth";
    }

    private ObjectNode read(String id) {
        return (ObjectNode) app.get("/api/connectors/" + id).json();
    }

    private String sentBy(String id) {
        try (FakeTarget target = FakeTarget.http()) {
            app.dialler().reset();
            app.dialler().leadAll(target);
            Reply reply = app.post("/worker/runs", Map.of("connector", id, "method", "GET", "path", "/"));
            assertEquals(200, reply.status(), reply.text());
            return target.requests().get(0).header("Authorization");
        }
    }

    private List<String> audited(String id) {
        List<String> actions = new ArrayList<>();
        app.get("/api/audit?object=" + id)
                .json()
                .get("items")
                .forEach(entry -> actions.add(entry.get("action").textValue()));
        return actions;
    }

    @Test
    void it_is_shown_beside_the_current_one_without_its_secret() {
        String id = connector();

        Reply reply = set(id, Map.of("type", "token", "prefix", "Key", "value", NEXT));

        assertEquals(200, reply.status(), reply.text());
        JsonNode next = reply.json().get("nextAuth");
        assertEquals("Key", next.at("/auth/prefix").textValue());
        assertTrue(next.at("/auth/value/set").booleanValue());
        assertTrue(next.get("activateAt").isNull());
        assertEquals("Bearer", reply.json().at("/auth/prefix").textValue());
        assertEquals(2, reply.json().get("version").intValue());
        assertEquals("\"2\"", reply.header("ETag"));
        assertFalse(reply.text().contains(NEXT));
        assertEquals(reply.json().get("nextAuth"), read(id).get("nextAuth"));
        assertEquals("Bearer " + SECRET, sentBy(id));
    }

    @Test
    void promoted_it_is_the_current_one_and_of_the_one_before_nothing_is_left() {
        String id = connector();
        String given = set(id, Map.of("type", "token", "prefix", "Key", "value", NEXT))
                .json()
                .at("/nextAuth/auth/value/changedAt")
                .textValue();

        Reply promoted = app.call("POST", path(id) + "/promote", null);

        assertEquals(200, promoted.status(), promoted.text());
        assertTrue(promoted.json().get("nextAuth").isNull());
        assertEquals("Key", promoted.json().at("/auth/prefix").textValue());
        assertEquals(given, promoted.json().at("/auth/value/changedAt").textValue());
        assertEquals("Key " + NEXT, sentBy(id));
        String row = app.rows()
                .sql("select sealed_secrets from connector where id = cast(:id as uuid)")
                .param("id", id)
                .query(String.class)
                .single();
        assertTrue(row.contains("auth/value") && !row.contains("nextAuth"), "one secret is left");
        assertEquals(List.of("credential.promoted", "credential.set", "connector.created"), audited(id));
    }

    @Test
    void removed_it_is_gone_and_the_current_one_stays() {
        String id = connector();
        set(id, token(NEXT));

        assertEquals(204, app.call("DELETE", path(id), null).status());

        assertTrue(read(id).get("nextAuth").isNull());
        assertEquals("Bearer " + SECRET, sentBy(id));
        assertEquals("credential.removed", audited(id).get(0));
        assertEquals("not-found", app.call("DELETE", path(id), null).problem());
        assertEquals("not-found", app.call("POST", path(id) + "/promote", null).problem());
    }

    @Test
    void of_two_the_later_one_counts() {
        String id = connector();
        set(id, token("the-first-of-two-secrets"));
        set(id, Map.of("type", "basic", "username", "ann", "password", NEXT));

        app.call("POST", path(id) + "/promote", null);

        assertTrue(sentBy(id).startsWith("Basic "));
        assertFalse(read(id).get("auth").has("value"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'auth':{'type':'token','value':'\u00e4'}} | 422 | /auth/value",
                "{'auth':{'type':'token'}} | 422 | /auth/value",
                "{'auth':{'type':'token','value':{'set':true}}} | 422 | /auth/value",
                "{'auth':{'type':'none'}} | 422 | /auth/type",
                "{'auth':{'type':'other'}} | 422 | /auth/type",
                "{'auth':{'type':'api-key','in':'header','name':'x-client','value':'long-enough-secret'}} | 422 | /auth",
                "{'auth':{'type':'api-key','in':'header','name':'X-Org-Key','value':'long-enough-secret'}} | 422 | /auth",
                "{'auth':{'type':'token','value':'long-enough-secret'},'activateAt':'2020-01-01T00:00:00Z'} | 422 | /activateAt",
                "{'auth':{'value':'long-enough-secret'}} | 400 | /auth/type",
                "{'activateAt':'2999-01-01T00:00:00Z'} | 400 | /auth"
            })
    void all_that_is_wrong_with_an_auth_is_wrong_with_a_next_one(String document, int status, String field) {
        String id = app.post(
                        "/api/connectors",
                        Map.of(
                                "name", "Headers " + connectors++,
                                "domain", "http://api.example.com",
                                "auth", token(SECRET),
                                "headers", Map.of("X-Client", "popflow"),
                                "secretHeaders", Map.of("X-Org-Key", "key-of-the-organisation")))
                .json()
                .get("id")
                .textValue();

        Reply refused = app.call("PUT", path(id), document.replace('\'', '"'));

        assertEquals(status, refused.status(), refused.text());
        assertEquals(field, refused.json().at("/errors/0/field").textValue());
        assertTrue(read(id).get("nextAuth").isNull());
    }

    @Test
    void a_stale_version_stops_each_of_the_three() {
        String id = connector();
        set(id, token(NEXT));

        for (String call : List.of("PUT ", "DELETE ", "POST /promote")) {
            String[] parts = call.split(" ", 2);
            Object body = parts[0].equals("PUT") ? Map.of("auth", token("another-secret")) : null;
            Reply stale =
                    app.send(app.request(parts[0], path(id) + parts[1], body).header("If-Match", "\"1\""));
            assertEquals("stale-version", stale.problem(), call);
        }
        assertEquals(2, read(id).get("version").intValue());
    }

    @Test
    void a_change_of_the_connector_leaves_it_as_it_is() {
        String id = connector();
        set(id, token(NEXT));
        ObjectNode document = read(id);
        document.put("name", "Renamed " + connectors++);
        document.putNull("nextAuth");

        Reply changed = app.call("PUT", "/api/connectors/" + id, document);

        assertEquals(200, changed.status(), changed.text());
        assertFalse(changed.json().get("nextAuth").isNull());
        app.call("POST", path(id) + "/promote", null);
        assertEquals("Bearer " + NEXT, sentBy(id));
    }

    @Test
    void the_connector_may_get_another_current_one_meanwhile() {
        String id = connector();
        set(id, token(NEXT));
        ObjectNode document = read(id);
        document.set("auth", RunningAppConnector.JSON.valueToTree(token("a-third-secret-of-ours")));

        assertEquals(200, app.call("PUT", "/api/connectors/" + id, document).status());

        assertEquals("Bearer a-third-secret-of-ours", sentBy(id));
        assertFalse(read(id).get("nextAuth").isNull());
    }

    @Test
    void it_is_not_carried_over_to_another_origin() {
        String id = connector();
        set(id, token(NEXT));
        ObjectNode document = read(id);
        document.put("domain", "http://other.example.com");
        document.set("auth", RunningAppConnector.JSON.valueToTree(token("a-third-secret-of-ours")));

        Reply refused = app.call("PUT", "/api/connectors/" + id, document);

        assertEquals(422, refused.status(), refused.text());
        assertEquals("/domain", refused.json().at("/errors/0/field").textValue());
        app.call("DELETE", path(id), null);
        assertEquals(200, app.call("PUT", "/api/connectors/" + id, document).status());
    }

    @Test
    void a_header_that_carries_it_can_be_no_other_header_of_the_connector() {
        String id = connector();
        set(id, Map.of("type", "api-key", "in", "header", "name", "X-Key", "value", NEXT));
        ObjectNode document = read(id);
        document.set("headers", RunningAppConnector.JSON.valueToTree(Map.of("x-key", "mine")));

        Reply refused = app.call("PUT", "/api/connectors/" + id, document);

        assertEquals("/headers/x-key", refused.json().at("/errors/0/field").textValue());
    }

    @Test
    void one_that_has_its_time_is_promoted_then_by_nobodys_call() {
        String id = connector();
        Map<String, Object> document = new HashMap<>(Map.of("auth", token(NEXT)));
        java.time.Instant then = java.time.Instant.now().plusMillis(700);
        document.put("activateAt", then.toString());
        assertEquals(200, app.call("PUT", path(id), document).status());
        assertEquals("Bearer " + SECRET, sentBy(id));

        Await.until("the promotion", CallingTarget.PATIENCE, () -> read(id).get("nextAuth"), JsonNode::isNull);

        java.time.Instant promoted =
                java.time.Instant.parse(read(id).get("updatedAt").textValue());
        assertFalse(promoted.isBefore(then));
        assertTrue(promoted.isBefore(then.plusSeconds(1)));
        assertEquals("Bearer " + NEXT, sentBy(id));
        assertEquals("credential.promoted", audited(id).get(0));
    }

    @Test
    void a_revoked_connector_has_none() {
        String id = connector();
        Map<String, Object> document = new HashMap<>(Map.of("auth", token(NEXT)));
        document.put("activateAt", "2999-01-01T00:00:00Z");
        app.call("PUT", path(id), document);

        app.call("DELETE", "/api/connectors/" + id, null);

        assertEquals("connector-revoked", set(id, token("another-secret")).problem());
        assertEquals(
                "connector-revoked",
                app.call("POST", path(id) + "/promote", null).problem());
        assertEquals(
                0,
                app.rows()
                        .sql("select count(*) from connector where id = cast(:id as uuid)"
                                + " and (sealed_secrets is not null or promote_at is not null)")
                        .param("id", id)
                        .query(Integer.class)
                        .single());
    }
}
