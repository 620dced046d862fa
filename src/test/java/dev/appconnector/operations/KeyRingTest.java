package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.access.key.ApiKeys;
import dev.appconnector.settings.DatabaseSettings;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.vault.DerivedKeys;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each keyset and the setting's key are made once, by whichever start finds them missing. */
class KeyRingTest {

    private static final SealingContext CONTEXT =
            new SealingContext(new UUID(1, 2), "auth/value", 1, "https://a.example");
    private static final int NODES = 8;

    @TempDir
    private Path directory;

    private DatabaseSettings settings(TestDatabase database) {
        Map<String, String> all = new HashMap<>(database.settings(directory));
        all.put("appconnector.data", directory.toString());
        return Settings.of(all, Map.of()).database();
    }

    private static KeyRing keyRing(DatabaseSettings settings, HikariDataSource database) {
        return new KeyRing(settings, new Statements(database), Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource
    void a_database_from_before_there_were_derived_keys_gets_their_keyset(TestDatabase kind) {
        DatabaseSettings settings = settings(kind);
        try (HikariDataSource database = Database.open(settings)) {
            KeyRing keyRing = keyRing(settings, database);
            Vault first = keyRing.openVault();
            SealedSecret sealed = first.seal(secret(), CONTEXT);
            DerivedKeys keys = first.derivedKeys("audit");
            assertEquals(keys, keyRing.openVault().derivedKeys("audit"));
            assertEquals(
                    1,
                    JdbcClient.create(database)
                            .sql("delete from derivation_keyset")
                            .update());

            Vault upgraded = keyRing.openVault();

            assertEquals(secret(), upgraded.open(sealed, CONTEXT));
            assertNotEquals(keys, upgraded.derivedKeys("audit"));
            assertEquals(upgraded.derivedKeys("audit"), keyRing.openVault().derivedKeys("audit"));
        }
    }

    @Test
    void nodes_that_start_at_once_on_a_new_database_end_with_the_same_keysets() throws Exception {
        DatabaseSettings settings = settings(TestDatabase.POSTGRES);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        CyclicBarrier start = new CyclicBarrier(NODES);
        try (HikariDataSource database = Database.open(settings)) {
            List<Future<Vault>> opening = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                opening.add(nodes.submit(() -> {
                    KeyRing keyRing = keyRing(settings, database);
                    start.await();
                    return keyRing.openVault();
                }));
            }
            Vault first = opening.get(0).get();
            SealedSecret sealed = first.seal(secret(), CONTEXT);
            for (Future<Vault> node : opening) {
                assertEquals(secret(), node.get().open(sealed, CONTEXT));
                assertEquals(first.derivedKeys("audit"), node.get().derivedKeys("audit"));
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void nodes_that_start_at_once_on_a_new_database_all_take_the_key_of_the_setting() throws Exception {
        DatabaseSettings settings = settings(TestDatabase.POSTGRES);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        CyclicBarrier start = new CyclicBarrier(NODES);
        try (HikariDataSource database = Database.open(settings)) {
            List<Future<Optional<Caller>>> starting = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                starting.add(nodes.submit(() -> {
                    ApiKeys keys = new ApiKeys(new Statements(database), entry -> {}, Clock.systemUTC(), ended -> {});
                    start.await();
                    keyRing(settings, database).ensureAdmin(keys, Optional.of(adminKey()));
                    return keys.holderOf(onlyKey(database));
                }));
            }
            for (Future<Optional<Caller>> node : starting) {
                assertEquals(Role.ADMIN, node.get().orElseThrow().role());
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    private static Secret adminKey() {
        return Secret.owning(TestDatabase.ADMIN_KEY.getBytes(StandardCharsets.US_ASCII));
    }

    private static UUID onlyKey(HikariDataSource database) {
        return JdbcClient.create(database)
                .sql("select id from api_key")
                .query(UUID.class)
                .single();
    }

    private static Secret secret() {
        return Secret.owning("a-secret-text".getBytes(StandardCharsets.UTF_8));
    }
}
