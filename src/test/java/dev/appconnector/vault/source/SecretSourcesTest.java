package dev.appconnector.vault.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands outside of the database is read as far as the operator says, and no further. */
class SecretSourcesTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private SecretSources variables(String... globs) {
        return new SecretSources(
                Arrays.stream(globs)
                        .map(glob -> SourceGlob.ofVariables(glob).orElseThrow())
                        .toList(),
                List.of(),
                List.of(),
                environment);
    }

    private SecretSources files(String... globs) {
        return new SecretSources(
                List.of(),
                Arrays.stream(globs)
                        .map(glob -> SourceGlob.ofFiles(glob).orElseThrow())
                        .toList(),
                List.of(folder.resolve("own")),
                environment);
    }

    private static SecretSource file(Path path) {
        return new SecretSource(null, path.toString());
    }

    private static String read(SecretSources sources, SecretSource source) {
        return new String(sources.read(source), StandardCharsets.UTF_8);
    }

    private static String whyNot(SecretSources sources, SecretSource source) {
        Problem problem = assertThrows(Problem.class, () -> sources.read(source));
        assertEquals(Problem.Type.CREDENTIAL_UNAVAILABLE, problem.type());
        return problem.detail();
    }

    @ParameterizedTest
    @CsvSource({
        "CRM_TOKEN, CRM_TOKEN, true",
        "CRM_*, CRM_TOKEN, true",
        "CRM_*, CRM_, true",
        "CRM_?, CRM_A, true",
        "CRM_?, CRM_AB, false",
        "CRM_*, XCRM_TOKEN, false",
        "CRM_TOKEN, crm_token, false",
        "*, PATH, true",
        "*, APPCONNECTOR_DB_PASSWORD, false",
        "APPCONNECTOR_*, APPCONNECTOR_ADMIN_KEY, false",
        "*, appconnector_admin_key, false"
    })
    void a_variable_is_read_where_a_glob_permits_it_and_never_one_of_our_settings(
            String glob, String name, boolean permitted) {
        environment.put(name, "a-secret");
        SecretSources sources = variables(glob);
        SecretSource source = SecretSource.ofVariable(name);
        assertEquals(permitted, sources.has(source));
        if (permitted) {
            assertEquals("a-secret", read(sources, source));
        } else {
            assertTrue(whyNot(sources, source)
                    .startsWith("appconnector.secrets.env does not permit the environment variable " + name));
        }
    }

    @Test
    void without_a_setting_nothing_is_read() throws IOException {
        environment.put("CRM_TOKEN", "a-secret");
        Files.writeString(folder.resolve("token"), "a-secret");
        assertFalse(SecretSources.NONE.has(SecretSource.ofVariable("CRM_TOKEN")));
        assertFalse(SecretSources.NONE.has(file(folder.resolve("token"))));
        assertTrue(whyNot(SecretSources.NONE, file(folder.resolve("token"))).startsWith("appconnector.secrets.files "));
    }

    @ParameterizedTest
    @CsvSource({"'a\n', a", "'a\r\n', a", "'a\n\n', 'a\n'", "'a ', 'a '", "'a\r', 'a\r'", "a, a"})
    void one_line_break_at_the_end_is_dropped(String written, String secret) throws IOException {
        Path path = Files.writeString(folder.resolve("token"), written);
        environment.put("TOKEN", written);
        assertEquals(secret, read(files(folder + "/*"), file(path)));
        assertEquals(secret, read(variables("TOKEN"), SecretSource.ofVariable("TOKEN")));
    }

    @Test
    void what_is_not_there_empty_too_long_or_no_file_is_said_with_its_place() throws IOException {
        SecretSources sources = files(folder + "/**");
        assertTrue(whyNot(sources, file(folder.resolve("none")))
                .contains(folder.resolve("none") + ", which is not there"));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertTrue(whyNot(sources, file(empty)).contains("empty, which is empty"));
        assertTrue(whyNot(sources, file(Files.createDirectory(folder.resolve("sub"))))
                .contains("which is no file"));
        assertEquals(16_384, read(sources, file(written("most", 16_384))).length());
        assertTrue(whyNot(sources, file(written("more", 16_385))).contains("more than 16384 bytes"));
        environment.put("LONG", "x".repeat(16_385));
        assertTrue(whyNot(variables("*"), SecretSource.ofVariable("LONG")).contains("more than 16384 bytes"));
        assertTrue(whyNot(variables("*"), SecretSource.ofVariable("NONE")).contains("NONE, which is not set"));
    }

    private Path written(String name, int length) throws IOException {
        return Files.writeString(folder.resolve(name), "x".repeat(length));
    }

    @Test
    void a_star_stays_within_its_folder() throws IOException {
        Path below =
                Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("token"), "a-secret");
        assertFalse(files(folder + "/*").has(file(below)));
        assertTrue(files(folder + "/**").has(file(below)));
        assertTrue(files(folder + "/*/token").has(file(below)));
    }

    @Test
    void a_link_is_followed_below_the_globs_folder_and_not_out_of_it() throws IOException {
        Path mount = Files.createDirectories(folder.resolve("mount/..2026_11"));
        Files.writeString(mount.resolve("token"), "as-kubernetes-mounts-it");
        Files.createSymbolicLink(folder.resolve("mount/..data"), Path.of("..2026_11"));
        Path mounted = Files.createSymbolicLink(folder.resolve("mount/token"), Path.of("..data/token"));
        Files.writeString(folder.resolve("outside"), "another's");
        Path out = Files.createSymbolicLink(folder.resolve("mount/out"), Path.of("../outside"));

        SecretSources sources = files(folder + "/mount/*");
        assertEquals("as-kubernetes-mounts-it", read(sources, file(mounted)));
        assertFalse(sources.has(file(out)));
        assertTrue(whyNot(sources, file(out)).startsWith("appconnector.secrets.files does not permit"));
        assertEquals("another's", read(files(folder + "/mount/*", folder + "/outside"), file(out)));
    }

    @Test
    void the_programs_own_files_and_those_of_the_system_are_never_read() throws IOException {
        Path own =
                Files.writeString(Files.createDirectory(folder.resolve("own")).resolve("master.key"), "a-key");
        Path link = Files.createSymbolicLink(folder.resolve("link"), own);
        SecretSources sources = files("/**");
        for (SecretSource source : List.of(
                file(own),
                file(link),
                new SecretSource(null, "/proc/self/environ"),
                new SecretSource(null, "/dev/zero"))) {
            assertFalse(sources.has(source), source.toString());
            assertTrue(whyNot(sources, source).startsWith("appconnector.secrets.files does not permit"));
        }
    }

    @Test
    void a_change_shows_in_the_stamp_also_that_of_a_link_and_one_within_a_tick() throws IOException {
        SecretSources sources = files(folder + "/*");
        Path path = Files.writeString(folder.resolve("token"), "first");
        assertNotEquals(sources.stamp(file(path)), sources.stamp(file(path)), "written a moment ago");
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(60)));
        Object before = sources.stamp(file(path));
        assertEquals(before, sources.stamp(file(path)));
        Path other = Files.writeString(folder.resolve("other"), "other");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        Files.delete(path);
        Files.createSymbolicLink(path, other);
        assertNotEquals(before, sources.stamp(file(path)));
    }

    @Test
    void a_file_that_all_may_read_is_told() throws IOException {
        Path path = Files.writeString(folder.resolve("token"), "a-secret");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(SecretSources.exposureOf(file(path)).isEmpty());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals("rw-r--r--", SecretSources.exposureOf(file(path)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"token", "../token", "/a/../token", "/a/./token", "/a//token", "/a/", "/", "/a\n", "/\u00e4"})
    void a_path_goes_straight_from_the_root_to_its_file(String path) {
        assertTrue(new SecretSource(null, path).fault().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B"})
    void a_variable_has_a_name_that_a_shell_takes(String name) {
        assertTrue(new SecretSource(name, null).fault().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets/*", "/a/../*", "/a/..", "/a//b", "/a/[b"})
    void a_glob_of_files_begins_at_the_root(String glob) {
        assertTrue(SourceGlob.ofFiles(glob).isEmpty());
    }
}
