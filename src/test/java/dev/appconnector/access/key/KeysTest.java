package dev.appconnector.access.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys: made by admins, shown once, dead when they end. */
@OnBothDatabases
class KeysTest {

    private static final String KEYS = "/api/keys";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningAppConnector app;

    KeysTest(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void beginWithoutConnectors() {
        app.rows()
                .sql("update connector set state = 'revoked', name_key = null where state <> 'revoked'")
                .update();
    }

    private String connector(String name) {
        return app.connector(name, "http://crm.example", "a-long-enough-token");
    }

    private Reply make(Map<String, Object> more) {
        Map<String, Object> key = new HashMap<>(Map.of("name", "crm-web", "role", "runner"));
        key.putAll(more);
        return app.post(KEYS, key);
    }

    private JsonNode made(Map<String, Object> more) {
        Reply reply = make(more);
        assertEquals(201, reply.status(), reply.text());
        return reply.json();
    }

    private JsonNode listed(String id) {
        for (JsonNode item : app.get(KEYS + "?limit=200").json().get("items")) {
            if (item.get("id").textValue().equals(id)) {
                return item;
            }
        }
        return null;
    }

    private int statusWith(JsonNode key) {
        return app.callWith(key.get("key").textValue(), "GET", "/api/connectors", null)
                .status();
    }

    @Test
    void a_key_is_256_random_bits_that_are_shown_once_and_open_at_once() {
        JsonNode one = made(Map.of());
        JsonNode other = made(Map.of());

        assertTrue(one.get("key").textValue().matches("ac_[A-Za-z0-9_-]{43}"));
        assertNotEquals(one.get("key"), other.get("key"), "the same name is no fault: ids tell keys apart");
        assertEquals(200, statusWith(one));
        assertFalse(app.get(KEYS).text().contains(one.get("key").textValue()));
        assertFalse(app.rows()
                .sql("select * from api_key")
                .query()
                .listOfRows()
                .toString()
                .contains(one.get("key").textValue().substring(3)));
    }

    @Test
    void the_list_shows_what_was_answered_but_for_the_key() {
        String id = connector("listed");
        JsonNode made = made(Map.of(
                "connectors", List.of("listed"), "activities", List.of("*"), "expiresAt", "2999-01-01T01:00:00+01:00"));
        Map<String, JsonNode> shown = new HashMap<>();
        made.properties().forEach(member -> shown.put(member.getKey(), member.getValue()));
        shown.remove("key");

        assertEquals(
                new TreeSet<>(List.of(
                        "id",
                        "name",
                        "role",
                        "connectors",
                        "activities",
                        "createdAt",
                        "expiresAt",
                        "lastUsedAt",
                        "fromSetting",
                        "key")),
                new TreeSet<>(made.properties().stream().map(Map.Entry::getKey).toList()));
        assertEquals("2999-01-01T00:00:00Z", made.get("expiresAt").textValue());
        assertEquals("[\"" + id + "\"]", made.get("connectors").toString());
        assertEquals("[\"*\"]", made.get("activities").toString());
        assertEquals(
                RunningAppConnector.JSON.valueToTree(shown),
                listed(made.get("id").textValue()));
    }

    @Test
    void a_scope_is_given_by_name_or_id_and_kept_by_id() {
        String byId = connector("by id");
        String byName = connector("By Name");
        JsonNode made = made(Map.of("connectors", List.of(byId, "by NAME", byName, byId.toUpperCase())));

        assertEquals(
                new TreeSet<>(List.of(byId, byName)),
                new TreeSet<>(RunningAppConnector.JSON.convertValue(
                        made.get("connectors"), new TypeReference<List<String>>() {})));
        assertEquals(made.get("connectors"), listed(made.get("id").textValue()).get("connectors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"name\":\"\"} | /name",
                "{\"name\":\" x\"} | /name",
                "{\"name\":\"x\\u0007\"} | /name",
                "{\"name\":\"LONG\"} | /name",
                "{\"role\":\"token\"} | /role",
                "{\"role\":\"Admin\"} | /role",
                "{\"role\":\"\"} | /role",
                "{\"expiresAt\":\"2020-01-01T00:00:00Z\"} | /expiresAt",
                "{\"connectors\":[\"there\",\"nobody\"]} | /connectors/1",
                "{\"connectors\":[\"0199f0a2-0000-7000-8000-000000000000\"]} | /connectors/0",
                "{\"connectors\":[\"there\",\"*\"]} | /connectors/1",
                "{\"connectors\":[\"gone\"]} | /connectors/0",
                "{\"connectors\":[\"GONE_ID\"]} | /connectors/0",
                "{\"connectors\":[\"\"]} | /connectors/0",
                "{\"connectors\":[null]} | /connectors/0",
                "{\"connectors\":[\"{}\"]} | /connectors/0",
                "{\"activities\":[\"create-case\"]} | /activities/0",
                "{\"role\":\"admin\",\"connectors\":[\"there\"]} | /connectors",
                "{\"role\":\"designer\",\"connectors\":[\"there\"]} | /connectors",
                "{\"role\":\"auditor\",\"activities\":[\"*\",\"*\"]} | /activities",
            })
    void each_field_that_is_wrong_is_told(String more, String field) throws Exception {
        connector("there");
        String gone = connector("gone");
        app.call("DELETE", "/api/connectors/" + gone, null);
        String document = more.replace("LONG", "x".repeat(129)).replace("GONE_ID", gone);
        Reply refused = make(RunningAppConnector.JSON.readValue(document, new TypeReference<Map<String, Object>>() {}));

        assertEquals(422, refused.status(), refused.text());
        assertEquals("key-invalid", refused.problem());
        List<String> fields = new ArrayList<>();
        refused.json()
                .get("errors")
                .forEach(error -> fields.add(error.get("field").textValue()));
        assertTrue(fields.contains(field), refused.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"role\":\"runner\"}",
                "{\"name\":1,\"role\":\"runner\"}",
                "{\"name\":\"x\",\"role\":\"runner\",\"key\":\"ac_mine\"}",
                "{\"name\":\"x\",\"role\":\"runner\",\"connectors\":\"*\"}",
                "{\"name\":\"x\",\"role\":\"runner\",\"connectors\":[1]}",
                "{\"name\":\"x\",\"role\":\"runner\",\"expiresAt\":\"tomorrow\"}",
                "{\"name\":\"x\",\"role\":\"runner\",\"expiresAt\":1}",
                "[]"
            })
    void a_document_that_is_none_of_a_key_is_malformed(String document) {
        Reply refused = app.post(KEYS, document);

        assertEquals(400, refused.status(), refused.text());
        assertEquals("malformed-request", refused.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "designer", "auditor"})
    void a_role_without_a_scope_has_all(String role) {
        assertEquals("[\"*\"]", made(Map.of("role", role)).get("connectors").toString());
        assertEquals(
                "[\"*\"]",
                made(Map.of("role", role, "connectors", List.of("*")))
                        .get("activities")
                        .toString());
    }

    @Test
    void pages_show_each_key_once_newest_first() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, made(Map.of()).get("id").textValue());
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        while (after != null && seen.size() < 5) {
            JsonNode page = app.get(KEYS + "?limit=2" + after).json();
            assertEquals(2, page.get("items").size());
            page.get("items").forEach(item -> seen.add(item.get("id").textValue()));
            after = page.get("next").isNull()
                    ? null
                    : "&after=" + page.get("next").textValue();
        }

        assertEquals(made, seen.subList(0, 5));
        assertEquals(400, app.get(KEYS + "?limit=0").status());
        assertEquals(400, app.get(KEYS + "?state=live").status());
    }

