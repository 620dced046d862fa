package dev.appconnector.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The compiled program as a jar, with an archive of the classes that a start loads: processes of the tests start in half the
 * time by it. Made once a build, by whichever of its JVMs comes first.
 */
final class ProgramJar {

    private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();
    private static final Path DIRECTORY = Path.of("target/program").toAbsolutePath();
    private static final Path JAR = DIRECTORY.resolve("program.jar");
    private static final Path ARCHIVE = DIRECTORY.resolve("program.jsa");
    private static final Path MADE_OF = DIRECTORY.resolve("made-of");

    private ProgramJar() {}

    /** Stands in the class path where the classes stood. */
    static Path jar() {
        return JAR;
    }

    /** By which a JVM takes the archive; one that it cannot take is passed over. */
    static List<String> options() {
        return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");
    }

    /**
     * Makes both, unless they are there.
     *
     * @param starts starts the program with that option, and ends it in good order
     */
    static synchronized void make(Consumer<String> starts) {
        try {
            Files.createDirectories(DIRECTORY);
            try (FileChannel lock =
                    FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Until the channel is closed.
                lock.lock();
                String classes = describeClasses();
                if (Files.exists(MADE_OF) && Files.readString(MADE_OF).equals(classes)) {
                    return;
                }
                Files.deleteIfExists(MADE_OF);
                Files.deleteIfExists(ARCHIVE);
                writeJar();
                starts.accept("-XX:ArchiveClassesAtExit=" + ARCHIVE);
                Files.writeString(MADE_OF, classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describeClasses() throws IOException {
        StringBuilder description = new StringBuilder(Runtime.version().toString());
        for (Path file : files()) {
            description
                    .append('\n')
                    .append(CLASSES.relativize(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file));
        }
        return description.toString();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void writeJar() {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        int exit = jar.run(System.out, System.err, "--create", "--file", JAR.toString(), "-C", CLASSES.toString(), ".");
        if (exit != 0) {
            throw new IllegalStateException("The jar tool ended with " + exit + ".");
        }
    }
}
