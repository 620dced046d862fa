package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Recorded;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value changes the shape of what a saved activity sends, and each that is wrong is named. */
class ActivityValuesTest extends Activities {

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final String HARMLESS = "{{b}}";

    private static RunningAppConnector program;

    private String inAll;

    ActivityValuesTest() {
        super(program);
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        program = TestDatabase.EMBEDDED.start(data);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makeActivity() {
        Map<String, Object> required = Map.of("type", "string", "required", true);
        inAll = named(Map.of(
                "path", "/a/{p}/z?q={q}&r=1",
                "headers", Map.of("X-Value", "<{{h}}>"),
                "body", Map.of("alone", "{{b}}", "within", "-{{b}}-", "{{b}}", "name"),
                "parameters",
                        Map.of(
                                "p", required,
                                "q", Map.of("type", "string", "default", ""),
                                "h", TEXT,
                                "b", TEXT)));
    }

    private static Map<String, Object> values(String name, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("p", "x"));
        values.put(name, value);
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "%2f",
                "%2F..",
                "a?b=c",
                "#x",
                "a&r=2",
                "a=b",
                "+",
                " ",
                "{{q}}",
                "{q}",
                "${body}",
                "$simple{body}",
                "{{env:PATH}}",
                "a;b",
                "\"",
                "\\",
                "'",
                "@evil.example",
                ":80",
                "http://evil.example",
                "é",
                "日本",
                "😀",
                "~",
                "%",
                "%zz",
                "<script>",
                "a\tb"
            })
    void v3_a_value_stays_one_part_of_the_path_and_one_value_of_the_query(String value) {
        Recorded inQuery = sent(inAll, values("q", value));
        String query = inQuery.target();
        assertTrue(query.startsWith("/v1/a/x/z?q=") && query.endsWith("&r=1"), query);
        String sent = query.substring("/v1/a/x/z?q=".length(), query.length() - "&r=1".length());
        assertTrue(sent.matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*"), sent);
        assertEquals(value, decoded(sent));
        assertEquals("crm.example", inQuery.header("Host"));

        Reply reply = run(inAll, values("p", value));
        if (reply.status() == 200) {
            String path = target.takeRequest(PATIENCE).target();
            assertTrue(path.startsWith("/v1/a/") && path.endsWith("/z?q=&r=1"), path);
            String part = path.substring("/v1/a/".length(), path.length() - "/z?q=&r=1".length());
            assertEquals(value, decoded(part));
            assertFalse(part.contains("/"), part);
        } else {
            refused(422, "path-refused", reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../",
                "../../x",
                "..%2f",
                "%2e%2e",
                "%2e%2e%2fx",
                "..;x",
                "a/../../b",
                ".%2e",
                "..\\",
                "a\r\nb",
                "\u0000"
            })
    void v3_what_would_lead_elsewhere_is_refused_by_the_guard(String value) {
        refused(422, "path-refused", run(inAll, values("p", value)));
        assertEquals(0, target.requests().size());
    }

    @Test
    void v3_a_part_of_the_path_is_never_empty() {
        Reply reply = run(inAll, values("p", ""));

        refused(422, "parameters-invalid", reply);
        assertEquals(List.of("/parameters/p"), places(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\",\"x\":\"",
                "\"}",
                "{{b}}",
                "{{p}}",
                "${body}",
                "{{env:PATH}}",
                "line\r\nfeed",
                "\u0000",
                "\u2028",
                "</script>",
                "é😀",
                "\\u0022",
                ""
            })
    void v4_a_value_stays_one_string_of_the_json(String value) throws Exception {
        JsonNode body = RunningAppConnector.JSON.readTree(
                sent(inAll, values("b", value)).bodyText());

        assertEquals(3, body.size());
        assertEquals(value, body.get("alone").textValue());
        assertEquals("-" + value + "-", body.get("within").textValue());
        assertEquals("name", body.get(HARMLESS).textValue(), "names are no places");
    }

    @Test
    void v4_a_value_that_stands_alone_keeps_its_type_and_its_digits() {
        String name = newName();
        String document = """
                {"name":"%s","connector":"%s","method":"POST","path":"/",
                 "body":  [ "{{s}}" , "{{i}}","{{n}}","{{t}}","{{none}}","n={{n}} t={{t}} none={{none}}", 1.50, {"a":1,"a":2} ],
                 "parameters":{"s":{"type":"string"},"i":{"type":"integer"},"n":{"type":"number"},"t":{"type":"boolean"},
                   "none":{"type":"string"}}}""".formatted(name, connector);
        assertEquals(201, app.post(ACTIVITIES, document).status());

        Reply reply = app.post(
                RUNS,
                "{\"activity\":\"%s\",\"parameters\":{\"s\":\"7\",\"i\":12345678901234567890,\"n\":1.50,\"t\":true}}"
                        .formatted(name));

        assertEquals(200, reply.status(), reply.text());
        assertEquals(
                "[ \"7\" , 12345678901234567890,1.50,true,null,\"n=1.50 t=true none=\", 1.50, {\"a\":1,\"a\":2} ]",
                target.takeRequest(PATIENCE).bodyText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: 1", "a\nb", "é", "\u0000", "\u007f"})
    void v5_a_value_adds_no_header(String value) {
        Reply reply = run(inAll, values("h", value));

        refused(422, "parameters-invalid", reply);
        assertEquals(List.of("/parameters/h"), places(reply));
        assertFalse(reply.text().contains("X-Injected"));
        assertEquals(0, target.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{p}}", "${body}", "\"", "a: b", "", "{{env:PATH}}"})
    void v5_a_value_in_a_header_is_its_text(String value) {
        Recorded request = sent(inAll, values("h", value));

        assertEquals(List.of("<" + value + ">"), request.headers("X-Value"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"s\":\"{{b}}\"}|{\"s\":\"a\\\"&<b>\"}",
                "application/x-www-form-urlencoded|s={{b}}&t=1|s=a%22%26%3Cb%3E&t=1",
                "text/xml|<s t=\"{{b}}\"/>|<s t=\"a&quot;&amp;&lt;b&gt;\"/>",
                "text/plain|{{b}}|a\"&<b>"
            })
    void v4_in_a_body_that_is_text_a_value_is_written_in_its_language(String type, String body, String sent) {
        String name =
                named(Map.of("headers", Map.of("Content-Type", type), "body", body, "parameters", Map.of("b", TEXT)));

        assertEquals(sent, sent(name, Map.of("b", "a\"&<b>")).bodyText());
    }

    @Test
    void v2_each_parameter_that_is_wrong_is_named_with_one_entry() {
        Map<String, Object> parameters = Map.of(
                "missing", Map.of("type", "string", "required", true),
                "type", Map.of("type", "integer", "minimum", 1),
                "low", Map.of("type", "integer", "minimum", 1),
                "high", Map.of("type", "number", "maximum", 1.5),
                "short", Map.of("type", "string", "minLength", 2, "pattern", "^[a-z]+$"),
                "long", Map.of("type", "string", "maxLength", 2),
                "other", Map.of("type", "string", "enum", List.of("a", "b")),
                "odd", Map.of("type", "string", "pattern", "^[a-z]+$"),
                "right", Map.of("type", "boolean"));
        String name = named(Map.of("parameters", parameters));
        Map<String, Object> values = new HashMap<>(Map.of(
                "type",
                "1",
                "low",
                0,
                "high",
                1.6,
                "short",
                "1",
                "long",
                "abc",
                "other",
                "c",
                "odd",
                "A-secret-value",
                "right",
                true,
                "unknown",
                1));

        Reply reply = run(name, values);

        refused(422, "parameters-invalid", reply);
        List<String> places = places(reply);
        assertEquals(
                List.of("high", "long", "low", "missing", "odd", "other", "short", "type", "unknown").stream()
                        .map(each -> "/parameters/" + each)
                        .toList(),
                places.stream().sorted().toList());
        assertFalse(reply.text().contains("A-secret-value"), reply.text());
        values.remove("unknown");
        values.putAll(Map.of(
                "missing", "", "type", 1, "low", 1, "high", 1.5, "short", "ab", "long", "a😀", "other", "b", "odd",
                "a"));
        assertEquals(200, run(name, values).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string|\"1\"|true", "string|1|false", "string|null|false", "string|[]|false", "string|{}|false",
                "string|\"\\ud800\"|false", "integer|1|true", "integer|-1|true", "integer|1.0|false",
                        "integer|1e3|false",
                "integer|\"1\"|false", "integer|true|false", "number|1|true", "number|1.5|true", "number|1e3|true",
                "number|\"1\"|false", "boolean|true|true", "boolean|0|false", "boolean|\"true\"|false"
            })
    void v2_a_value_is_of_the_parameters_type_without_any_conversion(String type, String value, boolean right) {
        String name = named(Map.of("parameters", Map.of("x", Map.of("type", type))));

        Reply reply = app.post(RUNS, "{\"activity\":\"%s\",\"parameters\":{\"x\":%s}}".formatted(name, value));

        assertEquals(right ? 200 : 422, reply.status(), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e99999999999", "-1e-999999999", "1.0e1002"})
    void v2_a_number_that_no_memory_holds_is_refused(String number) {
        String name = named(Map.of("parameters", Map.of("x", Map.of("type", "number", "maximum", 5))));

        refused(
                400,
                "malformed-request",
                app.post(RUNS, "{\"activity\":\"%s\",\"parameters\":{\"x\":%s}}".formatted(name, number)));
    }

    @Test
    void v2_a_pattern_takes_no_longer_than_its_text() {
        String name = named(Map.of("parameters", Map.of("x", Map.of("type", "string", "pattern", "^(a+)+$"))));

        refused(422, "parameters-invalid", run(name, Map.of("x", "a".repeat(50_000) + "!")));
    }

    @Test
    void j2_a_parameter_stands_once() {
        refused(
                400,
                "malformed-request",
                app.post(
                        RUNS, "{\"activity\":\"%s\",\"parameters\":{\"p\":\"a\",\"\\u0070\":\"b\"}}".formatted(inAll)));
    }

    @Test
    void what_values_make_is_no_longer_than_a_request_may_be() {
        ObjectNode body = RunningAppConnector.JSON.createObjectNode();
        for (int i = 0; i < 100; i++) {
            body.put("m" + i, "{{x}}");
        }
        String name = named(Map.of("body", body, "parameters", Map.of("x", TEXT)));

        refused(413, "too-large", run(name, Map.of("x", "a".repeat(200_000))));
        assertEquals(200, run(name, Map.of("x", "a".repeat(20_000))).status());
    }
}
