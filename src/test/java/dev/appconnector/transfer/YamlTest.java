package dev.appconnector.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.json.CompactJson;
import dev.appconnector.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is read strictly: nothing of it becomes more than it is, and what was written comes back as it was. */
class YamlTest {

    private static TransferFile read(String yaml) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String value) {
        byte[] json =
                read("connectors:\n  - " + value + "\n").connectors().get(0).json();
        return new String(json, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":[true,false,null,{},[]],\"c\":{\"d\":{\"e\":\"f\"}}}",
                "{\"a\":[0,-0,1.50,1E3,1e-7,123456789012345678901234567890]}",
                "{\"a\":[\"\",\" \",\"~\",\"null\",\"true\",\"yes\",\"12\",\"0x1F\",\"1_0\",\".inf\",\"-\",\"- a\",\"a: b\",\"a #b\"]}",
                "{\"a\":[\"a\\nb\",\"a\\n\",\"\\n\",\" a\\n b\\n\",\"a\\r\\nb\",\"\\t\",\"a\\tb\",\"\\u0000\",\"\\u0085\",\"\\u2028\"]}",
                "{\"a\":[\"\u00e4\",\"\ud83d\ude00\",\"{{x}}\",\"${x}\",\"%a\",\"@a\",\"`a\",\"*a\",\"&a\",\"!a\",\"'a\",\"---\",\"...\"]}",
                "{\"a b\":1,\"\":2,\"?\":3,\"true\":4,\"1\":5,\"<<\":6,\"a\\nb\":7}"
            })
    void what_was_written_comes_back_as_it_was(String json) {
        String yaml = YamlWriter.yaml(("{\"connectors\":[" + json + "]}").getBytes(StandardCharsets.UTF_8));
        byte[] read = read(yaml).connectors().get(0).json();
        assertEquals(CompactJson.of(json), CompactJson.of(new String(read, StandardCharsets.UTF_8)), yaml);
    }

    @ParameterizedTest
    @CsvSource({
        "01, '\"01\"'",
        "0x1F, '\"0x1F\"'",
        "1_000, '\"1_000\"'",
        "yes, '\"yes\"'",
        "True, '\"True\"'",
        "1., '\"1.\"'",
        "~, null",
        "null, null",
        "true, true",
        "'''true''', '\"true\"'",
        ".inf, '\".inf\"'",
        "2026-11-30, '\"2026-11-30\"'"
    })
    void only_what_is_a_number_in_json_is_one(String yaml, String json) {
        assertEquals("{\"a\":" + json + "}", json("{a: " + yaml + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connectors: [&a {name: x}, *a]         | Anchors
            connectors: [*a]                       | Anchors
            connectors: [{a: &b c}]                | Anchors
            connectors: [!!binary aGk=]            | Tags
            connectors: [{a: !x b}]                | Tags
            connectors: !!set {}                   | Tags
            connectors: [{a: 1, a: 2}]             | twice
            connectors: [{[a]: 2}]                 | A name is a text
            connectors: []\\nconnectors: []        | each once
            keys: []                               | each once
            connectors: {}                         | This is a list
            []                                     | nothing else
            connectors: []\\n---\\nconnectors: []  | More follows
            connectors: [                          | not valid YAML
            connectors: ["\\u0007"]                | not valid YAML
            'activities: [{bodyJson: "{"}]'        | This is JSON""")
    void what_is_more_than_it_seems_is_refused(String yaml, String why) {
        String written = yaml.replace("\\n", "\n").replace("\\u0007", "\u0007");
        Problem problem = assertThrows(Problem.class, () -> read(written));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
        assertTrue(problem.detail().contains(why), problem.detail());
    }

    @Test
    void an_empty_file_and_one_that_is_too_deep_are_refused() {
        assertTrue(
                assertThrows(Problem.class, () -> read("# nothing\n")).detail().contains("empty"));
        assertTrue(assertThrows(Problem.class, () -> read("connectors: " + "[".repeat(100_000)))
                .detail()
                .contains("100 deep"));
        assertFalse(json("{a: " + "[".repeat(98) + "]".repeat(98) + "}").isEmpty());
    }

    @Test
    void an_empty_list_may_be_left_empty() {
        assertEquals(0, read("connectors:\nactivities: []\n").connectors().size());
    }
}
