package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.util.List;

/**
 * The syntax that all JSON keeps here (J1, J5, J7): one strict parser for requests, one for targets' answers, and the
 * words for what is wrong. Jackson's own messages quote the input, so none of them is ever passed on.
 */
public final class JsonRules {

    public static final int MAX_DEPTH = 100;
    public static final int MAX_NUMBER_LENGTH = 1000;
    public static final int MAX_NAME_LENGTH = 1024;
    private static final int MAX_DEPTH_OF_ANSWERS = 1000;

    private static final JsonFactory ANSWERS = factory(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH_OF_ANSWERS)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build());

    private JsonRules() {}

    /** A new factory of strict parsers for requests. Names are bounded exactly by {@link #requireBounds}. */
    public static JsonFactory requestFactory() {
        return factory(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxNameLength(4 * MAX_NAME_LENGTH) // Jackson counts bytes, of which a character has up to four
                .maxStringLength(Integer.MAX_VALUE) // the request's own size bounds it
                .build());
    }

    private static JsonFactory factory(StreamReadConstraints constraints) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** J7: refuses a byte order mark and whatever is not UTF-8. */
    public static void requireUtf8(byte[] request) {
        if (startsWithByteOrderMark(request)) {
            throw malformed("", "The request starts with a byte order mark (J7). Send UTF-8 without one.");
        }
        int invalid = Utf8.firstInvalid(request);
        if (invalid >= 0) {
            throw malformed("", "Byte %d of the request is not UTF-8 (J7). Send UTF-8.".formatted(invalid + 1));
        }
    }

    /** J5: whether the name or number that the parser stands on is short enough. */
    public static boolean withinBounds(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            return name.length() <= MAX_NAME_LENGTH || name.codePointCount(0, name.length()) <= MAX_NAME_LENGTH;
        }
        return !token.isNumeric() || json.getTextLength() <= MAX_NUMBER_LENGTH;
    }

    /** J5: refuses a name or a number that is too long. */
    public static void requireBounds(JsonParser json, JsonToken token, String pointer) throws IOException {
        if (!withinBounds(json, token)) {
            throw tooLong(json.currentLocation(), pointer);
        }
    }

    /** Whether an answer's bytes are one JSON value, at most 1000 deep, in UTF-8 without a byte order mark. */
    public static boolean isJson(byte[] answer) {
        if (startsWithByteOrderMark(answer) || Utf8.firstInvalid(answer) >= 0) {
            return false;
        }
        try (JsonParser json = ANSWERS.createParser(answer)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** One field that is wrong, as a problem. */
    public static Problem malformed(String pointer, String message) {
        return new Problem(Problem.Type.MALFORMED_REQUEST, message, List.of(new Problem.FieldError(pointer, message)));
    }

    /** What the parser could not read, told by its place: the line, and the column counted in bytes. */
    public static Problem unreadable(JsonParser json, JsonProcessingException failure, String pointer) {
        JsonLocation location = failure.getLocation() == null ? json.currentLocation() : failure.getLocation();
        if (failure instanceof StreamConstraintsException) {
            if (json.getParsingContext().getNestingDepth() > MAX_DEPTH) {
                return malformed(
                        pointer,
                        "The JSON is more than %d deep %s (J5). Send a flatter document."
                                .formatted(MAX_DEPTH, at(location)));
            }
            return tooLong(location, pointer);
        }
        if (failure instanceof JsonEOFException) {
            return malformed(
                    pointer, "The JSON ends too soon %s (J1). Send the whole document.".formatted(at(location)));
        }
        return malformed(
                pointer, "This is not valid JSON %s (J1). Send JSON as RFC 8259 has it.".formatted(at(location)));
    }

    /** J1: what comes after the one value. */
    public static Problem trailing(JsonParser json) {
        return malformed(
                "",
                "More follows after the JSON value %s (J1). Send one value."
                        .formatted(at(json.currentTokenLocation())));
    }

    private static Problem tooLong(JsonLocation location, String pointer) {
        return malformed(
                pointer,
                "A number of more than %d or a name of more than %d characters ends %s (J5). Send shorter ones."
                        .formatted(MAX_NUMBER_LENGTH, MAX_NAME_LENGTH, at(location)));
    }

    private static String at(JsonLocation location) {
        return "at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }
}
