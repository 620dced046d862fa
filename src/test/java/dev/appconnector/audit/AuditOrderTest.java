package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many write at once, the audit is one chain without a gap. */
class AuditOrderTest {

    private static final int THREADS = 4;
    private static final int CHANGES = 10;

    @TempDir
    private Path directory;

    @TempDir
    private Path another;

    @Test
    void four_threads_on_each_of_two_nodes_make_one_chain() throws Exception {
        Map<String, String> settings = TestDatabase.POSTGRES.settings(directory);
        try (RunningAppConnector one = RunningAppConnector.start(directory, settings);
                RunningAppConnector other = RunningAppConnector.start(another, settings)) {
            writeAtOnce(List.of(one, other));

            assertEquals(Audited.verified(one), Audited.verified(other));
        }
    }

    @Test
    void four_threads_on_the_embedded_database_make_one_chain() throws Exception {
        try (RunningAppConnector app = RunningAppConnector.start(directory)) {
            writeAtOnce(List.of(app));
        }
    }

    private static void writeAtOnce(List<RunningAppConnector> nodes) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        CyclicBarrier start = new CyclicBarrier(THREADS * nodes.size());
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (RunningAppConnector node : nodes) {
                for (int thread = 0; thread < THREADS; thread++) {
                    String name = "thread " + writers.size();
                    writers.add(threads.submit(() -> {
                        start.await();
                        write(node, name);
                        return null;
                    }));
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        int changes = nodes.size() * THREADS * CHANGES * 2;
        RunningAppConnector node = nodes.get(0);
        // The refusals of both nodes come into the chain as well, when they come.
        Audited.await(node, "authentication.refused", entries -> entries.size() >= nodes.size() * Sampling.FIRST);
        int adminKey = 1;
        assertEquals(Audited.intact(adminKey + changes + nodes.size() * Sampling.FIRST), Audited.verified(node));
    }

    private static void write(RunningAppConnector node, String name) {
        for (int i = 0; i < CHANGES; i++) {
            String id = node.connector(name + " " + i, "http://crm.example", "a-long-enough-token");
            Reply revoked = node.call("DELETE", "/api/connectors/" + id, null);
            assertEquals(200, revoked.status(), revoked.text());
            node.send(HttpRequest.newBuilder(node.uri("/api/connectors")));
            String verified = Audited.verified(node);
            assertTrue(verified.startsWith("{\"intact\":true,"), verified);
        }
    }
}
