package dev.appconnector.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is due when a node starts. */
class HooksAtStartTest {

    private static final int RUNS = 20;

    private static final String HOOK = """
            - route:
                id: stamp
                from:
                  uri: appconnector:before-call
                  steps:
                    - setHeader: { name: X-Stamp, constant: here }
            """;

    @TempDir
    private Path data;

    @Test
    void what_is_due_at_a_start_waits_for_the_hooks() throws IOException {
        Files.createDirectories(data.resolve("routes"));
        Files.writeString(data.resolve("routes/stamp.camel.yaml"), HOOK);
        try (RunningAppConnector app = RunningAppConnector.start(data);
                FakeTarget away = FakeTarget.http();
                FakeTarget target = FakeTarget.http()) {
            away.answer(Answer.status(503));
            app.dialler().leadAll(away);
            app.connector("crm", "http://crm.example", "a-secret-of-the-crm");
            for (int i = 0; i < RUNS; i++) {
                assertEquals(
                        202,
                        app.post(
                                        "/worker/runs",
                                        Map.of(
                                                "connector",
                                                "crm",
                                                "method",
                                                "POST",
                                                "path",
                                                "/",
                                                "waitForResult",
                                                false))
                                .status());
            }
            app.stop();
            app.dialler().reset();
            app.dialler().leadAll(target);

            app.restart();

            List<Recorded> sent = Await.until(
                    "all have arrived", Duration.ofSeconds(20), target::requests, arrived -> arrived.size() >= RUNS);
            assertTrue(sent.stream().allMatch(request -> "here".equals(request.header("x-stamp"))));
        }
    }
}
