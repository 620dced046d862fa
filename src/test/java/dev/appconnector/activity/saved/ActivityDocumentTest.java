package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each field of a saved activity may be, with one case on each side of its bound. */
class ActivityDocumentTest extends Activities {

    private static RunningAppConnector program;

    ActivityDocumentTest() {
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

    private static Map<String, Object> many(int count, Object value) {
        Map<String, Object> many = new HashMap<>();
        IntStream.range(0, count).forEach(i -> many.put("x" + i, value));
        return many;
    }

    private static Arguments right(Map<String, ?> fields) {
        return Arguments.of(fields, null);
    }

    private static Arguments wrong(String place, Map<String, ?> fields) {
        return Arguments.of(fields, place);
    }

    private static Map<String, Object> parameter(Object... fields) {
        Map<String, Object> parameter = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            parameter.put((String) fields[i], fields[i + 1]);
        }
        return Map.of("parameters", Map.of("x", parameter));
    }

    private static Stream<Arguments> fields() {
        List<Arguments> rows = new ArrayList<>(List.of(
                right(Map.of("name", "a".repeat(63))),
                wrong("/name", Map.of("name", "b".repeat(64))),
                right(Map.of("name", "z")),
                wrong("/name", Map.of("name", "")),
                wrong("/name", Map.of("name", "Upper")),
                wrong("/name", Map.of("name", "9digit-first")),
                wrong("/name", Map.of("name", "-")),
                wrong("/name", Map.of("name", "under_score")),
                wrong("/name", Map.of("name", "with space")),
                wrong("/name", Map.of("name", "line\n")),
                wrong("/name", Map.of("name", "é")),
                wrong("/name", Map.of("name", "abcdef01-0000-7000-8000-000000000000")),
                right(Map.of("description", "d".repeat(1000))),
                wrong("/description", Map.of("description", "d".repeat(1001))),
                wrong("/description", Map.of("description", "a\u0000b")),
                wrong("/connector", Map.of("connector", "nobody's")),
                wrong("/connector", Map.of("connector", "01890000-0000-7000-8000-000000000000")),
                right(Map.of("method", "OPTIONS")),
                wrong("/method", Map.of("method", "post")),
                wrong("/method", Map.of("method", "TRACE")),
                wrong("/method", Map.of("method", "")),
                right(Map.of("path", "")),
                right(Map.of("path", "/" + "p".repeat(8191))),
                wrong("/path", Map.of("path", "/" + "p".repeat(8192))),
                wrong("/path", Map.of("path", "cases")),
                wrong("/path", Map.of("path", "//evil.example")),
                wrong("/path", Map.of("path", "/../x")),
                wrong("/path", Map.of("path", "/a#b")),
                wrong("/path", Map.of("path", "/%2e%2e/")),
                wrong("/path", Map.of("path", "/a\u0000")),
                wrong("/path", Map.of("path", "/{{env:PATH}}")),
                wrong("/path", Map.of("path", "/${body}")),
                right(Map.of("path", "/{y}/{0}")),
                right(Map.of("headers", many(64, "v"))),
                wrong("/headers", Map.of("headers", many(65, "v"))),
                right(Map.of("headers", Map.of("X-Long", "v".repeat(8192)))),
                wrong("/headers/X-Long", Map.of("headers", Map.of("X-Long", "v".repeat(8193)))),
                wrong("/headers/Authorization", Map.of("headers", Map.of("Authorization", "Bearer x"))),
                wrong("/headers", Map.of("headers", Map.of("a b", "v"))),
                wrong("/headers/X-A", Map.of("headers", Map.of("X-A", "a\r\nb"))),
                wrong("/headers/X-A", Map.of("headers", Map.of("X-A", "é"))),
                wrong("/body", Map.of("method", "HEAD", "body", "x")),
                right(Map.of("method", "GET", "body", "x")),
                right(Map.of("timeout", 1)),
                right(Map.of("timeout", 300000)),
                wrong("/timeout", Map.of("timeout", 0)),
                wrong("/timeout", Map.of("timeout", 300001)),
                right(Map.of("select", "$.items[*].id")),
                right(Map.of("select", "$['a','b']")),
                right(Map.of("select", "$..id")),
                right(Map.of("select", "$.items[?(@.n > 3 && @.t in ['x'])]")),
                wrong("/select", Map.of("select", "id")),
                wrong("/select", Map.of("select", "")),
                wrong("/select", Map.of("select", "$[")),
                wrong("/select", Map.of("select", "$.a[?(@.b =~ /(x+)+y/)]")),
                right(Map.of("select", "$." + "a".repeat(498))),
                wrong("/select", Map.of("select", "$." + "a".repeat(499)))));
        rows.addAll(List.of(
                right(Map.of("parameters", many(100, Map.of("type", "string")))),
                wrong("/parameters", Map.of("parameters", many(101, Map.of("type", "string")))),
                right(Map.of("parameters", Map.of("_" + "n".repeat(62), Map.of("type", "string")))),
                wrong("/parameters", Map.of("parameters", Map.of("n".repeat(64), Map.of("type", "string")))),
                wrong("/parameters/9", Map.of("parameters", Map.of("9", Map.of("type", "string")))),
                wrong("/parameters", Map.of("parameters", Map.of("a b", Map.of("type", "string")))),
                wrong("/parameters/x/type", parameter()),
                wrong("/parameters/x/type", parameter("type", "object")),
                right(parameter("type", "string", "minLength", 0, "maxLength", 10485760)),
                wrong("/parameters/x/minLength", parameter("type", "string", "minLength", -1)),
                wrong("/parameters/x/maxLength", parameter("type", "string", "maxLength", 10485761)),
                wrong("/parameters/x/maxLength", parameter("type", "string", "minLength", 3, "maxLength", 2)),
                wrong("/parameters/x/maxLength", parameter("type", "integer", "maxLength", 2)),
                wrong("/parameters/x/pattern", parameter("type", "boolean", "pattern", "a")),
                right(parameter("type", "string", "pattern", "p".repeat(500))),
                wrong("/parameters/x/pattern", parameter("type", "string", "pattern", "p".repeat(501))),
                wrong("/parameters/x/pattern", parameter("type", "string", "pattern", "(")),
                wrong("/parameters/x/pattern", parameter("type", "string", "pattern", "(?=a)")),
                right(parameter("type", "integer", "minimum", 3, "maximum", 3)),
                wrong("/parameters/x/maximum", parameter("type", "integer", "minimum", 3, "maximum", 2)),
                wrong("/parameters/x/minimum", parameter("type", "string", "minimum", 1)),
                right(parameter("type", "number", "minimum", 0.5)),
                right(parameter("type", "integer", "enum", List.of(1, 2), "default", 2)),
                wrong("/parameters/x/default", parameter("type", "integer", "enum", List.of(1, 2), "default", 3)),
                wrong("/parameters/x/default", parameter("type", "integer", "default", "3")),
                wrong("/parameters/x/default", parameter("type", "string", "maxLength", 2, "default", "abc")),
                right(parameter("type", "string", "default", "d".repeat(1000))),
                wrong("/parameters/x/default", parameter("type", "string", "default", "d".repeat(1001))),
                wrong("/parameters/x/enum", parameter("type", "string", "enum", List.of())),
                wrong(
                        "/parameters/x/enum",
                        parameter(
                                "type",
                                "string",
                                "enum",
                                IntStream.range(0, 101).mapToObj(i -> "v" + i).toList())),
                right(parameter(
                        "type",
                        "string",
                        "enum",
                        IntStream.range(0, 100).mapToObj(i -> "v" + i).toList())),
                wrong("/parameters/x/enum/1", parameter("type", "string", "enum", List.of("a", 1))),
                wrong("/parameters/x", Map.of("path", "/{x}", "parameters", Map.of("x", Map.of("type", "string")))),
                right(Map.of("path", "/{x}", "parameters", Map.of("x", Map.of("type", "string", "required", true)))),
                right(Map.of("path", "/{x}", "parameters", Map.of("x", Map.of("type", "string", "default", "a"))))));
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void v1_each_field_has_its_length_its_type_and_its_characters(Map<String, Object> fields, String place) {
        Reply reply = app.post(ACTIVITIES, document(fields));

        if (place == null) {
            assertEquals(201, reply.status(), reply.text());
            app.call("DELETE", ACTIVITIES + "/" + reply.json().get("id").textValue(), null);
        } else {
            refused(422, "activity-invalid", reply);
            assertEquals(List.of(place), places(reply), reply.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:1",
                "description:1",
                "connector:1",
                "method:[]",
                "path:{}",
                "headers:[]",
                "headers:{\"a\":1}",
                "timeout:1.5",
                "timeout:\"1\"",
                "timeout:1e3",
                "waitForResult:1",
                "waitForResult:\"true\"",
                "parameters:[]",
                "parameters:{\"x\":1}",
                "parameters:{\"x\":{\"type\":1}}",
                "parameters:{\"x\":{\"type\":\"string\",\"minLength\":1.5}}",
                "parameters:{\"x\":{\"type\":\"string\",\"items\":{}}}",
                "parameters:{\"x\":{\"type\":\"string\",\"required\":\"yes\"}}",
                "select:1",
                "unheardOf:1",
                "bodyBase64:\"AA==\""
            })
    void j3_and_j4_a_field_that_is_unknown_or_of_another_type_is_malformed(String field) {
        String name = field.substring(0, field.indexOf(':'));
        String value = field.substring(field.indexOf(':') + 1);
        Map<String, Object> rest = document(Map.of());
        rest.remove(name);
        String others = RunningAppConnector.JSON.valueToTree(rest).toString();

        Reply reply = app.post(ACTIVITIES, "{\"%s\":%s,%s".formatted(name, value, others.substring(1)));

        refused(400, "malformed-request", reply);
        assertTrue(places(reply).get(0).startsWith("/" + name), reply.text());
    }

    @Test
    void j4_all_that_is_missing_is_told_at_once() {
        Reply reply = app.post(ACTIVITIES, "{}");

        refused(400, "malformed-request", reply);
        assertEquals(List.of("/name", "/connector", "/method", "/path"), places(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"body\":{]}",
                "{\"body\":1,\"body\":2}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{} {}",
                "{\"body\":\"\\x\"}"
            })
    void j1_and_j2_what_is_not_one_json_object_is_malformed(String document) {
        refused(400, "malformed-request", app.post(ACTIVITIES, document));
    }

    @Test
    void j5_a_body_is_as_deep_as_a_request_may_be_and_no_deeper() {
        String document = "{\"name\":\"%s\",\"connector\":\"%s\",\"method\":\"PUT\",\"path\":\"/\",\"body\":%s}";
        String deep = "[".repeat(99) + "]".repeat(99);

        assertEquals(
                201,
                app.post(ACTIVITIES, document.formatted(newName(), connector, deep))
                        .status());
        refused(
                400,
                "malformed-request",
                app.post(ACTIVITIES, document.formatted(newName(), connector, "[" + deep + "]")));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_is_repeated() {
        Reply reply = app.post(
                ACTIVITIES,
                document(Map.of(
                        "name", "Secret Name",
                        "connector", "secret-connector",
                        "method", "SECRET",
                        "path", "secret",
                        "timeout", 0,
                        "headers", Map.of("X-A", "secret-é"),
                        "select", "secret",
                        "parameters", Map.of("x", Map.of("type", "secret")))));

        refused(422, "activity-invalid", reply);
        assertEquals(
                List.of(
                        "/connector",
                        "/headers/X-A",
                        "/method",
                        "/name",
                        "/parameters/x/type",
                        "/path",
                        "/select",
                        "/timeout"),
                places(reply).stream().sorted().toList());
        assertFalse(reply.text().toLowerCase().contains("secret"), reply.text());
    }

    @Test
    void a_body_is_kept_byte_for_byte() {
        String body = "{ \"a\" : 1.50, \"a\":2e5 ,\"\\u0041\":[\"{{unknown}}\", null ] }";
        String document = "{\"name\":\"%s\",\"connector\":\"%s\",\"method\":\"PUT\",\"path\":\"/\",\"body\":%s}"
                .formatted(newName(), connector, body);
        Reply made = app.post(ACTIVITIES, document);
        assertEquals(201, made.status(), made.text());

        assertTrue(made.text().contains("\"body\":" + body + ","), made.text());
        Reply read = app.get(ACTIVITIES + "/" + made.json().get("id").textValue());
        assertTrue(read.text().contains("\"body\":" + body + ","), read.text());
        assertEquals(body, sent(made.json().get("name").textValue(), Map.of()).bodyText());
    }

    @Test
    void two_headers_that_targets_read_as_one_are_refused() {
        Map<String, String> headers = Map.of("X-A", "1", "x_a", "2");
        Reply reply = app.post(ACTIVITIES, document(Map.of("headers", headers, "name", "a" + UUID.randomUUID())));

        refused(422, "activity-invalid", reply);
        assertTrue(reply.text().contains("H4"), reply.text());
    }
}
