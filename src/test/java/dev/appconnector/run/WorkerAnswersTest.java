package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import dev.appconnector.testkit.BrokenAnswer;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a target answers in valid HTTP is an answer: its status and headers come back, and nothing follows of them. */
class WorkerAnswersTest extends WaitingRuns {

    private JsonNode got(Behaviour answer) {
        target.next(answer);
        return answered(worker.get());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                200, 201, 202, 203, 206, 207, 226, 299, 300, 400, 402, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414,
                415, 417, 418, 421, 422, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 511, 599, 600,
                999
            })
    void every_status_is_an_answer(int status) {
        JsonNode envelope =
                got(Answer.status(status).header("Content-Type", "text/plain").body("b"));

        assertEquals(status, envelope.get("status").intValue());
        assertEquals("b", envelope.get("body").textValue());
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 305, 307, 308})
    void a_redirect_is_not_followed(int status) {
        JsonNode envelope = got(Answer.status(status).header("Location", "http://api.example.com/elsewhere"));

        assertEquals(status, envelope.get("status").intValue());
        assertEquals(
                "http://api.example.com/elsewhere",
                envelope.at("/headers/location/0").textValue());
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Refresh | 0; url=http://evil.example/",
                "Link | <http://evil.example/x>; rel=preload",
                "Alt-Svc | http/1.1=\"evil.example:80\"",
                "Content-Location | http://evil.example/",
                "Location | http://evil.example/"
            })
    void no_header_of_an_answer_opens_a_connection(String name, String value) {
        got(Answer.ok().header(name, value));
        answered(worker.get());

        assertEquals(
                Set.of("api.example.com"),
                Set.copyOf(worker.program().resolver().lookUps()));
        assertEquals(2, target.requests().size());
        assertEquals(0, worker.program().dialler().trap().connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic realm=\"x\"",
                "Bearer",
                "Digest realm=\"x\", nonce=\"y\", qop=\"auth\"",
                "Negotiate",
                "NTLM"
            })
    void a_challenge_gets_no_reply(String challenge) {
        JsonNode envelope = got(Answer.status(401).header("WWW-Authenticate", challenge));

        assertEquals(401, envelope.get("status").intValue());
        assertEquals(challenge, envelope.at("/headers/www-authenticate/0").textValue());
        assertEquals(1, target.requests().size());
    }

    @Test
    void a_proxys_challenge_gets_no_reply_either() {
        JsonNode envelope = got(Answer.status(407).header("Proxy-Authenticate", "Basic realm=\"x\""));

        assertEquals(407, envelope.get("status").intValue());
        assertTrue(envelope.get("headers").isEmpty()
                || envelope.at("/headers/proxy-authenticate").isMissingNode());
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 503})
    void an_invitation_to_come_again_is_not_taken_up(int status) {
        JsonNode envelope = got(Answer.status(status).header("Retry-After", "0"));

        assertEquals("0", envelope.at("/headers/retry-after/0").textValue());
        assertEquals(1, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void an_answer_without_body_leaves_its_connection_usable(int status) {
        target.next(Answer.status(status).header("ETag", "\"7\""), Answer.status(status), Answer.json("1"));

        for (int i = 0; i < 2; i++) {
            JsonNode envelope = answered(worker.get());
            assertEquals(status, envelope.get("status").intValue());
            assertEquals("none", envelope.get("bodyType").textValue());
        }
        assertEquals(1, answered(worker.get()).get("body").intValue());
    }

    @Test
    void an_answer_to_head_has_a_length_but_no_body() {
        target.next(Answer.ok().announce(4711), Answer.json("1"));

        JsonNode envelope = answered(worker.run("HEAD", "/", ""));

        assertEquals("none", envelope.get("bodyType").textValue());
        assertEquals(1, answered(worker.get()).get("body").intValue());
    }

    @Test
    void connections_are_kept_for_the_next_run() {
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            answered(worker.get());
            used.add(target.takeRequest(PATIENCE).connection());
        }

        assertTrue(used.size() < 20, "Each run had a connection of its own.");
    }

    @Test
    void a_connection_that_the_target_announced_to_close_is_not_used_again() {
        target.answer(Answer.ok().close());

        answered(worker.get());
        answered(worker.get());

        assertEquals(2, target.connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n"
            })
    void interim_answers_are_passed_over(String interim) {
        JsonNode envelope = got((request, connection) -> {
            connection.send(interim);
            Answer.json("{\"final\":true}").answer(request, connection);
        });

        assertEquals(200, envelope.get("status").intValue());
        assertTrue(envelope.at("/headers/link").isMissingNode());
        assertTrue(envelope.at("/body/final").booleanValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "Any \"phrase\" <b>\\", "\u00fcber"})
    void a_reason_phrase_is_of_no_account(String phrase) {
        assertEquals(200, got(Answer.ok().reason(phrase)).get("status").intValue());
    }

    @Test
    void a_status_line_may_lack_its_reason() {
        assertEquals(
                200,
                got(Answer.raw("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"))
                        .get("status")
                        .intValue());
    }

    @Test
    void header_names_come_in_lower_case_and_repeated_ones_together_in_order() {
        JsonNode headers = got(Answer.ok()
                        .header("X-Rate", "1")
                        .header("LINK", "<a>")
                        .header("x-rate", "2")
                        .header("X-Empty", "")
                        .header("X-Quoted", "\"\\ \t\u00fc"))
                .get("headers");

        assertEquals("[\"1\",\"2\"]", headers.get("x-rate").toString());
        assertEquals("[\"<a>\"]", headers.get("link").toString());
        assertEquals("[\"\"]", headers.get("x-empty").toString());
        assertEquals("\"\\ \t\u00fc", headers.at("/x-quoted/0").textValue());
    }

    @Test
    void headers_of_the_connection_cookies_and_ours_stay_out() {
        JsonNode headers = got(Answer.ok()
                        .header("Set-Cookie", "a=b")
                        .header("Keep-Alive", "timeout=5")
                        .header("Connection", "keep-alive, X-Hop")
                        .header("X-Hop", "1")
                        .header("CamelHttpUri", "http://evil.example")
                        .header("X-AppConnector-Run", "1")
                        .header("X-Passed", "1"))
                .get("headers");

        Set<String> names = new TreeSet<>();
        headers.fieldNames().forEachRemaining(names::add);
        assertEquals(Set.of("content-type", "x-passed"), names);
    }

    @Test
    void a_cookie_is_not_sent_back() {
        got(Answer.ok().header("Set-Cookie", "session=1; Path=/"));
        answered(worker.get());

        assertTrue(target.requests().stream().allMatch(request -> request.headerCount("Cookie") == 0));
    }

    @Test
    void no_header_of_the_target_becomes_one_of_ours() {
        target.next(Answer.ok()
                .header("X-Own", "1")
                .header("Access-Control-Allow-Origin", "*")
                .header("Location", "/x")
                .header("Cache-Control", "public"));
        Reply reply = worker.get();

        assertEquals("application/json", reply.header("Content-Type"));
        assertEquals("no-store", reply.header("Cache-Control"));
        assertEquals("nosniff", reply.header("X-Content-Type-Options"));
        assertFalse(reply.response().headers().map().containsKey("x-own"));
        assertFalse(reply.response().headers().map().containsKey("location"));
        assertFalse(reply.response().headers().map().containsKey("access-control-allow-origin"));
    }

    @Test
    void a_hundred_headers_are_read() {
        assertTrue(got(BrokenAnswer.headers(100)).at("/headers/x-100").isArray());
    }

    @Test
    void a_header_line_of_eight_kibibytes_is_read() {
        assertEquals(
                8_185,
                got(BrokenAnswer.headerLine(8_192))
                        .at("/headers/x-big/0")
                        .textValue()
                        .length());
    }

    @Test
    void a_body_without_length_ends_with_its_connection() {
        assertEquals(
                "to the end",
                got(Answer.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end"))
                        .get("body")
                        .textValue());
    }

    @Test
    void what_follows_the_length_is_no_part_of_an_answer_nor_of_the_next() {
        target.next((request, connection) ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nshort"
                        + "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nforged"));

        assertEquals("short", answered(worker.get()).get("body").textValue());
        assertEquals("ok", answered(worker.get()).get("body").textValue());
    }

    @Test
    void an_answer_that_comes_before_the_request_was_read_is_an_answer() {
        target.greet(connection -> {
            connection.send("HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy");
        });

        assertEquals(503, answered(worker.get()).get("status").intValue());
    }

    @Test
    void the_envelope_says_how_long_it_took_and_who_was_asked() {
        JsonNode envelope = got(Answer.ok());

        assertTrue(envelope.get("id").textValue().matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}"));
        assertTrue(envelope.get("durationMs").longValue() >= 0);
        assertEquals(1, envelope.get("attempts").intValue());
        Set<String> members = new TreeSet<>();
        envelope.fieldNames().forEachRemaining(members::add);
        assertEquals(
                Set.of("id", "outcome", "status", "headers", "body", "bodyType", "durationMs", "attempts"), members);
    }

    @Test
    void a_limit_of_the_connector_allows_as_much_as_it_says() {
        worker.by(worker.connector(Map.of("limits", Map.of("maxResponseBytes", 10))));

        assertEquals(
                "0123456789",
                got(Answer.status(200).header("Content-Type", "text/plain").body("0123456789"))
                        .get("body")
                        .textValue());
    }
}
