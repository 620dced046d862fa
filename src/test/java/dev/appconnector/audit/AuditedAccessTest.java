package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever lets somebody in leaves who got it, from where and for what, and never itself. */
@OnBothDatabases
class AuditedAccessTest {

    private static final String TOKEN = "token.created";
    private static final String SESSION = "/api/session";

    private final RunningAppConnector app;

    AuditedAccessTest(RunningAppConnector app) {
        this.app = app;
    }

    private String adminKeyId() {
        return app.rows()
                .sql("select id from api_key where role = 'admin' and ended_at is null")
                .query(UUID.class)
                .single()
                .toString();
    }

    private static void assertOf(String actor, JsonNode entry) {
        assertEquals(actor, entry.at("/actor/id").textValue());
        assertTrue(entry.at("/actor/name").isTextual(), entry.toString());
        assertEquals("127.0.0.1", entry.get("address").textValue());
        assertEquals("done", entry.get("outcome").textValue());
        assertTrue(entry.get("object").isNull());
    }

    private String token(String key, Object document) {
        Reply made = app.callWith(key, "POST", "/api/tokens", document);
        assertEquals(201, made.status(), made::text);
        return made.json().get("token").textValue();
    }

    private void assertNowhere(String secret) {
        assertFalse(
                app.rows()
                        .sql("select * from audit_entry")
                        .query()
                        .listOfRows()
                        .toString()
                        .contains(secret),
                "the audit shows what it must not");
    }

    @Test
    void a_token_leaves_its_maker_and_what_it_is_for() {
        String connector =
                app.connector("for a page " + UUID.randomUUID(), "http://crm.example", "a-long-enough-token");
        String key = app.key("runner", connector);
        int before = Audited.entriesOf(app, TOKEN).size();
        String token = token(
                key,
                Map.of(
                        "connectors",
                        List.of(connector),
                        "origin",
                        "https://page.example",
                        "subject",
                        "someone-by-name"));

        JsonNode entry = Audited.await(app, TOKEN, entries -> entries.size() == before + 1)
                .get(0);

        String id = app.rows()
                .sql("select key_id from key_connector where connector_id = :connector")
                .param("connector", UUID.fromString(connector))
                .query(UUID.class)
                .single()
                .toString();
        assertOf("key:" + id, entry);
        assertEquals(
                "[\"/connectors/%s\",\"/origin\",\"/subject\"]".formatted(connector),
                entry.get("fields").toString());
        for (String secret : List.of(token, token.split("\\.")[2], "page.example", "someone-by-name")) {
            assertNowhere(secret);
        }
    }

    @Test
    void a_token_that_is_not_made_leaves_nothing() {
        app.restart();
        long before = Audited.count(app);
        assertEquals(
                422,
                app.post("/api/tokens", Map.of("connectors", List.of("*"), "ttl", 1))
                        .status());
        app.restart();

        assertEquals(before, Audited.count(app));
    }

    @Test
    void of_many_tokens_a_few_are_entries_and_the_rest_is_one_with_their_number() {
        app.restart();
        int before = Audited.entriesOf(app, TOKEN).size();
        for (int i = 0; i < 40; i++) {
            token(app.adminKey(), Map.of("connectors", List.of("*")));
        }
        app.restart();

        List<JsonNode> all = Audited.entriesOf(app, TOKEN);
        List<JsonNode> entries = all.subList(0, all.size() - before);
        assertEquals(
                40,
                entries.stream()
                        .mapToLong(entry -> entry.get("count").longValue())
                        .sum());
        assertTrue(entries.size() <= 2 * (Sampling.FIRST + 1), entries.toString());
        entries.forEach(entry -> assertOf("key:" + adminKeyId(), entry));
        assertEquals(
                "[\"/connectors/*\"]",
                entries.get(entries.size() - 1).get("fields").toString());
    }

    @Test
    void a_session_leaves_its_begin_and_its_end() {
        int begun = Audited.entriesOf(app, "session.begun").size();
        int ended = Audited.entriesOf(app, "session.ended").size();
        Reply began = app.post(SESSION, null);
        String cookie = began.header("Set-Cookie").split(";")[0];
        String csrfToken = began.json().get("csrfToken").textValue();

        JsonNode begin = Audited.await(app, "session.begun", entries -> entries.size() == begun + 1)
                .get(0);
        assertOf("key:" + adminKeyId(), begin);

        assertEquals(403, end(cookie, "").status());
        assertEquals(ended, Audited.entriesOf(app, "session.ended").size());

        assertEquals(204, end(cookie, csrfToken).status());
        List<JsonNode> ends = Audited.entriesOf(app, "session.ended");
        assertEquals(ended + 1, ends.size(), "it stands in the transaction of the end");
        assertOf("key:" + adminKeyId() + " by session", ends.get(0));
        assertNowhere(cookie.split("=", 2)[1]);
        assertNowhere(csrfToken);
    }

    private Reply end(String cookie, String csrfToken) {
        return app.send(HttpRequest.newBuilder(app.uri(SESSION))
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrfToken)
                .DELETE());
    }
}
