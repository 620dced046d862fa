package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.FakeTarget;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls to another connector that are under way while a case's call is done; closing them hangs up. */
final class BackgroundCalls implements AutoCloseable {

    private static final String HOST = "background.example.com";

    /** A connector's default {@code maxConcurrent}: of more calls the rest waits for a place. */
    private static final int PLACES_OF_A_CONNECTOR = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SecurityCase theCase;
    private final JsonNode background;
    private final List<Socket> open = new ArrayList<>();

    private BackgroundCalls(SecurityCase theCase) {
        this.theCase = theCase;
        this.background = theCase.call().path("background");
        if (!background.isMissingNode() && !background.path("otherConnector").asBoolean()) {
            throw new IllegalArgumentException("A background on the same connector means nothing here.");
        }
    }

    static BackgroundCalls of(SecurityCase theCase) {
        return new BackgroundCalls(theCase);
    }

    int count() {
        return background.path("calls").asInt(0);
    }

    /** The other connector. */
    ObjectNode connector() {
        return ConnectorDefinition.another(theCase, "https://" + HOST);
    }

    /** Sends all calls, and waits until as many have come to their target as may be there at once. */
    void start(ApiClient client, Map<String, String> authorized, String connectorId, FakeTarget target)
            throws IOException {
        target.onHost(HOST, TargetScript.behaviour(background.path("target")));
        Map<String, String> headers = new HashMap<>(authorized);
        headers.put("Content-Type", "application/json");
        ObjectNode run = SecurityCase.JSON.createObjectNode();
        run.put("connector", connectorId).put("method", "GET").put("path", "/stalled");
        for (int i = 0; i < count(); i++) {
            open.add(client.begin(ApiRequest.with("POST", "/worker/runs", headers, SecurityCase.octets(run))));
        }
        if (!target.awaitRequests(Math.min(count(), PLACES_OF_A_CONNECTOR), PATIENCE)) {
            throw new IOException("The calls in the background did not come to their target.");
        }
    }

    @Override
    public void close() {
        for (Socket each : open) {
            try {
                each.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }
}