    @Test
    void an_ended_key_opens_nothing_and_is_listed_no_more() {
        JsonNode key = made(Map.of());
        String path = KEYS + "/" + key.get("id").textValue();
        assertEquals(200, statusWith(key));

        try (LoggedLines log = new LoggedLines()) {
            Reply ended = app.call("DELETE", path, null);
            assertEquals(204, ended.status());
            assertEquals("", ended.text());
            assertEquals(401, statusWith(key));
            assertTrue(log.events().toString().contains(key.get("id").textValue()), "the node has heard of it");
        }
        assertEquals(null, listed(key.get("id").textValue()));
        assertEquals(404, app.call("DELETE", path, null).status());
        assertEquals("not-found", app.call("DELETE", KEYS + "/none", null).problem());
    }

    @Test
    void a_key_expires_exactly_when_it_says_without_any_change_of_the_database() {
        Instant expiresAt = Instant.now().plusMillis(1500);
        JsonNode key = made(Map.of("expiresAt", expiresAt.toString()));
        Instant written = Instant.parse(key.get("expiresAt").textValue());
        long changes = changes();

        try (LoggedLines log = new LoggedLines()) {
            Await.until(
                    "401 from " + written + " on, and 200 before",
                    PATIENCE,
                    () -> statusOfThen(key, written),
                    status -> status == 401);
            assertEquals(changes, changes());
            assertFalse(listed(key.get("id").textValue()).isNull(), "an admin can still see why it fails");
            Await.until(
                    "the node hears of it",
                    PATIENCE,
                    () -> log.events().toString(),
                    lines -> lines.contains(key.get("id").textValue()));
        }
    }

    private int statusOfThen(JsonNode key, Instant expiresAt) {
        Instant before = Instant.now();
        int status = statusWith(key);
        Instant after = Instant.now();
        assertTrue(after.isAfter(expiresAt) || status == 200, "it was alive until " + after);
        assertTrue(before.isBefore(expiresAt) || status == 401, "it was dead from " + before);
        return status;
    }

    private long changes() {
        return app.rows()
                .sql("select changes from change_counter")
                .query(Long.class)
                .single();
    }

    @Test
    void when_a_key_was_last_used_is_written_down_soon_after() {
        JsonNode key = made(Map.of());
        String id = key.get("id").textValue();
        assertTrue(listed(id).get("lastUsedAt").isNull());
        Instant before = Instant.now().minusMillis(1);
        statusWith(key);

        String used = Await.until(
                "lastUsedAt", PATIENCE, () -> listed(id).get("lastUsedAt").textValue(), value -> value != null);
        assertTrue(Instant.parse(used).isAfter(before), used);
        app.callWith(key.get("key").textValue(), "GET", "/api/keys", null);
        Await.until(
                "a later one, also of a call that was forbidden",
                PATIENCE,
                () -> listed(id).get("lastUsedAt").textValue(),
                value -> value.compareTo(used) > 0);
    }
}
