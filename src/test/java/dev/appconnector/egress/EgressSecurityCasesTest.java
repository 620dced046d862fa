package dev.appconnector.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The security cases that method, path and header rules decide by themselves; the front door runs them all. */
class EgressSecurityCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rules that these families name and that others keep: JSON, headers of the API request. */
    private static final Set<String> KEPT_ELSEWHERE = Set.of("J4", "H7");

    @ParameterizedTest
    @MethodSource("cases")
    void decides_as_the_case_says(JsonNode securityCase) {
        if (securityCase.get("expect").asText().equals("refuse")) {
            Problem problem = assertThrows(Problem.class, () -> judge(securityCase));
            assertEquals(
                    securityCase.get("expectProblem").asText(), problem.type().slug());
            assertTrue(
                    problem.detail().contains("Rule " + securityCase.get("rule").asText() + ": "), problem.detail());
        } else {
            RequestTarget target = judge(securityCase);
            JsonNode expected = securityCase.path("expectTarget");
            if (expected.has("path")) {
                assertEquals(expected.get("path").asText(), target.path());
                assertEquals(expected.get("query").asText(), target.query() == null ? "" : target.query());
            }
        }
    }

    /** Judges in the guard's order: method, path and query, headers. */
    private static RequestTarget judge(JsonNode securityCase) {
        JsonNode connector = securityCase.get("connector");
        JsonNode call = securityCase.get("call");
        RequestMethod method = RequestMethod.of(call.get("method").asText());
        assertEquals(securityCase.at("/expectTarget/method").asText(method.name()), method.name());
        RequestTarget target = RequestTarget.of(
                URI.create(connector.get("domain").asText()).getRawPath(),
                call.get("path").asText(),
                null);
        List<HeaderField> headers = new ArrayList<>();
        call.path("headers")
                .properties()
                .forEach(header -> headers.add(
                        new HeaderField(header.getKey(), header.getValue().asText())));
        assertEquals(headers, HeaderRules.checkRequest(headers, reservedNames(connector)));
        return target;
    }

    private static Set<String> reservedNames(JsonNode connector) {
        Set<String> names = new HashSet<>();
        names.add(HeaderRules.normalise(connector.at("/auth/header").asText("Authorization")));
        connector
                .path("additionalHeaders")
                .fieldNames()
                .forEachRemaining(name -> names.add(HeaderRules.normalise(name)));
        return names;
    }

    private static Stream<Named<JsonNode>> cases() throws IOException {
        List<Named<JsonNode>> cases = new ArrayList<>();
        for (String family : List.of(
                "path-traversal",
                "authority-smuggling",
                "query-smuggling",
                "method-abuse",
                "header-injection",
                "legit")) {
            try (InputStream file =
                    EgressSecurityCasesTest.class.getResourceAsStream("/security-cases/" + family + ".jsonl")) {
                for (String line :
                        new String(file.readAllBytes(), UTF_8).lines().toList()) {
                    JsonNode securityCase = JSON.readTree(line);
                    if (!KEPT_ELSEWHERE.contains(securityCase.get("rule").asText())) {
                        cases.add(Named.of(securityCase.get("id").asText(), securityCase));
                    }
                }
            }
        }
        assertTrue(cases.size() > 80, cases.size() + " cases are too few");
        return cases.stream();
    }
}
