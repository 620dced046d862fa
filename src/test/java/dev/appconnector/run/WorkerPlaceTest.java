package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.TOKEN;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that waited for a place leaves by its connector as that is when it leaves, not as it was when it began to wait. */
class WorkerPlaceTest extends WaitingRuns {

    private static final String NEW_TOKEN = "new-token-of-the-connector";

    private final CountDownLatch goOn = new CountDownLatch(1);
    private CompletableFuture<Reply> first;

    /** One run holds the connector's only place until it may go on. */
    @BeforeEach
    void takeTheOnlyPlace() {
        byOneAtATime();
        target.onPath("/first", once(goOn, Answer.ok()));
        first = worker.begin("GET", "/first", MINUTE);
        assertEquals("/first", target.takeRequest(PATIENCE).target());
    }

    private CompletableFuture<Reply> waiting(String more) {
        CompletableFuture<Reply> run = worker.begin("GET", "/second", MINUTE + more);
        awaitRunning(2);
        return run;
    }

    private void changeAndLetGo(Map<String, Object> fields) {
        Reply changed = worker.change(fields);
        assertEquals(200, changed.status(), changed.text());
        goOn.countDown();
        answered(first.join());
    }

    @Test
    void a_run_that_waited_leaves_with_the_new_secret() {
        CompletableFuture<Reply> second = waiting("");

        changeAndLetGo(Map.of("auth", Map.of("type", "token", "value", NEW_TOKEN)));

        answered(second.join());
        Recorded request = target.takeRequest(PATIENCE);
        assertEquals("/second", request.target());
        assertEquals("Bearer " + NEW_TOKEN, request.header("Authorization"));
        assertEquals(2, target.connections());
    }

    @Test
    void a_run_that_waited_leaves_for_the_new_domain_and_the_old_one_sees_nothing() {
        try (FakeTarget moved = FakeTarget.https()) {
            worker.program().dialler().lead("93.184.216.34", 443, moved);
            CompletableFuture<Reply> second = waiting("");

            changeAndLetGo(Map.of(
                    "domain",
                    "https://" + CallingTarget.HOST + "/v2",
                    "auth",
                    Map.of("type", "token", "value", TOKEN)));

            answered(second.join());
            Recorded request = moved.takeRequest(PATIENCE);
            assertEquals("/v2/second", request.target());
            assertEquals(CallingTarget.HOST, request.header("Host"));
            assertEquals("Bearer " + TOKEN, request.header("Authorization"));
            assertEquals(1, target.connections());
            assertEquals(1, target.requests().size());
        }
    }

    @Test
    void a_run_that_waited_is_held_to_the_rules_of_the_changed_connector() {
        CompletableFuture<Reply> second = waiting(",\"headers\":{\"X-Client\":\"mine\"}");

        changeAndLetGo(Map.of("headers", Map.of("X-Client", "the connector's")));

        failed(second.join(), 422, "header-refused", "no");
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_change_of_another_connector_is_no_reason_to_judge_a_run_anew() {
        CompletableFuture<Reply> second = waiting("");
        worker.connector(Map.of());
        goOn.countDown();

        answered(first.join());
        answered(second.join());
        assertEquals("Bearer " + TOKEN, target.takeRequest(PATIENCE).header("Authorization"));
    }
}
