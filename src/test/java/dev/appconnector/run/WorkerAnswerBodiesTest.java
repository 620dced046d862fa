package dev.appconnector.run;

import static dev.appconnector.testkit.CallingTarget.answered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.WaitingRuns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a target has for a body comes back as the contract says, by its media type and its framing. */
class WorkerAnswerBodiesTest extends WaitingRuns {

    private static final int MEBIBYTE = 1_048_576;

    private JsonNode got(Answer answer) {
        target.next(answer);
        return answered(worker.get());
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
                "{ \"a\" :\t1 ,\r\n\"b\":[ 1,2 , 3 ] }",
                "{\"a\":1,\"a\":2}",
                "[123456789012345678901234567890.1234567890e+400]",
                "{\"\\u0061\":\"\\u00fc\\/\\ud83d\\ude00 \u00fc \ud83d\ude00\"}",
                "\"text\"",
                "null",
                " true\n"
            })
    void json_of_the_target_is_spliced_in_unchanged(String body) {
        target.next(Answer.json(body));
        Reply reply = worker.get();

        assertTrue(reply.text().contains(",\"body\":" + body + ",\"bodyType\":\"json\""), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/problem+json", "text/json;charset=utf-8"})
    void each_json_media_type_is_json(String type) {
        JsonNode envelope = got(Answer.status(200).header("Content-Type", type).body("{\"a\":1}"));

        assertEquals("json", envelope.get("bodyType").textValue());
        assertEquals(1, envelope.at("/body/a").intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{'a':1}", "{\"a\":1}{}", "NaN", "\ufeff{}"})
    void broken_json_is_text(String body) {
        JsonNode envelope = got(Answer.json(body));

        assertEquals("text", envelope.get("bodyType").textValue());
        assertEquals(body, envelope.get("body").textValue());
    }

    @Test
    void text_is_decoded_with_its_charset() {
        JsonNode envelope = got(Answer.status(200)
                .header("Content-Type", "text/html; charset=\"iso-8859-1\"")
                .body("<p>\u00fc\"\\\u00df</p>\n".getBytes(StandardCharsets.ISO_8859_1)));

        assertEquals("text", envelope.get("bodyType").textValue());
        assertEquals("<p>\u00fc\"\\\u00df</p>\n", envelope.get("body").textValue());
    }

    @ParameterizedTest
    @CsvSource({"text/plain; charset=klingon", "image/png", "application/octet-stream", "'text/plain; charset=utf-8'"})
    void what_is_no_readable_text_is_base64(String type) {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe, 10};
        JsonNode envelope = got(Answer.status(200).header("Content-Type", type).body(bytes));

        assertEquals("base64", envelope.get("bodyType").textValue());
        assertEquals(base64(bytes), envelope.get("body").textValue());
    }

    @Test
    void a_body_without_content_type_is_base64() {
        JsonNode envelope = got(Answer.status(200).body("plain"));

        assertEquals("base64", envelope.get("bodyType").textValue());
        assertEquals(
                base64("plain".getBytes(StandardCharsets.US_ASCII)),
                envelope.get("body").textValue());
    }

    @Test
    void a_compressed_body_is_handed_over_as_it_came() {
        Answer packed =
                Answer.status(200).header("Content-Type", "application/json").gzip("{\"a\":1}");
        JsonNode envelope = got(packed);

        assertEquals("base64", envelope.get("bodyType").textValue());
        assertEquals("gzip", envelope.at("/headers/content-encoding/0").textValue());
        byte[] body = Base64.getDecoder().decode(envelope.get("body").textValue());
        assertEquals(0x1f8b, (body[0] & 0xff) << 8 | body[1] & 0xff);
    }

    @Test
    void an_empty_body_is_none() {
        JsonNode envelope = got(Answer.json(""));

        assertEquals("none", envelope.get("bodyType").textValue());
        assertTrue(envelope.get("body").isNull());
    }

    @Test
    void chunks_are_joined_and_trailers_left_out() {
        JsonNode envelope = got(Answer.status(200)
                .header("Content-Type", "application/json")
                .chunks("{\"a\"", ":", "\"\u20ac\"}")
                .trailer("X-Late", "1"));

        assertEquals("\u20ac", envelope.at("/body/a").textValue());
        assertEquals(List.of("content-type"), List.copyOf(names(envelope)));
    }

    private static List<String> names(JsonNode envelope) {
        List<String> names = new ArrayList<>();
        envelope.get("headers").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void an_answer_of_http_1_0_ends_with_its_connection() {
        JsonNode envelope = got(Answer.status(200)
                .header("Content-Type", "text/plain")
                .body("old")
                .http10());

        assertEquals("old", envelope.get("body").textValue());
    }

    @Test
    void an_answer_as_long_as_is_allowed_comes_back_whole() {
        byte[] bytes = random(10 * MEBIBYTE);

        JsonNode envelope =
                got(Answer.status(200).header("Content-Type", "image/png").body(bytes));

        assertEquals(base64(bytes), envelope.get("body").textValue());
    }

    @Test
    void chunks_as_long_in_all_as_is_allowed_come_back_whole() {
        String mebibyte = "x".repeat(MEBIBYTE);
        String[] chunks = new String[10];
        Arrays.fill(chunks, mebibyte);

        JsonNode envelope =
                got(Answer.status(200).header("Content-Type", "text/plain").chunks(chunks));

        assertEquals(10 * MEBIBYTE, envelope.get("body").textValue().length());
    }
}
