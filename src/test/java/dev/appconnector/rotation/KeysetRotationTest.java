package dev.appconnector.rotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.vault.SealBroken;
import dev.appconnector.vault.SealingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keyset is rotated while the program goes on, and nothing is lost by it. */
class KeysetRotationTest {

    private static final UUID OTHER_NODE = new UUID(1, 1);

    private static FakeTarget target;
    private static RunningAppConnector app;

    @BeforeAll
    static void start(@TempDir Path data) {
        target = SealedThings.target();
        app = RunningAppConnector.start(data);
        app.dialler().leadAll(target);
    }

    @AfterAll
    static void stop() {
        app.close();
        target.close();
    }

    private Reply rotate() {
        Reply reply = app.call("POST", "/api/keyset/rotate", null);
        assertEquals(202, reply.status(), reply.text());
        return reply;
    }

    private static List<String> ids(JsonNode keyset) {
        return keyset.get("keys").findValuesAsText("id");
    }

    private List<String> audited() {
        return StreamSupport.stream(
                        app.get("/api/audit?object=keyset").json().get("items").spliterator(), false)
                .map(entry -> entry.get("action").textValue() + " by "
                        + entry.at("/actor/id").textValue().split(":")[0] + " " + entry.get("fields"))
                .toList();
    }

    @Test
    void S4_all_that_was_sealed_is_sealed_anew_and_the_old_key_opens_nothing_more() {
        SealedThings things = SealedThings.make(app);
        JsonNode before = SealedThings.keyset(app);
        String old = before.get("primary").textValue();
        List<String> shown = things.shown();
        SealingContext context = SealingContext.ofRequest(UUID.randomUUID());
        byte[] copy = app.vault().seal("old".getBytes(StandardCharsets.UTF_8), context);
        assertEquals(Set.of(old), things.keys());
        assertEquals(List.of(old), ids(before));

        JsonNode accepted = rotate().json();
        JsonNode after = SealedThings.awaitRotated(app);

        String anew = after.get("primary").textValue();
        assertEquals(List.of(old, anew), ids(accepted));
        assertEquals("running", accepted.at("/rotation/state").textValue());
        assertEquals(
                before.at("/keys/0/uses").longValue(),
                accepted.at("/rotation/total").longValue());
        assertEquals(List.of(anew), ids(after));
        assertNotEquals(old, anew);
        assertEquals(before.at("/keys/0/uses"), after.at("/keys/0/uses"));
        assertEquals(Set.of(anew), things.keys());
        assertEquals(shown, things.shown());
        assertThrows(SealBroken.class, () -> app.vault().open(copy, context));
        assertEquals(
                List.of(
                        "keyset.rotated by appconnector [\"/primary\",\"/keys\"]",
                        "keyset.rotation-started by key [\"/keys\"]"),
                audited().subList(0, 2));
        things.use(app);

        app.restart();
        app.dialler().leadAll(target);

        things.use(app);
        things.deliverTheRest(app, target);
        assertEquals(after.get("primary"), SealedThings.keyset(app).get("primary"));
    }

    /** Another node, of which this one knows no more than what it writes. */
    private void isOtherNode(Long knows) {
        noOtherNode();
        app.rows()
                .sql("insert into node (id, started_at, seen_at, keyset_version)"
                        + " values (?, current_timestamp, current_timestamp, ?)")
                .param(OTHER_NODE)
                .param(knows)
                .update();
    }

    private static void noOtherNode() {
        app.rows().sql("delete from node where id = ?").param(OTHER_NODE).update();
    }

    private JsonNode awaitKeyset(String what, Predicate<JsonNode> wanted) {
        return Await.until(what, SealedThings.PATIENCE, () -> SealedThings.keyset(app), wanted);
    }

    @Test
    void no_step_is_taken_before_every_living_node_knows_of_the_one_before() {
        SealedThings things = SealedThings.make(app);
        String old = SealedThings.keyset(app).get("primary").textValue();
        long version = keysetVersion();
        isOtherNode(version);
        rotate();
        sealSomething();
        assertEquals(old, SealedThings.keyset(app).get("primary").textValue());
        assertEquals(Set.of(old), things.keys(), "the new key seals nothing that the other node cannot open");

        isOtherNode(version + 1);
        awaitKeyset(
                "the new key is primary",
                keyset -> !keyset.get("primary").textValue().equals(old));
        Await.until(
                "this node seals with it",
                SealedThings.PATIENCE,
                () -> {
                    sealSomething();
                    return things.keys();
                },
                keys -> keys.size() == 2);
        assertEquals(
                0,
                SealedThings.keyset(app).at("/rotation/done").longValue(),
                "the other node still seals with the old key");

        isOtherNode(version + 2);
        Await.until("all is sealed anew", SealedThings.PATIENCE, things::keys, keys -> keys.size() == 1);
        awaitKeyset("the old key is disabled", keyset -> keysetVersion() == version + 3);
        assertEquals(
                2, ids(SealedThings.keyset(app)).size(), "the old key is there until the other node has let go of it");

        isOtherNode(version + 3);
        SealedThings.awaitRotated(app);
        things.use(app);
    }

