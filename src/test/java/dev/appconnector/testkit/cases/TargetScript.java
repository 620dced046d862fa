package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Turns what a case says of its target into what a fake target does. */
public final class TargetScript {

    private static final Set<String> KNOWN = Set.of(
            "at",
            "status",
            "reason",
            "headers",
            "headersGenerator",
            "body",
            "bodyBase64",
            "bodyBytes",
            "bodyDripMsPerByte",
            "chunks",
            "chunkEveryMs",
            "endless",
            "headerDelayMs",
            "headerDripMsPerByte",
            "raw",
            "resetAfterRequest");

    private static final int OCTETS_OF_AN_ENDLESS_CHUNK = 512;

    private TargetScript() {}

    /** The behaviour of that {@code target} or {@code tokenResponse}; a field that is not known is an error. */
    public static Behaviour behaviour(JsonNode target) {
        target.fieldNames().forEachRemaining(TargetScript::mustBeKnown);
        if (target.path("resetAfterRequest").asBoolean()) {
            return Answer.reset();
        }
        if (target.has("raw")) {
            return Answer.raw(target.path("raw").textValue());
        }
        return answer(target);
    }

    /** Whether the script is that of the token host and not that of the target. */
    public static boolean isOfTokenHost(JsonNode target) {
        return target.path("at").asText().equals("tokenUrl");
    }

    /** An access token, as RFC 6749 has it answered. */
    public static Behaviour accessToken() {
        return Answer.json(
                "{\"access_token\":\"at-0d1e2f3a4b5c6d7e8f90\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    private static Answer answer(JsonNode target) {
        Answer answer = Answer.status(target.path("status").asInt(200));
        if (target.has("reason")) {
            answer.reason(target.path("reason").textValue());
        }
        target.path("headers")
                .properties()
                .forEach(header ->
                        answer.header(header.getKey(), header.getValue().asText()));
        JsonNode generated = target.path("headersGenerator");
        for (int i = 0; i < generated.path("count").asInt(); i++) {
            String name = generated.path("name").textValue() + (i == 0 ? "" : "-" + i);
            answer.header(name, "v".repeat(generated.path("valueLength").asInt(1)));
        }
        addBody(answer, target);
        return answer.delay(millis(target, "headerDelayMs"))
                .dripHead(millis(target, "headerDripMsPerByte"))
                .dripBody(millis(target, "bodyDripMsPerByte"))
                .gap(millis(target, "chunkEveryMs"));
    }

    private static void addBody(Answer answer, JsonNode target) {
        if (target.path("endless").asBoolean()) {
            answer.endless(OCTETS_OF_AN_ENDLESS_CHUNK);
        } else if (target.has("chunks")) {
            answer.chunks(SecurityCase.texts(target.path("chunks")).toArray(String[]::new));
        } else if (target.has("bodyBytes")) {
            answer.bodyOf(target.path("bodyBytes").asLong());
        } else if (target.has("bodyBase64")) {
            try {
                answer.body(target.path("bodyBase64").binaryValue());
            } catch (IOException e) {
                throw new IllegalArgumentException("bodyBase64 is not base64.", e);
            }
        } else {
            answer.body(target.path("body").asText(""));
        }
    }

    private static Duration millis(JsonNode target, String field) {
        return Duration.ofMillis(target.path(field).asLong(0));
    }

    private static void mustBeKnown(String field) {
        if (!KNOWN.contains(field)) {
            throw new IllegalArgumentException("A target's " + field + " means nothing here: teach TargetScript.");
        }
    }
}
