package dev.appconnector.activity.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.RunningAppConnector.Reply;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved activity's select leaves of an answer what it leads to, within bounds of time, depth and size (V6). */
class SelectedAnswersTest extends Activities {

    private static RunningAppConnector program;

    SelectedAnswersTest() {
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

    private Reply selected(String select, Answer answer) {
        target.next(answer);
        return run(named(Map.of("select", select)), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.id|\"500\"",
                "$|{\"id\":\"500\",\"n\":1.50,\"list\":[{\"a\":1},{\"a\":2},{\"b\":3}],\"none\":null}",
                "$.n|1.50",
                "$.list[1].a|2",
                "$.list[-1]|{\"b\":3}",
                "$.list[*].a|[1,2]",
                "$.list[0:2]|[{\"a\":1},{\"a\":2}]",
                "$..a|[1,2]",
                "$['id','n']|{\"id\":\"500\",\"n\":1.50}",
                "$.list[?(@.a > 1)]|[{\"a\":2}]",
                "$.list[?(@.a in [1,3])]|[{\"a\":1}]",
                "$.list.length()|3",
                "$.none|null",
                "$.nothing|null",
                "$.nothing.there|null",
                "$.id.there|null",
                "$.list[9]|null",
                "$.nothing[*].x|[]",
                "$..nothing|[]"
            })
    void v6_what_the_path_leads_to_is_left_of_the_body(String select, String body) {
        Reply reply = selected(
                select,
                Answer.json("{\"id\":\"500\",\"n\":1.50,\"list\":[{\"a\":1},{\"a\":2},{\"b\":3}],\"none\":null}"));

        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.text().contains("\"body\":" + body + ",\"bodyType\":\"json\""), reply.text());
    }

    @Test
    void what_is_no_json_or_no_success_stays_as_it_is() {
        assertEquals("text ok", type(selected("$.id", Answer.ok())));
        assertEquals("none null", type(selected("$.id", Answer.status(204))));
        assertEquals(
                "json {\"message\":\"wrong\"}",
                type(selected(
                        "$.id",
                        Answer.status(400)
                                .header("Content-Type", "application/json")
                                .body("{\"message\":\"wrong\"}"))));
        assertEquals("text {not json", type(selected("$.id", Answer.json("{not json"))));
    }

    private static String type(Reply reply) {
        JsonNode body = reply.json().get("body");
        return reply.json().get("bodyType").textValue() + " " + (body.isTextual() ? body.textValue() : body);
    }

    /** Each would take minutes, or all memory, where it was let go on. */
    @ParameterizedTest
    @ValueSource(strings = {"$..*..*..*..*", "$..[?(@..[?(@..x == 1)])]", "$..[?(@..*.length() > 5)]..*"})
    void v6_a_path_that_takes_too_many_steps_is_given_up(String select) {
        String many = IntStream.range(0, 500)
                .mapToObj(i -> "[".repeat(30) + "{\"a\":[" + i + ",{\"x\":[1,2]}]}" + "]".repeat(30))
                .collect(Collectors.joining(",", "[", "]"));

        Reply reply = selected(select, Answer.json(many));

        refused(502, "target-response-invalid", reply);
        assertTrue(reply.json().get("detail").textValue().startsWith("V6: "), reply.text());
        assertEquals("maybe", reply.json().get("sent").textValue());
    }

    @Test
    void v6_an_answer_is_looked_into_a_hundred_deep_and_no_deeper() {
        assertEquals(
                200,
                selected("$..x", Answer.json("[".repeat(100) + "]".repeat(100))).status());
        refused(502, "target-response-invalid", selected("$.x", Answer.json("[".repeat(101) + "]".repeat(101))));
    }

    @Test
    void v6_no_more_is_selected_than_the_answer_holds() {
        String deep = IntStream.range(0, 90).mapToObj(i -> "{\"a\":").collect(Collectors.joining()) + "\""
                + "x".repeat(60_000) + "\"" + "}".repeat(90);

        refused(502, "target-response-invalid", selected("$..*", Answer.json(deep)));
        assertEquals(200, selected("$" + ".a".repeat(90), Answer.json(deep)).status());
    }

    @Test
    void v6_the_result_that_a_run_keeps_is_the_reduced_one_and_what_goes_beyond_a_bound_ends_it() {
        String name = named(Map.of("select", "$.id", "waitForResult", false));
        String run = run(name, Map.of()).json().get("id").textValue();
        assertEquals("\"500\"", awaitEnd(run).at("/result/body").toString());
        target.next(Answer.json("[".repeat(101) + "]".repeat(101)));

        JsonNode ended = awaitEnd(run(name, Map.of()).json().get("id").textValue());

        assertEquals("rejected", ended.get("state").textValue());
        assertEquals("target-response-invalid", ended.at("/attempts/0/outcome").textValue());
        assertTrue(ended.get("result").isNull());
    }
}
