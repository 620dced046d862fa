package dev.appconnector.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appconnector.egress.address.AddressLiteral;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The security cases that a decision alone can answer, without a call. */
class DestinationCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> definitions() {
        return Stream.of("connector-definition", "ssrf-addresses")
                .flatMap(DestinationCasesTest::cases)
                .filter(each -> each.at("/call/action").asText().equals("connector.create"))
                .filter(each -> !each.at("/rule").asText().equals("D11"))
                .filter(each -> !each.at("/connector/auth").has("secretValue"));
    }

    static Stream<JsonNode> lookUps() {
        return Stream.of("ssrf-addresses", "dns-rebinding")
                .flatMap(DestinationCasesTest::cases)
                .filter(each -> List.of("A1", "A4").contains(each.at("/rule").asText()));
    }

    static Stream<JsonNode> changesOfOrigin() {
        return cases("connector-definition")
                .filter(each -> each.at("/rule").asText().equals("S3"));
    }

    private static Stream<JsonNode> cases(String family) {
        String file = "/security-cases/" + family + ".jsonl";
        try (InputStream lines = DestinationCasesTest.class.getResourceAsStream(file)) {
            return JSON
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(new String(lines.readAllBytes(), StandardCharsets.UTF_8))
                    .readAll()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void a_definition_is_stored_or_refused_as_the_case_says(JsonNode each) {
        AddressPolicy policy = policy(each);
        try {
            ConnectorName.parse(each.at("/connector/name").asText("orders"));
            Domain domain = Domain.parse(each.at("/connector/domain").asText(), policy, PlainHttp.TRUE);
            JsonNode tokenUrl = each.at("/connector/auth/tokenUrl");
            if (tokenUrl.isTextual()) {
                Domain.parse(tokenUrl.asText(), policy, PlainHttp.TRUE, "/auth/tokenUrl");
            }
            assertEquals("allow", each.at("/expect").asText(), domain.toString());
            assertEquals(each.at("/expectCanonicalDomain").asText(domain.toString()), domain.toString());
        } catch (Problem problem) {
            assertEquals("refuse", each.at("/expect").asText(), problem.detail());
            assertEquals(each.at("/expectStatus").asInt(), problem.type().status());
            assertEquals(each.at("/expectProblem").asText(), problem.type().slug());
        }
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void a_look_up_is_judged_as_the_case_says(JsonNode each) {
        JsonNode lookUp = each.at("/resolver/" + (each.at("/step").asInt(1) - 1));
        InetAddress[] answers = texts(lookUp.get("answers"))
                .map(text -> AddressLiteral.parse(text).orElseThrow().address())
                .toArray(InetAddress[]::new);
        assertTrue(answers.length > 0);
        AddressPolicy.Decision decision = policy(each).judgeAll(answers, 443, "api.example.com");
        assertEquals(each.at("/expect").asText().equals("allow"), decision.allowed(), decision.name());
    }

    @ParameterizedTest
    @MethodSource("changesOfOrigin")
    void another_port_is_another_origin_S3(JsonNode each) {
        Domain before = Domain.parse(each.at("/connector/domain").asText(), policy(each), PlainHttp.TRUE);
        Domain after = Domain.parse(each.at("/call/patch/domain").asText(), policy(each), PlainHttp.TRUE);
        assertNotEquals(before.origin(), after.origin());
    }

    private static AddressPolicy policy(JsonNode each) {
        return AddressPolicy.of(
                texts(each.at("/policy/operatorAllow")).toList(),
                texts(each.at("/policy/operatorDeny")).toList());
    }

    private static Stream<String> texts(JsonNode array) {
        assertFalse(array.isTextual());
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
