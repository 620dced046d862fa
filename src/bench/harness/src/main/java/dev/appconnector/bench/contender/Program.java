package dev.appconnector.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that we started, with all its children; it ends with us. */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    private Duration untilReady = Duration.ZERO;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        // Told to end, not killed: what has children ends them.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** @param environment is added to ours, of which nothing is passed on that is meant for an AppConnector */
    static Program start(List<String> command, Map<String, String> environment, Path directory, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("APPCONNECTOR_"));
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /** Whether it does what it should. */
    @FunctionalInterface
    interface Question {
        boolean answered() throws IOException, InterruptedException;
    }

    /** Asks every few milliseconds until it is ready. */
    Program ready(Question question) throws IOException, InterruptedException {
        while (!isAnswered(question)) {
            if (!process.isAlive() || sinceStart().compareTo(PATIENCE) > 0)
                throw new IOException("%s did not get ready. It said: %s".formatted(log.getFileName(), tail()));
            Thread.sleep(5);
        }
        untilReady = sinceStart();
        return this;
    }

    /** Waits until it has ended by itself. */
    void ended() throws IOException, InterruptedException {
        if (process.waitFor() != 0)
            throw new IOException("%s failed. It said: %s".formatted(log.getFileName(), tail()));
    }

    private static boolean isAnswered(Question question) throws InterruptedException {
        try {
            return question.answered();
        } catch (IOException e) {
            return false;
        }
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private String tail() throws IOException {
        String said = Files.readString(log);
        return said.substring(Math.max(0, said.length() - 2_000));
    }

    public Duration untilReady() {
        return untilReady;
    }

    /** What it took of the CPU since its start, to 10 ms. */
    public Duration cpu() {
        return processes()
                .map(ProcessHandle::info)
                .flatMap(info -> info.totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The memory that it holds now, in MB; what several of its processes share counts for each. */
    public double residentMb() {
        return processes().mapToLong(Program::residentKb).sum() / 1024.0;
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long residentKb(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
