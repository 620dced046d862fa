package dev.appconnector.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    enum State {
        @JsonProperty("live")
        LIVE
    }

    record Inner(String name, List<Inner> more) {}

    record Document(
            String name,
            Integer count,
            Long big,
            Boolean on,
            State state,
            Instant at,
            UUID id,
            Secret secret,
            Map<String, Secret> secrets,
            List<String> texts,
            Inner inner) {}

    record Picky(String name) {
        static final Problem OWN = new Problem(Problem.Type.CONNECTOR_INVALID, "A name is needed (D10).");

        Picky {
            if (name == null) {
                throw OWN;
            }
        }
    }

    @Test
    void reads_a_whole_document() {
        Document document = read("""
                {"name":"Café","count":3,"big":9007199254740993,"on":true,"state":"live","at":"2026-11-24T10:00:00+02:00",
                "id":"01890a5d-ac96-774b-bcce-b302099a8057","secret":"p\\u00e4ss😀","secrets":{"a":"x","b":null},
                "texts":["",""],"inner":{"name":"i","more":[{"name":"j"}]}}""");

        assertEquals("Café", document.name());
        assertEquals(3, document.count());
        assertEquals(9007199254740993L, document.big());
        assertTrue(document.on());
        assertEquals(State.LIVE, document.state());
        assertEquals(Instant.parse("2026-11-24T08:00:00Z"), document.at());
        assertArrayEquals(
                "päss😀".getBytes(StandardCharsets.UTF_8), document.secret().reveal());
        assertArrayEquals(new byte[] {'x'}, document.secrets().get("a").reveal());
        assertNull(document.secrets().get("b"));
        assertEquals(List.of("", ""), document.texts());
        assertEquals("j", document.inner().more().get(0).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'x':1}                                   | /x",
                "{'inner':{'more':[{},{'y~/z':1}]}}        | /inner/more/1/y~0~1z",
                "{'inner':{'not a name':1}}                | /inner"
            })
    void j3_unknown_fields_are_refused_at_every_level(String json, String pointer) {
        Problem problem = refused(json);
        assertEquals(pointer, problem.errors().get(0).field());
        assertTrue(problem.detail().contains("J3"), problem.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'a','name':'a'}                   | /name",
                "{'name':'a','n\\u0061me':'a'}             | /name",
                "{'inner':{'more':[{'name':'','name':''}]}}| /inner/more/0/name",
                "{'secrets':{'a':'x','a':'y'}}             | /secrets/a"
            })
    void j2_repeated_names_are_refused_at_every_level(String json, String pointer) {
        Problem problem = refused(json);
        assertEquals(pointer, problem.errors().get(0).field());
        assertTrue(problem.detail().contains("J2"), problem.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':1}              | /name      | a text",
                "{'name':1.5}            | /name      | a text",
                "{'name':true}           | /name      | a text",
                "{'name':{}}             | /name      | a text",
                "{'name':['a']}          | /name      | a text",
                "{'count':'1'}           | /count     | whole number",
                "{'count':''}            | /count     | whole number",
                "{'count':1.0}           | /count     | whole number",
                "{'count':true}          | /count     | whole number",
                "{'count':2147483648}    | /count     | out of range",
                "{'big':9223372036854775808}| /big    | out of range",
                "{'on':'true'}           | /on        | true or false",
                "{'on':1}                | /on        | true or false",
                "{'state':0}             | /state     | a text",
                "{'state':'LIVE'}        | /state     | not one that",
                "{'state':''}            | /state     | not one that",
                "{'at':0}                | /at        | a text",
                "{'at':'2026-11-24'}     | /at        | not one that",
                "{'at':'2026-11-24T10:00Z'}    | /at  | not one that",
                "{'at':'2026-11-24T25:00:00Z'} | /at  | not one that",
                "{'at':'2026-11-24T10:00:00'}  | /at  | not one that",
                "{'id':'nonsense'}       | /id        | not one that",
                "{'secret':1}            | /secret    | a text",
                "{'secret':{'a':1}}      | /secret    | a text",
                "{'secret':'\\ud800'}    | /secret    | not one that",
                "{'secrets':{'a':5}}     | /secrets/a | a text",
                "{'texts':'a'}           | /texts     | a list",
                "{'texts':['a',1]}       | /texts/1   | a text",
                "{'inner':'a'}           | /inner     | an object",
                "{'inner':''}            | /inner     | an object",
                "{'inner':[]}            | /inner     | an object",
                "[]                      | ``         | an object",
                "'text'                  | ``         | an object",
                "null                    | ``         | null",
                "``                      | ``         | empty",
                "{'name':'a'} {}         | ``         | line 1, column 14",
                "{'inner':{'name':tru}}  | /inner     | line 1",
                "{'texts':['a',]}        | /texts/1   | line 1",
                "{'name':'a              | /name      | ends too soon"
            })
    void j1_and_j4_each_broken_document_is_told_by_its_place(String json, String pointer, String words) {
        Problem problem = refused(json);
        assertEquals(pointer, problem.errors().get(0).field(), problem.detail());
        assertTrue(problem.detail().contains(words), problem.detail());
    }

    @Test
    void j5_depth_names_and_numbers_are_bounded() {
        assertEquals(100, depthOf(StrictJson.read(utf8("[".repeat(100) + "]".repeat(100)), JsonNode.class)));
        assertTrue(refusedTree("[".repeat(101) + "]".repeat(101)).contains("100 deep"));
        StrictJson.read(utf8("[%s]".formatted("9".repeat(1000))), JsonNode.class);
        assertTrue(refusedTree("[-%s]".formatted("9".repeat(1000))).contains("J5"));
        StrictJson.read(utf8("{\"%s\":1}".formatted("語".repeat(1024))), JsonNode.class);
        assertTrue(refusedTree("{\"%s\":1}".formatted("k".repeat(1025))).contains("J5"));
        assertTrue(
                refusedTree("[{\"a\":{\"%s\":1}}]".formatted("語".repeat(1025))).contains("J5"));
    }

    @Test
    void j7_bytes_that_are_not_utf_8_are_refused() {
        assertTrue(
                assertThrows(Problem.class, () -> StrictJson.read(new byte[] {'"', (byte) 0xff, '"'}, JsonNode.class))
                        .detail()
                        .contains("Byte 2"));
        assertTrue(refusedTree("\ufeff{}").contains("byte order mark"));
        byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16BE);
        assertThrows(Problem.class, () -> StrictJson.read(utf16, JsonNode.class));
    }

    @Test
    void a_problem_that_a_record_throws_reaches_the_caller() {
        Problem problem = assertThrows(Problem.class, () -> StrictJson.read(utf8("{}"), Picky.class));
        assertSame(Picky.OWN, problem);
    }

    @Test
    void a_field_that_must_be_there_is_a_primitive_and_neither_absent_nor_null() {
        record Required(boolean on) {}
        for (String json : List.of("{}", "{\"on\":null}")) {
            Problem problem = assertThrows(Problem.class, () -> StrictJson.read(utf8(json), Required.class));
            assertEquals("/on", problem.errors().get(0).field());
        }
    }

    @Test
    void writes_instants_as_rfc_3339_and_keeps_nulls() {
        record Shown(Instant at, String next, UUID id) {}
        Shown shown = new Shown(Instant.parse("2026-11-24T10:00:00.120Z"), null, new UUID(0, 1));
        assertEquals(
                "{\"at\":\"2026-11-24T10:00:00.120Z\",\"next\":null,\"id\":\"00000000-0000-0000-0000-000000000001\"}",
                new String(StrictJson.write(shown), StandardCharsets.UTF_8));
    }

    @Test
    void a_secret_is_never_written() {
        Secret secret = Secret.owning(utf8("hunter2"));
        for (Object value : List.of(secret, List.of(secret), Map.of("a", secret), Map.of("a", new Object[] {secret}))) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> StrictJson.write(value));
            assertFalse(refused.toString().contains("hunter2"));
            assertNull(refused.getCause());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5_000, 100_000})
    void secrets_of_every_length_are_read_one_after_the_other(int length) {
        String text = "é".repeat(length);
        Document document = read("{'secret':'%s','name':'after','secrets':{'a':'%s'}}"
                .formatted(text, text)
                .replace('\'', '"'));
        assertArrayEquals(utf8(text), document.secret().reveal());
        assertArrayEquals(utf8(text), document.secrets().get("a").reveal());
        assertEquals("after", document.name());
    }

    private static int depthOf(JsonNode node) {
        return node.isEmpty() ? 1 : 1 + depthOf(node.get(0));
    }

    private static Document read(String json) {
        return StrictJson.read(utf8(json), Document.class);
    }

    private static Problem refused(String json) {
        Problem problem = assertThrows(Problem.class, () -> read(json.replace('\'', '"')));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
        return problem;
    }

    private static String refusedTree(String json) {
        return assertThrows(Problem.class, () -> StrictJson.read(utf8(json), JsonNode.class))
                .detail();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
