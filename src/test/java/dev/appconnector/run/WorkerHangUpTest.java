package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.WaitingRuns;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A caller who hangs up ends its run, wherever that is. */
class WorkerHangUpTest extends WaitingRuns {

    private Socket begunToHangUp(String path) {
        Socket caller = worker.beginToHangUp("GET", path, MINUTE);
        assertEquals(path, target.takeRequest(PATIENCE).target());
        return caller;
    }

    @Test
    void a_caller_who_hangs_up_ends_the_call_and_frees_its_place() throws Exception {
        byOneAtATime();
        target.onPath("/slow", Answer.silence());

        begunToHangUp("/slow").close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
        answered(worker.get());
    }

    @Test
    void a_caller_who_hangs_up_within_the_targets_body_ends_the_call() throws Exception {
        target.next(Answer.status(200).endless(10).gap(Duration.ofMillis(20)));

        begunToHangUp("/slow").close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_who_breaks_off_with_a_reset_ends_the_call() throws Exception {
        target.next(Answer.silence());
        Socket caller = begunToHangUp("/slow");
        caller.setSoLinger(true, 0);

        caller.close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_with_a_large_request_who_hangs_up_ends_the_call() throws Exception {
        target.next(Answer.silence());
        Socket caller = worker.beginToHangUp("POST", "/slow", MINUTE + ",\"body\":\"" + "x".repeat(3_000_000) + "\"");
        assertEquals(3_000_000, target.takeRequest(PATIENCE).body().length);

        caller.close();

        assertTrue(target.awaitHangUps(1, PATIENCE), "The target's connection was kept.");
    }

    @Test
    void a_caller_who_hangs_up_while_waiting_for_a_place_gives_it_up() throws Exception {
        byOneAtATime();
        target.onPath("/slow", Answer.silence());
        Socket first = begunToHangUp("/slow");
        Socket second = worker.beginToHangUp("GET", "/second", MINUTE);
        awaitRunning(2);

        second.close();
        awaitRunning(1);
        first.close();

        answered(worker.run("GET", "/third", MINUTE));
        assertTrue(target.requests().stream().map(Recorded::target).noneMatch("/second"::equals));
    }

    @Test
    void a_caller_who_hangs_up_during_the_look_up_frees_the_place() throws Exception {
        byOneWhoseLookUpHangs();
        Socket first = worker.beginToHangUp("GET", "/first", MINUTE);
        awaitLookUp();

        first.close();
        awaitRunning(0);
        worker.program().resolver().reset();

        Await.until("an answer", PATIENCE, () -> worker.get(30_000), reply -> reply.status() == 200);
        assertEquals(1, target.requests().size());
    }
}
