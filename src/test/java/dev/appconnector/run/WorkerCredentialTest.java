package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static dev.appconnector.testkit.CallingTarget.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.CallingTarget;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of credential reaches the target in its form, and nobody else in any. */
class WorkerCredentialTest extends WaitingRuns {

    private static final String SECRET = "s3cret-Of-The-Connector";

    private static Map<String, Object> apiKey(String in, String name, String value) {
        return Map.of("auth", Map.of("type", "api-key", "in", in, "name", name, "value", value));
    }

    private Recorded sent(String path, Map<String, Object> connector) {
        worker.by(worker.connector(connector));
        answered(worker.run("GET", path, ""));
        return target.takeRequest(PATIENCE);
    }

    @Test
    void no_credential_is_no_header() {
        Recorded request = sent("/", Map.of("auth", Map.of("type", "none")));

        assertEquals(List.of("User-Agent", "Host"), request.headerNames());
    }

    @ParameterizedTest
    @CsvSource({"Bearer,Bearer %s", "SSWS,SSWS %s", "'',%s", "GenieKey,GenieKey %s"})
    void a_token_follows_its_prefix(String prefix, String expected) {
        Recorded request = sent("/", Map.of("auth", Map.of("type", "token", "prefix", prefix, "value", SECRET)));

        assertEquals(List.of(expected.formatted(SECRET)), request.headers("Authorization"));
    }

    @Test
    void basic_is_user_and_password_in_utf_8() {
        Recorded request = sent(
                "/",
                Map.of(
                        "auth",
                        Map.of("type", "basic", "username", "J\u00fcrgen", "password", "pa:ss\u20ac\ud83d\ude00")));

        String pair = Base64.getEncoder()
                .encodeToString("J\u00fcrgen:pa:ss\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("Basic " + pair), request.headers("Authorization"));
    }

    @Test
    void an_api_key_goes_into_its_header() {
        Recorded request = sent("/", apiKey("header", "X-API-Key", SECRET));

        assertEquals(List.of("User-Agent", "X-API-Key", "Host"), request.headerNames());
        assertEquals(SECRET, request.header("X-API-Key"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',/?api_key=",
        "/x,/x?api_key=",
        "/x?,/x?api_key=",
        "/x?a=1,/x?a=1&api_key=",
        "/x?a=1&,/x?a=1&api_key=",
        "/x?a=%20b+c&a=2,/x?a=%20b+c&a=2&api_key="
    })
    void an_api_key_goes_to_the_end_of_the_query(String path, String before) {
        Recorded request = sent(path, apiKey("query", "api_key", SECRET));

        assertEquals(before + SECRET, request.target());
        assertNull(request.header("Authorization"));
    }

    @Test
    void an_api_key_in_the_query_is_percent_encoded() {
        Recorded request = sent("/", apiKey("query", "k", "a b&c=d+e/\u00fc%"));

        assertEquals("/?k=a%20b%26c%3Dd%2Be%2F%C3%BC%25", request.target());
    }

    @Test
    void a_path_that_names_the_api_key_itself_is_refused() {
        worker.by(worker.connector(apiKey("query", "api_key", SECRET)));

        Reply refused = worker.run("GET", "/?API%5FKEY=mine", "");

        assertEquals(422, refused.status());
        assertEquals("path-refused", refused.problem());
        assertEquals(0, target.connections());
    }

    @Test
    void a_run_with_its_key_in_the_query_tells_that_it_was_sent() {
        worker.by(worker.connector(apiKey("query", "api_key", SECRET)));
        target.next(Answer.hangUp());

        Reply reply = worker.get();

        failed(reply, 502, "target-unreachable", "maybe");
        assertFalse(reply.text().contains(SECRET));
    }

    @Test
    void secret_headers_go_out_with_the_others() {
        Recorded request = sent(
                "/",
                Map.of(
                        "headers",
                        Map.of("X-Open", "1"),
                        "secretHeaders",
                        Map.of("X-Org-Key", SECRET, "X-App", SECRET + "2")));

        assertEquals(List.of("1"), request.headers("X-Open"));
        assertEquals(List.of(SECRET), request.headers("X-Org-Key"));
        assertEquals(List.of(SECRET + "2"), request.headers("X-App"));
        assertEquals(List.of("Bearer " + CallingTarget.TOKEN), request.headers("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"authorization", "X-Org-Key", "x_org_key", "X-Open", "x-OPEN"})
    void an_activity_cannot_set_a_header_of_the_connector(String name) {
        worker.by(worker.connector(
                Map.of("headers", Map.of("X-Open", "1"), "secretHeaders", Map.of("X-Org-Key", SECRET))));

        Reply refused = worker.run("GET", "/", "\"headers\":{\"" + name + "\":\"mine\"}");

        assertEquals(422, refused.status());
        assertEquals("header-refused", refused.problem());
        assertFalse(refused.text().contains(SECRET));
        assertEquals(0, target.connections());
    }

    @Test
    void secrets_appear_in_no_answer_of_ours() {
        worker.by(worker.connector(Map.of(
                "auth", Map.of("type", "basic", "username", "user", "password", SECRET),
                "secretHeaders", Map.of("X-Org-Key", SECRET + "-2"))));
        String pair = Base64.getEncoder().encodeToString(("user:" + SECRET).getBytes(StandardCharsets.UTF_8));
        target.next(
                Answer.json("{\"echo\":\"" + SECRET + "\",\"pair\":\"" + pair + "\"}")
                        .header("X-Org-Key", SECRET + "-2")
                        .header("X-Echo", "Basic " + pair),
                Answer.hangUp(),
                Answer.status(401).header("WWW-Authenticate", "Basic realm=\"" + SECRET + "\""));

        List<Reply> replies = List.of(
                worker.get(),
                worker.get(),
                worker.get(),
                worker.program().get("/api/connectors/" + worker.connector()),
                worker.program().get("/api/connectors"),
                worker.program().get("/observe/metrics"),
                worker.run("GET", "/", "\"headers\":{\"X-Org-Key\":\"1\"}"),
                worker.revoke());

        for (Reply reply : replies) {
            String whole = reply.text() + reply.response().headers().map();
            assertFalse(whole.contains(SECRET), whole);
            assertFalse(whole.contains(pair), whole);
        }
    }

    @Test
    void a_secret_in_the_name_of_a_header_is_masked() {
        target.next(Answer.ok().header("X-" + CallingTarget.TOKEN, "1"));

        Reply reply = worker.get();

        assertEquals("1", answered(reply).path("headers").path("x-***").path(0).textValue(), reply.text());
        assertFalse(reply.text().contains(CallingTarget.TOKEN));
    }

    @Test
    void a_credential_is_sent_to_its_own_domain_alone() {
        target.answer(Answer.status(302).header("Location", "http://evil.example/"));

        answered(worker.get());

        assertEquals(List.of("api.example.com"), worker.program().resolver().lookUps());
        assertEquals(1, target.requests().size());
    }
}
