package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Compares the gateway's reply with {@code expectEnvelope} and {@code expectApiResponse}. */
final class ReplyExpectations {

    private static final Set<String> OF_ENVELOPE =
            Set.of("status", "headers", "absentHeaders", "bodyEquals", "notContains", "notContainsDecoded");
    private static final Set<String> OF_RESPONSE =
            Set.of("headers", "absentHeaders", "contentType", "headerNotEqual", "notContains");

    private final ApiReply reply;
    private final List<String> failures = new ArrayList<>();

    private ReplyExpectations(ApiReply reply) {
        this.reply = reply;
    }

    static List<String> failures(SecurityCase theCase, Observed seen) {
        ReplyExpectations expectations = new ReplyExpectations(seen.reply());
        expectations.checkEnvelope(known(theCase.member("expectEnvelope"), OF_ENVELOPE));
        expectations.checkResponse(known(theCase.member("expectApiResponse"), OF_RESPONSE));
        return expectations.failures;
    }

    private void checkEnvelope(JsonNode expected) {
        JsonNode envelope = reply.json();
        if (expected.has("status")
                && envelope.path("status").asInt() != expected.path("status").asInt()) {
            fail("The envelope's status must be " + expected.path("status"));
        }
        expected.path("headers").properties().forEach(header -> {
            if (!values(envelope, header.getKey()).contains(header.getValue().asText())) {
                fail("The envelope must hold the header " + header);
            }
        });
        for (String name : SecurityCase.texts(expected.path("absentHeaders"))) {
            if (!values(envelope, name).isEmpty()) {
                fail("The envelope must not hold the header " + name);
            }
        }
        if (expected.has("bodyEquals")
                && !envelope.path("body")
                        .asText()
                        .equals(expected.path("bodyEquals").textValue())) {
            fail("The envelope's body must be " + expected.path("bodyEquals"));
        }
        String decoded = String.join("\n", decoded(envelope));
        mustNotContain(expected.path("notContains"), reply.everything() + "\n" + decoded);
        mustNotContain(expected.path("notContainsDecoded"), decoded);
    }

    private void checkResponse(JsonNode expected) {
        expected.path("headers").properties().forEach(header -> {
            if (!reply.headers(header.getKey()).equals(List.of(header.getValue().textValue()))) {
                fail("The reply's header " + header + " is expected, but it has " + reply.headers(header.getKey()));
            }
        });
        for (String name : SecurityCase.texts(expected.path("absentHeaders"))) {
            if (!reply.headers(name).isEmpty()) {
                fail("The reply must not have the header " + name);
            }
        }
        if (expected.has("contentType")
                && !reply.mediaType().equals(expected.path("contentType").textValue())) {
            fail("The reply must be " + expected.path("contentType") + ", but is " + reply.mediaType());
        }
        expected.path("headerNotEqual").properties().forEach(header -> {
            if (reply.headers(header.getKey()).contains(header.getValue().textValue())) {
                fail("The reply must not have the header " + header);
            }
        });
        mustNotContain(expected.path("notContains"), reply.everything());
    }

    private void mustNotContain(JsonNode texts, String where) {
        for (String text : SecurityCase.texts(texts)) {
            if (where.contains(text)) {
                fail("The reply must not hold " + text);
            }
        }
    }

    /** The values of one header of the envelope, its name in any case. */
    private static List<String> values(JsonNode envelope, String name) {
        return envelope.path("headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().isArray()
                        ? SecurityCase.texts(header.getValue()).stream()
                        : List.of(header.getValue().asText()).stream())
                .toList();
    }

    /**
     * Every name and text of the JSON, unescaped, a binary body's octets, and again what is JSON in either. Raw, a text
     * that held an escape would hide behind the escape of that escape.
     */
    private static List<String> decoded(JsonNode envelope) {
        List<String> texts = new ArrayList<>();
        collect(envelope, texts);
        String body = envelope.path("body").asText();
        if (envelope.path("bodyType").asText().equals("base64")) {
            body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
            texts.add(body);
        }
        try {
            collect(SecurityCase.JSON.readTree(body), texts);
        } catch (IOException e) {
            // It is no JSON: its text is there already.
        }
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        node.properties().forEach(member -> {
            texts.add(member.getKey());
            collect(member.getValue(), texts);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, texts));
        } else if (node.isTextual()) {
            texts.add(node.textValue());
        }
    }

    private static JsonNode known(JsonNode expected, Set<String> names) {
        expected.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(name + " means nothing here: teach ReplyExpectations.");
            }
        });
        return expected;
    }

    private void fail(String sentence) {
        failures.add(sentence + ". The reply: " + reply);
    }
}
