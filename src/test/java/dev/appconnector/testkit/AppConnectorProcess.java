package dev.appconnector.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as a process of its own, in a working directory with a copy of our routes: for what only a real start and a
 * real end can show.
 */
public final class AppConnectorProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SERVES = " serves on ";
    private static final String PROGRAM = "dev.appconnector.AppConnector";

    private final Process process;
    private final Path out;
    private final Path err;

    private AppConnectorProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Copies our routes into a working directory. */
    public static Path withRoutes(Path directory) {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            Path routes = Files.createDirectories(directory.resolve("routes"));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the program; what it does with its settings is not awaited.
     *
     * @param settings written to the working directory's {@code application.properties}
     */
    public static AppConnectorProcess start(Path directory, Map<String, String> settings, String... arguments) {
        return start(List.of(), List.of(), PROGRAM, directory, settings, arguments);
    }

    /** As above, but with so much heap and no more. */
    public static AppConnectorProcess startWithHeap(int mebibytes, Path directory, Map<String, String> settings) {
        return start(List.of(), List.of("-Xmx" + mebibytes + "m"), PROGRAM, directory, settings);
    }

    /**
     * As above, but none of its files can become longer: to write further fails as on a disk that is full, until
     * {@link #liftFileLimit()}.
     */
    public static AppConnectorProcess startWithFileLimit(int kibibytes, Path directory, Map<String, String> settings) {
        String limited = "ulimit -S -f " + kibibytes + "; exec \"$@\"";
        return start(List.of("bash", "-c", limited, "bash"), List.of(), PROGRAM, directory, settings);
    }

    /** As above, but starts the demo, whose data lie below the working directory. */
    public static AppConnectorProcess startDemo(Path directory, Map<String, String> settings) {
        return start(List.of(), List.of(), "dev.appconnector.demo.Demo", directory, settings);
    }

    private static AppConnectorProcess start(
            List<String> launcher,
            List<String> options,
            String mainClass,
            Path directory,
            Map<String, String> settings,
            String... arguments) {
        ProgramJar.make(AppConnectorProcess::startAndEnd);
        List<String> all =
                Stream.concat(ProgramJar.options().stream(), options.stream()).toList();
        return launch(launcher, all, mainClass, directory, settings, arguments);
    }

    /** Once, with that option of the JVM. */
    private static void startAndEnd(String option) {
        try {
            Path directory = withRoutes(Files.createTempDirectory("appconnector-archive-"));
            Map<String, String> anyPorts = Map.of("appconnector.port", "0", "appconnector.operations.port", "0");
            try (AppConnectorProcess once = launch(List.of(), List.of(option), PROGRAM, directory, anyPorts)) {
                once.awaitServing();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AppConnectorProcess launch(
            List<String> launcher,
            List<String> options,
            String mainClass,
            Path directory,
            Map<String, String> settings,
            String... arguments) {
        try {
            Files.writeString(
                    directory.resolve("application.properties"),
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                            .collect(Collectors.joining()));
            List<String> command = new ArrayList<>(launcher);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC"));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath(), mainClass));
            command.addAll(List.of(arguments));
            Path out = Files.createTempFile(directory, "out", ".log");
            Path err = Files.createTempFile(directory, "err", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("APPCONNECTOR_"));
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("JAVA_TOOL") || name.startsWith("JDK_JAVA"));
            return new AppConnectorProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tests run on, without the tests. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(separator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .map(entry -> (entry.endsWith("target/classes") ? ProgramJar.jar() : entry).toString())
                .collect(Collectors.joining(separator));
    }

    /** Waits until it serves; answers where. */
    public URI awaitServing() {
        String log = Await.until(
                "it serves",
                PATIENCE,
                () -> process.isAlive() ? out() : "ended: " + out() + err(),
                text -> text.contains(SERVES) || text.startsWith("ended"));
        if (!log.contains(SERVES)) {
            throw new AssertionError("AppConnector did not start. " + log);
        }
        return URI.create(log.substring(log.indexOf(SERVES) + SERVES.length())
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceAll("\\.$", ""));
    }

    /** Waits until it has ended; answers its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("AppConnector did not end. " + out());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill -9} does: it notices nothing. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lets its files grow again, as on a disk that somebody has cleared. */
    public void liftFileLimit() {
        try {
            Process lift = new ProcessBuilder("prlimit", "--fsize=unlimited", "--pid", Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            if (lift.waitFor() != 0) {
                throw new IllegalStateException("The limit of its files cannot be lifted.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end, as an operator does, and does not wait until it has. */
    public void terminate() {
        process.destroy();
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        terminate();
        awaitExit();
    }

    /** Sends a request with a key; the body, where there is one, as JSON. */
    public static HttpResponse<String> send(URI uri, String method, String key, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
