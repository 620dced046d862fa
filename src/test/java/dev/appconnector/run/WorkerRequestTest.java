package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a target gets of a waiting run beside its body: method, path, query and headers, and nothing else. */
class WorkerRequestTest extends WaitingRuns {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private Recorded sent(String method, String path, String more) {
        answered(worker.run(method, path, more));
        return target.takeRequest(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void each_method_arrives_as_it_was_named(String method) {
        Recorded request = sent(method, "/", "");

        assertEquals(method, request.method());
        assertEquals("HTTP/1.1", request.version());
        assertEquals(0, request.body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void a_request_without_body_has_three_headers(String method) {
        assertEquals(
                List.of("User-Agent", "Authorization", "Host"),
                sent(method, "/", "").headerNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void a_method_that_expects_a_body_says_that_there_is_none(String method) {
        Recorded request = sent(method, "/", "");

        assertEquals(List.of("User-Agent", "Authorization", "Host", "Content-Length"), request.headerNames());
        assertEquals("0", request.header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void a_request_with_body_has_five_headers(String method) {
        Recorded request = sent(method, "/", "\"body\":{\"a\":1}");

        assertEquals(
                List.of("Content-Type", "User-Agent", "Authorization", "Host", "Content-Length"),
                request.headerNames());
        assertEquals("7", request.header("Content-Length"));
        assertEquals("{\"a\":1}", request.bodyText());
    }

    @Test
    void the_host_is_the_domains() {
        assertEquals("api.example.com", sent("GET", "/", "").header("Host"));
    }

    @Test
    void a_port_of_the_domain_is_part_of_the_host() {
        worker.by(worker.connector(Map.of("domain", "http://api.example.com:8123")));

        assertEquals("api.example.com:8123", sent("GET", "/", "").header("Host"));
    }

    @Test
    void the_credential_is_sent() {
        assertEquals("Bearer " + CallingTarget.TOKEN, sent("GET", "/", "").header("Authorization"));
    }

    @Test
    void the_user_agent_is_ours_unless_one_is_given() {
        assertTrue(sent("GET", "/", "").header("User-Agent").matches("AppConnector/[0-9A-Za-z.-]+"));
        assertEquals(
                List.of("Mine/2"),
                sent("GET", "/", "\"headers\":{\"user-agent\":\"Mine/2\"}").headers("User-Agent"));
    }

    @Test
    void a_user_agent_of_the_connector_takes_the_place_of_ours() {
        worker.by(worker.connector(Map.of("headers", Map.of("User-Agent", "Connectors/1"))));

        assertEquals(List.of("Connectors/1"), sent("GET", "/", "").headers("User-Agent"));
    }

    @Test
    void headers_keep_their_order_their_case_and_their_values() {
        Recorded request = sent(
                "GET",
                "/",
                "\"headers\":{\"zEBRA\":\"1\",\"X-A\":\"a,  b;c=\\\"d\\\"\",\"accept\":\"*/*\",\"X-Empty\":\"\",\"B\":\"2\"}");

        assertEquals(
                List.of("zEBRA: 1", "X-A: a,  b;c=\"d\"", "accept: */*", "X-Empty: ", "B: 2"),
                request.headerLines().subList(0, 5));
        assertEquals(
                List.of("User-Agent", "Authorization", "Host"),
                request.headerNames().subList(5, 8));
    }

    @Test
    void headers_of_the_connector_follow_those_of_the_activity() {
        worker.by(worker.connector(Map.of("headers", Map.of("X-Client", "popflow"))));

        assertEquals(
                List.of("X-Run", "X-Client", "User-Agent", "Authorization", "Host"),
                sent("GET", "/", "\"headers\":{\"X-Run\":\"7\"}").headerNames());
    }

    @Test
    void sixty_four_headers_arrive_and_one_more_is_refused() {
        assertEquals(
                67,
                sent("GET", "/", "\"headers\":{" + headers(64) + "}")
                        .headerNames()
                        .size());

        Reply refused = worker.run("GET", "/", "\"headers\":{" + headers(65) + "}");

        assertEquals(422, refused.status());
        assertEquals("header-refused", refused.problem());
    }

    private static String headers(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append(i == 0 ? "" : ",").append("\"X-").append(i).append("\":\"v\"");
        }
        return headers.toString();
    }

    @Test
    void nothing_of_the_callers_own_request_reaches_the_target() {
        answered(worker.program()
                .send(worker.program()
                        .request(
                                "POST",
                                "/worker/runs?x=1&CamelHttpUri=http://evil.example/",
                                worker.activity("GET", "/", ""))
                        .header("X-Own", "1")
                        .header("Cookie", "a=b")
                        .header("Accept", "text/html")
                        .header("Accept-Encoding", "gzip")
                        .header("tracestate", "x=y")
                        .header("CamelHttpPath", "/evil")
                        .header("User-Agent", "Caller/1")));
        Recorded request = target.takeRequest(PATIENCE);

        assertEquals("/", request.target());
        assertEquals(List.of("User-Agent", "Authorization", "Host"), request.headerNames());
        assertFalse(request.wireText().contains("Caller/1"));
    }

    @Test
    void a_callers_traceparent_arrives_with_a_span_of_our_own() {
        String given = "00-" + TRACE + "-b7ad6b7169203331-01";
        Recorded request = traced(given);

        List<String> arrived = request.headers("traceparent");
        assertEquals(1, arrived.size());
        assertTrue(arrived.get(0).matches("00-" + TRACE + "-[0-9a-f]{16}-01"), arrived.get(0));
        assertNotEquals(given, arrived.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-" + TRACE + "-0000000000000000-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-" + TRACE + "-b7ad6b7169203331-01-more",
                "ff-" + TRACE + "-b7ad6b7169203331-01"
            })
    void a_traceparent_that_is_not_well_formed_is_ignored(String given) {
        assertNull(traced(given).header("traceparent"));
    }

    private Recorded traced(String traceparent) {
        answered(worker.program()
                .send(worker.program()
                        .request("POST", "/worker/runs", worker.activity("GET", "/", ""))
                        .header("traceparent", traceparent)));
        return target.takeRequest(PATIENCE);
    }

    @Test
    void a_traceparent_of_the_activity_is_sent_as_it_is() {
        String given = "00-" + TRACE + "-b7ad6b7169203331-01";

        assertEquals(
                List.of(given),
                sent("GET", "/", "\"headers\":{\"traceparent\":\"" + given + "\"}")
                        .headers("traceparent"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|/",
                "/a/b|/a/b",
                "/a//b/|/a//b/",
                "/a%2Fb%2fc|/a%2Fb%2fc",
                "/a;v=1/b|/a;v=1/b",
                "/~u/@x:y/a..b/(1)'*!$|/~u/@x:y/a..b/(1)'*!$",
                "/a b|/a%20b",
                "/ü€😀|/%C3%BC%E2%82%AC%F0%9F%98%80",
                "/x?a=1&a=2&b&c=|/x?a=1&a=2&b&c=",
                "/x?q=a+b%20c%2B|/x?q=a+b%20c%2B",
                "/x?q=[1],{2}|/x?q=[1],%7B2%7D",
                "/x?$filter=Name eq 'ü'|/x?$filter=Name%20eq%20'%C3%BC'",
                "/x?u=http://b.example/?c=d|/x?u=http://b.example/?c=d",
                "/x?proxyHost=evil&bridgeEndpoint=true&httpMethod=PUT|/x?proxyHost=evil&bridgeEndpoint=true&httpMethod=PUT",
                "/x?a=RAW(b)&c=%24%7Bbody%7D|/x?a=RAW(b)&c=%24%7Bbody%7D",
                "/x?|/x?",
                "?a=1|/?a=1"
            })
    void path_and_query_arrive_as_they_were_written(String written, String arrives) {
        assertEquals(arrives, sent("GET", written, "").target());
    }

    @Test
    void the_path_is_joined_to_the_domains_prefix() {
        worker.by(worker.connector(Map.of("domain", worker.domain() + "/services/v61.0")));

        assertEquals("/services/v61.0/x?y=1", sent("GET", "/x?y=1", "").target());
        assertEquals("/services/v61.0", sent("GET", "", "").target());
    }

    @Test
    void a_request_target_of_eight_thousand_characters_arrives() {
        String path = "/" + "a".repeat(8_191);

        assertEquals(path, sent("GET", path, "").target());
    }

    @Test
    void one_look_up_and_one_connection_serve_one_run() {
        sent("GET", "/", "");

        assertEquals(1, worker.program().resolver().lookUps(CallingTarget.HOST));
        assertEquals(1, target.connections());
    }
}
