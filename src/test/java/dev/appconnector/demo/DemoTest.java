package dev.appconnector.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void the_demo_neither_uses_nor_opens_what_was_set_for_a_real_installation() throws IOException {
        Settings settings = Demo.settings(
                Map.of("appconnector.data", "/srv/appconnector", "appconnector.egress.plain-http", "true"),
                Map.of(
                        "APPCONNECTOR_HOST", "0.0.0.0",
                        "APPCONNECTOR_DB_URL", "jdbc:postgresql://db/appconnector",
                        "APPCONNECTOR_MASTER_KEY", "/run/secrets/master.key",
                        "APPCONNECTOR_ADMIN_KEY", "ac_" + "a".repeat(43),
                        "APPCONNECTOR_PORT", "8081"));

        assertEquals("127.0.0.1", settings.http().host());
        assertEquals(8081, settings.http().port());
        assertTrue(settings.database().embedded());
        assertEquals(Path.of("target", "demo"), settings.database().data());
        assertEquals(
                Path.of("target", "demo", "master.key"), settings.database().masterKey());
        assertEquals(Optional.empty(), settings.adminKey());
        assertEquals("private", settings.egress().plainHttp());
        assertEquals(List.of("127.0.0.1:8081"), settings.egress().allow());
    }

    @Test
    void on_any_free_port_the_demo_can_still_be_called_by_itself() throws IOException {
        Settings settings = Demo.settings(Map.of(), Map.of("APPCONNECTOR_PORT", "0"));

        assertTrue(settings.http().port() > 0);
        assertEquals(
                List.of("127.0.0.1:" + settings.http().port()),
                settings.egress().allow());
    }
}
