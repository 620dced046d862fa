package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of runs with an Idempotency-Key have in common: a target, a connector and a key of their own, and how to call. */
abstract class KeyedRuns {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final RunningAppConnector app;
    final FakeTarget target = FakeTarget.http();
    final String key = "key-" + UUID.randomUUID();
    String connector;

    KeyedRuns(RunningAppConnector app) {
        this.app = app;
    }

    @BeforeEach
    void lead() {
        app.dialler().reset();
        app.dialler().leadAll(target);
        connector = connector(Map.of("maxConcurrent", 50));
    }

    @AfterEach
    void close() {
        revoke();
        target.close();
    }

    String connector(Map<String, Object> limits) {
        Reply made = app.post(
                "/api/connectors",
                Map.of(
                        "name",
                        "c " + UUID.randomUUID().toString().substring(1),
                        "domain",
                        "http://crm.example/v1",
                        "auth",
                        Map.of("type", "token", "value", "a-long-enough-token"),
                        "limits",
                        limits));
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }

    Reply revoke() {
        return app.call("DELETE", "/api/connectors/" + connector, null);
    }

    /** @param more members of the activity as JSON text; may be empty */
    String activity(String path, String more) {
        return "{\"connector\":\"%s\",\"method\":\"POST\",\"path\":\"%s\"%s}"
                .formatted(connector, path, more.isEmpty() ? "" : "," + more);
    }

    Reply run(String idempotencyKey, String activity) {
        return app.send(app.request("POST", "/worker/runs", activity).header("Idempotency-Key", idempotencyKey));
    }

    /** The same, without waiting for it. */
    CompletableFuture<Reply> begin(String idempotencyKey, String activity) {
        return CompletableFuture.supplyAsync(() -> run(idempotencyKey, activity), task -> {
            Thread thread = new Thread(task, "caller");
            thread.setDaemon(true);
            thread.start();
        });
    }

    static Reply expect(int status, Reply reply) {
        assertEquals(status, reply.status(), reply.text());
        return reply;
    }

    static void problem(int status, String name, Reply reply) {
        expect(status, reply);
        assertEquals(name, reply.problem());
    }

    /** Byte for byte, with every header but the one that tells the time. */
    static void same(Reply first, Reply again) {
        assertEquals(first.status(), again.status(), again.text());
        assertArrayEquals(first.response().body(), again.response().body());
        for (String header : new String[] {"Content-Type", "Location", "Retry-After"}) {
            assertEquals(first.header(header), again.header(header));
        }
    }

    /** Makes the keys of this test older by that much. */
    void age(Duration by) {
        app.rows()
                .sql("select run_id, lapses_at, expires_at from idempotency_key where connector_id = ?")
                .param(UUID.fromString(connector))
                .query((row, number) -> app.rows()
                        .sql("update idempotency_key set lapses_at = ?, expires_at = ? where run_id = ?")
                        .param(row.getObject(2, java.time.OffsetDateTime.class).minus(by))
                        .param(row.getObject(3, java.time.OffsetDateTime.class).minus(by))
                        .param(row.getObject(1, UUID.class))
                        .update())
                .list();
    }

    /** While this is done every statement that needs a key fails. */
    void withoutTheTable(Runnable what) {
        app.rows().sql("alter table idempotency_key rename to gone").update();
        try {
            what.run();
        } finally {
            app.rows().sql("alter table gone rename to idempotency_key").update();
        }
    }
}
