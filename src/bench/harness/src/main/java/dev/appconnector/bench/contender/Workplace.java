package dev.appconnector.bench.contender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a run of the benchmark keeps what it needs, until it is closed.
 *
 * @param project   the root of the checkout, built
 * @param directory empties at the end; open to others, since nginx and PostgreSQL run as somebody else where we are root
 */
public record Workplace(Path project, Path directory) implements AutoCloseable {

    /** The same heap for every JVM. */
    private static final List<String> JVM =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m");

    public static Workplace of(Path project) throws IOException {
        Path directory = Files.createTempDirectory("appconnector-bench-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Workplace(project, directory);
    }

    Program java(String name, List<String> arguments, Map<String, String> environment, Path workingDirectory)
            throws IOException {
        return Program.start(
                Stream.concat(JVM.stream(), arguments.stream()).toList(), environment, workingDirectory, log(name));
    }

    /** The class path of one of the benchmark's own modules. */
    String classPath(String module) {
        Path target = project.resolve("src/bench").resolve(module).resolve("target");
        return target.resolve(module + ".jar") + ":" + target.resolve("lib") + "/*";
    }

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
