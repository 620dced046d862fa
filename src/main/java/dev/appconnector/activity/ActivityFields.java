package dev.appconnector.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.answer.Selection;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.json.JsonRules;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The fields of one activity while they are read. For one thread and one request. */
final class ActivityFields {

    private static final List<String> REQUIRED = List.of("connector", "method", "path");
    private static final List<String> SAID_BY_A_SAVED_ONE =
            List.of("connector", "method", "path", "headers", "body", "bodyBase64");

    private final JsonParser json;
    private final BodyReader bodies;
    private final boolean whole;
    private final Set<String> seen = new HashSet<>();
    private String place = "";

    private String connector;
    private String method;
    private String path;
    private List<HeaderField> headers = List.of();
    private RequestBody body;
    private RequestBody bytes;
    private Long timeoutMillis;
    private Boolean waitForResult;
    private String saved;
    private Map<String, JsonNode> parameters = Map.of();
    private ServerActivity.Source source;

    /** @param whole whether it is a document that holds all of an activity, and may say which saved one it was made from */
    ActivityFields(JsonParser json, byte[] request, boolean whole) {
        this.json = json;
        this.whole = whole;
        this.bodies = new BodyReader(json, request);
    }

    /** The pointer to what is being read. */
    String place() {
        return place;
    }

    /** Null where the activity has none; 0 where it is too long for a {@code long}, and so beyond any bound. */
    Long timeoutMillis() {
        return timeoutMillis;
    }

    void read() throws IOException {
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw JsonRules.malformed(
                    "",
                    first == null
                            ? "The request is empty (J1). Send a JSON object."
                            : "The request is not a JSON object (J4). Send one.");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            JsonRules.requireBounds(json, JsonToken.FIELD_NAME, "");
            String name = json.currentName();
            place = Pointer.child("", name);
            requireOnce(seen, name);
            JsonToken value = json.nextToken();
            JsonRules.requireBounds(json, value, place);
            readField(name, value);
            place = "";
        }
        if (json.nextToken() != null) {
            throw JsonRules.trailing(json);
        }
    }

    /** Whether it asks for a saved activity. */
    boolean isOfSaved() {
        return saved != null;
    }

    SavedRequest savedRequest(Duration timeout) {
        return new SavedRequest(saved, parameters, timeout, waitForResult);
    }

    ServerActivity activity(Duration timeout) {
        return new ServerActivity(
                connector,
                method,
                path,
                headers,
                BodyText.encoded(body, headers),
                timeout,
                waitForResult == null || waitForResult,
                source);
    }

    private void readField(String name, JsonToken value) throws IOException {
        switch (name) {
            case "connector" -> connector = text(value);
            case "method" -> method = text(value);
            case "path" -> path = text(value);
            case "headers" -> headers = headers(value);
            case "body" -> body = bodies.body(value);
            case "bodyBase64" -> bytes = bodies.base64(value);
            case "timeout" -> timeoutMillis = integer(value);
            case "waitForResult" -> waitForResult = trueOrFalse(value);
            default -> readMore(name, value);
        }
    }

    private void readMore(String name, JsonToken value) throws IOException {
        if (whole && name.equals("source")) {
            source = source(value);
        } else if (!whole && name.equals("activity")) {
            saved = text(value);
        } else if (!whole && name.equals("parameters")) {
            parameters = parameters(value);
        } else {
            throw JsonRules.malformed(
                    place,
                    "An activity has no such field (J3). Leave it out; what the target is to get goes into body.");
        }
    }

    private Map<String, JsonNode> parameters(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw wrongType("an object of values");
        }
        return new ParameterReader(json, place).read();
    }

    private ServerActivity.Source source(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw wrongType("an object");
        }
        String id = null;
        String name = null;
        String select = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            String text = text(json.nextToken());
            switch (field) {
                case "id" -> id = text;
                case "name" -> name = text;
                case "select" -> select = text;
                default -> throw wrongType("an object");
            }
        }
        return new ServerActivity.Source(UUID.fromString(id), name, select == null ? null : Selection.of(select));
    }

    /** What can be said only when all was read: 400 comes before any 422. */
    void requireComplete() {
        if (isOfSaved()) {
            refuseWhatTheSavedOneSays();
            return;
        }
        if (seen.contains("parameters")) {
            throw JsonRules.malformed(
                    "/parameters",
                    "Only a saved activity has parameters (J3). Name it as activity, or leave them out.");
        }
        List<Problem.FieldError> missing = REQUIRED.stream()
                .filter(name -> !seen.contains(name))
                .map(name -> new Problem.FieldError("/" + name, "The field is missing (J4)."))
                .toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    Problem.Type.MALFORMED_REQUEST,
                    "An activity needs connector, method and path (J4). Add what is missing.",
                    missing);
        }
        if (body != null && bytes != null) {
            throw JsonRules.malformed("/bodyBase64", "The activity has body and bodyBase64. Send one of them.");
        }
        body = body == null ? bytes : body;
    }

    private void refuseWhatTheSavedOneSays() {
        List<Problem.FieldError> said = SAID_BY_A_SAVED_ONE.stream()
                .filter(seen::contains)
                .map(name -> new Problem.FieldError("/" + name, "The saved activity says this (J3). Leave it out."))
                .toList();
        if (!said.isEmpty()) {
            throw new Problem(
                    Problem.Type.MALFORMED_REQUEST,
                    "A run of a saved activity has activity, parameters, timeout and waitForResult (J3). Leave out the rest.",
                    said);
        }
    }

    private String text(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw wrongType("a text");
        }
        return json.getText();
    }

    private boolean trueOrFalse(JsonToken value) {
        if (!value.isBoolean()) {
            throw wrongType("true or false");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private long integer(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType("a whole number of milliseconds");
        }
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? 0 : json.getLongValue();
    }

    private List<HeaderField> headers(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw wrongType("an object of texts");
        }
        String object = place;
        List<HeaderField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            JsonRules.requireBounds(json, JsonToken.FIELD_NAME, object);
            String name = json.currentName();
            place = Pointer.child(object, name);
            requireOnce(names, name);
            fields.add(new HeaderField(name, text(json.nextToken())));
            place = object;
        }
        return fields;
    }

    private void requireOnce(Set<String> names, String name) {
        if (!names.add(name)) {
            throw JsonRules.malformed(place, "The field stands here twice (J2). Send it once.");
        }
    }

    private Problem wrongType(String expected) {
        return JsonRules.malformed(place, "The value has the wrong type (J4). Send %s.".formatted(expected));
    }
}
