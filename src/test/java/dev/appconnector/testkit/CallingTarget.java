package dev.appconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.call.target.TargetClient;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The whole program in front of one fake target at a time: what the tests of waiting runs have in common. Each target has a
 * connector of its own, so that no test meets the connections of another.
 */
public final class CallingTarget implements AutoCloseable {

    /** How long a test waits for what should come at once, before it fails: it may share the machine with much else. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public static final String HOST = "api.example.com";
    public static final String TOKEN = "token-of-the-connector";

    private static final List<String> PHASES = List.of("queueMs", "dnsMs", "connectMs", "tlsMs", "firstByteMs");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final RunningAppConnector running;
    private FakeTarget target;
    private String connector;
    private int connectors;

    private CallingTarget(RunningAppConnector running) {
        this.running = running;
    }

    /** Starts the program; {@link #use} comes next. */
    public static CallingTarget start(Path data, Map<String, String> settings) {
        return new CallingTarget(RunningAppConnector.start(data, settings));
    }

    public static CallingTarget start(Path data) {
        return start(data, Map.of());
    }

    public RunningAppConnector program() {
        return running;
    }

    /** Puts this target in the place of the one before, behind a new connector with a Bearer token. */
    public FakeTarget use(FakeTarget next) {
        close(target);
        target = next;
        running.resolver().reset();
        running.dialler().reset();
        running.dialler().leadAll(next);
        connector = connector(Map.of("domain", domain()));
        return next;
    }

    /** The root URL of the target's connector. */
    public String domain() {
        return target.url().substring(0, target.url().indexOf("://")) + "://" + HOST;
    }

    public FakeTarget target() {
        return target;
    }

    /** The id of the target's connector. */
    public String connector() {
        return connector;
    }

    /** From now on runs go by this connector. */
    public CallingTarget by(String connectorId) {
        connector = connectorId;
        return this;
    }

    /** Makes a connector with these fields beside the ordinary ones; answers its id. */
    public String connector(Map<String, Object> fields) {
        Reply reply = running.post("/api/connectors", document(fields));
        if (reply.status() != 201) {
            throw new AssertionError("The connector was not made: " + reply.text());
        }
        return reply.json().get("id").textValue();
    }

    private Map<String, Object> document(Map<String, Object> fields) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", "Target " + ++connectors);
        document.put("domain", domain());
        document.put("auth", Map.of("type", "token", "value", TOKEN));
        document.putAll(fields);
        return document;
    }

    /** Changes these fields of the target's connector. */
    public Reply change(Map<String, Object> fields) {
        return running.call("PUT", "/api/connectors/" + connector, document(fields));
    }

    /** Revokes the target's connector. */
    public Reply revoke() {
        return running.call("DELETE", "/api/connectors/" + connector, null);
    }

    /** Gets the root of the target. */
    public Reply get() {
        return run("GET", "/", "");
    }

    /** Gets the root of the target within so many milliseconds. */
    public Reply get(int timeout) {
        return run("GET", "/", "\"timeout\":" + timeout);
    }

    /** @param more members of the activity as JSON text, which goes out as it stands; may be empty */
    public Reply run(String method, String path, String more) {
        return running.send(running.request("POST", "/worker/runs", activity(method, path, more)));
    }

    /** The same, without waiting for it. */
    public CompletableFuture<Reply> begin(String method, String path, String more) {
        return CompletableFuture.supplyAsync(() -> run(method, path, more), task -> {
            Thread thread = new Thread(task, "caller");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** The JSON text of an activity for the target's connector. */
    public String activity(String method, String path, String more) {
        return "{\"connector\":\"%s\",\"method\":\"%s\",\"path\":%s%s}"
                .formatted(connector, method, quoted(path), more.isEmpty() ? "" : "," + more);
    }

    /** The envelope of a run that must have been answered. */
    public static JsonNode answered(Reply reply) {
        if (reply.status() != 200
                || !"answered".equals(reply.json().path("outcome").textValue())) {
            throw new AssertionError("The target did not answer: " + reply.status() + " " + reply.text());
        }
        return reply.json();
    }

    /**
     * The problem of a run that brought no answer: of this name and status, and with all that a run's problem tells.
     *
     * @param sent no or maybe
     */
    public static JsonNode failed(Reply reply, int status, String problem, String sent) {
        JsonNode told = reply.json();
        String got = "%d %s sent=%s"
                .formatted(reply.status(), reply.problem(), told.path("sent").textValue());
        if (!got.equals("%d %s sent=%s".formatted(status, problem, sent))) {
            throw new AssertionError(
                    "Expected %d %s sent=%s, but got: %s".formatted(status, problem, sent, reply.text()));
        }
        JsonNode timings = told.path("timings");
        long sum = 0;
        for (String phase : PHASES) {
            sum += timings.path(phase).asLong(Long.MAX_VALUE / 8);
        }
        boolean plausible =
                timings.size() == 6 && sum <= timings.path("totalMs").asLong(-1);
        if (!plausible || !told.path("runId").asText().matches(UUID)) {
            throw new AssertionError("The run's id or timings are missing or implausible: " + reply.text());
        }
        return told;
    }

    /** Calls without waiting, on a connection of its own: to close it is to hang up. */
    public Socket beginToHangUp(String method, String path, String more) {
        byte[] body = activity(method, path, more).getBytes(StandardCharsets.UTF_8);
        String head = "POST /worker/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n";
        try {
            Socket caller = new Socket("127.0.0.1", running.node().port());
            caller.getOutputStream()
                    .write(head.formatted(running.adminKey(), body.length).getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().write(body);
            return caller;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many connections to targets are in use, once it is as low as it gets: it should be zero when all runs ended. */
    public int connectionsInUse() {
        TargetClient client =
                running.node().camelContext().getRegistry().lookupByNameAndType("targetClient", TargetClient.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (client.connectionsInUse() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return client.connectionsInUse();
    }

    /** A text as JSON. */
    public static String quoted(String text) {
        return RunningAppConnector.JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        close(target);
        running.close();
    }

    private static void close(FakeTarget target) {
        if (target != null) {
            target.close();
        }
    }
}
