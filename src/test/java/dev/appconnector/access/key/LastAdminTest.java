package dev.appconnector.access.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There is always an admin: the last key that never expires cannot be ended, nor the one that the settings give. */
class LastAdminTest {

    @TempDir
    private Path data;

    private static JsonNode admin(RunningAppConnector app, Map<String, Object> more) {
        Map<String, Object> key = new java.util.HashMap<>(Map.of("name", "boss", "role", "admin"));
        key.putAll(more);
        Reply made = app.post("/api/keys", key);
        assertEquals(201, made.status(), made.text());
        return made.json();
    }

    private static JsonNode expiringAdmin(RunningAppConnector app) {
        return admin(
                app, Map.of("expiresAt", Instant.now().plus(Duration.ofHours(1)).toString()));
    }

    private static Reply end(RunningAppConnector app, String key, JsonNode ended) {
        return app.callWith(key, "DELETE", "/api/keys/" + ended.get("id").textValue(), null);
    }

    /** Ends the keys that the start made or took, as the settings would. */
    private static void endAllBut(RunningAppConnector app, JsonNode... kept) {
        List<java.util.UUID> ids = Stream.of(kept)
                .map(key -> java.util.UUID.fromString(key.get("id").textValue()))
                .toList();
        app.rows()
                .sql("update api_key set ended_at = current_timestamp where ended_at is null and id not in (:ids)")
                .param("ids", ids)
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void the_last_admin_key_that_never_expires_cannot_be_ended(TestDatabase database) {
        try (RunningAppConnector app = database.start(data)) {
            JsonNode last = admin(app, Map.of());
            JsonNode expiring = expiringAdmin(app);
            app.key("runner");
            String key = expiring.get("key").textValue();
            endAllBut(app, last, expiring);

            Reply refused = end(app, key, last);
            assertEquals(422, refused.status(), refused.text());
            assertEquals("key-invalid", refused.problem());
            assertEquals(
                    200,
                    app.callWith(last.get("key").textValue(), "GET", "/api/keys", null)
                            .status());

            Reply another = app.callWith(key, "POST", "/api/keys", Map.of("name", "next", "role", "admin"));
            assertEquals(201, another.status());
            assertEquals(204, end(app, key, last).status());
            assertEquals(422, end(app, key, another.json()).status());
            assertEquals(
                    204,
                    end(app, another.json().get("key").textValue(), expiring).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void two_who_end_the_last_two_at_once_leave_one(TestDatabase database) throws Exception {
        try (RunningAppConnector app = database.start(data)) {
            String key = expiringAdmin(app).get("key").textValue();
            JsonNode one = admin(app, Map.of());
            for (int round = 0; round < 20; round++) {
                Reply made = app.callWith(key, "POST", "/api/keys", Map.of("name", "two", "role", "admin"));
                JsonNode two = made.json();
                app.rows()
                        .sql("update api_key set ended_at = current_timestamp"
                                + " where ended_at is null and expires_at is null and id not in (:ids)")
                        .param(
                                "ids",
                                Stream.of(one, two)
                                        .map(each -> java.util.UUID.fromString(
                                                each.get("id").textValue()))
                                        .toList())
                        .update();

                CyclicBarrier together = new CyclicBarrier(2);
                List<CompletableFuture<Integer>> ends = Stream.of(one, two)
                        .map(each -> CompletableFuture.supplyAsync(() -> endTogether(app, key, each, together)))
                        .toList();
                assertEquals(
                        List.of(204, 422),
                        ends.stream().map(CompletableFuture::join).sorted().toList());
                one = ends.get(0).join() == 422 ? one : two;
            }
        }
    }

    private static int endTogether(RunningAppConnector app, String key, JsonNode ended, CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return end(app, key, ended).status();
    }

    @ParameterizedTest
    @EnumSource
    void the_key_of_the_settings_cannot_be_ended_while_it_stands_there(TestDatabase database) {
        Map<String, String> setting = Map.of("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        try (RunningAppConnector app = database.start(data, setting)) {
            JsonNode other = admin(app, Map.of("name", "appconnector.admin-key"));
            JsonNode ofSetting = null;
            for (JsonNode item : app.get("/api/keys").json().get("items")) {
                ofSetting = item.get("id").equals(other.get("id")) ? ofSetting : item;
            }

            assertTrue(ofSetting.get("fromSetting").booleanValue());
            assertFalse(other.get("fromSetting").booleanValue());

            Reply refused = end(app, other.get("key").textValue(), ofSetting);
            assertEquals(422, refused.status());
            assertEquals("key-invalid", refused.problem());
            app.restart();
            assertEquals(200, app.get("/api/keys").status());
            assertEquals(204, end(app, app.adminKey(), other).status(), "one of its name that the API made is another");
        }
    }

    @Test
    void a_key_that_the_settings_had_before_is_the_admins_again_when_it_stands_there_again() {
        for (String key : List.of(TestDatabase.ADMIN_KEY, TestDatabase.ADMIN_KEY + "2", TestDatabase.ADMIN_KEY)) {
            try (RunningAppConnector app = RunningAppConnector.start(data, Map.of("appconnector.admin-key", key))) {
                assertEquals(200, app.get("/api/keys").status());
                assertEquals(1, app.get("/api/keys").json().get("items").size());
            }
        }
    }
}
