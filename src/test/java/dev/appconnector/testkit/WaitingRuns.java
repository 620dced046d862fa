package dev.appconnector.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of runs that a caller waits for have in common: one program a class, a target and a connector of its own a test,
 * and that no test leaves a connection in use.
 */
public abstract class WaitingRuns {

    /** For runs that only what a test does is to end. */
    protected static final String MINUTE = "\"timeout\":60000";

    private static final String HANGING = "hanging.example";

    protected static CallingTarget worker;

    protected FakeTarget target;

    /** An IPv6 literal can be led to a target like every other address, but is allowed only as this one. */
    @BeforeAll
    static void start(@TempDir Path data) {
        worker = CallingTarget.start(data, Map.of("appconnector.egress.allow", "::1"));
    }

    @BeforeEach
    void useTarget() {
        target = worker.use(FakeTarget.http());
    }

    /** The same over TLS, in place of the plain one. */
    protected final void useTls() {
        target = worker.use(FakeTarget.https());
    }

    /** From now on runs go by a connector that calls its target once at a time. */
    protected final void byOneAtATime() {
        worker.by(worker.connector(Map.of("limits", Map.of("maxConcurrent", 1))));
    }

    /** A run whose request the target has got. */
    protected final CompletableFuture<Reply> begun(String path) {
        CompletableFuture<Reply> run = worker.begin("POST", path, MINUTE + ",\"body\":{}");
        assertEquals(path, target.takeRequest(CallingTarget.PATIENCE).target());
        return run;
    }

    /** Waits until that many runs of the connector are under way, those that wait for a place too. */
    protected static void awaitRunning(int count) {
        String usage = "/api/connectors/" + worker.connector() + "/usage";
        Await.until(
                count + " runs under way",
                CallingTarget.PATIENCE,
                () -> worker.program().get(usage).json().get("running").intValue(),
                running -> running == count);
    }

    /** Runs go by one whose name is looked up in vain. Of a host of its own: who asks for a host waits for its look-up. */
    protected static void byOneWhoseLookUpHangs() {
        worker.program()
                .resolver()
                .host(
                        HANGING,
                        ScriptedResolver.Script.answers(ScriptedResolver.ORDINARY_ADDRESS)
                                .delay(Duration.ofSeconds(60)));
        worker.by(worker.connector(Map.of("domain", "http://" + HANGING, "limits", Map.of("maxConcurrent", 1))));
    }

    /** Waits until that name has been asked for. */
    protected static void awaitLookUp() {
        Await.until(
                "a look-up",
                CallingTarget.PATIENCE,
                () -> worker.program().resolver().lookUps(HANGING),
                count -> count > 0);
    }

    /** Gives that answer once it may go on. */
    protected static Behaviour once(CountDownLatch mayGoOn, Answer answer) {
        return (request, connection) -> {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer.answer(request, connection);
        };
    }

    @AfterEach
    void nothing_is_left_in_use() {
        assertEquals(0, worker.connectionsInUse());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }
}
