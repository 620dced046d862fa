package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a program's audit says, asked for at its front door. */
final class Audited {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Audited() {}

    /** A page of entries; the query begins with a question mark, or is empty. */
    static List<JsonNode> entries(RunningAppConnector app, String query) {
        Reply reply = app.get("/api/audit" + query);
        assertEquals(200, reply.status(), reply.text());
        List<JsonNode> entries = new ArrayList<>();
        reply.json().get("items").forEach(entries::add);
        return entries;
    }

    static List<JsonNode> entriesOf(RunningAppConnector app, String action) {
        return entries(app, "?limit=200").stream()
                .filter(entry -> entry.get("action").textValue().equals(action))
                .toList();
    }

    /** The newest entries of an action, once they are as wanted. */
    static List<JsonNode> await(RunningAppConnector app, String action, Predicate<List<JsonNode>> wanted) {
        return Await.until(
                "entries " + action,
                PATIENCE,
                () -> app.get("/api/audit").status() == 200 ? entriesOf(app, action) : List.of(),
                wanted);
    }

    static String verified(RunningAppConnector app) {
        Reply reply = app.get("/api/audit/verify");
        assertEquals(200, reply.status(), reply.text());
        return reply.text();
    }

    static String intact(long entries) {
        return "{\"intact\":true,\"entries\":" + entries + "}";
    }

    static String broken(long entries, long sequence, String reason) {
        return "{\"intact\":false,\"entries\":%d,\"firstBroken\":{\"sequence\":%d,\"reason\":\"%s\"}}"
                .formatted(entries, sequence, reason);
    }

    /** How many entries there are. */
    static long count(RunningAppConnector app) {
        return app.rows()
                .sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }
}
