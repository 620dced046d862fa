package dev.appconnector.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A PostgreSQL of its own, with its defaults, and what it can commit by itself. */
public final class Postgres implements AutoCloseable {

    static final String USER = "postgres";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Pattern COMMITS = Pattern.compile("tps = ([0-9.]+)");

    private final Path binaries;
    private final Path directory;
    private final int port;
    private Program program;

    private Postgres(Path binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    public static Postgres start(Workplace workplace) throws IOException, InterruptedException {
        Path home = Files.createDirectories(workplace.directory().resolve("postgres"));
        Postgres postgres = new Postgres(newest(), home, Workplace.freePort());
        if (isRoot()) run(List.of("chown", USER, home.toString()));
        String cluster = home.resolve("cluster").toString();
        run(postgres.command("initdb", "-D", cluster, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"));
        postgres.program = Program.start(
                        postgres.command("postgres", "-D", cluster, "-p", postgres.text(), "-k", home.toString()),
                        Map.of(),
                        home,
                        workplace.log("postgres"))
                .ready(() -> succeeds(postgres.client("pg_isready")));
        run(postgres.client("createdb", "app"));
        run(postgres.client("createdb", "raw"));
        run(postgres.client(
                "psql", "-q", "raw", "-c", "create table entry (id bigserial primary key, said bytea not null)"));
        Files.writeString(
                workplace.directory().resolve("insert.sql"),
                "insert into entry (said) values (decode(repeat('ab', 400), 'hex'));\n");
        return postgres;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/app";
    }

    /** Single rows of 400 bytes that it commits a second, by so many connections at once. */
    public double commitsPerSecond(Workplace workplace, int connections, Duration length)
            throws IOException, InterruptedException {
        String said = run(client(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-j",
                "1",
                "-T",
                Long.toString(length.toSeconds()),
                "-f",
                workplace.directory().resolve("insert.sql").toString(),
                "raw"));
        Matcher matcher = COMMITS.matcher(said);
        if (!matcher.find()) throw new IOException("pgbench did not say how many commits it made: " + said);
        return Double.parseDouble(matcher.group(1));
    }

    private List<String> client(String name, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of(binaries.resolve(name).toString(), "-h", "127.0.0.1", "-p", text(), "-U", USER));
        all.addAll(List.of(arguments));
        return all;
    }

    /** A program of the server, which does not run as root. */
    private List<String> command(String name, String... arguments) {
        List<String> all = new ArrayList<>();
        if (isRoot()) all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups"));
        all.add(binaries.resolve(name).toString());
        all.addAll(List.of(arguments));
        return all;
    }

    private String text() {
        return Integer.toString(port);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path newest() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingDouble(
                            version -> Double.parseDouble(version.getFileName().toString())))
                    .orElseThrow(() -> new IOException("No PostgreSQL is installed below " + INSTALLED + "."))
                    .resolve("bin");
        }
    }

    private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + " failed: " + said);
        return said;
    }

    @Override
    public void close() {
        program.close();
    }
}
