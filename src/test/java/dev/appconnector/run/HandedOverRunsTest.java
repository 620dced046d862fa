package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.LoggedLines;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestBroker;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a broker, whichever node has a place takes the next run; the database stays the record of what is to be done. */
class HandedOverRunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final FakeTarget target = FakeTarget.http();

    @AfterEach
    void close() {
        target.close();
    }

    private static RunningAppConnector start(Path data, Map<String, String> settings, FakeTarget target) {
        RunningAppConnector node = RunningAppConnector.start(data, settings);
        node.dialler().leadAll(target);
        return node;
    }

    private static String accept(RunningAppConnector node, String connector) {
        Reply reply = node.post(
                "/worker/runs",
                Map.of(
                        "connector",
                        connector,
                        "method",
                        "POST",
                        "path",
                        "/x",
                        "timeout",
                        300_000,
                        "waitForResult",
                        false));
        assertEquals(202, reply.status(), reply.text());
        return reply.json().get("id").textValue();
    }

    private static List<String> accept(RunningAppConnector node, String connector, int count) {
        return Stream.generate(() -> accept(node, connector)).limit(count).toList();
    }

    private static void awaitSuccess(RunningAppConnector node, List<String> runs) {
        for (String run : runs) {
            Await.until(
                    "success",
                    PATIENCE,
                    () -> node.get("/worker/runs/" + run).json().get("state").textValue(),
                    "succeeded"::equals);
        }
    }

    private static Set<String> ids(FakeTarget target) {
        Set<String> ids = new HashSet<>();
        target.requests().forEach(request -> ids.add(id(request)));
        return ids;
    }

    private static String id(Recorded request) {
        return request.header("Idempotency-Key");
    }

    /** From now on what is not claimed falls due in an hour: only who is told of it can deliver it. */
    private static void postpone(RunningAppConnector node) {
        node.rows().sql("""
                create function postpone() returns trigger language plpgsql as $$
                begin
                  if new.claimed_by is null then
                    new.due_at := new.due_at + interval '1' hour;
                  end if;
                  return new;
                end $$""").update();
        node.rows()
                .sql("create trigger postpone before insert on delivery for each row execute function postpone()")
                .update();
    }

    @Test
    void runs_that_one_node_has_accepted_are_delivered_by_all_and_each_once() {
        try (TestBroker broker = TestBroker.running();
                FakeTarget othersTarget = FakeTarget.http()) {
            Map<String, String> settings = broker.settings(
                    TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data));
            try (RunningAppConnector one = start(data, settings, target);
                    RunningAppConnector other = start(data, settings, othersTarget)) {
                postpone(one);
                one.connector("crm", "http://crm.example", "a-long-enough-token");

                List<String> runs = accept(one, "crm", 60);
                awaitSuccess(other, runs);

                assertEquals(
                        60, target.requests().size() + othersTarget.requests().size());
                assertTrue(
                        !target.requests().isEmpty() && !othersTarget.requests().isEmpty());
                Set<String> delivered = ids(target);
                delivered.addAll(ids(othersTarget));
                assertEquals(Set.copyOf(runs), delivered);
            }
        }
    }

    @Test
    void a_message_holds_the_runs_id_and_version_and_nothing_else() {
        try (TestBroker broker = TestBroker.running();
                RunningAppConnector node = start(data, broker.settings(Map.of()), target)) {
            node.connector("crm", "http://crm.example", "a-long-enough-token");
            List<String> runs = new ArrayList<>();

            TestBroker.Sent sent = broker.sentBy(() -> runs.add(accept(node, "crm")));

            assertEquals("{\"id\":\"" + runs.get(0) + "\",\"version\":0}", sent.text());
            assertTrue(
                    sent.properties().stream().allMatch(name -> name.startsWith("JMSX") || name.startsWith("_AMQ")),
                    sent.properties().toString());
            awaitSuccess(node, runs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void none_is_lost_when_the_broker_ends_with_all_that_it_holds_and_starts_again(TestDatabase database) {
        try (TestBroker broker = TestBroker.running();
                LoggedLines log = new LoggedLines();
                RunningAppConnector node = start(data, broker.settings(database.settings(data)), target)) {
            node.connector("crm", "http://crm.example", "a-long-enough-token");
            List<String> runs = new ArrayList<>(accept(node, "crm", 20));

            broker.stop();
            runs.addAll(accept(node, "crm", 20));
            awaitSuccess(node, runs);
            List<String> warnings = log.warnings().stream()
                    .filter(line -> !line.contains(" server: AMQ"))
                    .toList();
            assertEquals(1, warnings.size(), () -> "it is told once: " + String.join("", warnings));
            broker.start();
            Await.until(
                    "the broker is used again",
                    PATIENCE,
                    () -> {
                        runs.add(accept(node, "crm"));
                        return log.events();
                    },
                    lines -> lines.stream().anyMatch(line -> line.contains("takes runs again")));
            runs.addAll(accept(node, "crm", 20));
            awaitSuccess(node, runs);

            assertEquals(Set.copyOf(runs), ids(target));
            assertEquals(runs.size(), target.requests().size());
        }
    }

    @Test
    void a_node_starts_and_delivers_while_the_broker_is_away() {
        try (TestBroker broker = TestBroker.running()) {
            broker.stop();
            try (RunningAppConnector node = start(data, broker.settings(Map.of()), target)) {
                node.connector("crm", "http://crm.example", "a-long-enough-token");
                awaitSuccess(node, accept(node, "crm", 5));
                broker.start();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_run_whose_message_is_lost_is_delivered_when_it_falls_due(TestDatabase database) {
        try (TestBroker broker = TestBroker.losing();
                RunningAppConnector node = start(data, broker.settings(database.settings(data)), target)) {
            node.connector("crm", "http://crm.example", "a-long-enough-token");

            awaitSuccess(node, accept(node, "crm", 5));

            assertEquals(5, target.requests().size());
        }
    }

    @Test
    void a_message_of_a_run_that_is_no_longer_there_or_of_none_is_dropped() {
        try (TestBroker broker = TestBroker.running();
                RunningAppConnector node = start(
                        data,
                        broker.settings(
                                TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data)),
                        target)) {
            postpone(node);
            node.connector("crm", "http://crm.example", "a-long-enough-token");
            target.next(Answer.status(503).header("Retry-After", "3600"));
            String tried = accept(node, "crm");
            Await.until(
                    "its attempt",
                    PATIENCE,
                    () -> node.get("/worker/runs/" + tried).json().get("attempts"),
                    attempts -> attempts.size() == 1);

            for (int i = 0; i < 4; i++) {
                broker.send("{\"id\":\"" + tried + "\",\"version\":0}");
                broker.send("{\"id\":\"" + UUID.randomUUID() + "\",\"version\":0}");
                broker.send("{\"id\":\"" + tried + "\"}");
                broker.send("no JSON");
            }

            awaitSuccess(node, accept(node, "crm", 8));
            assertEquals(9, target.requests().size(), "the first is not tried before its time");
        }
    }

    @Test
    void a_connector_over_its_share_of_a_nodes_places_holds_up_no_other() {
        try (TestBroker broker = TestBroker.running();
                RunningAppConnector node = start(
                        data,
                        broker.settings(
                                TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data)),
                        target)) {
            String hanging = node.connector("hanging", "http://hanging.example", "a-long-enough-token");
            node.connector("crm", "http://crm.example", "a-long-enough-token");
            target.onHost("hanging.example", Answer.silence());
            accept(node, "hanging", 45);
            assertTrue(target.awaitRequests(32, PATIENCE));

            awaitSuccess(node, accept(node, "crm", 5));

            assertEquals(
                    200, node.call("DELETE", "/api/connectors/" + hanging, null).status());
        }
    }
}
