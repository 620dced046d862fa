package dev.appconnector.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.FakeTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a route does, the calling step sends nothing but what the guard let pass for that very exchange. */
class VerdictOfAnExchangeTest {

    @TempDir
    private static Path data;

    private static CallingTarget worker;

    private FakeTarget target;
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeAll
    static void start() {
        worker = CallingTarget.start(data);
    }

    @BeforeEach
    void useTarget() {
        target = worker.use(FakeTarget.either());
        context = worker.program().node().camelContext();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void nothing_is_left_in_use() throws Exception {
        template.close();
        assertEquals(0, worker.connectionsInUse());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** An exchange whose run was judged, ready to call. */
    private Exchange judged() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        new ActiveRun(
                        UUID.randomUUID(),
                        new ActivityReader(Duration.ofSeconds(30), Duration.ofMinutes(5))
                                .read(worker.activity("GET", "/judged", "").getBytes(StandardCharsets.UTF_8)),
                        Deadline.in(Duration.ofSeconds(30), Duration.ZERO),
                        0,
                        new ActiveRun.Origin("key:test", Scope.ALL, true, null, null))
                .carriedBy(exchange);
        template.send("direct:find-connector", exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        context.getRegistry()
                .lookupByNameAndType("egressGuard", EgressGuard.class)
                .judge(exchange);
        return exchange;
    }

    private void requireNothingSent(Exchange exchange) {
        assertTrue(
                exchange.isFailed()
                        || exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) >= 400,
                "The exchange did not fail.");
        ActiveRun run = ActiveRun.of(exchange);
        assertTrue(run == null || run.answer() == null);
        assertEquals(0, target.connections());
        assertEquals(0, worker.program().dialler().trap().connections());
    }

    @Test
    void what_the_guard_let_pass_is_sent() throws Exception {
        Exchange exchange = judged();

        template.send("direct:call-target", exchange);

        assertNull(exchange.getException());
        assertNotNull(ActiveRun.of(exchange).answer());
        assertEquals("/judged", target.takeRequest(CallingTarget.PATIENCE).target());
    }

    @Test
    void a_verdict_lets_one_call_pass_and_no_second_one() throws Exception {
        Exchange exchange = judged();
        template.send("direct:call-target", exchange);
        target.takeRequest(CallingTarget.PATIENCE);

        template.send("direct:call-target", exchange);

        assertTrue(exchange.isFailed());
        assertEquals(1, target.requests().size());
    }

    @Test
    void an_exchange_that_knows_nothing_sends_nothing() {
        template.send("direct:call-target", new DefaultExchange(context));

        assertEquals(0, target.connections());
    }

    @Test
    void an_exchange_without_a_run_sends_nothing() {
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable("endpoint", endpoint(worker.domain()));

        requireNothingSent(template.send("direct:call-target", exchange));
    }

    @Test
    void an_exchange_whose_run_was_not_judged_sends_nothing() throws Exception {
        Exchange judged = judged();
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable("endpoint", endpoint(worker.domain()));
        new ActiveRun(
                        UUID.randomUUID(),
                        ActiveRun.of(judged).activity(),
                        Deadline.in(Duration.ofSeconds(30), Duration.ZERO),
                        0,
                        new ActiveRun.Origin("key:test", Scope.ALL, true, null, null))
                .carriedBy(exchange);

        requireNothingSent(template.send("direct:call-target", exchange));
    }

    @Test
    void the_verdict_of_another_exchange_sends_nothing() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable("endpoint", endpoint(worker.domain()));
        ActiveRun.of(judged()).carriedBy(exchange);

        requireNothingSent(template.send("direct:call-target", exchange));
    }

    @Test
    void another_domain_than_the_verdicts_gets_nothing() throws Exception {
        for (String domain :
                new String[] {"http://evil.example", "http://api.example.com:81", "https://api.example.com"}) {
            Exchange exchange = judged();
            exchange.setVariable("endpoint", endpoint(domain));

            requireNothingReceived(template.send("direct:call-target", exchange));
            assertEquals(0, target.connections());
        }
    }

    private static String endpoint(String domain) {
        return domain + "?" + CallableConnector.ENDPOINT_OPTIONS;
    }

    /** A connection may have been opened, but no request went over it. */
    private void requireNothingReceived(Exchange exchange) {
        assertTrue(
                exchange.isFailed()
                        || exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) >= 400,
                "The exchange did not fail.");
        assertNull(ActiveRun.of(exchange).answer());
        assertEquals(0, target.requests().size());
    }

    @Test
    void another_method_than_the_verdicts_is_not_sent() throws Exception {
        Exchange exchange = judged();
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "DELETE");

        requireNothingReceived(template.send("direct:call-target", exchange));
    }

    @Test
    void headers_of_camel_lead_a_call_without_verdict_nowhere() {
        for (Map<String, Object> headers : STEERING) {
            Exchange exchange = new DefaultExchange(context);
            exchange.setVariable("endpoint", endpoint(worker.domain()));
            exchange.getMessage().getHeaders().putAll(headers);

            requireNothingSent(template.send("direct:call-target", exchange));
        }
    }

    @Test
    void headers_of_camel_change_nothing_of_a_call_with_a_verdict() throws Exception {
        for (Map<String, Object> headers : STEERING) {
            int before = target.requests().size();
            Exchange exchange = judged();
            exchange.getMessage().getHeaders().putAll(headers);

            template.send("direct:call-target", exchange);

            target.requests().stream().skip(before).forEach(request -> {
                assertEquals("/judged", request.target());
                assertEquals("api.example.com", request.header("Host"));
                assertEquals(0, request.headerCount("X-Steered"));
            });
            assertFalse(worker.program().resolver().lookUps().contains("evil.example"), headers.toString());
        }
    }

    private static final java.util.List<Map<String, Object>> STEERING = java.util.List.of(
            Map.of("CamelHttpUri", "http://evil.example/x"),
            Map.of("CamelRestHttpUri", "http://evil.example/x"),
            Map.of("CamelHttpPath", "/evil", "CamelHttpQuery", "a=b"),
            Map.of("CamelHttpRawQuery", "a=b"),
            Map.of("CamelHttpHost", "evil.example", "CamelHttpPort", 81, "CamelHttpScheme", "https"),
            Map.of("CamelToEndpoint", "http://evil.example"),
            Map.of("Host", "evil.example", "X-Steered", "1", "Authorization", "Bearer mine"));
}
