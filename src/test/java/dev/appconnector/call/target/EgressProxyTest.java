package dev.appconnector.call.target;

import static dev.appconnector.testkit.CallingTarget.HOST;
import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.TOKEN;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeProxy;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestTls;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code egress.proxy}, all calls go by the proxy, and what it carries of https is none of its business. */
class EgressProxyTest {

    private static final String PROXY = "proxy.internal";
    private static final String PRIVATE = "10.1.2.3";

    private static CallingTarget worker;
    private FakeProxy proxy;

    @BeforeAll
    static void start(@TempDir Path data) {
        worker = CallingTarget.start(
                data,
                Map.of(
                        "appconnector.egress.proxy",
                        "http://" + PROXY + ":3128",
                        "appconnector.egress.deny",
                        "198.51.99.0/24"));
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @AfterEach
    void close() {
        proxy.close();
        assertEquals(0, worker.connectionsInUse());
    }

    /** The proxy's own address is a private one, which no target could have. */
    private FakeTarget behindProxy(FakeTarget target) {
        worker.use(target);
        proxy = new FakeProxy(target);
        worker.program().resolver().host(PROXY, PRIVATE);
        worker.program().dialler().lead(PRIVATE, 3128, proxy.address());
        return target;
    }

    @Test
    void https_goes_through_a_tunnel_that_tells_the_proxy_host_and_port_alone() {
        FakeTarget target = behindProxy(FakeTarget.https());

        JsonNode envelope = answered(
                worker.run("POST", "/a%2Fb?q=1", "\"body\":\"secret body\",\"headers\":{\"X-Mine\":\"mine\"}"));

        assertEquals("ok", envelope.get("body").textValue());
        Recorded request = target.requests().get(0);
        assertEquals("/a%2Fb?q=1", request.target());
        assertEquals("Bearer " + TOKEN, request.header("Authorization"));
        assertEquals(0, request.headerCount("Proxy-Authorization"));
        assertEquals(1, proxy.requests().size());
        Recorded connect = proxy.requests().get(0);
        assertEquals("CONNECT " + HOST + ":443", connect.method() + " " + connect.target());
        assertEquals(List.of("Host"), connect.headerNames());
        for (String hidden : List.of(TOKEN, "secret body", "mine", "a%2Fb")) {
            assertFalse((connect.wireText() + proxy.tunnelledText()).contains(hidden), hidden);
        }
    }

    @Test
    void http_goes_in_absolute_form_octet_for_octet() {
        FakeTarget target = behindProxy(FakeTarget.http());

        answered(worker.run("POST", "/a%2Fb/;x=1//c?q=%20&r=a+b", "\"body\":\"hello\""));

        Recorded asked = proxy.requests().get(0);
        assertEquals("http://" + HOST + "/a%2Fb/;x=1//c?q=%20&r=a+b", asked.target());
        assertEquals(HOST, asked.header("Host"));
        assertEquals("Bearer " + TOKEN, asked.header("Authorization"));
        assertEquals(0, asked.headerCount("Proxy-Authorization") + asked.headerCount("Proxy-Connection"));
        assertEquals("/a%2Fb/;x=1//c?q=%20&r=a+b", target.requests().get(0).target());
        assertEquals("hello", target.requests().get(0).bodyText());
    }

    @Test
    void an_api_key_in_the_query_passes_the_last_look_by_proxy_too() {
        FakeTarget target = behindProxy(FakeTarget.http());
        worker.by(worker.connector(
                Map.of("auth", Map.of("type", "api-key", "in", "query", "name", "key", "value", "query-secret"))));

        answered(worker.run("GET", "/p?a=1", ""));

        assertEquals("/p?a=1&key=query-secret", target.requests().get(0).target());
    }

    @Test
    void names_of_targets_are_not_looked_up_and_the_proxys_alone_is() {
        behindProxy(FakeTarget.https());
        worker.program().resolver().host(HOST, "10.9.9.9");

        answered(worker.get());

        assertEquals(List.of(PROXY), worker.program().resolver().lookUps());
        assertEquals(1, worker.program().dialler().dialled().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1",
                "https://localhost",
                "https://[::1]",
                "https://198.51.99.7",
                "https://169.254.169.254"
            })
    void what_a_domain_spells_out_is_judged_all_the_same(String domain) {
        behindProxy(FakeTarget.https());

        Reply made = worker.program()
                .post("/api/connectors", Map.of("name", "spelt out", "domain", domain, "auth", Map.of("type", "none")));

        assertEquals("422 connector-invalid", made.status() + " " + made.problem());
    }

    @Test
    void tunnels_are_kept_for_their_connector_alone() {
        FakeTarget target = behindProxy(FakeTarget.https());

        awaitKeptTunnel();
        int opened = proxy.connections();

        worker.by(worker.connector(Map.of("domain", worker.domain())));
        answered(worker.get());

        assertEquals(opened + 1, proxy.connections());
        awaitKeptTunnel();
        assertEquals(
                proxy.connections(),
                target.requests().stream().map(Recorded::connection).distinct().count());
    }

    /** Until the news of a connector's making has come, what stands open is closed as older than a change. */
    private void awaitKeptTunnel() {
        Await.until(
                "a tunnel that serves another run",
                CallingTarget.PATIENCE,
                () -> {
                    int before = proxy.connections();
                    answered(worker.get());
                    return proxy.connections() - before;
                },
                opened -> opened == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 403, 407, 502})
    void a_proxy_that_opens_no_tunnel_leaves_the_target_unreachable_and_is_not_quoted(int status) {
        FakeTarget target = behindProxy(FakeTarget.https());
        proxy.onConnect(Answer.status(status)
                .header("Proxy-Authenticate", "Basic realm=\"x\"")
                .body("words of the proxy"));

        Reply reply = worker.get();

        JsonNode problem = failed(reply, 502, "target-unreachable", "no");
        assertTrue(problem.get("detail").textValue().contains(Integer.toString(status)), reply.text());
        assertFalse(reply.text().contains("words"), reply.text());
        assertEquals(0, target.connections());
        assertEquals(1, proxy.requests().size());
    }

    @Test
    void a_proxy_that_hangs_up_or_is_not_there_leaves_the_target_unreachable() {
        behindProxy(FakeTarget.https());
        proxy.onConnect((request, connection) -> connection.reset());
        failed(worker.get(), 502, "target-unreachable", "no");

        proxy.close();
        failed(worker.get(), 502, "target-unreachable", "no");
    }

    /** What is sent ahead of the handshake would else be read as the target's answer. */
    @Test
    void a_proxy_cannot_put_an_answer_into_the_targets_mouth() {
        FakeTarget target = behindProxy(FakeTarget.https());
        proxy.onConnect((request, connection) ->
                connection.send("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse"));

        failed(worker.get(), 502, "target-unreachable", "no");
        assertEquals(1, proxy.requests().size());
        assertEquals(0, target.requests().size());
    }

    @Test
    void the_certificate_must_be_the_targets_inside_the_tunnel() {
        behindProxy(FakeTarget.https(TestTls.stranger()));
        failed(worker.get(), 502, "target-unreachable", "no");

        proxy.close();
        behindProxy(FakeTarget.https());
        worker.by(worker.connector(Map.of("domain", "https://not-in-the-certificate.example.org")));
        failed(worker.get(), 502, "target-unreachable", "no");
    }

    @Test
    void the_deadline_holds_over_the_proxy_and_its_time_is_that_of_connecting() {
        behindProxy(FakeTarget.https());
        Behaviour silent = (request, connection) -> connection.staySilent();
        proxy.onConnect(silent);

        JsonNode timings =
                failed(worker.get(600), 504, "deadline-exceeded", "no").get("timings");
        assertTrue(
                timings.get("connectMs").longValue() * 2
                        > timings.get("totalMs").longValue(),
                timings.toString());
    }

    @Test
    void hanging_up_breaks_off_what_goes_through_a_tunnel() throws Exception {
        FakeTarget target = behindProxy(FakeTarget.https());
        target.answer((request, connection) -> connection.staySilent());

        Socket caller = worker.beginToHangUp("GET", "/", "");
        target.takeRequest(PATIENCE);
        caller.close();

        assertTrue(target.awaitNoConnection(PATIENCE));
        Await.until("the connection is given back", PATIENCE, worker::connectionsInUse, inUse -> inUse == 0);
    }
}
