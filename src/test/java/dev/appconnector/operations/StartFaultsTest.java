package dev.appconnector.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FreePort;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import dev.appconnector.testkit.TestTls;
import dev.appconnector.vault.MasterKey;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that cannot succeed ends at once: exit code 1, a line for each fault, and nothing written over. */
class StartFaultsTest {

    @TempDir
    private Path directory;

    private Path data;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void prepare() {
        AppConnectorProcess.withRoutes(directory);
        data = directory.resolve("data");
        settings.put("appconnector.port", "0");
        settings.put("appconnector.operations.port", "0");
    }

    /** The lines that the refused start leaves on standard error. */
    private List<String> refused(String... arguments) {
        try (AppConnectorProcess process = AppConnectorProcess.start(directory, settings, arguments)) {
            assertEquals(1, process.awaitExit(), process.out());
            List<String> lines = process.err().lines().toList();
            assertTrue(lines.stream().noneMatch(line -> line.startsWith("\tat ")), process.err());
            return lines;
        }
    }

    private String refusedWithOneLine(String... arguments) {
        List<String> lines = refused(arguments);
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0);
    }

    private static void assertNames(String line, String... names) {
        for (String name : names) {
            assertTrue(line.contains(name), line);
        }
    }

    /** A database with its keys, at rest. */
    private Path masterKeyOfDatabase() {
        RunningAppConnector.start(data).close();
        return data.resolve("master.key");
    }

    @Test
    void without_its_master_key_a_database_is_left_alone() throws Exception {
        Path key = masterKeyOfDatabase();
        Path kept = Files.move(key, directory.resolve("kept.key"));
        String adminKey = Files.readString(data.resolve("admin.key"));
        assertNames(refusedWithOneLine(), key.toString().replace(directory + "/", ""), "--new-master-key");
        assertTrue(Files.notExists(key), "none is made for a database that has one");
        Files.move(kept, key);
        try (RunningAppConnector again = RunningAppConnector.start(data)) {
            assertEquals(adminKey, again.adminKey());
            assertEquals(200, again.get("/api/connectors").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "wrong", "broken", "open"})
    void a_master_key_that_is_not_the_right_one_stays_as_it_is(String fault) throws Exception {
        Path key = masterKeyOfDatabase();
        switch (fault) {
            case "empty" -> Files.write(key, new byte[0]);
            case "broken" -> Files.writeString(key, "not a key");
            case "open" -> Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            default -> {
                Path other = directory.resolve("other.key");
                MasterKey.create(other);
                Files.move(other, key, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        byte[] before = Files.readAllBytes(key);
        assertNames(refusedWithOneLine(), "master key");
        assertArrayEquals(before, Files.readAllBytes(key));
    }

    @Test
    void all_settings_that_are_wrong_or_unknown_are_told_at_once() {
        settings.put("appconnector.port", "70000");
        settings.put("appconnector.prot", "1");
        settings.put("appconnector.egress.allow", "169.254.169.254");
        settings.put("appconnector.timeout.max", "soon");
        List<String> lines = refused();
        assertEquals(4, lines.size(), lines.toString());
        String all = String.join("\n", lines);
        assertNames(
                all, "appconnector.port", "appconnector.prot", "appconnector.egress.allow", "appconnector.timeout.max");
        assertNames(all, "70000", "soon");
        assertTrue(Files.notExists(data), "nothing was begun");
    }

    @Test
    void settings_are_checked_without_a_start() {
        try (AppConnectorProcess process = AppConnectorProcess.start(directory, settings, "--check")) {
            assertEquals(0, process.awaitExit(), process.err());
            assertEquals("The settings are right.", process.out().strip());
        }
        settings.put("appconnector.timeout.max", "soon");
        assertNames(refusedWithOneLine("--check"), "appconnector.timeout.max", "soon");
        assertTrue(Files.notExists(data), "nothing was begun");
    }

    @Test
    void a_key_of_another_certificate_ends_the_start() throws Exception {
        CertificateFiles other = TestTls.filesOfRsa(Files.createDirectory(directory.resolve("other")));
        settings.putAll(TestTls.settings(TestTls.files(directory)));
        settings.put("appconnector.tls.key", other.key().toString());
        assertNames(refusedWithOneLine(), "appconnector.tls.key", other.key().toString());
        assertTrue(Files.notExists(data), "nothing was begun");
    }

    @Test
    void ports_that_are_taken_are_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            settings.put("appconnector.port", port);
            assertNames(refusedWithOneLine(), "appconnector.port", port);
            settings.put("appconnector.operations.port", port);
            assertEquals(2, refused().size());
            assertTrue(Files.notExists(data), "nothing was begun");
        }
    }

    @Test
    void one_port_for_both_servers_is_refused() throws Exception {
        String port = Integer.toString(FreePort.take());
        settings.put("appconnector.port", port);
        settings.put("appconnector.operations.port", port);

        assertNames(refusedWithOneLine(), "appconnector.operations.port", port);
        assertTrue(Files.notExists(data), "nothing was begun");
    }

    @Test
    void a_postgresql_that_cannot_be_reached_ends_the_start() {
        try (DeadPort port = DeadPort.refusing()) {
            settings.putAll(TestDatabase.ofPostgres(
                    "jdbc:postgresql://127.0.0.1:" + port.address().getPort() + "/x?user=u&password=not-to-be-seen",
                    directory));
            String line = refusedWithOneLine();
            assertNames(line, "database");
            assertTrue(!line.contains("not-to-be-seen"), line);
        }
    }

    @Test
    void postgresql_without_an_admin_key_is_refused() {
        settings.putAll(TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), directory));
        settings.remove("appconnector.admin-key");
        assertNames(refusedWithOneLine(), "appconnector.admin-key", "--new-admin-key");
    }

    @Test
    void a_route_file_of_ours_that_is_missing_ends_the_start() throws Exception {
        Files.delete(directory.resolve("routes/deliveries.camel.yaml"));
        assertNames(refusedWithOneLine(), "deliveries.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route: [",
                "- rout: {}",
                "- route:\n    id: x\n    from:\n      uri: nowhere:x\n      steps: []"
            })
    void a_route_file_of_ours_that_is_broken_ends_the_start(String content) throws Exception {
        Files.writeString(directory.resolve("routes/worker.camel.yaml"), content);
        refusedWithOneLine();
    }

    @Test
    void a_database_that_another_process_has_open_is_left_to_it() {
        try (RunningAppConnector other = RunningAppConnector.start(data)) {
            assertNames(refusedWithOneLine(), "database");
            assertEquals(200, other.get("/api/connectors").status());
        }
    }

    @Test
    void a_master_key_is_never_written_over_a_file() throws Exception {
        Path file = directory.resolve("kept.key");
        Files.writeString(file, "kept");
        assertNames(refusedWithOneLine("--new-master-key", file.toString()), file.toString());
        assertEquals("kept", Files.readString(file));
    }
}
