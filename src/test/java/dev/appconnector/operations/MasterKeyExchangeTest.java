package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.vault.MasterKeyFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another master key takes the place of the one that wraps the keysets, and whatever happens meanwhile, one of the two opens. */
class MasterKeyExchangeTest {

    @TempDir
    private Path directory;

    private final FakeTarget target = FakeTarget.http();

    @AfterEach
    void close() {
        target.close();
    }

    private RunningAppConnector start(Path data, Path masterKey) {
        RunningAppConnector app =
                RunningAppConnector.start(data, Map.of("appconnector.master-key", masterKey.toString()));
        app.dialler().leadAll(target);
        return app;
    }

    private static void assertOpens(RunningAppConnector app) {
        Reply reply = app.post("/worker/runs", Map.of("connector", "kept", "method", "GET", "path", "/"));
        assertEquals(200, reply.status(), reply.text());
    }

    private String refusal(Path data, Path masterKey) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> start(data, masterKey));
        return assertInstanceOf(MasterKeyFault.class, refused.getCause()).getMessage();
    }

    private static Instant wrappedSince(String refusal) {
        Matcher since = Pattern.compile("wrapped since (\\S+):").matcher(refusal);
        assertTrue(since.find(), refusal);
        return Instant.parse(since.group(1));
    }

    private static Path copied(Path data, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(data)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }

    @Test
    void after_an_exchange_the_new_file_opens_all_and_the_old_one_what_was_saved_before() throws Exception {
        Path data = directory.resolve("data");
        Path old = directory.resolve("old.key");
        Path anew = directory.resolve("new.key");
        try (RunningAppConnector app = RunningAppConnector.start(data)) {
            app.connector("kept", "http://kept.example", "a-secret-that-is-kept");
        }
        Files.move(data.resolve("master.key"), old);
        Path backup = copied(data, directory.resolve("backup"));

        AppConnectorProcess.withRoutes(directory);
        AppConnectorProcess command = AppConnectorProcess.start(
                directory,
                Map.of("appconnector.master-key", "old.key", "appconnector.data", "data"),
                "--exchange-master-key",
                "new.key");

        assertEquals(0, command.awaitExit(), command.err());
        assertTrue(command.out().contains("appconnector.master-key=new.key"), command.out());
        assertTrue(command.out().contains("destroy old.key"), command.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(anew)));
        Instant exchanged = wrappedSince(refusal(data, old));
        assertTrue(wrappedSince(refusal(backup, anew)).isBefore(exchanged));
        try (RunningAppConnector app = start(data, anew)) {
            assertOpens(app);
            assertEquals(
                    "true", app.get("/api/audit/verify").json().get("intact").toString());
            assertEquals(
                    "master-key.exchanged",
                    app.get("/api/audit?actor=appconnector")
                            .json()
                            .at("/items/0/action")
                            .textValue());
        }
        try (RunningAppConnector app = start(backup, old)) {
            assertOpens(app);
        }
    }

    private static void exchange(RunningAppConnector app, Path data, Path to) {
        DataSource database = app.node().camelContext().getRegistry().lookupByNameAndType("database", DataSource.class);
        Settings settings = Settings.of(Map.of("appconnector.data", data.toString()), Map.of());
        new KeyRing(settings.database(), new Statements(database), Clock.systemUTC()).exchangeMasterKey(to);
    }

    @Test
    void a_running_node_goes_on_after_an_exchange_and_rotates_once_it_was_started_with_the_new_file() {
        Path data = directory.resolve("data");
        Path anew = directory.resolve("new.key");
        try (RunningAppConnector app = RunningAppConnector.start(data)) {
            app.dialler().leadAll(target);
            app.connector("kept", "http://kept.example", "a-secret-that-is-kept");
            exchange(app, data, anew);

            assertOpens(app);
            app.connector("made since", "http://since.example", "a-secret-of-now");
            assertOpens(app);
            Reply refused = app.call("POST", "/api/keyset/rotate", null);
            assertEquals(503, refused.status(), refused.text());
            assertTrue(refused.text().contains("the new file"), refused.text());
            assertEquals(503, app.get("/api/keyset").status());
        }
        try (RunningAppConnector app = start(data, anew)) {
            assertOpens(app);
            assertEquals(202, app.call("POST", "/api/keyset/rotate", null).status());
        }
    }

    @Test
    void an_exchange_that_does_not_come_to_its_end_leaves_the_old_file_in_its_place() {
        Path data = directory.resolve("data");
        try (RunningAppConnector app = RunningAppConnector.start(data)) {
            app.connector("kept", "http://kept.example", "a-secret-that-is-kept");
            app.rows().sql("alter table audit_head rename to gone").update();
            assertThrows(RuntimeException.class, () -> exchange(app, data, directory.resolve("new.key")));
            app.rows().sql("alter table gone rename to audit_head").update();
            MasterKeyFault taken =
                    assertThrows(MasterKeyFault.class, () -> exchange(app, data, data.resolve("master.key")));
            assertEquals(MasterKeyFault.Reason.ALREADY_THERE, taken.reason());

            app.restart();
            app.dialler().leadAll(target);

            assertOpens(app);
        }
    }
}
