package dev.appconnector.connector.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A credential that ends is warned of from two weeks before: in answers, health, metrics and the log. */
@OnBothDatabases
class ExpiringCredentialsTest {

    private static final String ROUTE = "look-for-expiring-credentials";

    private final RunningAppConnector app;

    ExpiringCredentialsTest(RunningAppConnector app) {
        this.app = app;
    }

    private Reply create(String name, Object expiresAt) {
        Map<String, Object> auth = new HashMap<>(Map.of("type", "token", "value", "a-token-of-good-length"));
        auth.put("expiresAt", expiresAt);
        return app.post("/api/connectors", Map.of("name", name, "domain", "https://api.example.com", "auth", auth));
    }

    private String observed(String what) {
        return AppConnectorProcess.send(URI.create(app.operationsUri("/observe/" + what)), "GET", "none", null)
                .body();
    }

    /** It looks once a minute, and a moment after its start. */
    private void lookNow() throws Exception {
        app.node().camelContext().getRouteController().stopRoute(ROUTE);
        app.node().camelContext().getRouteController().startRoute(ROUTE);
    }

    @Test
    void health_metrics_and_answers_tell_of_those_that_end_within_two_weeks_and_of_no_other() throws Exception {
        Instant soon = Instant.now().plus(Duration.ofDays(13));
        JsonNode ending = create("Ending", soon.toString()).json();
        create("Lasting", Instant.now().plus(Duration.ofDays(15)).toString());
        create("Unknown", null);
        Reply gone = create("Gone", Instant.now().minus(Duration.ofDays(1)).toString());
        app.call("DELETE", "/api/connectors/" + gone.json().get("id").textValue(), null);

        lookNow();
        Await.until(
                "the metric", CallingTarget.PATIENCE, () -> observed("metrics"), text -> text.contains("\"Ending\"}"));

        String metrics = observed("metrics");
        String series = metrics.lines()
                .filter(line -> line.startsWith("appconnector_credential_expiry_seconds{"))
                .reduce("", (one, other) -> one + other);
        assertTrue(series.startsWith("appconnector_credential_expiry_seconds{connector=\"Ending\"}"), series);
        double left = Double.parseDouble(series.substring(series.indexOf('}') + 1));
        assertEquals(Duration.ofDays(13).toSeconds(), left, 600);
        String health = observed("health");
        assertTrue(health.contains("a credential of Ending ends at "), health);
        assertTrue(health.contains("\"name\":\"credentials\",\"status\":\"UP\""), health);
        assertFalse(health.contains("Gone") || health.contains("Lasting"), health);
        assertTrue(warnings(ending).startsWith("The credential ends at "), ending.toString());
        assertTrue(warnings(app.get("/api/connectors/" + ending.get("id").textValue())
                        .json())
                .contains("/auth/expiresAt"));

        app.call(
                "PUT",
                "/api/connectors/" + ending.get("id").textValue(),
                Map.of("name", "Ending", "domain", "https://api.example.com", "auth", Map.of("type", "token")));
        lookNow();
        Await.until(
                "it is gone",
                CallingTarget.PATIENCE,
                () -> observed("metrics"),
                text -> !text.contains("appconnector_credential_expiry_seconds"));
    }

    private static String warnings(JsonNode connector) {
        return connector.path("warnings").path(0).asText();
    }

    @Test
    void a_time_that_is_none_is_refused() {
        assertEquals("malformed-request", create("Odd", "soon").problem());
    }
}
