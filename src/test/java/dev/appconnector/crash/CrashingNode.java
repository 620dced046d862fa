package dev.appconnector.crash;

import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.FreePort;
import dev.appconnector.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A node as its supervisor sees it: one process after another with the same settings, data and ports. */
final class CrashingNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, String> settings;
    private final int port = FreePort.take();
    private final int operationsPort = FreePort.take();
    private AppConnectorProcess process;

    /**
     * @param directory its own, and empty
     * @param database the settings of its database; empty for the embedded one
     */
    CrashingNode(Path directory, FakeTarget target, Map<String, String> database) {
        this.directory = AppConnectorProcess.withRoutes(directory);
        this.settings = new HashMap<>(database);
        settings.put("appconnector.port", Integer.toString(port));
        settings.put("appconnector.operations.port", Integer.toString(operationsPort));
        settings.put("appconnector.admin-key", TestDatabase.ADMIN_KEY);
        settings.put("appconnector.egress.plain-http", "private");
        settings.put("appconnector.egress.allow", "127.0.0.1:" + target.port());
    }

    /** Starts a process; that it serves is not awaited. */
    CrashingNode start() {
        process = AppConnectorProcess.start(directory, settings);
        return this;
    }

    CrashingNode startWithHeap(int mebibytes) {
        process = AppConnectorProcess.startWithHeap(mebibytes, directory, settings);
        return this;
    }

    CrashingNode startWithFileLimit(int kibibytes) {
        process = AppConnectorProcess.startWithFileLimit(kibibytes, directory, settings);
        return this;
    }

    /** Waits until it serves; starts it again where it has ended by itself, since its database was away. */
    CrashingNode awaitServing() {
        Await.until(
                "a node serves",
                PATIENCE,
                () -> {
                    if (!process.isAlive()) {
                        start();
                    }
                    return process.out();
                },
                out -> out.contains(" serves on "));
        return this;
    }

    /** Ends it as {@code kill -9} does, and starts it at once. */
    void killAndStart() {
        process.kill();
        start();
    }

    AppConnectorProcess process() {
        return process;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    URI operations() {
        return URI.create("http://127.0.0.1:" + operationsPort);
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
