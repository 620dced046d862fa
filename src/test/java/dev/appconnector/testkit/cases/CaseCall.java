package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a case's {@code call} into requests to the API: which endpoint, which caller, which octets. */
final class CaseCall {

    private static final Set<String> KNOWN = Set.of(
            "action",
            "apiHeaders",
            "apiMethod",
            "apiPath",
            "apiQuery",
            "auth",
            "background",
            "body",
            "bodyGenerator",
            "headers",
            "method",
            "patch",
            "path",
            "rawBody",
            "rawBodyBase64",
            "repeat",
            "secondConnector",
            "timeout",
            "waitForResult");
    private static final List<String> OF_A_RUN =
            List.of("method", "path", "headers", "body", "timeout", "waitForResult");
    private static final int OCTETS_OF_A_PIECE = 64 * 1024;

    private final SecurityCase theCase;
    private final JsonNode call;
    private final Credentials credentials;

    CaseCall(SecurityCase theCase, Credentials credentials) {
        this.theCase = theCase;
        this.call = theCase.call();
        this.credentials = credentials;
        call.fieldNames().forEachRemaining(CaseCall::mustBeKnown);
    }

    /**
     * The request that the case is about.
     *
     * @param definition the connector as it was or is to be created
     * @param id the connector's id; empty where it is yet to be created
     */
    ApiRequest request(ObjectNode definition, String id) throws Exception {
        String connector = "/api/connectors/" + id;
        return switch (theCase.action()) {
            case "run.execute" -> run(id);
            case "connector.create" -> manage("POST", "/api/connectors", definition, id);
            case "connector.read" -> manage("GET", connector, null, id);
            case "connector.update" -> manage("PUT", connector, updated(definition), id);
            case "connector.delete" -> manage("DELETE", connector, null, id);
            case "secret.write" -> manage("PUT", connector, ConnectorDefinition.withNewSecret(definition), id);
            case "secret.read" -> manage("GET", connector + "/secret", null, id);
            case "key.create:admin" -> manage("POST", "/api/keys", adminKey(), id);
            case "preflight" -> ApiRequest.without("OPTIONS", "/worker/runs", apiHeaders(new LinkedHashMap<>()));
            case "raw" -> raw(id);
            default -> throw new IllegalArgumentException("call.action " + theCase.action() + " means nothing here.");
        };
    }

    private ApiRequest run(String id) throws Exception {
        return withBody("POST", "/worker/runs" + query(), headers("runner", id, true), id);
    }

    private ApiRequest raw(String id) throws Exception {
        String method = call.path("apiMethod").textValue();
        String target = call.path("apiPath").textValue() + query();
        if (!call.has("rawBody")) {
            return ApiRequest.without(method, target, headers("runner", id, false));
        }
        return withBody(method, target, headers("runner", id, true), id);
    }

    private ApiRequest manage(String method, String target, ObjectNode body, String id) throws Exception {
        Map<String, String> headers = headers("admin", id, body != null);
        return body == null
                ? ApiRequest.without(method, target, headers)
                : ApiRequest.with(method, target, headers, SecurityCase.octets(body));
    }

    private ApiRequest withBody(String method, String target, Map<String, String> headers, String id) {
        if (call.has("bodyGenerator")) {
            return generated(method, target, headers, id);
        }
        if (call.has("rawBody")) {
            String body = call.path("rawBody").textValue().replace("<connector>", id);
            return ApiRequest.with(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
        }
        if (call.has("rawBodyBase64")) {
            byte[] octets =
                    Base64.getDecoder().decode(call.path("rawBodyBase64").textValue());
            String body = new String(octets, StandardCharsets.ISO_8859_1).replace("<connector>", id);
            return ApiRequest.with(method, target, headers, body.getBytes(StandardCharsets.ISO_8859_1));
        }
        ObjectNode run = SecurityCase.JSON.createObjectNode().put("connector", id);
        OF_A_RUN.stream().filter(call::has).forEach(member -> run.set(member, call.path(member)));
        return ApiRequest.with(method, target, headers, SecurityCase.octets(run));
    }

    private ApiRequest generated(String method, String target, Map<String, String> headers, String id) {
        JsonNode generator = call.path("bodyGenerator");
        String kind = generator.path("kind").textValue() + " in "
                + generator.path("in").textValue();
        switch (kind) {
            case "nested-arrays-unclosed in root":
                String nest = "[".repeat(generator.path("depth").intValue());
                return ApiRequest.with(method, target, headers, nest.getBytes(StandardCharsets.US_ASCII));
            case "string in body":
                String before = "{\"connector\":\"" + id + "\",\"method\":\"POST\",\"path\":\"/a\",\"body\":\"";
                return ofLetters(
                        method, target, headers, before, generator.path("bytes").longValue(), "\"}");
            default:
                throw new IllegalArgumentException("bodyGenerator " + kind + " means nothing here.");
        }
    }

    private static ApiRequest ofLetters(
            String method, String target, Map<String, String> headers, String before, long letters, String after) {
        byte[] piece = "a".repeat(OCTETS_OF_A_PIECE).getBytes(StandardCharsets.US_ASCII);
        List<InputStream> pieces = new AbstractList<>() {
            @Override
            public InputStream get(int index) {
                return new ByteArrayInputStream(
                        index == 0 ? ascii(before) : index == size() - 1 ? ascii(after) : piece);
            }

            @Override
            public int size() {
                return (int) (letters / OCTETS_OF_A_PIECE) + 2;
            }
        };
        long length = before.length() + letters / OCTETS_OF_A_PIECE * OCTETS_OF_A_PIECE + after.length();
        return new ApiRequest(
                method, target, headers, new SequenceInputStream(Collections.enumeration(pieces)), length);
    }

    private ObjectNode updated(ObjectNode definition) {
        ObjectNode update = ConnectorDefinition.withoutSecrets(definition);
        call.path("patch").properties().forEach(member -> update.set(member.getKey(), member.getValue()));
        return update;
    }

    private static ObjectNode adminKey() {
        ObjectNode key = SecurityCase.JSON.createObjectNode();
        key.put("name", "cases taken").put("role", "admin");
        key.putArray("connectors").add("*");
        key.putArray("activities");
        return key;
    }

    private Map<String, String> headers(String ordinaryRole, String id, boolean json) throws Exception {
        Map<String, String> headers = credentials.headers(call.path("auth"), ordinaryRole, id);
        if (json) {
            headers.put("Content-Type", "application/json");
        }
        return apiHeaders(headers);
    }

    private Map<String, String> apiHeaders(Map<String, String> headers) {
        call.path("apiHeaders").properties().forEach(header -> {
            headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
            if (!header.getValue().isNull()) {
                headers.put(header.getKey(), header.getValue().textValue());
            }
        });
        return headers;
    }

    private String query() {
        String query = call.path("apiQuery").asText();
        String ofAuth = credentials.fill(call.path("auth").path("query").asText());
        if (query.isEmpty() && ofAuth.isEmpty()) {
            return "";
        }
        return "?" + query + (query.isEmpty() || ofAuth.isEmpty() ? "" : "&") + ofAuth;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void mustBeKnown(String member) {
        if (!KNOWN.contains(member)) {
            throw new IllegalArgumentException("A call's " + member + " means nothing here: teach CaseCall.");
        }
    }
}
