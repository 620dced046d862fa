package dev.appconnector.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.egress.HeaderField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final ObjectMapper ANY = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(5000).build())
            .build());

    @Test
    void the_whole_answer_stands_as_the_contract_has_it() {
        Answer answer = new Answer(
                201,
                List.of(
                        new HeaderField("Content-Type", "application/json"),
                        new HeaderField("Link", "a"),
                        new HeaderField("ETag", "\"1\""),
                        new HeaderField("LINK", "b")),
                "application/json",
                utf8("{ \"id\":\"500\" }"));

        assertEquals(
                "{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"outcome\":\"answered\",\"status\":201,"
                        + "\"headers\":{\"content-type\":[\"application/json\"],\"link\":[\"a\",\"b\"],"
                        + "\"etag\":[\"\\\"1\\\"\"]},\"body\":{ \"id\":\"500\" },\"bodyType\":\"json\","
                        + "\"durationMs\":87,\"attempts\":1}",
                text(Envelope.of(ID, answer, 87, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                " [1 , 2]\r\n",
                "\"é😀\"",
                "\"\\ud800\"",
                "1e400",
                "-0",
                "null",
                "true",
                "{\"n\":100000000000000000000000000000000000001}"
            })
    void json_is_spliced_in_unchanged(String json) {
        for (String type : List.of("application/json", "application/problem+json; charset=utf-8", "TEXT/JSON")) {
            String envelope = text(envelope(type, utf8(json)));
            assertEquals(true, envelope.contains("\"body\":" + json + ",\"bodyType\":\"json\""), envelope);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}{}",
                "{'a':1}",
                "[1,]",
                "NaN",
                "01",
                "1 2",
                "x",
                " ",
                "\"a\tb\"",
                "\ufeff{}",
                "{} //",
                "\"open"
            })
    void json_that_is_not_valid_is_text(String notJson) throws IOException {
        JsonNode envelope = read(envelope("application/json", utf8(notJson)));
        assertEquals("text", envelope.path("bodyType").asText());
        assertEquals(notJson, envelope.path("body").asText());
    }

    @Test
    void json_may_be_1000_deep_and_is_text_beyond() throws IOException {
        assertEquals("json", typeOf("application/json", utf8("[".repeat(1000) + "]".repeat(1000))));
        assertEquals("text", typeOf("application/json", utf8("[".repeat(1001) + "]".repeat(1001))));
        assertEquals("text", typeOf("application/json", utf8("[".repeat(100_000))));
    }

    @Test
    void json_in_another_encoding_is_never_spliced_in() throws IOException {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("text", typeOf("application/json", utf16)); // its zero bytes are UTF-8, and become escapes
        JsonNode declared = read(envelope("application/json; charset=utf-16le", utf16));
        assertEquals("{\"a\":1}", declared.path("body").asText());
        assertEquals("base64", typeOf("application/json", new byte[] {'"', (byte) 0xe9, '"'}));
        JsonNode latin = read(envelope("application/json; charset=iso-8859-1", new byte[] {'"', (byte) 0xe9, '"'}));
        assertEquals("\"é\"", latin.path("body").asText());
        assertEquals("text", latin.path("bodyType").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, UTF-8",
        "text/html;charset=ISO-8859-1, ISO-8859-1",
        "text/plain; charset=\"windows-1252\", windows-1252",
        "text/csv; charset=utf-16, UTF-16",
        "application/xml, UTF-8",
        "image/svg+xml, UTF-8",
        "application/javascript, UTF-8",
        "Application/X-WWW-Form-URLencoded, UTF-8"
    })
    void textual_types_are_decoded_with_their_charset(String type, String charset) throws IOException {
        String text = "Zoë said: \"\\\" \u0000\u0001\b\f\n\r\t\u001f \u007f </script>";
        JsonNode envelope = read(envelope(type, text.getBytes(Charset.forName(charset))));
        assertEquals("text", envelope.path("bodyType").asText());
        assertEquals(text, envelope.path("body").asText());
    }

    @Test
    void every_ascii_character_and_every_utf_8_length_survives_as_text() throws IOException {
        StringBuilder text = new StringBuilder("\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff\u2028");
        for (char c = 0; c < 128; c++) {
            text.append(c).append(c);
        }
        assertEquals(
                text.toString(),
                read(envelope("text/plain", utf8(text.toString()))).path("body").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, ff",
        "text/plain; charset=us-ascii, c3a9",
        "text/plain; charset=utf-16be, d800",
        "text/plain; charset=no-such, 41",
        "text/plain; charset=a b, 41",
        "application/octet-stream, 41",
        "image/png, 89504e47",
        "application/vnd.acme+json-not, 7b7d",
        "nonsense, 41",
        ", 7b7d"
    })
    void all_else_is_base64(String type, String hex) throws IOException {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        JsonNode envelope = read(envelope(type, bytes));
        assertEquals("base64", envelope.path("bodyType").asText());
        assertEquals(
                Base64.getEncoder().encodeToString(bytes), envelope.path("body").asText());
    }

    @Test
    void a_body_that_is_still_compressed_is_base64() throws IOException {
        Answer answer = new Answer(
                200, List.of(new HeaderField("Content-Encoding", "gzip")), "text/plain; charset=latin1", utf8("gz"));
        assertEquals(
                "base64", read(Envelope.of(ID, answer, 1, 1)).path("bodyType").asText());
    }

    @Test
    void no_body_is_null_and_none() throws IOException {
        JsonNode envelope = read(envelope("application/json", new byte[0]));
        assertEquals("none", envelope.path("bodyType").asText());
        assertEquals(true, envelope.path("body").isNull());
        assertEquals(true, envelope.path("headers").isEmpty());
    }

    @Test
    void header_values_beyond_ascii_stay_json() throws IOException {
        String value = "\"\\\t é語😀\ud800x";
        Answer answer = new Answer(200, List.of(new HeaderField("X-\"Ü", value)), null, new byte[0]);
        JsonNode headers = read(Envelope.of(ID, answer, 1, 1)).path("headers");
        assertEquals(value, headers.path("x-\"ü").path(0).asText());
    }

    @Test
    void the_buffer_is_exactly_as_long_as_the_text_for_10_mib_too() throws IOException {
        for (String type : List.of("application/json", "text/plain", "image/png")) {
            ByteBuffer buffer = envelope(type, utf8("[" + "\"\\n\",".repeat(2_000_000) + "0]"));
            assertEquals(buffer.capacity(), buffer.limit());
            assertEquals(0, buffer.arrayOffset() + buffer.position());
            assertFalse(read(buffer).path("body").isMissingNode());
        }
    }

    private static ByteBuffer envelope(String contentType, byte[] body) {
        return Envelope.of(ID, new Answer(200, List.of(), contentType, body), 5, 1);
    }

    private static String typeOf(String contentType, byte[] body) throws IOException {
        return read(envelope(contentType, body)).path("bodyType").asText();
    }

    private static JsonNode read(ByteBuffer envelope) throws IOException {
        return ANY.readTree(envelope.array());
    }

    private static String text(ByteBuffer envelope) {
        return new String(envelope.array(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
