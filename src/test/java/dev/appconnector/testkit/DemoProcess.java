package dev.appconnector.testkit;

import dev.appconnector.demo.Demo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The demo, in a process of its own on free ports. Its working directory holds copies of what it reads, so that its data
 * lies below and no running demo of the checkout is met.
 */
public final class DemoProcess implements AutoCloseable {

    private static final Pattern SERVES = Pattern.compile("demo serves on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Map<String, Path> READ_AT_START =
            Map.of("routes", Path.of("routes"), "application.properties", Path.of("application.properties"));
    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final int operationsPort = freePort();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private DemoProcess(Path directory) throws IOException {
        for (Map.Entry<String, Path> read : READ_AT_START.entrySet()) {
            copy(read.getValue(), directory.resolve(read.getKey()));
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("APPCONNECTOR_"));
        builder.environment().put("APPCONNECTOR_PORT", "0");
        builder.environment().put("APPCONNECTOR_OPERATIONS_PORT", Integer.toString(operationsPort));
        process = builder.start();
        Thread reader = new Thread(this::readOutput, "demo-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the demo in this directory; it serves when this returns. */
    public static DemoProcess start(Path directory) throws Exception {
        DemoProcess demo = new DemoProcess(directory);
        try {
            demo.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return demo;
        } catch (Exception e) {
            demo.close();
            throw e;
        }
    }

    public int port() {
        return port.join();
    }

    public int operationsPort() {
        return operationsPort;
    }

    private void readOutput() {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher serves = SERVES.matcher(line);
                if (serves.find()) {
                    port.complete(Integer.valueOf(serves.group(1)));
                }
            }
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IllegalStateException("The demo did not start:\n" + output));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as SIGTERM does, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}