    private long keysetVersion() {
        return app.rows().sql("select version from keyset").query(Long.class).single();
    }

    private void sealSomething() {
        app.connector("n " + UUID.randomUUID().toString().substring(1), "http://n.example", "any-old-token");
    }

    @Test
    void a_second_request_while_one_is_under_way_tells_of_that_one() {
        isOtherNode(null);
        int entries = audited().size();
        List<String> keys = ids(rotate().json());

        assertEquals(keys, ids(rotate().json()));
        assertEquals(entries + 1, audited().size());

        noOtherNode();
        assertEquals(List.of(keys.get(1)), ids(SealedThings.awaitRotated(app)));
        assertEquals(2, ids(rotate().json()).size());
        SealedThings.awaitRotated(app);
    }

    @Test
    void a_rotation_is_left_to_its_node_and_taken_over_when_that_is_dead() {
        isOtherNode(keysetVersion() + 1);
        app.rows()
                .sql("insert into keyset_rotation values (1, 'added', 1, 0, '', 0, 7, 0, 0, ?)")
                .param(OTHER_NODE)
                .update();
        rotate();
        SealedThings.make(app);
        assertEquals("7", SealedThings.keyset(app).at("/rotation/total").toString());
        assertEquals(1, ids(SealedThings.keyset(app)).size(), "the other node is at it");

        noOtherNode();
        SealedThings.awaitRotated(app);
    }

    /** The answer came before the rotation, and the database took it only after. */
    @Test
    void a_result_that_could_not_be_written_during_a_rotation_is_sealed_anew_when_it_is() {
        String connector = app.connector("late", "http://late.example", "a-secret-of-late");
        target.when(request -> request.target().endsWith("/late"), (request, connection) -> {
            app.rows().sql("alter table delivery rename to gone").update();
            Answer.ok().body("late").answer(request, connection);
        });
        String run = app.post(
                        "/worker/runs",
                        Map.of("connector", connector, "method", "GET", "path", "/late", "waitForResult", false))
                .json()
                .get("id")
                .textValue();
        Await.until("the answer", SealedThings.PATIENCE, this::isDeliveryAway, Boolean::booleanValue);
        rotate();
        SealedThings.awaitRotated(app);
        app.rows().sql("alter table gone rename to delivery").update();
        SealedThings.ended(app, run);

        app.restart();
        app.dialler().leadAll(target);

        assertEquals(
                "late", app.get("/worker/runs/" + run).json().at("/result/body").textValue());
    }

    private boolean isDeliveryAway() {
        return app.rows()
                        .sql("select count(*) from information_schema.tables where table_name = 'gone'")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    @Test
    void what_no_key_opens_is_left_told_of_once_and_stops_nothing() {
        SealedThings things = SealedThings.make(app);
        UUID run = app.rows()
                .sql("select run_id from run_body order by run_id limit 1")
                .query(UUID.class)
                .single();
        byte[] altered = request(run);
        altered[altered.length - 1] ^= 1;
        app.rows()
                .sql("update run_body set sealed_request = ? where run_id = ?")
                .param(altered)
                .param(run)
                .update();
        try (LoggedLines log = new LoggedLines()) {
            rotate();
            SealedThings.awaitRotated(app);

            assertArrayEquals(altered, request(run));
            assertEquals(2, things.keys().size());
            assertEquals(
                    1,
                    log.events().stream()
                            .filter(line -> line.contains(run.toString()))
                            .count());
            assertTrue(log.events().stream().anyMatch(line -> line.contains("1 rows do not open")), log.toString());
        }
        app.rows().sql("delete from run_body where run_id = ?").param(run).update();
    }

    private byte[] request(UUID run) {
        return app.rows()
                .sql("select sealed_request from run_body where run_id = ?")
                .param(run)
                .query(byte[].class)
                .single();
    }
}
