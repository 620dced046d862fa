package dev.appconnector.activity.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.appconnector.json.JsonBytes;
import dev.appconnector.json.JsonRules;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON value, byte for byte as it was written, with places for parameters' values in its strings, but not in its names.
 * Immutable.
 */
public final class BodyTemplate {

    private static final JsonFactory JSON = JsonRules.requestFactory();

    private final List<Object> parts;
    private final TextEscape escape;

    /** @param parts each a {@code byte[]} that is sent as it is, or the {@link TextTemplate} of a string */
    private BodyTemplate(List<Object> parts, TextEscape escape) {
        this.parts = List.copyOf(parts);
        this.escape = escape;
    }

    /**
     * @param json one JSON value; where it is a string, that is sent as text
     * @param contentType in whose language that text is; null where none is named
     */
    public static BodyTemplate of(byte[] json, Set<String> names, String contentType) {
        List<Object> parts = new ArrayList<>();
        boolean isText = false;
        int end = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                }
                isText = parser.getParsingContext().inRoot();
                TextTemplate string = TextTemplate.of(parser.getText(), names);
                if (!string.names().isEmpty()) {
                    parts.add(Arrays.copyOfRange(
                            json, end, (int) parser.currentTokenLocation().getByteOffset()));
                    parts.add(string);
                    end = (int) parser.currentLocation().getByteOffset();
                }
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        parts.add(Arrays.copyOfRange(json, end, json.length));
        return new BodyTemplate(parts, isText ? TextEscape.of(contentType) : TextEscape.NONE);
    }

    /** The parameters that it has places for. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Object part : parts) {
            if (part instanceof TextTemplate string) {
                names.addAll(string.names());
            }
        }
        return names;
    }

    /**
     * Appends the body with the values in their places: typed where one stands alone in a string, else its text.
     *
     * @param values one for each of {@link #names}
     * @param most how long the JSON may get
     * @throws Problem {@code too-large} where it gets longer
     */
    public void fill(JsonBytes json, Map<String, JsonNode> values, long most) {
        for (Object part : parts) {
            if (part instanceof TextTemplate string) {
                fill(json, string, values);
            } else {
                json.raw((byte[]) part);
            }
            if (json.length() > most) {
                throw new Problem(
                        Problem.Type.TOO_LARGE,
                        "With these values the request is longer than appconnector.request.max-bytes. Send shorter ones.");
            }
        }
    }

    private void fill(JsonBytes json, TextTemplate string, Map<String, JsonNode> values) {
        JsonNode alone = string.alone() == null ? null : values.get(string.alone());
        if (alone == null || alone.isTextual()) {
            json.string(string.filled(values, escape::escaped));
        } else {
            json.raw(alone.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
