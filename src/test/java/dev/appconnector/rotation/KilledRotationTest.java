package dev.appconnector.rotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation goes on after a {@code kill -9} where it was; and what was saved before it is as good as ever. */
class KilledRotationTest {

    private static final int RUNS = 2_000;

    @TempDir
    private Path directory;

    private static byte[] text(UUID run) {
        return run.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Makes runs whose requests are kept. */
    private static void keepRuns(RunningAppConnector app) {
        Vault vault = app.vault();
        List<Map<String, ?>> rows = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            UUID run = new UUID(0x01a0_0000_0000_7000L, i);
            rows.add(Map.of("id", run, "sealedRequest", vault.seal(text(run), SealingContext.ofRequest(run))));
        }
        DataSource database = app.node().camelContext().getRegistry().lookupByNameAndType("database", DataSource.class);
        new Statements(database).batch("delivery/insert-run-body", rows);
    }

    private static void assertAllOpen(RunningAppConnector app) {
        Vault vault = app.vault();
        long opened = app.rows()
                .sql("select run_id, sealed_request from run_body where run_id < ?")
                .param(new UUID(0x01a0_0000_0000_7000L, RUNS))
                .query((row, number) -> {
                    UUID run = row.getObject(1, UUID.class);
                    assertArrayEquals(text(run), vault.open(row.getBytes(2), SealingContext.ofRequest(run)));
                    return run;
                })
                .list()
                .size();
        assertEquals(RUNS, opened);
    }

    private static JsonNode keyset(URI app, String method, String path) {
        try {
            return RunningAppConnector.JSON.readTree(
                    AppConnectorProcess.send(app.resolve(path), method, TestDatabase.ADMIN_KEY, null)
                            .body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private AppConnectorProcess process() {
        return AppConnectorProcess.start(
                directory,
                new HashMap<>(Map.of(
                        "appconnector.port", "0",
                        "appconnector.operations.port", "0",
                        "appconnector.admin-key", TestDatabase.ADMIN_KEY,
                        "appconnector.data", "data")));
    }

    @Test
    void a_rotation_whose_process_is_killed_in_the_middle_is_brought_to_its_end_by_the_next() throws Exception {
        AppConnectorProcess.withRoutes(directory);
        Path data = directory.resolve("data");
        Path backup = Files.createDirectory(directory.resolve("backup"));
        try (FakeTarget target = SealedThings.target();
                RunningAppConnector app = RunningAppConnector.start(data)) {
            app.dialler().leadAll(target);
            SealedThings things = SealedThings.make(app);
            keepRuns(app);
            app.stop();
            for (String file : new String[] {"appconnector.mv.db", "master.key", "admin.key"}) {
                Files.copy(data.resolve(file), backup.resolve(file));
            }

            AppConnectorProcess first = process();
            URI killed = first.awaitServing();
            String anew = keyset(killed, "POST", "/api/keyset/rotate")
                    .at("/keys/1/id")
                    .textValue();
            JsonNode middle = Await.until(
                    "it is under way",
                    SealedThings.PATIENCE,
                    () -> keyset(killed, "GET", "/api/keyset"),
                    keyset -> keyset.at("/rotation/done").longValue() > 0);
            first.kill();
            assertEquals(2, middle.get("keys").size());
            try (AppConnectorProcess second = process()) {
                URI next = second.awaitServing();
                Await.until(
                        "the rotation's end",
                        SealedThings.PATIENCE,
                        () -> keyset(next, "GET", "/api/keyset"),
                        keyset -> keyset.get("rotation").isNull());
            }

            app.restart();
            app.dialler().leadAll(target);
            assertEquals(anew, SealedThings.keyset(app).get("primary").textValue());
            assertEquals(Set.of(anew), things.keys());
            assertAllOpen(app);
            things.use(app);

            app.stop();
            Files.copy(
                    backup.resolve("appconnector.mv.db"),
                    data.resolve("appconnector.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            app.restart();
            app.dialler().leadAll(target);
            assertAllOpen(app);
            things.use(app);
            things.deliverTheRest(app, target);
        }
    }
}
