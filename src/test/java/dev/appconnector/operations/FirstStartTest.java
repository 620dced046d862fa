package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first start makes what it needs, for its own user alone; and who lost the admin key can make another. */
class FirstStartTest {

    @TempDir
    private Path directory;

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void data_and_keys_are_for_the_user_of_the_process_alone() throws Exception {
        Path data = directory.resolve("deeper/data");
        try (RunningAppConnector app = RunningAppConnector.start(data)) {
            assertEquals("rwx------", mode(data));
            assertEquals("rw-------", mode(data.resolve("admin.key")));
            assertEquals("rw-------", mode(data.resolve("master.key")));
            assertTrue(
                    app.adminKey().matches("ac_[A-Za-z0-9_-]{43}"),
                    "nothing but the key, so that it can be read by a script");
            app.restart();
            assertEquals(200, app.get("/api/connectors").status(), "it stays the key");
        }
    }

    @Test
    void a_key_is_kept_as_its_hash_alone() throws Exception {
        try (RunningAppConnector app = RunningAppConnector.start(directory)) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(app.adminKey().getBytes(StandardCharsets.US_ASCII));
            String row =
                    app.rows().sql("select * from api_key").query().singleRow().toString();
            assertTrue(row.contains(HexFormat.of().formatHex(hash)), "the hash is kept");
            assertFalse(row.contains(app.adminKey().substring(3)), "the key is not");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_new_admin_key_opens_beside_the_one_before(TestDatabase database) {
        Path data = directory.resolve("data");
        Map<String, String> settings = new HashMap<>(database.settings(directory));
        try (RunningAppConnector app = RunningAppConnector.start(data, settings)) {
            app.stop();
            settings.put("appconnector.data", data.toString());
            settings.remove("appconnector.admin-key");
            String key;
            try (AppConnectorProcess process = AppConnectorProcess.start(directory, settings, "--new-admin-key")) {
                assertEquals(0, process.awaitExit(), process.err());
                key = process.out().strip();
                assertTrue(key.matches("ac_[A-Za-z0-9_-]{43}"), "standard output is the key alone");
                assertEquals("", process.err());
            }
            app.restart();
            var made = AppConnectorProcess.send(app.uri("/api/connectors"), "GET", key, null);
            assertEquals(200, made.statusCode());
            assertEquals(200, app.get("/api/connectors").status());
        }
    }

    @Test
    void an_admin_key_of_the_settings_ends_the_one_that_was_set_before() {
        Map<String, String> settings = new HashMap<>(Map.of("appconnector.admin-key", TestDatabase.ADMIN_KEY));
        try (RunningAppConnector app = RunningAppConnector.start(directory, settings)) {
            assertEquals(200, app.get("/api/connectors").status());
        }
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY + "2");
        try (RunningAppConnector app = RunningAppConnector.start(directory, settings)) {
            assertEquals(200, app.get("/api/connectors").status());
            var old = AppConnectorProcess.send(app.uri("/api/connectors"), "GET", TestDatabase.ADMIN_KEY, null);
            assertEquals(401, old.statusCode());
        }
    }
}
