package dev.appconnector.activity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityBodyTest {

    private static final String FIELDS = "\"connector\":\"crm\",\"method\":\"POST\",\"path\":\"/é\"";

    private final ActivityReader reader = new ActivityReader(Duration.ofSeconds(30), Duration.ofMinutes(5));

    static Stream<String> valuesThatAreNoText() {
        return Stream.of(
                "{}",
                "[]",
                "{ }",
                "[ \n ]",
                "true",
                "false",
                "0",
                "-0",
                "7",
                "-12.50",
                "1E+2",
                "1e-07",
                "100000000000000000000000000000001",
                "0.1000000000000000000000000000000000001",
                "[1,2,3]",
                "[ 1 , 2\t,\r\n3 ]",
                "{\"a\":{\"b\":{\"c\":[[[1]]]}}}",
                "{ \"b\" : 1 , \"a\":[ null,true , \"x\" ]  }",
                "{\"a\":1,\"a\":2,\"\":3}",
                "{\"\\u0061\\n\":\"\\/\\\"\\\\ \\ud83d\\ude00 \\ud800\"}",
                "[\"é語😀\",\"}\",\"]\",\"{[\"]",
                "[[],{},[{}]]",
                "{\"CamelHttpUri\":\"x\",\"connector\":\"y\",\"${a}\":\"{{b}}\"}");
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoText")
    void j9_any_value_but_text_is_exactly_the_bytes_between_its_first_and_last(String value) {
        for (String before : new String[] {"", " ", "\n\t\r  "}) {
            for (String after : new String[] {"}", ",\"timeout\":5}", " }", "\n, \"timeout\" :5 } "}) {
                byte[] request = utf8("{%s,\"body\"%s:%s%s%s".formatted(FIELDS, before, before, value, after));
                RequestBody body = reader.read(request).body();

                assertSame(request, body.bytes(), "nothing is copied");
                assertEquals(value, text(body));
                assertEquals(RequestBody.JSON, body.defaultContentType());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoText")
    void j9_the_range_is_right_where_the_body_comes_first(String value) {
        RequestBody body =
                reader.read(utf8("{\"body\":%s,%s}".formatted(value, FIELDS))).body();
        assertEquals(value, text(body));
    }

    @Test
    void a_body_of_10_mib_is_a_range_as_well() {
        StringBuilder value = new StringBuilder("[");
        while (value.length() < 10_485_760 - 200) {
            value.append("{\"name\":\"Zoë \\u00e9\",\"n\":-1.25e3},");
        }
        value.append("0]");
        assertEquals(value.toString(), text(bodyOf(value.toString())));
    }

    @Test
    void a_text_of_10_mib_without_escapes_is_not_copied() {
        String value = "é".repeat(5_000_000);
        byte[] request = utf8("{%s,\"body\":\"%s\"}".formatted(FIELDS, value));
        RequestBody body = reader.read(request).body();

        assertSame(request, body.bytes());
        assertEquals(value, text(body));
    }

    @Test
    void a_text_of_10_mib_with_escapes_is_unescaped() {
        assertEquals("é\n".repeat(1_000_000), text(bodyOf("\"" + "\\u00e9\\n".repeat(1_000_000) + "\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "é語😀|é語😀",
                "\\u0061\\/\\\\\\\"|a/\\\"",
                "\\ud83d\\ude00|😀",
                "end\\\\|end\\",
                "{\\\"a\\\":1}|{\"a\":1}",
                "a, } ] : b|a, } ] : b"
            })
    void a_text_is_sent_verbatim_in_utf_8(String written, String sent) {
        RequestBody body = bodyOf("\"" + written + "\"");
        assertEquals(sent, text(body));
        assertEquals("text/plain; charset=utf-8", body.defaultContentType());
    }

    @Test
    void absent_and_null_bodies_send_none_and_an_empty_text_sends_nothing_as_text() {
        assertNull(reader.read(utf8("{" + FIELDS + "}")).body());
        assertNull(bodyOf("null"));
        assertEquals(0, bodyOf("\"\"").length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udc00b", "\\ude00\\ud83d", "\\ud83dx"})
    void j9_a_text_with_half_a_surrogate_pair_is_malformed(String text) {
        Problem problem = assertThrows(Problem.class, () -> bodyOf("\"" + text + "\""));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
        assertTrue(problem.detail().contains("surrogate"));
        assertEquals("/body", problem.errors().get(0).field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain                          | UTF-8",
                "text/plain; charset=utf-8           | UTF-8",
                "text/csv;charset=ISO-8859-1         | ISO-8859-1",
                "text/csv; a=\\\";charset=x\\\"; Charset=\\\"windows-1252\\\" | windows-1252",
                "application/json; charset=utf-16le  | UTF-16LE",
                "text/plain; charset=utf-16          | UTF-16"
            })
    void a_text_is_sent_in_the_charset_that_its_content_type_names(String contentType, String charset) {
        RequestBody body = textWith(contentType, "Zoë");
        byte[] expected = "Zoë".getBytes(Charset.forName(charset));
        assertArrayEquals(expected, Arrays.copyOfRange(body.bytes(), body.offset(), body.offset() + body.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; charset=us-ascii",
                "text/plain; charset=no-such",
                "text/plain; charset=",
                "text/plain; charset=x-JISAutoDetect",
                "text/plain; charset=\\\"a b\\\""
            })
    void a_charset_that_is_unknown_or_lacks_a_character_refuses_the_header(String contentType) {
        Problem problem = assertThrows(Problem.class, () -> textWith(contentType, "Zoë"));
        assertEquals(Problem.Type.HEADER_REFUSED, problem.type());
        assertEquals("/headers/content-Type", problem.errors().get(0).field());
    }

    @Test
    void a_charset_changes_no_body_that_is_json_or_bytes() {
        String header = ",\"headers\":{\"Content-Type\":\"text/plain; charset=no-such\"}";
        assertEquals(
                "[\"é\"]",
                text(reader.read(utf8("{%s,\"body\":[\"é\"]%s}".formatted(FIELDS, header)))
                        .body()));
        assertNotNull(reader.read(utf8("{%s,\"bodyBase64\":\"AA==\"%s}".formatted(FIELDS, header)))
                .body());
    }

    @Test
    void base64_becomes_bytes_of_every_length() {
        for (int length = 0; length < 10; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) -5);
            String encoded = Base64.getEncoder().encodeToString(bytes);
            for (String written : new String[] {encoded, encoded.replace("/", "\\/")}) {
                RequestBody body = base64(written);
                assertArrayEquals(
                        bytes, Arrays.copyOfRange(body.bytes(), body.offset(), body.offset() + body.length()));
                assertEquals("application/octet-stream", body.defaultContentType());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QQ",
                "QQ=",
                "QR==",
                "QUJ=",
                "Q===",
                "=",
                "====",
                "QQ==QQ==",
                "QQ==\\n",
                " QQ==",
                "QU J",
                "-_-_",
                "QUJ\\u00e9",
                "QQ=A",
                "QUJé",
                "QUJDQ"
            })
    void base64_is_read_as_rfc_4648_has_it_and_no_laxer(String encoded) {
        Problem problem = assertThrows(Problem.class, () -> base64(encoded));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
        assertEquals("/bodyBase64", problem.errors().get(0).field());
    }

    @Test
    void body_and_body_base64_together_are_refused_in_either_order() {
        for (String both : new String[] {"\"body\":1,\"bodyBase64\":\"\"", "\"bodyBase64\":\"AA==\",\"body\":\"\""}) {
            Problem problem = assertThrows(Problem.class, () -> reader.read(utf8("{%s,%s}".formatted(FIELDS, both))));
            assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
            assertEquals("/bodyBase64", problem.errors().get(0).field());
        }
    }

    @Test
    void a_null_body_leaves_body_base64_alone() {
        byte[] request = utf8("{%s,\"body\":null,\"bodyBase64\":\"AA==\"}".formatted(FIELDS));
        assertEquals(1, reader.read(request).body().length());
    }

    private RequestBody bodyOf(String json) {
        return reader.read(utf8("{%s,\"body\":%s}".formatted(FIELDS, json))).body();
    }

    private RequestBody base64(String encoded) {
        return reader.read(utf8("{%s,\"bodyBase64\":\"%s\"}".formatted(FIELDS, encoded)))
                .body();
    }

    private RequestBody textWith(String contentType, String text) {
        String json = "{\"body\":\"%s\",\"headers\":{\"content-Type\":\"%s\"},%s}".formatted(text, contentType, FIELDS);
        return reader.read(utf8(json)).body();
    }

    private static String text(RequestBody body) {
        return new String(body.bytes(), body.offset(), body.length(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
