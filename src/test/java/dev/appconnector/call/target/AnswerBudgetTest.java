package dev.appconnector.call.target;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large answers share the node's memory: who finds none waits, and is told so when its time is over. */
class AnswerBudgetTest {

    private static final int MEGABYTE = 1 << 20;

    private final AnswerBudget budget = new AnswerBudget(3 * MEGABYTE);

    private static ActiveRun run(Duration timeout) {
        ServerActivity activity = new ServerActivity("c", "GET", "/", List.of(), null, timeout, true, null);
        ActiveRun.Origin origin = new ActiveRun.Origin("key:test", Scope.ALL, true, null, null);
        return new ActiveRun(UUID.randomUUID(), activity, Deadline.in(timeout, Duration.ZERO), 0, origin);
    }

    @ParameterizedTest
    @ValueSource(longs = {MEGABYTE, 100L * MEGABYTE})
    void an_answer_finds_no_memory_while_another_holds_all_of_it(long size) {
        budget.take(run(Duration.ofSeconds(30)), size);

        Problem problem =
                assertThrows(Problem.class, () -> budget.take(run(Duration.ofMillis(60)), AnswerBudget.SMALL + 1));

        assertEquals(Problem.Type.OVERLOADED, problem.type());
    }

    @Test
    void a_small_answer_waits_for_nothing() {
        budget.take(run(Duration.ofSeconds(30)), MEGABYTE);

        assertDoesNotThrow(() -> budget.take(run(Duration.ZERO), AnswerBudget.SMALL));
    }

    @Test
    void an_answer_that_has_gone_out_makes_way_for_one_that_waits() throws Exception {
        ActiveRun first = run(Duration.ofSeconds(30));
        budget.take(first, MEGABYTE);
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> budget.take(run(Duration.ofSeconds(30)), MEGABYTE));

        first.letAnswerGo();
        first.letAnswerGo();

        second.get(10, TimeUnit.SECONDS);
        assertThrows(Problem.class, () -> budget.take(run(Duration.ofMillis(60)), MEGABYTE));
    }

    @Test
    void a_run_that_is_stopped_waits_no_longer() throws Exception {
        budget.take(run(Duration.ofSeconds(30)), MEGABYTE);
        ActiveRun stopped = run(Duration.ofMinutes(5));
        CompletableFuture<Problem> waiting =
                CompletableFuture.supplyAsync(() -> assertThrows(Problem.class, () -> budget.take(stopped, MEGABYTE)));

        stopped.abort(ActiveRun.HUNG_UP);

        assertEquals(Problem.Type.OVERLOADED, waiting.get(10, TimeUnit.SECONDS).type());
    }
}
