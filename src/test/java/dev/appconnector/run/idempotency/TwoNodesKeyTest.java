package dev.appconnector.run.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TwoNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many repeat a request at once, on however many nodes, the target gets it once. */
class TwoNodesKeyTest {

    private static final int CALLERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_a_hundred_at_once_on_two_nodes_one_is_carried_out(boolean waitForResult, @TempDir Path data) {
        try (TwoNodes nodes = TwoNodes.start(data);
                FakeTarget target = FakeTarget.http().answer(Answer.json("{\"id\":1}"))) {
            nodes.one().dialler().leadAll(target);
            nodes.other().dialler().leadAll(target);
            nodes.one().connector("crm", "http://crm.example", "a-long-enough-token");
            String activity = "{\"connector\":\"crm\",\"method\":\"POST\",\"path\":\"/cases\",\"waitForResult\":%s}"
                    .formatted(waitForResult);

            List<Reply> replies = atOnce(nodes, activity);

            Reply answer = run(nodes.other(), activity);
            assertEquals(waitForResult ? 200 : 202, answer.status(), answer.text());
            for (Reply reply : replies) {
                if (waitForResult && reply.status() == 409) {
                    assertEquals("run-in-progress", reply.problem());
                } else {
                    assertEquals(answer.text(), reply.text());
                }
            }
            assertEquals(answer.text(), run(nodes.one(), activity).text());
            awaitEnd(nodes.one(), answer.json().get("id").textValue());
            assertTrue(target.awaitRequests(1, PATIENCE));
            assertEquals(1, target.requests().size());
        }
    }

    private static List<Reply> atOnce(TwoNodes nodes, String activity) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            RunningAppConnector node = i % 2 == 0 ? nodes.one() : nodes.other();
            replies.add(CompletableFuture.supplyAsync(
                    () -> {
                        await(go);
                        return run(node, activity);
                    },
                    callers));
        }
        go.countDown();
        try {
            return replies.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdownNow();
        }
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply run(RunningAppConnector node, String activity) {
        return node.send(node.request("POST", "/worker/runs", activity).header("Idempotency-Key", "one"));
    }

    private static void awaitEnd(RunningAppConnector node, String run) {
        Await.until(
                "the run's end",
                PATIENCE,
                () -> node.get("/worker/runs/" + run),
                shown -> shown.status() == 200 && !shown.json().get("endedAt").isNull());
    }
}
