package dev.appconnector.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, whose binaries come from the Maven repository: one for all tests of this JVM, and one of its own for a
 * test that takes it away. Thread-safe.
 *
 * <p>PostgreSQL refuses to run as root. The library then starts it in a user namespace of its own ({@code unshare -U}); where
 * the machine forbids those, as many containers do, the server is run as {@value #NOBODY} instead.
 */
public final class TestPostgres implements AutoCloseable {

    private static final String NOBODY = "65534";
    private static final String WRAPPER = """
            #!/bin/sh
            [ "$(id -u)" != 0 ] || exec setpriv --reuid=%1$s --regid=%1$s --clear-groups "$0.real" "$@"
            exec "$0.real" "$@"
            """.formatted(NOBODY);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger SERVERS = new AtomicInteger();
    private static TestPostgres shared;
    private static boolean wrapped;

    /** The unpacked binaries and all data of this JVM: to be entered by the server's user too. */
    private static final Path DIRECTORY = newDirectory();

    private final Path data = DIRECTORY.resolve("data-" + SERVERS.incrementAndGet());
    private EmbeddedPostgres server;
    private int port;

    private final String durability;

    /** @param durability {@code off} where a crash may take with it what was committed */
    private TestPostgres(String durability) {
        this.durability = durability;
        start();
    }

    private static Path newDirectory() {
        try {
            Path directory = Files.createTempDirectory("appconnector-postgres-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(TestPostgres::end));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end() {
        if (shared != null) {
            shared.close();
        }
        delete(DIRECTORY);
    }

    /** The one that all tests of this JVM use; it ends with the JVM. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            shared = new TestPostgres("off");
        }
        return shared;
    }

    /** One that nobody else uses, to be closed by who asked for it. */
    public static TestPostgres own() {
        return new TestPostgres("on");
    }

    /** Makes an empty database; answers its JDBC URL, with user and password. */
    public String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return server.getJdbcUrl("postgres", name);
    }

    /**
     * The same for a user of its own, who may not have more connections than are set.
     *
     * @param user without anything that SQL would have quoted
     */
    public String newDatabaseOf(String user) {
        execute("create role " + user + " login");
        String name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name + " owner " + user);
        return server.getJdbcUrl(user, name);
    }

    /** Ends that user's connections, and lets no more than so many come; -1 for any number. */
    public void limitConnections(String user, int most) {
        execute("alter role " + user + " connection limit " + most);
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + user + "'");
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it where it does not run, with the data and on the port that it had before. */
    public void start() {
        synchronized (TestPostgres.class) {
            try {
                server = wrapped ? startAsNobody() : startOrWrap();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        port = server.getPort();
    }

    private EmbeddedPostgres startOrWrap() throws IOException {
        try {
            return builder().start();
        } catch (IOException | IllegalStateException asRoot) {
            if (!System.getProperty("user.name").equals("root")) {
                throw asRoot;
            }
            wrapBinaries(asRoot);
            return startAsNobody();
        }
    }

    private EmbeddedPostgres startAsNobody() throws IOException {
        Files.setAttribute(Files.createDirectories(data), "unix:uid", Integer.valueOf(NOBODY));
        return builder().start();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(DIRECTORY.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", durability)
                .setServerConfig("synchronous_commit", durability)
                .setPort(port);
    }

    /** Lets the programs of the server leave root behind; they are unpacked by the first start, also by one that fails. */
    private static void wrapBinaries(Exception why) {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<Path> programs = files.filter(
                            file -> file.getFileName().toString().matches("initdb|postgres|pg_ctl"))
                    .filter(Files::isRegularFile)
                    .toList();
            if (programs.isEmpty()) {
                throw new IllegalStateException("PostgreSQL does not start.", why);
            }
            for (Path program : programs) {
                Path real = program.resolveSibling(program.getFileName() + ".real");
                Files.move(program, real);
                Files.writeString(program, WRAPPER);
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            wrapped = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; the data stays. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in the middle of whatever it does ("immediate shutdown"); the data stays as that leaves it. */
    public void crash() {
        try {
            String pid =
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
            new ProcessBuilder("bash", "-c", "kill -QUIT " + pid)
                    .inheritIO()
                    .start()
                    .waitFor();
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(postmaster -> postmaster.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        stop();
    }

    /** Stops it and removes its data. */
    @Override
    public void close() {
        stop();
        delete(data);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
