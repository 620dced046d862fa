package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One security case: what is called, what target and name server do, and what must come of it. It prints as its id, rule
 * and reason.
 */
public record SecurityCase(JsonNode json) {

    /** Writes ASCII alone: a lone surrogate in a case has no UTF-8 and must arrive as its escape. */
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> FAMILIES = List.of(
            "path-traversal",
            "authority-smuggling",
            "query-smuggling",
            "method-abuse",
            "header-injection",
            "ssrf-addresses",
            "dns-rebinding",
            "connector-definition",
            "redirects",
            "response-headers",
            "secret-echo",
            "json-abuse",
            "api-auth",
            "timeouts",
            "legit");

    /** Every case, family after family. */
    public static Stream<SecurityCase> all() {
        return FAMILIES.stream().flatMap(SecurityCase::family);
    }

    /** The cases of one file, such as {@code path-traversal}, in its order. */
    public static Stream<SecurityCase> family(String name) {
        String file = "/security-cases/" + name + ".jsonl";
        try (InputStream lines = SecurityCase.class.getResourceAsStream(file)) {
            if (lines == null) {
                throw new IllegalArgumentException("There is no " + file + ".");
            }
            List<SecurityCase> cases = new ArrayList<>();
            for (String line : new String(lines.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (!line.isBlank()) {
                    cases.add(new SecurityCase(JSON.readTree(line)));
                }
            }
            return cases.stream();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read.", e);
        }
    }

    /** The case of that id, to run one alone. */
    public static SecurityCase of(String id) {
        return family(id.substring(0, id.lastIndexOf('-')))
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no case " + id + "."));
    }

    public String id() {
        return json.path("id").textValue();
    }

    public String family() {
        return json.path("family").textValue();
    }

    /** The rule that decides, such as {@code P8}. */
    public String rule() {
        return json.path("rule").textValue();
    }

    public String why() {
        return json.path("why").textValue();
    }

    public boolean isAllowed() {
        return json.path("expect").textValue().equals("allow");
    }

    /** Whether the other outcome is acceptable too. */
    public boolean mayAsWellBe(String outcome) {
        return json.path("alsoAcceptable").asText().equals(outcome);
    }

    public JsonNode connector() {
        return json.path("connector");
    }

    public JsonNode call() {
        return json.path("call");
    }

    /** What the call does, such as {@code connector.create}; {@code run.execute} when nothing is said. */
    public String action() {
        return call().path("action").asText("run.execute");
    }

    /** What the target does; missing where it answers as usual. */
    public JsonNode target() {
        return json.path("target");
    }

    /** What the OAuth2 token host answers; missing where it gives a token. */
    public JsonNode tokenResponse() {
        return json.path("tokenResponse");
    }

    /** The name server's script, one entry a call; missing where it answers as usual. */
    public JsonNode resolver() {
        return json.path("resolver");
    }

    /** Which call of those in {@link #resolver} is judged, from 1. */
    public int step() {
        return json.path("step").asInt(1);
    }

    /** The settings {@code appconnector.egress.allow} in force. */
    public List<String> operatorAllow() {
        return texts(json.path("policy").path("operatorAllow"));
    }

    /** The settings {@code appconnector.egress.deny} in force. */
    public List<String> operatorDeny() {
        return texts(json.path("policy").path("operatorDeny"));
    }

    /** An {@code expect}, {@code mustNot} or {@code max} member by its full name; missing where it is not there. */
    public JsonNode member(String name) {
        return json.path(name);
    }

    static byte[] octets(JsonNode json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("That JSON cannot be written.", e);
        }
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return id() + " [" + rule() + "] " + why();
    }
}
