package dev.appconnector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityReaderTest {

    private static final String MINIMAL = "'connector':'crm','method':'GET','path':'/a'";

    private final ActivityReader reader = new ActivityReader(Duration.ofSeconds(30), Duration.ofMinutes(5));

    @Test
    void reads_every_field_in_any_order_and_keeps_the_headers_order() {
        ServerActivity activity = read("{'waitForResult':false,'timeout':1500,'headers':{'X-B':'2','X-A':'1','x-a':''},"
                + "'path':'/a?b=\\u00e9','method':'POST','connector':'Caf\\u00e9'}");

        assertEquals("Café", activity.connector());
        assertEquals("POST", activity.method());
        assertEquals("/a?b=é", activity.path());
        assertEquals(
                List.of(new HeaderField("X-B", "2"), new HeaderField("X-A", "1"), new HeaderField("x-a", "")),
                activity.headers());
        assertEquals(Duration.ofMillis(1500), activity.timeout());
        assertFalse(activity.waitForResult());
        assertNull(activity.body());
    }

    @Test
    void waits_for_the_result_for_the_default_time_unless_told_otherwise() {
        ServerActivity activity = read("{" + MINIMAL + "}");

        assertTrue(activity.waitForResult());
        assertEquals(Duration.ofSeconds(30), activity.timeout());
        assertEquals(List.of(), activity.headers());
    }

    @Test
    void j1_white_space_around_the_value_is_legal() {
        assertEquals("crm", read(" \r\n\t{" + MINIMAL + "}\n ").connector());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s} {}",
                "{%s}]",
                "{%s} 1",
                "{%s} x",
                "{%s,}",
                "{%s",
                "{%s,'headers':{",
                "{%s,'body':[1,]}",
                "{%s,'body':[1 2]}",
                "{%s,'body':{'a' 1}}",
                "{%s,'body':01}",
                "{%s,'body':+1}",
                "{%s,'body':.5}",
                "{%s,'body':1.}",
                "{%s,'body':1e}",
                "{%s,'body':-}",
                "{%s,'body':1x}",
                "{%s,'body':NaN}",
                "{%s,'body':[Infinity]}",
                "{%s,'body':tru}",
                "{%s,'body':nulls}",
                "{%s,'body':'\\x'}",
                "{%s,'body':['\\u12g4']}",
                "{%s,'body':'a\tb'}",
                "{%s,'body':'open}",
                "{%s,'body':'a\u0000b'}",
                "{%s,'timeout':NaN}",
                "/* c */{%s}",
                "{%s // c\n}",
                "{%s}# c",
                "",
                "  "
            })
    void j1_only_rfc_8259_is_read(String broken) {
        refused(broken.formatted(MINIMAL));
    }

    @Test
    void j1_single_quotes_are_refused() {
        String whole = "{'connector':'a','method':'GET','path':'/'}";
        Problem problem = assertThrows(Problem.class, () -> reader.read(whole.getBytes(StandardCharsets.UTF_8)));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{%s,'method':'GET'}                              | /method",
                "{%s,'m\\u0065thod':'GET'}                        | /method",
                "{%s,'body':1,'body':1}                           | /body",
                "{%s,'body':null,'body':1}                        | /body",
                "{%s,'headers':{'X-A':'1','X-A':'1'}}             | /headers/X-A",
                "{%s,'headers':{'X-A':'1','\\u0058-A':'1'}}       | /headers/X-A",
                "{%s,'headers':{'a/b~c':'1','a/b~c':'1'}}         | /headers/a~1b~0c"
            })
    void j2_a_repeated_name_is_refused_after_unescaping(String json, String pointer) {
        Problem problem = refused(json.formatted(MINIMAL));
        assertEquals(pointer, problem.errors().get(0).field());
        assertTrue(problem.detail().contains("J2"));
    }

    @Test
    void j2_names_inside_the_body_may_repeat() {
        assertEquals("{\"a\":1,\"a\":2}", bodyOf("{'a':1,'a':2}"));
    }

    @ParameterizedTest
    @CsvSource({"@class, /@class", "Method, /Method", "activity, /activity", "'', ''", "a b, ''"})
    void j3_an_unknown_field_is_refused(String name, String pointer) {
        Problem problem = refused("{%s,'%s':1}".formatted(MINIMAL, name));
        assertEquals(pointer, problem.errors().get(0).field());
        assertTrue(problem.detail().contains("J3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'connector':5,'method':'GET','path':'/a'}    | /connector",
                "{'connector':null,'method':'GET','path':'/a'} | /connector",
                "{'connector':['a'],'method':'GET','path':''}  | /connector",
                "{'connector':'a','method':true,'path':'/a'}   | /method",
                "{'connector':'a','method':'GET','path':{}}    | /path",
                "{%s,'headers':null}                           | /headers",
                "{%s,'headers':[]}                             | /headers",
                "{%s,'headers':'X: y'}                         | /headers",
                "{%s,'headers':{'X-A':1}}                      | /headers/X-A",
                "{%s,'headers':{'X-A':null}}                   | /headers/X-A",
                "{%s,'headers':{'X-A':['1']}}                  | /headers/X-A",
                "{%s,'bodyBase64':1}                           | /bodyBase64",
                "{%s,'bodyBase64':null}                        | /bodyBase64",
                "{%s,'timeout':'1000'}                         | /timeout",
                "{%s,'timeout':null}                           | /timeout",
                "{%s,'timeout':1.5}                            | /timeout",
                "{%s,'timeout':1.0}                            | /timeout",
                "{%s,'timeout':1e3}                            | /timeout",
                "{%s,'timeout':1e400}                          | /timeout",
                "{%s,'waitForResult':'true'}                   | /waitForResult",
                "{%s,'waitForResult':1}                        | /waitForResult",
                "{%s,'waitForResult':null}                     | /waitForResult",
                "5                                             | ``",
                "[]                                            | ``",
                "null                                          | ``",
                "'text'                                        | ``"
            })
    void j4_a_wrong_type_is_refused_and_not_coerced(String json, String pointer) {
        Problem problem = refused(json.formatted(MINIMAL));
        assertEquals(pointer, problem.errors().get(0).field());
        assertTrue(problem.detail().contains("J4"));
    }

    @Test
    void j4_all_that_is_missing_is_told_at_once() {
        Problem problem = refused("{'method':'GET'}");
        assertEquals(
                List.of("/connector", "/path"),
                problem.errors().stream().map(Problem.FieldError::field).toList());
    }

    @Test
    void j5_the_document_is_at_most_100_deep() {
        String deepest = "[".repeat(99) + "]".repeat(99);
        assertEquals(deepest, bodyOf(deepest));
        Problem problem = refused("{%s,'body':[%s]}".formatted(MINIMAL, deepest));
        assertEquals("/body", problem.errors().get(0).field());
        assertTrue(problem.detail().contains("100 deep"), problem.detail());
        refused("[".repeat(100_000));
    }

    @ParameterizedTest
    @CsvSource({"'',''", "-,''", "'',.5", "'',e7", "[,]", "{\"a\":,}"})
    void j5_a_number_has_at_most_1000_characters(String before, String after) {
        int digits = 1000 - (before + after).replaceAll("[\\[\\]{}:a\"]", "").length();
        String longest = before + "9".repeat(digits) + after;
        assertEquals(longest, bodyOf(longest));
        assertTrue(refused("{%s,'body':%s}".formatted(MINIMAL, before + "9".repeat(digits + 1) + after))
                .detail()
                .contains("J5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "é", "語", "😀", "\\u0041"})
    void j5_a_name_has_at_most_1024_characters(String character) {
        String body = "[{\"%s\":0}]";
        assertEquals(body.formatted(character.repeat(1024)), bodyOf(body.formatted(character.repeat(1024))));
        assertTrue(refused("{%s,'body':%s}".formatted(MINIMAL, body.formatted(character.repeat(1025))))
                .detail()
                .contains("J5"));
    }

    @ParameterizedTest
    @CsvSource({"{%s:1}", "{'headers':{%s:'1'}}"})
    void j5_names_outside_the_body_are_bounded_too(String json) {
        assertTrue(
                refused(json.formatted("'" + "k".repeat(1025) + "'")).detail().contains("J5"));
        assertFalse(
                refused(json.formatted("'" + "k".repeat(1024) + "'")).detail().contains("J5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3",
                "c0af",
                "c1bf",
                "e080af",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "80",
                "ff",
                "e282",
                "f09f98"
            })
    void j7_what_is_not_utf_8_is_refused_wherever_it_stands(String hex) {
        for (String json : List.of("{%s,'body':'~'}", "{%s,'body':['\\n~']}", "{%s,'~':1}", "{%s,'path':'~'}")) {
            byte[] request = splice(json.formatted(MINIMAL), hex);
            Problem problem = assertThrows(Problem.class, () -> reader.read(request));
            assertTrue(problem.detail().contains("J7"), problem.detail());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf", "7f"})
    void j7_the_first_and_last_of_each_utf_8_length_pass(String hex) {
        byte[] request = splice("{%s,'body':['~']}".formatted(MINIMAL), hex);
        RequestBody body = reader.read(request).body();
        assertEquals(4 + hex.length() / 2, body.length());
    }

    @Test
    void j7_a_byte_order_mark_is_refused() {
        Problem problem = refused("\ufeff{" + MINIMAL + "}");
        assertTrue(problem.detail().contains("byte order mark"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void j7_no_other_encoding_is_guessed(String charset) {
        byte[] request = ("{" + MINIMAL + "}").replace('\'', '"').getBytes(Charset.forName(charset));
        assertEquals(
                Problem.Type.MALFORMED_REQUEST,
                assertThrows(Problem.class, () -> reader.read(request)).type());
    }

    @ParameterizedTest
    @CsvSource({
        "0,false",
        "1,true",
        "300000,true",
        "300001,false",
        "-1,false",
        "-0,false",
        "2147483648,false",
        "9223372036854775807,false",
        "9223372036854775808,false",
        "-9223372036854775809,false"
    })
    void t2_a_timeout_is_1_to_300000_ms(String timeout, boolean allowed) {
        String json = "{%s,'timeout':%s}".formatted(MINIMAL, timeout);
        if (allowed) {
            assertEquals(Duration.ofMillis(Long.parseLong(timeout)), read(json).timeout());
        } else {
            Problem problem = assertThrows(Problem.class, () -> read(json));
            assertEquals(Problem.Type.TIMEOUT_REFUSED, problem.type());
            assertEquals("/timeout", problem.errors().get(0).field());
        }
    }

    @Test
    void t2_a_document_that_is_broken_later_is_malformed_before_its_timeout_is_refused() {
        refused("{'timeout':0,%s,'x':1}".formatted(MINIMAL));
        refused("{'timeout':0}");
    }

    @Test
    void a_syntax_error_is_told_by_its_line_and_column() {
        Problem problem = refused("{%s,\n'body':{\n  'a':1,,\n}}".formatted(MINIMAL));
        assertEquals("/body", problem.errors().get(0).field());
        assertTrue(problem.detail().contains("line 3, column 9"), problem.detail());
    }

    @Test
    void many_headers_are_read_in_time() {
        String headers =
                IntStream.range(0, 200_000).mapToObj(i -> "'h" + i + "':''").collect(Collectors.joining(","));
        assertEquals(
                200_000,
                read("{%s,'headers':{%s}}".formatted(MINIMAL, headers))
                        .headers()
                        .size());
    }

    @Test
    void an_activity_prints_nothing_of_what_it_sends() {
        String printed =
                read("{'connector':'mark','method':'mark','path':'/mark','headers':{'mark':'mark'},'body':'mark'}")
                        .toString();
        assertFalse(printed.contains("mark"), printed);
    }

    @Test
    void a_default_timeout_beyond_the_maximum_is_no_reader() {
        assertThrows(
                IllegalArgumentException.class, () -> new ActivityReader(Duration.ofMillis(2), Duration.ofMillis(1)));
        assertThrows(IllegalArgumentException.class, () -> new ActivityReader(Duration.ZERO, Duration.ofMillis(1)));
    }

    private String bodyOf(String json) {
        RequestBody body = read("{%s,'body':%s}".formatted(MINIMAL, json)).body();
        return new String(body.bytes(), body.offset(), body.length(), StandardCharsets.UTF_8);
    }

    private ServerActivity read(String json) {
        return reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private Problem refused(String json) {
        Problem problem = assertThrows(Problem.class, () -> read(json));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type(), problem.detail());
        assertFalse(problem.errors().isEmpty());
        return problem;
    }

    private static byte[] splice(String json, String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] parts = json.replace('\'', '"').split("~");
        bytes.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(java.util.HexFormat.of().parseHex(hex));
        bytes.writeBytes(parts[1].getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
