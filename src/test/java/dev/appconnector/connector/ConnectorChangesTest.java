package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connectors are made, read and changed, and no change gets lost. */
@OnBothDatabases
class ConnectorChangesTest {

    private final RunningAppConnector app;

    ConnectorChangesTest(RunningAppConnector app) {
        this.app = app;
    }

    private static Map<String, Object> document(String name) {
        return Map.of(
                "name",
                name,
                "domain",
                "http://crm.example/v1",
                "auth",
                Map.of("type", "token", "value", "a-long-enough-token"));
    }

    private Reply put(String id, Object document, String ifMatch) {
        var request = app.request("PUT", "/api/connectors/" + id, document);
        return app.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    @Test
    void a_new_connector_is_answered_with_its_place_its_version_and_every_default() {
        Reply made = app.post("/api/connectors", document("made"));
        JsonNode connector = made.json();
        assertEquals(201, made.status());
        assertEquals(
                "/api/connectors/" + connector.get("id").textValue(),
                java.net.URI.create(made.header("Location")).getPath());
        assertEquals("\"1\"", made.header("ETag"));
        assertEquals("application/json", made.header("Content-Type"));
        assertTrue(connector.get("id").textValue().matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*"), "UUIDv7");
        assertEquals("live", connector.get("state").textValue());
        assertEquals(false, connector.get("paused").booleanValue());
        assertEquals("Bearer", connector.at("/auth/prefix").textValue());
        assertEquals(
                "{\"maxConcurrent\":50,\"callsPerSecond\":null,\"maxResponseBytes\":10485760}",
                connector.get("limits").toString());
        assertEquals(
                "{\"maxAge\":86400000,\"maxAttempts\":200,\"firstDelay\":1000,\"maxDelay\":900000,\"repeat\":\"any\"}",
                connector.get("delivery").toString());
        assertTrue(connector.get("createdAt").textValue().matches("\\d{4}-\\d\\d-\\d\\dT.*Z"));
        assertTrue(connector.get("lastUsedAt").isNull());
    }

    @Test
    void what_was_answered_when_it_was_made_is_what_is_read() {
        Reply made = app.post("/api/connectors", document("read-again"));
        Reply read = app.get("/api/connectors/" + made.json().get("id").textValue());
        assertEquals(200, read.status());
        assertEquals("\"1\"", read.header("ETag"));
        assertEquals(made.json(), read.json());
    }

    @Test
    void a_put_takes_what_a_get_gave() {
        String id = app.connector("round-trip", "http://crm.example/v1", "a-long-enough-token");
        ObjectNode read = (ObjectNode) app.get("/api/connectors/" + id).json();
        Reply changed = put(id, read, "\"1\"");
        assertEquals(200, changed.status(), changed.text());
        assertEquals("\"2\"", changed.header("ETag"));
        ObjectNode after = (ObjectNode) changed.json();
        assertEquals(2, after.get("version").intValue());
        assertEquals(read.at("/auth/value"), after.at("/auth/value"), "an untouched secret keeps its time");
        assertEquals(read.remove(List.of("version", "updatedAt")), after.remove(List.of("version", "updatedAt")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*|200",
                "\"1\"|200",
                "\"7\", \"1\"|200",
                "\"2\"|412",
                "\"7\", \"8\"|412",
                "1|412",
                "W/\"1\"|412",
                "\"\"|412"
            })
    void a_change_is_made_where_its_if_match_names_the_version(String ifMatch, int status) {
        String name = "if-match " + java.util.UUID.randomUUID().toString().substring(1);
        String id = app.connector(name, "http://crm.example", "a-long-enough-token");
        Reply changed = put(id, document(name), ifMatch);
        assertEquals(status, changed.status());
        assertEquals(status == 412 ? "stale-version" : null, changed.problem());
        Reply revoked = app.send(app.request("DELETE", "/api/connectors/" + id, null)
                .header("If-Match", ifMatch.replace('1', status == 200 && !ifMatch.equals("*") ? '2' : '1')));
        assertEquals(status, revoked.status());
    }

    @Test
    void of_two_changes_of_the_same_version_one_wins() throws Exception {
        String id = app.connector("lost update", "http://crm.example", "a-long-enough-token");
        for (int round = 1; round <= 10; round++) {
            String tag = "\"" + round + "\"";
            List<Integer> statuses =
                    together(2, i -> put(id, document("lost update"), tag).status());
            assertEquals(List.of(200, 412), statuses.stream().sorted().toList());
        }
    }

    @Test
    void of_many_that_make_the_same_name_at_once_one_does() throws Exception {
        List<Integer> statuses =
                together(20, i -> app.post("/api/connectors", document(i % 2 == 0 ? "Contended" : "CONTENDED"))
                        .status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
        assertEquals(19, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
    }

    private interface Each {
        int call(int number);
    }

    private static List<Integer> together(int callers, Each each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CyclicBarrier start = new CyclicBarrier(callers);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, callers)
                    .mapToObj(i -> (Callable<Integer>) () -> {
                        start.await();
                        return each.call(i);
                    })
                    .toList();
            List<Integer> results = new java.util.ArrayList<>();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_name_is_taken_whatever_its_case() {
        app.connector("Straße", "http://crm.example", "a-long-enough-token");
        for (String same : List.of("Straße", "STRASSE", "straße")) {
            Reply taken = app.post("/api/connectors", document(same));
            assertEquals(409, taken.status(), same);
            assertEquals("name-taken", taken.problem());
        }
    }

    @Test
    void a_connector_may_change_its_own_name_but_not_to_that_of_another() {
        app.connector("first of two", "http://crm.example", "a-long-enough-token");
        String id = app.connector("second of two", "http://crm.example", "a-long-enough-token");
        Reply taken = put(id, document("FIRST of two"), null);
        assertEquals(409, taken.status());
        assertEquals("name-taken", taken.problem());
        assertEquals(200, put(id, document("SECOND of two"), null).status());
        assertEquals(
                "SECOND of two",
                app.get("/api/connectors/" + id).json().get("name").textValue());
    }

    @Test
    void nothing_is_found_under_a_foreign_id() {
        String id = "01890000-0000-7000-8000-000000000000";
        for (Reply reply : List.of(
                app.get("/api/connectors/" + id),
                put(id, document("x"), null),
                app.call("DELETE", "/api/connectors/" + id, null))) {
            assertEquals(404, reply.status());
            assertEquals("connector-not-found", reply.problem());
            assertNull(reply.header("ETag"));
        }
    }
}
