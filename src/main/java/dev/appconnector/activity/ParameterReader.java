package dev.appconnector.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.appconnector.json.JsonRules;
import dev.appconnector.json.Pointer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the values of a run's parameters, typed as they are written. For one thread and one request. */
final class ParameterReader {

    /** Beyond this a number's text says more than anybody can mean, and to write it out would take all memory. */
    private static final int MOST_DIGITS = JsonRules.MAX_NUMBER_LENGTH;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser json;
    private final String object;

    /** @param object the pointer to the object that the parser stands on */
    ParameterReader(JsonParser json, String object) {
        this.json = json;
        this.object = object;
    }

    Map<String, JsonNode> read() throws IOException {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            JsonRules.requireBounds(json, JsonToken.FIELD_NAME, object);
            String name = json.currentName();
            String place = Pointer.child(object, name);
            JsonToken token = json.nextToken();
            JsonRules.requireBounds(json, token, place);
            if (values.put(name, value(token, place)) != null) {
                throw JsonRules.malformed(place, "The field stands here twice (J2). Send it once.");
            }
        }
        return values;
    }

    private JsonNode value(JsonToken token, String place) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(json.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal(place);
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case START_OBJECT -> skipped(NODES.objectNode(), place);
            case START_ARRAY -> skipped(NODES.arrayNode(), place);
            default -> NODES.nullNode();
        };
    }

    private JsonNode decimal(String place) throws IOException {
        try {
            BigDecimal value = new BigDecimal(json.getText());
            if (Math.abs((long) value.scale()) <= MOST_DIGITS) {
                return DecimalNode.valueOf(value);
            }
        } catch (NumberFormatException exponentBeyondAnInt) {
            // refused below
        }
        throw JsonRules.malformed(place, "The number is out of range (J4). Send a smaller one.");
    }

    private JsonNode skipped(JsonNode empty, String place) throws IOException {
        int open = 1;
        while (open > 0) {
            JsonToken token = json.nextToken();
            JsonRules.requireBounds(json, token, place);
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return empty;
    }
}
