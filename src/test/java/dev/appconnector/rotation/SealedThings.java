package dev.appconnector.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.json.StrictJson;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** One of everything that a program seals, and what can be told of it from outside: by which key it is sealed, and that it opens. */
final class SealedThings {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String TOKEN = "a-token-of-long-ago";

    private final RunningAppConnector app;
    private final String live;
    private final String oauth;
    private final String revoked;
    private final String delivered;
    private final String queued;
    private final String ofRevoked;
    private final Reply kept;
    private final String idempotencyKey = "kept-" + UUID.randomUUID();

    private SealedThings(RunningAppConnector app) {
        this.app = app;
        live = connector(Map.of("type", "token", "value", TOKEN));
        oauth = connector(Map.of(
                "type", "oauth2-client-credentials",
                "tokenUrl", "http://auth.example/token",
                "clientId", "us",
                "clientSecret", "secret-of-the-client"));
        revoked = connector(Map.of("type", "none"));
        keepAccessToken();
        delivered = deliver(live);
        queued = accept(live, "/later");
        ofRevoked = deliver(revoked);
        app.call("DELETE", "/api/connectors/" + revoked, null);
        kept = repeated();
        assertEquals(200, kept.status(), kept.text());
    }

    static SealedThings make(RunningAppConnector app) {
        return new SealedThings(app);
    }

    /** Answers, on one path with what it saw of the credential; but for what is for later. */
    static FakeTarget target() {
        return answering(FakeTarget.http(), false);
    }

    private static FakeTarget answering(FakeTarget target, boolean all) {
        return target.answer((request, connection) -> {
            Answer answer = request.target().contains("later") && !all ? Answer.status(503) : Answer.ok();
            if (request.target().contains("seen")) {
                answer.header("X-Seen", String.valueOf(request.header("Authorization")));
            }
            answer.answer(request, connection);
        });
    }

    private String connector(Map<String, Object> auth) {
        Map<String, Object> document = new HashMap<>(Map.of(
                "name",
                "c " + UUID.randomUUID().toString().substring(1),
                "domain",
                "http://crm.example",
                "auth",
                auth));
        document.put("secretHeaders", Map.of("X-Org", "the-secret-of-a-header"));
        Reply made = app.post("/api/connectors", document);
        assertEquals(201, made.status(), made.text());
        return made.json().get("id").textValue();
    }

    /** As if it had been fetched, to hold for an hour. */
    private void keepAccessToken() {
        SealingContext context =
                new SealingContext(UUID.fromString(oauth), "auth/accessToken", 1, "http://crm.example");
        SealedSecret sealed;
        try (Secret token = Secret.owning(TOKEN.getBytes(StandardCharsets.US_ASCII))) {
            sealed = app.vault().seal(token, context);
        }
        app.rows()
                .sql("update connector set access_token = ? where id = ?")
                .param(new String(
                        StrictJson.write(Map.of("token", sealed, "lifetime", 3_600_000)), StandardCharsets.UTF_8))
                .param(UUID.fromString(oauth))
                .update();
    }

    private static Map<String, Object> run(String connector, String path, boolean wait) {
        return Map.of(
                "connector", connector, "method", "POST", "path", path, "body", "precious", "waitForResult", wait);
    }

    private String accept(String connector, String path) {
        Reply accepted = app.post("/worker/runs", run(connector, path, false));
        assertEquals(202, accepted.status(), accepted.text());
        return accepted.json().get("id").textValue();
    }

    private String deliver(String connector) {
        String run = accept(connector, "/x");
        ended(app, run);
        return run;
    }

    private Reply repeated() {
        return app.send(
                app.request("POST", "/worker/runs", run(live, "/x", true)).header("Idempotency-Key", idempotencyKey));
    }

    static JsonNode ended(RunningAppConnector app, String run) {
        return Await.until(
                "the run's end", PATIENCE, () -> app.get("/worker/runs/" + run).json(), shown -> shown.path("endedAt")
                        .isTextual());
    }

    /** The prefixes of everything sealed, as the ids of the keys that sealed it. */
    TreeSet<String> keys() {
        List<byte[]> sealed = new ArrayList<>();
        for (String column : List.of("sealed_request", "sealed_result")) {
            sealed.addAll(column("run_body", column));
        }
        sealed.addAll(column("idempotency_key", "sealed_answer"));
        for (String column : List.of("sealed_secrets", "access_token")) {
            app.rows()
                    .sql("select %s from connector where %s is not null".formatted(column, column))
                    .query(String.class)
                    .list()
                    .forEach(text -> json(text)
                            .findValuesAsText("ciphertext")
                            .forEach(
                                    ciphertext -> sealed.add(Base64.getDecoder().decode(ciphertext))));
        }
        assertTrue(sealed.size() >= 11, sealed.size() + " texts are sealed");
        TreeSet<String> keys = new TreeSet<>();
        sealed.forEach(each -> keys.add(
                Integer.toUnsignedString(ByteBuffer.wrap(each, 1, Integer.BYTES).getInt())));
        return keys;
    }

    private static JsonNode json(String text) {
        try {
            return RunningAppConnector.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<byte[]> column(String table, String column) {
        return app.rows()
                .sql("select %s from %s where %s is not null".formatted(column, table, column))
                .query(byte[].class)
                .list();
    }

    /** What no rotation changes of connectors. */
    List<String> shown() {
        List<String> shown = new ArrayList<>();
        for (String id : List.of(live, oauth, revoked)) {
            Reply reply = app.get("/api/connectors/" + id);
            shown.add(reply.header("ETag"));
            shown.add(reply.json().get("auth").toString());
            shown.add(reply.json().get("secretHeaders").toString());
            shown.add(reply.json().get("updatedAt").textValue());
        }
        return shown;
    }

    /** Everything is used, which opens it; on this node, which may be another than the one that sealed it. */
    void use(RunningAppConnector node) {
        for (String connector : List.of(live, oauth)) {
            Reply reply = node.post("/worker/runs", run(connector, "/seen", true));
            assertEquals(200, reply.status(), reply.text());
            assertTrue(reply.json().at("/headers/x-seen/0").textValue().endsWith("***"), reply.text());
        }
        for (String run : List.of(delivered, ofRevoked)) {
            Reply reply = node.get("/worker/runs/" + run);
            assertEquals("succeeded", reply.json().get("state").textValue(), reply.text());
            assertFalse(reply.json().get("result").isNull(), reply.text());
        }
        Reply again = repeated();
        assertEquals(kept.text(), again.text());
        Reply replayed = node.call("POST", "/worker/runs/" + delivered + "/replay", null);
        assertEquals(202, replayed.status(), replayed.text());
        assertEquals(
                "succeeded",
                ended(node, replayed.json().get("id").textValue()).get("state").textValue());
    }

    /** What was tried in vain all the time arrives. */
    void deliverTheRest(RunningAppConnector node, FakeTarget target) {
        answering(target, true);
        JsonNode run = ended(node, queued);
        assertEquals("succeeded", run.get("state").textValue(), run.toString());
        answering(target, false);
    }

    static JsonNode keyset(RunningAppConnector app) {
        Reply reply = app.get("/api/keyset");
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    static JsonNode awaitRotated(RunningAppConnector app) {
        return Await.until("the rotation's end", PATIENCE, () -> keyset(app), keyset -> keyset.get("rotation")
                .isNull());
    }
}
