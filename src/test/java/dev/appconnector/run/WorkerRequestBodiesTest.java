package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.PATIENCE;
import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an activity has for a body goes out as the contract says, byte for byte. */
class WorkerRequestBodiesTest extends WaitingRuns {

    private static final int MEBIBYTE = 1_048_576;

    private Recorded sent(String method, String more) {
        answered(worker.run(method, "/", more));
        return target.takeRequest(PATIENCE);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0.0e-00",
                "true",
                "false",
                "{ \"a\" :\t1 ,\r\n\"b\":[ 1,2 , 3 ] }",
                "{\"a\":1,\"a\":2,\"\":{}}",
                "[123456789012345678901234567890.1234567890e+400]",
                "[1.0,1.00,1e2,10E1]",
                "{\"\\u0061\":\"\\u00fc\\/\\n\\ud83d\\ude00 \u00fc \ud83d\ude00\"}",
                "{\"nothing\":null}",
                "[\"\u2028\u2029\u0000\u007f\"]",
                "{\"${body}\":\"{{name}} $simple{x}\"}"
            })
    void json_is_sent_byte_for_byte_as_it_stands_in_the_request(String body) {
        String json = body.replace("\u0000", "\\u0000");
        Recorded request = sent("POST", "\"body\": " + json + " ");

        assertEquals(json, request.bodyText());
        assertEquals(List.of("application/json"), request.headers("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"${body} {{env:HOME}} $simple{header.x}\"}", "\"${exchangeId}{{sys:user.home}}\""})
    void a_body_is_no_template(String body) {
        answered(worker.run("POST", "/", "\"body\":" + body));

        String sent = target.takeRequest(PATIENCE).bodyText();
        assertEquals(body.startsWith("{") ? body : body.substring(1, body.length() - 1), sent);
    }

    @Test
    void json_a_hundred_deep_is_sent() {
        String json = "[".repeat(99) + "]".repeat(99);

        assertEquals(json, sent("POST", "\"body\":" + json).bodyText());
    }

    @Test
    void a_string_is_sent_verbatim_as_utf_8_text() {
        Recorded request = sent("POST", "\"body\":\"a \\\"b\\\"\\n\\u00fc\u20ac\ud83d\ude00\\\\ {{x}}\"");

        assertEquals("a \"b\"\n\u00fc\u20ac\ud83d\ude00\\ {{x}}", request.bodyText());
        assertEquals("text/plain; charset=utf-8", request.header("Content-Type"));
    }

    @Test
    void a_string_goes_out_in_the_charset_that_its_content_type_names() {
        Recorded request = sent(
                "POST", "\"headers\":{\"content-type\":\"text/csv; charset=ISO-8859-1\"},\"body\":\"\u00fc;\u00df\"");

        assertArrayEquals("\u00fc;\u00df".getBytes(StandardCharsets.ISO_8859_1), request.body());
        assertEquals(List.of("text/csv; charset=ISO-8859-1"), request.headers("content-type"));
    }

    @Test
    void a_string_goes_out_in_the_charset_that_the_connectors_content_type_names() {
        worker.by(worker.connector(Map.of("headers", Map.of("Content-Type", "text/plain; charset=utf-16be"))));

        assertArrayEquals(
                "\u00fc\u20ac".getBytes(StandardCharsets.UTF_16BE),
                sent("PUT", "\"body\":\"\u00fc\u20ac\"").body());
    }

    @Test
    void a_text_that_its_charset_lacks_is_refused_and_nothing_is_sent() {
        Reply refused = worker.run(
                "POST", "/", "\"headers\":{\"Content-Type\":\"text/plain; charset=us-ascii\"},\"body\":\"\u00fc\"");

        assertEquals(422, refused.status());
        assertEquals("header-refused", refused.problem());
        assertEquals(0, target.connections());
    }

    @Test
    void json_with_another_content_type_is_sent_with_that_alone() {
        Recorded request = sent(
                "PATCH",
                "\"headers\":{\"Content-Type\":\"application/json-patch+json\"},\"body\":[{\"op\":\"remove\"}]");

        assertEquals(List.of("application/json-patch+json"), request.headers("Content-Type"));
        assertEquals("[{\"op\":\"remove\"}]", request.bodyText());
    }

    @Test
    void bytes_are_sent_as_they_are() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Recorded request = sent("POST", "\"bodyBase64\":\"" + base64(every) + "\"");

        assertArrayEquals(every, request.body());
        assertEquals("application/octet-stream", request.header("Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({"'\"body\":\"\"',text/plain; charset=utf-8", "'\"bodyBase64\":\"\"',application/octet-stream"})
    void an_empty_body_is_sent_as_one(String body, String contentType) {
        Recorded request = sent("POST", body);

        assertEquals("0", request.header("Content-Length"));
        assertEquals(contentType, request.header("Content-Type"));
    }

    @Test
    void null_sends_no_body() {
        Recorded request = sent("POST", "\"body\":null");

        assertEquals("0", request.header("Content-Length"));
        assertNull(request.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void get_and_delete_may_have_a_body(String method) {
        assertEquals("{\"ids\":[1]}", sent(method, "\"body\":{\"ids\":[1]}").bodyText());
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,'\"body\":{}'",
        "OPTIONS,'\"body\":\"x\"'",
        "HEAD,'\"bodyBase64\":\"AA==\"'",
        "OPTIONS,'\"bodyBase64\":\"\"'"
    })
    void head_and_options_with_a_body_are_refused_and_nothing_is_sent(String method, String body) {
        Reply refused = worker.run(method, "/", body);

        assertEquals(422, refused.status());
        assertEquals("method-refused", refused.problem());
        assertEquals(0, target.connections());
    }

    @ParameterizedTest
    @ValueSource(ints = {MEBIBYTE, 7 * MEBIBYTE})
    void large_bytes_arrive_whole(int length) {
        byte[] bytes = random(length);

        assertArrayEquals(
                bytes, sent("PUT", "\"bodyBase64\":\"" + base64(bytes) + "\"").body());
    }

    @Test
    void a_request_of_ten_mebibytes_arrives_whole_and_one_byte_more_is_too_large() {
        int room = 10 * MEBIBYTE - worker.activity("POST", "/", "\"body\":\"\"").length();
        String text = "x".repeat(room);

        assertEquals(room, sent("POST", "\"body\":\"" + text + "\"").body().length);
        assertEquals(413, worker.run("POST", "/", "\"body\":\"" + text + "x\"").status());
        assertEquals(1, target.requests().size());
    }
}
