package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.testkit.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares one request that a target saw with {@code expectTarget}, octet for octet. */
final class TargetExpectations {

    private TargetExpectations() {}

    static List<String> failures(JsonNode expected, Recorded request) {
        List<String> failures = new ArrayList<>();
        expected.properties().forEach(member -> {
            String failure = failure(member.getKey(), member.getValue(), request);
            if (failure != null) {
                failures.add(failure + " Seen: " + request);
            }
        });
        return failures;
    }

    private static String failure(String member, JsonNode wanted, Recorded request) {
        return switch (member) {
            case "method" -> unequal(member, wanted.textValue(), request.method());
            case "path" -> unequal(member, wanted.textValue(), request.path());
            case "query" -> unequal(member, wanted.textValue(), Objects.requireNonNullElse(request.query(), ""));
            case "headers" -> headers(wanted, request);
            case "headerCounts" -> headerCounts(wanted, request);
            case "absentHeaders" -> absentHeaders(wanted, request);
            case "bodyEquals" -> unequal(member, wanted.textValue(), request.bodyText());
            case "bodyContains" ->
                request.bodyText().contains(wanted.textValue()) ? null : "The body must hold " + wanted + ".";
            case "bodyJsonEquals" -> bodyJson(wanted, request);
            default -> throw new IllegalArgumentException("expectTarget's " + member + " means nothing here.");
        };
    }

    private static String headers(JsonNode wanted, Recorded request) {
        for (var header : wanted.properties()) {
            if (!request.headers(header.getKey()).contains(header.getValue().textValue())) {
                return unequal(
                        header.getKey(),
                        header.getValue().textValue(),
                        request.headers(header.getKey()).toString());
            }
        }
        return null;
    }

    private static String headerCounts(JsonNode wanted, Recorded request) {
        for (var header : wanted.properties()) {
            if (request.headerCount(header.getKey()) != header.getValue().intValue()) {
                return "The header " + header.getKey() + " must come " + header.getValue() + " times, but came "
                        + request.headerCount(header.getKey()) + " times.";
            }
        }
        return null;
    }

    private static String absentHeaders(JsonNode wanted, Recorded request) {
        for (String name : SecurityCase.texts(wanted)) {
            if (request.headerCount(name) > 0) {
                return "The header " + name + " must not reach the target.";
            }
        }
        return null;
    }

    private static String bodyJson(JsonNode wanted, Recorded request) {
        try {
            return SecurityCase.JSON.readTree(request.body()).equals(wanted)
                    ? null
                    : unequal("body", wanted.toString(), request.bodyText());
        } catch (IOException e) {
            return "The body must be JSON, but is " + request.bodyText() + ".";
        }
    }

    private static String unequal(String what, String wanted, String actual) {
        return wanted.equals(actual)
                ? null
                : "The target's %s must be \"%s\", but is \"%s\".".formatted(what, wanted, actual);
    }
}
