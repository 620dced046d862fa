package dev.appconnector.access.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The keys that a database has from before there were roles: all were admins, and one came from the settings. */
class KeysOfAnOlderReleaseTest {

    private static final String OLD_KEY = "ac_" + "old".repeat(15);
    private static final String OLD_SETTING = "ac_" + "set".repeat(15);

    @TempDir
    private Path data;

    private DataSource before(TestDatabase database, Map<String, String> settings) {
        DriverManagerDataSource old = database == TestDatabase.POSTGRES
                ? new DriverManagerDataSource(settings.get("appconnector.db.url"))
                : new DriverManagerDataSource(
                        "jdbc:h2:file:" + data.toAbsolutePath().resolve("appconnector")
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                        "appconnector",
                        "");
        Flyway.configure()
                .dataSource(old)
                .target("1")
                .placeholders(Map.of("bytes", database == TestDatabase.POSTGRES ? "bytea" : "binary large object"))
                .load()
                .migrate();
        return old;
    }

    private static void keep(DataSource old, String name, String key) {
        JdbcClient.create(old)
                .sql("insert into api_key (id, name, role, key_hash, created_at)"
                        + " values (:id, :name, 'admin', :hash, current_timestamp)")
                .param("id", UUID.randomUUID())
                .param("name", name)
                .param("hash", KeyText.hash(key.getBytes(StandardCharsets.US_ASCII)))
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void they_stay_admins_and_the_settings_end_their_own_alone(TestDatabase database) {
        Map<String, String> settings = new HashMap<>(
                database == TestDatabase.POSTGRES
                        ? TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data)
                        : Map.of());
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        DataSource old = before(database, settings);
        keep(old, "admin.key", OLD_KEY);
        keep(old, "appconnector.admin-key", OLD_SETTING);

        try (RunningAppConnector app = RunningAppConnector.start(data, settings)) {
            assertEquals(200, app.callWith(OLD_KEY, "GET", "/api/keys", null).status());
            assertEquals(
                    401, app.callWith(OLD_SETTING, "GET", "/api/keys", null).status());
            assertEquals(
                    "[\"*\"]",
                    app.get("/api/keys").json().at("/items/1/connectors").toString());
        }
    }
}
