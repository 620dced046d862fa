package dev.appconnector.trial;

import static dev.appconnector.trial.TestedConnectorTest.detail;
import static dev.appconnector.trial.TestedConnectorTest.steps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.DeadPort;
import dev.appconnector.testkit.FakeProxy;
import dev.appconnector.testkit.FakeTarget;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test by the operator's proxy, and what a test tells when its time is over. */
class TestedByProxyTest {

    private static final String PROXY = "proxy.internal";
    private static final String PRIVATE = "10.1.2.3";

    private static CallingTarget worker;
    private FakeTarget target;
    private FakeProxy proxy;

    @BeforeAll
    static void start(@TempDir Path data) {
        worker = CallingTarget.start(
                data,
                Map.of(
                        "appconnector.egress.proxy",
                        "http://" + PROXY + ":3128",
                        "appconnector.timeout.default",
                        "500ms"));
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @BeforeEach
    void useTarget() {
        target = worker.use(FakeTarget.https());
        proxy = new FakeProxy(target);
        worker.program().resolver().host(PROXY, PRIVATE);
        worker.program().dialler().lead(PRIVATE, 3128, proxy.address());
    }

    @AfterEach
    void close() {
        proxy.close();
        assertEquals(0, worker.connectionsInUse());
    }

    private static JsonNode tested() {
        return worker.program()
                .post("/api/connectors/" + worker.connector() + "/test", null)
                .json();
    }

    @Test
    void the_look_up_is_the_proxys_and_the_rest_is_told() {
        JsonNode told = tested();

        assertEquals("address? connect+ tls+ credential+ answer+", steps(told));
        assertTrue(detail(told, "address").contains("proxy looks the name up"));
    }

    @Test
    void a_tunnel_that_is_refused_fails_the_connection() {
        proxy.onConnect(Answer.status(502));

        JsonNode told = tested();

        assertEquals("address? connect- tls? credential? answer?", steps(told));
        assertTrue(detail(told, "connect").contains("opened no tunnel"), told.toString());
    }

    @Test
    void an_answer_that_does_not_come_in_time_fails_the_answer() {
        target.next(Answer.silence());

        JsonNode told = tested();

        assertFalse(told.get("ok").booleanValue());
        assertEquals("address? connect+ tls+ credential? answer-", steps(told));
        assertTrue(detail(told, "answer").contains("timeout of 500 ms"), told.toString());
    }

    @Test
    void a_connection_that_does_not_come_about_in_time_fails_the_connection() {
        try (DeadPort dead = DeadPort.unresponsive()) {
            worker.program().dialler().lead(PRIVATE, 3128, dead.address());

            JsonNode told = tested();

            assertEquals("address? connect- tls? credential? answer?", steps(told));
            assertTrue(detail(told, "connect").contains("firewall"), told.toString());
        }
    }
}
