package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.HOST;
import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.ScriptedResolver.Script;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look-up that hangs, which nothing can interrupt, holds up the runs that wait for that name and nobody else. */
class WorkerLookUpTest {

    private static final int MOST = 256;
    private static final String MINUTE = "\"timeout\":60000";
    private static final Map<String, Object> MANY = Map.of("maxConcurrent", 1_000);

    @TempDir
    private static Path data;

    private static CallingTarget worker;

    private final CountDownLatch released = new CountDownLatch(1);
    private FakeTarget target;
    private ScriptedResolver resolver;

    @BeforeAll
    static void start() {
        worker = CallingTarget.start(data);
    }

    @BeforeEach
    void useTarget() {
        target = worker.use(FakeTarget.http());
        resolver = worker.program().resolver();
    }

    @AfterEach
    void nothing_is_left_in_use() {
        released.countDown();
        assertEquals(0, worker.connectionsInUse());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private void hang(String host) {
        resolver.host(host, Script.answers(ScriptedResolver.ORDINARY_ADDRESS).heldUntil(released));
    }

    private static void hangUp(List<Socket> callers) {
        for (Socket caller : callers) {
            try {
                caller.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void awaitRunning(int count) {
        String usage = "/api/connectors/" + worker.connector() + "/usage";
        Await.until(
                count + " runs",
                PATIENCE,
                () -> worker.program().get(usage).json().get("running").intValue(),
                running -> running == count);
    }

    @Test
    void runs_wait_for_one_look_up_of_their_host_together_and_each_until_its_own_deadline() {
        hang(HOST);
        CompletableFuture<Reply> patient = worker.begin("GET", "/patient", MINUTE);
        var others = IntStream.range(1, 10)
                .mapToObj(i -> worker.begin("GET", "/", "\"timeout\":" + 100 * i))
                .toList();

        others.forEach(other -> failed(other.join(), 504, "deadline-exceeded", "no"));
        Await.until("a look-up", PATIENCE, () -> resolver.lookUps(HOST), lookUps -> lookUps > 0);
        assertEquals(1, resolver.lookUps(HOST));
        released.countDown();

        answered(patient.join());
    }

    @Test
    void who_hangs_up_takes_nothing_from_those_who_still_wait() throws Exception {
        hang(HOST);
        CompletableFuture<Reply> patient = worker.begin("GET", "/patient", MINUTE);
        Socket other = worker.beginToHangUp("GET", "/other", MINUTE);
        awaitRunning(2);

        other.close();
        awaitRunning(1);
        released.countDown();

        answered(patient.join());
    }

    @Test
    void an_answer_is_kept_for_no_later_run_A5() {
        target.next(Answer.ok().header("Connection", "close"));
        answered(worker.get());
        resolver.host(HOST, "10.0.0.1");

        failed(worker.get(), 403, "destination-refused", "no");
        assertEquals(2, resolver.lookUps(HOST));
    }

    @Test
    void a_name_that_hangs_keeps_no_other_from_being_looked_up() {
        hang("hanging.example");
        worker.by(worker.connector(Map.of("domain", "http://hanging.example", "limits", MANY)));
        for (int i = 0; i < 3; i++) {
            List<Socket> callers = IntStream.range(0, 128)
                    .mapToObj(j -> worker.beginToHangUp("GET", "/", MINUTE))
                    .toList();
            awaitRunning(128);
            hangUp(callers);
            awaitRunning(0);
        }

        answered(worker.by(worker.connector(Map.of("domain", "http://other.example")))
                .get());
        assertEquals(1, resolver.lookUps("hanging.example"));
    }

    @Test
    void where_too_many_names_hang_the_next_is_refused_at_once() {
        for (int half = 0; half < 2; half++) {
            List<Socket> callers = IntStream.range(half * MOST / 2, (half + 1) * MOST / 2)
                    .mapToObj(this::hangingCaller)
                    .toList();
            int all = (half + 1) * MOST / 2;
            Await.until("look-ups", PATIENCE, () -> resolver.lookUps().size(), lookUps -> lookUps == all);
            hangUp(callers);
        }
        worker.by(worker.connector(Map.of("domain", "http://other.example")));

        Reply refused = worker.run("GET", "/", MINUTE);
        failed(refused, 503, "overloaded", "no");
        assertNotNull(refused.header("Retry-After"));
        released.countDown();

        Await.until("an answer", PATIENCE, worker::get, reply -> reply.status() == 200);
    }

    private Socket hangingCaller(int number) {
        String host = "hanging-" + number + ".example";
        hang(host);
        worker.by(worker.connector(Map.of("domain", "http://" + host)));
        return worker.beginToHangUp("GET", "/", MINUTE);
    }
}
