package dev.appconnector.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of hooks have in common: one program a class with its hooks and connectors, and a target a test. */
abstract class HookedRuns {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String SECRET = "a-secret-of-the-crm";

    static Path data;
    static RunningAppConnector app;

    FakeTarget target;

    /** Heeds no interruption. */
    public static final class Stubborn {

        static final AtomicInteger AT_WORK = new AtomicInteger();

        private static volatile CountDownLatch end;

        public static void hang() {
            AT_WORK.incrementAndGet();
            CountDownLatch mine = end;
            while (mine.getCount() > 0) {
                try {
                    mine.await();
                } catch (InterruptedException e) {
                    // That is the point.
                }
            }
        }
    }

    /**
     * @param routes of hooks, as YAML
     * @param connectors their names; each has a secret
     */
    static void start(Path folder, String routes, String... connectors) throws IOException {
        data = folder;
        Stubborn.end = new CountDownLatch(1);
        Stubborn.AT_WORK.set(0);
        Files.createDirectories(data.resolve("routes"));
        Files.writeString(data.resolve("routes/hooks.camel.yaml"), routes);
        app = RunningAppConnector.start(data);
        for (String name : connectors) {
            app.connector(name, "http://" + name + ".example/v1", SECRET);
        }
    }

    /** Makes a connector without a secret that is held to this limit. */
    static void connectorWith(String name, String limit, int most) {
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        name,
                        "domain",
                        "http://" + name + ".example",
                        "auth",
                        Map.of("type", "none"),
                        "limits",
                        Map.of(limit, most)));
        assertEquals(201, made.status(), made.text());
    }

    @AfterAll
    static void stop() {
        Stubborn.end.countDown();
        app.close();
    }

    @BeforeEach
    void lead() {
        target = FakeTarget.http();
        app.dialler().reset();
        app.dialler().leadAll(target);
    }

    @AfterEach
    void close() {
        target.close();
    }

    Recorded sent() {
        return target.takeRequest(PATIENCE);
    }

    static ObjectNode activity(String connector) {
        return RunningAppConnector.JSON
                .createObjectNode()
                .put("connector", connector)
                .put("method", "POST")
                .put("path", "/cases");
    }

    static Reply run(ObjectNode activity) {
        return app.post("/worker/runs", activity.toString());
    }

    static JsonNode ended(String id) {
        return Await.until(
                "the run has ended",
                PATIENCE,
                () -> app.get("/worker/runs/" + id).json(),
                shown -> shown.hasNonNull("endedAt"));
    }

    static JsonNode delivered(ObjectNode activity) {
        Reply accepted = run(activity.put("waitForResult", false));
        assertEquals(202, accepted.status(), accepted.text());
        return ended(accepted.json().get("id").textValue());
    }
}
