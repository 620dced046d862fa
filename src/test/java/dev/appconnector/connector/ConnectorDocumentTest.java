package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.OnBothDatabases;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector's document is held against every rule, and told what is wrong by place. */
@OnBothDatabases
class ConnectorDocumentTest {

    private final RunningAppConnector app;

    ConnectorDocumentTest(RunningAppConnector app) {
        this.app = app;
    }

    /** A sound document in which the text of one member is replaced, or one is added; single quotes stand for double ones. */
    private static String document(String member) {
        String sound = "{'name':'document','domain':'http://a.example','auth':{'type':'none'}%s}".replace('\'', '"');
        return sound.formatted(member.isEmpty() ? "" : "," + member.replace('\'', '"'));
    }

    private Reply post(String document) {
        Reply reply = app.post("/api/connectors", document);
        if (reply.status() == 201) {
            app.call("DELETE", "/api/connectors/" + reply.json().get("id").textValue(), null);
        }
        return reply;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'colour':'blue' | /colour",
                "'auth':{'type':'none'} | /auth",
                "'headers':{'A':'1','A':'2'} | /headers/A",
                "'paused':'true' | /paused",
                "'paused':1 | /paused",
                "'headers':[] | /headers",
                "'headers':{'X-Number':1} | /headers/X-Number",
                "'headers':{'X-Object':{}} | /headers/X-Object",
                "'secretHeaders':{'X-A~b/c':1} | /secretHeaders/X-A~0b~1c",
                "'limits':{'maxConcurrent':'5'} | /limits/maxConcurrent",
                "'limits':{'maxConcurrent':1.0} | /limits/maxConcurrent",
                "'limits':{'maxConcurrent':99999999999} | /limits/maxConcurrent",
                "'limits':{'speed':1} | /limits/speed",
                "'delivery':{'maxAge':'1s'} | /delivery/maxAge",
                "'delivery':{'repeat':true} | /delivery/repeat",
            })
    void a_field_that_is_unknown_repeated_or_of_the_wrong_type_is_named(String member, String place) {
        Reply refused = post(document(member));
        assertEquals(400, refused.status(), refused.text());
        assertEquals("malformed-request", refused.problem());
        assertEquals(place, refused.json().at("/errors/0/field").textValue());
        assertEquals("application/problem+json", refused.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "[]", "\"text\"", "{} {}", "{'name':'x'}", "{\"name\":\"a\",}", "\uFEFF{}"})
    void what_is_no_such_document_at_all_is_refused(String body) {
        Reply refused = app.send(app.request("POST", "/api/connectors", body));
        assertEquals(400, refused.status());
        assertEquals("malformed-request", refused.problem());
    }

    @Test
    void every_required_field_that_is_missing_is_named() {
        assertEquals(List.of("/name", "/domain", "/auth"), post("{}").json().findValuesAsText("field"));
        Reply refused = post("{\"name\":null,\"domain\":\"http://a.example\",\"auth\":{}}");
        assertEquals(400, refused.status());
        assertEquals(List.of("/name", "/auth/type"), refused.json().findValuesAsText("field"));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Reply refused = post("""
                {"name":" x ","domain":"ftp://a.example",
                 "auth":{"type":"basic","username":"a:b","password":"enough-of-a-password","value":"not-of-this-type"},
                 "headers":{"Host":"b"},"secretHeaders":{"X-Y":"line\\nbreak"},
                 "limits":{"maxConcurrent":0},"delivery":{"maxAttempts":0,"repeat":"never"}}""");
        assertEquals(422, refused.status());
        assertEquals("connector-invalid", refused.problem());
        assertEquals(
                List.of(
                        "/auth/username",
                        "/auth/value",
                        "/delivery/maxAttempts",
                        "/delivery/repeat",
                        "/domain",
                        "/headers/Host",
                        "/limits/maxConcurrent",
                        "/name",
                        "/secretHeaders/X-Y"),
                refused.json().findValuesAsText("field").stream().sorted().toList());
        assertFalse(refused.text().contains("break") || refused.text().contains("ftp"), "nothing of it is repeated");
        assertEquals(0, app.get("/api/connectors").json().get("items").size());
    }

    @ParameterizedTest
    @CsvSource({
        "limits, maxConcurrent, 0, 1",
        "limits, maxConcurrent, 10001, 10000",
        "limits, maxResponseBytes, 0, 1",
        "limits, maxResponseBytes, 104857601, 104857600",
        "limits, callsPerSecond, 0, 1",
        "limits, callsPerSecond, 10001, 10000",
        "limits, callsPerSecond, -1, null",
        "delivery, maxAge, 999, 1000",
        "delivery, maxAge, 2592000001, 2592000000",
        "delivery, maxAttempts, 0, 1",
        "delivery, maxAttempts, 1001, 1000",
        "delivery, firstDelay, 99, 100",
        "delivery, firstDelay, 900001, 900000",
        "delivery, maxDelay, 86400001, 86400000",
        "delivery, maxDelay, 999, 1000",
    })
    void limits_and_delivery_have_bounds(String part, String field, String outside, String inside) {
        String member = "'%s':{'%s':%s}";
        Reply refused = post(document(member.formatted(part, field, outside)));
        assertEquals(422, refused.status());
        assertEquals(
                200,
                201 == post(document(member.formatted(part, field, inside))).status() ? 200 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x",
                "x ",
                "a{b",
                "a$b",
                "a<b",
                "a>b",
                "a\\\\b",
                "a\\u0000b",
                "a\\u200bb",
                "e\\u0301",
                "01890000-0000-7000-8000-000000000000",
                "01890000-0000-7000-8000-00000000000A"
            })
    void a_name_that_could_be_mistaken_is_refused(String name) {
        Reply refused =
                post("{\"name\":\"" + name + "\",\"domain\":\"http://a.example\",\"auth\":{\"type\":\"none\"}}");
        assertEquals(422, refused.status());
        assertEquals("/name", refused.json().at("/errors/0/field").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Größe 9 & more / 日本", "O'Brien; drop table connector --", "%%", "👍"})
    void a_name_is_kept_as_it_was_written(String name) {
        Reply made = app.post(
                "/api/connectors",
                java.util.Map.of("name", name, "domain", "http://a.example", "auth", java.util.Map.of("type", "none")));
        assertEquals(201, made.status(), made.text());
        String place = "/api/connectors/" + made.json().get("id").textValue();
        assertEquals(name, app.get(place).json().get("name").textValue());
        assertEquals(200, app.call("DELETE", place, null).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'headers':{'X-Name':'1','x_name':'2'} | /headers/x_name",
                "'headers':{'X-Name':'1'},'secretHeaders':{'X_Name':'a-long-enough-secret'} | /secretHeaders/X_Name",
                "'secretHeaders':{'X-Name':'a-long-enough-secret','x-name':'another-long-secret'} | /secretHeaders/x-name"
            })
    void two_stored_headers_of_one_name_are_refused_D11(String member, String place) {
        Reply refused = post(document(member));
        assertEquals(422, refused.status(), refused.text());
        assertEquals("connector-invalid", refused.problem());
        assertEquals(List.of(place), refused.json().findValuesAsText("field"));
    }

    @ParameterizedTest
    @CsvSource({"headers, X_Api_Key", "secretHeaders, x-api-key"})
    void no_stored_header_takes_the_place_of_the_credential_D11(String part, String name) {
        String auth = "'type':'api-key','in':'header','name':'X-Api-Key','value':'a-long-enough-secret'";
        String member = "'" + part + "':{'" + name + "':'a-long-enough-secret'}";
        Reply refused = post(document(member).replace("\"type\":\"none\"", auth.replace('\'', '"')));
        assertEquals(422, refused.status(), refused.text());
        assertEquals(List.of("/" + part + "/" + name), refused.json().findValuesAsText("field"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'bearer' | /auth/type",
                "'type':'Token','value':'SECRET' | /auth/type",
                "'type':'' | /auth/type",
                "'type':'basic','username':'a:b','password':'SECRET' | /auth/username",
                "'type':'basic','username':'','password':'SECRET' | /auth/username",
                "'type':'basic','username':'\\ud800','password':'SECRET' | /auth/username",
                "'type':'token','prefix':'Bearer ','value':'SECRET' | /auth/prefix",
                "'type':'token','prefix':'B\\u00e4rer','value':'SECRET' | /auth/prefix",
                "'type':'token','value':'SECRET\\n' | /auth/value",
                "'type':'token','value':'SECR\\u00c9T' | /auth/value",
                "'type':'token','value':' SECRET' | /auth/value",
                "'type':'token','value':'' | /auth/value",
                "'type':'api-key','in':'cookie','name':'k','value':'SECRET' | /auth/in",
                "'type':'api-key','in':'header','name':'Host','value':'SECRET' | /auth/name",
                "'type':'api-key','in':'query','name':'a&b','value':'SECRET' | /auth/name"
            })
    void an_auth_that_is_unknown_or_cannot_be_sent_is_refused_D12(String auth, String place) {
        String member = auth.replace("SECRET", "a-long-enough-secret").replace('\'', '"');
        Reply refused = post(document("").replace("\"type\":\"none\"", member));
        assertEquals(422, refused.status(), refused.text());
        assertEquals(List.of(place), refused.json().findValuesAsText("field"));
    }

    @ParameterizedTest
    @CsvSource({"32, 32, 201", "33, 32, 422", "32, 33, 422"})
    void open_and_secret_headers_are_together_at_most_64_D11(int open, int secret, int status) {
        String headers =
                IntStream.range(0, open).mapToObj(i -> "'A-" + i + "':'1'").collect(Collectors.joining(","));
        String secrets = IntStream.range(0, secret)
                .mapToObj(i -> "'B-" + i + "':'a-long-enough-secret'")
                .collect(Collectors.joining(","));
        Reply reply = post(document("'headers':{" + headers + "},'secretHeaders':{" + secrets + "}"));
        assertEquals(status, reply.status(), reply.text());
    }

    /** Three secret headers and an open one: 32768 characters, and one more. */
    private static String headersOf(int open) {
        String secrets = IntStream.range(0, 3)
                .mapToObj(i -> "'" + (char) ('A' + i) + "':'" + "s".repeat(8_191) + "'")
                .collect(Collectors.joining(","));
        return "'headers':{'O':'" + "o".repeat(open) + "'},'secretHeaders':{" + secrets + "}";
    }

    @ParameterizedTest
    @CsvSource({"8191, 201", "8192, 422"})
    void open_and_secret_headers_have_together_at_most_32_KiB_D11(int open, int status) {
        Reply reply = post(document(headersOf(open)));
        assertEquals(status, reply.status(), reply.text());
        assertTrue(status == 201 || reply.text().contains("H5"), reply.text());
    }

    @Test
    void secret_headers_that_are_kept_count_as_well_D11() {
        String place = app.post("/api/connectors", document(headersOf(8_191))).header("Location");
        assertEquals(
                422,
                app.call("PUT", place, document("'headers':{'O':'" + "o".repeat(8_192) + "'}"))
                        .status());
        assertEquals(
                200,
                app.call("PUT", place, document("'headers':{'O':'" + "o".repeat(8_191) + "'}"))
                        .status());
        app.call("DELETE", place, null);
    }

    @Test
    void a_name_has_at_most_128_characters() {
        assertEquals(
                201, post(document("").replace("document", "n".repeat(128))).status());
        assertEquals(
                422, post(document("").replace("document", "n".repeat(129))).status());
        assertEquals(
                201,
                post(document("").replace("document", "\uFDFA".repeat(128))).status(),
                "18 characters each in its key");
    }
}
