package dev.appconnector.activity.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * What values a parameter of a saved activity takes: the part of JSON Schema that its fields are named after. Null is what was
 * left out. Immutable.
 *
 * @param type {@code string}, {@code integer}, {@code number} or {@code boolean}
 * @param values the only ones that it takes
 * @param ifMissing the value where a run gives none
 * @param minLength in characters, as {@code maxLength}
 * @param pattern a regular expression that is found somewhere in the text
 * @param required whether a run without it is refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Parameter(
        String type,
        @JsonProperty("enum") List<JsonNode> values,
        @JsonProperty("default") JsonNode ifMissing,
        BigDecimal minimum,
        BigDecimal maximum,
        Long minLength,
        Long maxLength,
        String pattern,
        Boolean required) {

    /** A regular expression that its name matches. */
    public static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,62}";

    public Parameter {
        values = values == null ? null : List.copyOf(values);
    }

    boolean isRequired() {
        return Boolean.TRUE.equals(required);
    }

    /** Whether every run has a value for it. */
    public boolean always() {
        return isRequired() || ifMissing != null;
    }

    /** Whether the JSON value is of the type, without any conversion: 1.0 is no integer. */
    boolean isOfType(JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> value.isBoolean();
        };
    }

    /** What to send, in words. */
    String typeInWords() {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "true or false";
        };
    }
}
