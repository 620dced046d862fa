package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A connector that is changed or paused under its runs: those under way end as they began, the next one sees the change. */
class WorkerChangeTest extends WaitingRuns {

    @Test
    void a_run_that_waits_for_a_place_does_not_start_once_its_connector_is_paused() {
        byOneAtATime();
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/first", once(goOn, Answer.ok()));
        CompletableFuture<Reply> first = begun("/first");
        CompletableFuture<Reply> second = worker.begin("GET", "/second", MINUTE);
        awaitRunning(2);

        assertEquals(200, worker.change(Map.of("paused", true)).status());
        goOn.countDown();

        answered(first.join());
        failed(second.join(), 409, "connector-paused", "no");
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_run_under_way_ends_with_the_old_credential_and_the_next_has_the_new_one() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/old", once(goOn, Answer.ok()));
        CompletableFuture<Reply> old = worker.begin("GET", "/old", MINUTE);
        Recorded before = target.takeRequest(PATIENCE);

        assertEquals(200, change("new-token-of-the-connector").status());
        answered(worker.run("GET", "/new", ""));
        Recorded after = target.takeRequest(PATIENCE);
        goOn.countDown();

        answered(old.join());
        assertEquals("Bearer " + CallingTarget.TOKEN, before.header("Authorization"));
        assertEquals("Bearer new-token-of-the-connector", after.header("Authorization"));
        assertNotEquals(before.connection(), after.connection());
    }

    private Reply change(String token) {
        return worker.change(Map.of("auth", Map.of("type", "token", "value", token)));
    }

    @Test
    void the_old_credential_is_masked_in_what_its_own_run_gets() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.next(once(
                goOn, Answer.status(200).header("Content-Type", "text/plain").body(CallingTarget.TOKEN)));
        CompletableFuture<Reply> old = begun("/old");

        change("new-token-of-the-connector");
        goOn.countDown();

        assertFalse(old.join().text().contains(CallingTarget.TOKEN), old.join().text());
    }

    @Test
    void no_connection_from_before_a_change_is_used_after_it() {
        answered(worker.get());
        int before = target.takeRequest(PATIENCE).connection();
        int opened = target.connections();

        change("new-token-of-the-connector");
        answered(worker.get());

        assertEquals(1, before);
        assertEquals(opened + 1, target.connections());
        assertNotEquals(before, target.takeRequest(PATIENCE).connection());
    }

    @Test
    void one_connectors_connections_do_not_serve_another() {
        answered(worker.get());
        answered(worker.by(worker.connector(Map.of())).get());

        assertEquals(
                2,
                Stream.of(target.takeRequest(PATIENCE), target.takeRequest(PATIENCE))
                        .map(Recorded::connection)
                        .distinct()
                        .count());
    }

    @Test
    void a_paused_connector_starts_no_run_and_lets_those_under_way_end() {
        CountDownLatch goOn = new CountDownLatch(1);
        target.onPath("/slow", once(goOn, Answer.ok()));
        CompletableFuture<Reply> run = begun("/slow");

        assertEquals(200, worker.change(Map.of("paused", true)).status());
        Reply refused = worker.get();
        goOn.countDown();

        assertEquals(409, refused.status());
        assertEquals("connector-paused", refused.problem());
        answered(run.join());
    }
}
