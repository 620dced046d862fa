package dev.appconnector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The security cases that reading alone decides; the others must at least be read. */
class ActivityCasesTest {

    private static final ObjectMapper CASES = new ObjectMapper();
    private static final Set<String> DECIDED_BY_READING = Set.of("J1", "J2", "J3", "J4", "J5", "J7", "T2");
    private static final Set<String> DECIDED_BEFORE_READING = Set.of("J6", "J8");

    private final ActivityReader reader = new ActivityReader(Duration.ofSeconds(30), Duration.ofMinutes(5));

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (String family : List.of("json-abuse", "timeouts")) {
            try (var lines = ActivityCasesTest.class.getResourceAsStream("/security-cases/" + family + ".jsonl")) {
                for (String line : new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                    JsonNode security = CASES.readTree(line);
                    if (!DECIDED_BEFORE_READING.contains(security.path("rule").asText())) {
                        cases.add(Arguments.of(security.path("id").asText(), security));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void each_case_is_read_or_refused_as_its_rule_says(String id, JsonNode security) throws IOException {
        byte[] request = request(security.path("call"));
        boolean refused = security.path("expect").asText().equals("refuse");
        if (!refused || !DECIDED_BY_READING.contains(security.path("rule").asText())) {
            assertTrue(reader.read(request).path().startsWith("/"), id);
            return;
        }
        Problem problem = assertThrows(Problem.class, () -> reader.read(request), id);
        assertEquals(security.path("expectProblem").asText(), problem.type().slug());
        assertEquals(security.path("expectStatus").asInt(), problem.type().status());
    }

    private static byte[] request(JsonNode call) throws IOException {
        if (call.has("rawBody")) {
            return call.path("rawBody").asText().getBytes(StandardCharsets.UTF_8);
        }
        if (call.has("rawBodyBase64")) {
            return Base64.getDecoder().decode(call.path("rawBodyBase64").asText());
        }
        if (call.has("bodyGenerator")) {
            assertEquals(
                    "nested-arrays-unclosed",
                    call.path("bodyGenerator").path("kind").asText());
            return "[".repeat(call.path("bodyGenerator").path("depth").asInt()).getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode activity = CASES.createObjectNode().put("connector", "crm");
        for (String name : List.of("method", "path", "headers", "body", "timeout", "waitForResult")) {
            if (call.has(name)) {
                activity.set(name, call.get(name));
            }
        }
        return CASES.writeValueAsBytes(activity);
    }
}
