package dev.appconnector.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image that this build made, but for the Java that it is built on elsewhere: it holds the program and nothing else, runs as
 * nobody, and finds its parts. Runs when the packages are there.
 */
class ImageIT {

    private static final Instant TIMESTAMP = Instant.parse(System.getProperty("outputTimestamp"));

    /** A file or directory of the image. */
    private record Entry(boolean directory, int mode, long user, long group, Instant changed) {}

    /** Where the image's own files lie here. */
    @TempDir
    private static Path root;

    private static final Map<String, Entry> ENTRIES = new TreeMap<>();
    private static JsonNode config;

    @BeforeAll
    static void unpack() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path image = Files.createDirectory(root.resolve("image"));
        try (InputStream tar = Files.newInputStream(Path.of(System.getProperty("image.tar")))) {
            unpack(tar, image, false);
        }
        JsonNode manifest =
                json.readTree(image.resolve("manifest.json").toFile()).get(0);
        config = json.readTree(image.resolve(manifest.get("Config").textValue()).toFile());
        for (JsonNode layer : manifest.get("Layers")) {
            try (InputStream gzip =
                    new GZIPInputStream(Files.newInputStream(image.resolve(layer.textValue())), 1 << 16)) {
                unpack(gzip, root, true);
            }
        }
    }

    private static void unpack(InputStream octets, Path directory, boolean noted) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(octets));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = directory.resolve(entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else {
                assertTrue(entry.isFile(), entry.getName());
                Files.copy(tar, path);
            }
            if (noted) {
                ENTRIES.put(
                        entry.getName(),
                        new Entry(
                                entry.isDirectory(),
                                entry.getMode() & 07777,
                                entry.getLongUserId(),
                                entry.getLongGroupId(),
                                entry.getLastModifiedDate().toInstant()));
            }
        }
    }

    private static Set<String> files(Predicate<String> which) {
        return ENTRIES.keySet().stream()
                .filter(name -> !ENTRIES.get(name).directory())
                .filter(which)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namesBelow(Path directory, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(which)
                    .collect(Collectors.toSet());
        }
    }

    /** What the jar itself asks for. */
    private static Set<String> classPath() throws IOException {
        try (JarFile jar =
                new JarFile(root.resolve("app/classpath/appconnector.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(classPath.split(" "))
                    .map(name -> name.substring("lib/".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void it_runs_as_nobody_where_its_files_are_and_opens_the_callers_port_alone() {
        JsonNode container = config.get("config");

        assertEquals("65532:65532", container.get("User").textValue());
        assertEquals("/app", container.get("WorkingDir").textValue());
        assertEquals(List.of("8080/tcp"), names(container.get("ExposedPorts")));
        assertTrue(container.path("Volumes").isEmpty(), "a volume of its own would be root's");
        assertEquals(
                Set.of("APPCONNECTOR_HOST=0.0.0.0", "APPCONNECTOR_DATA=/data"),
                Set.copyOf(texts(container.get("Env"))));
        assertEquals(
                "Apache-2.0",
                container.get("Labels").get("org.opencontainers.image.licenses").textValue());
        assertEquals(TIMESTAMP, Instant.parse(config.get("created").textValue()));
    }

    @Test
    void it_holds_the_program_its_libraries_our_routes_and_nothing_else() throws IOException {
        Set<String> routes = namesBelow(Path.of("routes"), name -> name.endsWith(".yaml"));
        routes.remove("demo.camel.yaml");
        Set<String> rest = files(name -> !name.startsWith("app/libs/"));
        rest.remove("app/bom.json");

        assertEquals(
                routes,
                rest.stream()
                        .filter(name -> name.startsWith("app/routes/"))
                        .map(name -> name.substring("app/routes/".length()))
                        .collect(Collectors.toSet()));
        rest.removeIf(name -> name.startsWith("app/routes/"));
        assertEquals(
                Set.of(
                        "app/LICENSE",
                        "app/application.properties",
                        "app/classpath/appconnector.jar",
                        "app/jib-classpath-file",
                        "app/jib-main-class-file"),
                rest);
        assertEquals(
                classPath(),
                files(name -> name.startsWith("app/libs/")).stream()
                        .map(name -> name.substring("app/libs/".length()))
                        .collect(Collectors.toSet()));
    }

    /** The list takes the net and its time, so only a release makes it. */
    @Test
    void a_release_lists_each_library_that_it_holds() throws IOException {
        boolean listed = Boolean.getBoolean("image.lists-its-parts");
        assertEquals(listed, ENTRIES.containsKey("app/bom.json"));
        if (listed) {
            Set<String> libraries = new TreeSet<>();
            for (JsonNode part : new ObjectMapper()
                    .readTree(root.resolve("app/bom.json").toFile())
                    .get("components")) {
                libraries.add(
                        part.get("name").textValue() + "-" + part.get("version").textValue());
            }
            for (String library : classPath()) {
                assertTrue(libraries.stream().anyMatch(library::startsWith), library);
            }
            assertEquals(classPath().size(), libraries.size());
        }
    }

    @Test
    void nobody_but_root_can_change_a_file_and_everybody_can_read_it() {
        ENTRIES.forEach((name, entry) -> {
            assertEquals(0, entry.user(), name);
            assertEquals(0, entry.group(), name);
            assertEquals(entry.directory() ? 0755 : 0644, entry.mode(), name);
        });
    }

    /** No file has the time at which it happened to be made. */
    @Test
    void the_same_source_makes_the_same_image() throws IOException {
        ENTRIES.forEach((name, entry) -> assertTrue(
                entry.changed().equals(TIMESTAMP) || entry.changed().getEpochSecond() <= 1, name + entry.changed()));
        try (JarFile jar =
                new JarFile(root.resolve("app/classpath/appconnector.jar").toFile())) {
            assertTrue(jar.size() > 300, Integer.toString(jar.size()));
            jar.stream().forEach(entry -> {
                assertEquals(TIMESTAMP, entry.getTimeLocal().toInstant(ZoneOffset.UTC), entry.getName());
                assertFalse(entry.getName().startsWith("dev/appconnector/demo/"), entry.getName());
            });
        }
    }

    /** What the entry point prints with these arguments, run as a container does it, but for where the root is. */
    private static String run(String argument) throws Exception {
        List<String> command = new ArrayList<>(texts(config.get("config").get("Entrypoint")));
        command.replaceAll(part -> part.replace("@/app/jib-classpath-file", "@" + root.resolve("class-path")));
        assertEquals(
                "java",
                command.set(
                        0,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add(1, "-XX:TieredStopAtLevel=1");
        command.add(argument);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("app").toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        texts(config.get("config").get("Env"))
                .forEach(line -> builder.environment().put(line.split("=")[0], line.split("=")[1]));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    @Test
    void its_entry_point_finds_the_program_and_its_settings() throws Exception {
        Files.writeString(
                root.resolve("class-path"),
                Files.readString(root.resolve("app/jib-classpath-file")).replace("/app/", root.resolve("app") + "/"));
        String version = config.get("config")
                .get("Labels")
                .get("org.opencontainers.image.version")
                .textValue();

        assertEquals(version, run("--version"));
        Files.writeString(root.resolve("app/application.properties"), "appconnector.tls.key=/run/secrets/key\n");
        assertTrue(assertThrows(AssertionError.class, () -> run("--check"))
                .getMessage()
                .contains("appconnector.tls.key"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
