package dev.appconnector.activity.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of one saved activity, ready to check the values of runs. Immutable. */
public final class Parameters {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Patterns come from designers and texts from callers: only RE2 takes no longer than the text is long. */
    private static final SchemaValidatorsConfig LINEAR_PATTERNS = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(pattern -> {
                Pattern compiled = Pattern.compile(pattern);
                return text -> compiled.matcher(text).find();
            })
            .build();

    private final Map<String, Parameter> parameters;
    private final JsonSchema schema;

    private Parameters(Map<String, Parameter> parameters) {
        this.parameters = Map.copyOf(parameters);
        this.schema = SCHEMAS.getSchema(schema(parameters), LINEAR_PATTERNS);
    }

    /** @param parameters by name; ones that {@link #faults} has nothing against */
    public static Parameters of(Map<String, Parameter> parameters) {
        return new Parameters(parameters);
    }

    /** All that is wrong with parameters as a designer wrote them; empty where nothing is. */
    public static List<FieldError> faults(Map<String, Parameter> parameters) {
        List<FieldError> faults = ParameterRules.faults(parameters);
        if (!faults.isEmpty()) {
            return faults;
        }
        Map<String, JsonNode> defaults = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.ifMissing() != null) {
                defaults.put(name, parameter.ifMissing());
            }
        });
        Map<String, FieldError> wrong = of(parameters).wrong(defaults, "V1: the default is not right: ");
        return wrong.entrySet().stream()
                .filter(fault -> defaults.containsKey(fault.getKey()))
                .map(fault -> new FieldError(
                        "/parameters/" + fault.getKey() + "/default",
                        fault.getValue().message()))
                .toList();
    }

    private static ObjectNode schema(Map<String, Parameter> parameters) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        parameters.forEach((name, parameter) -> {
            properties.set(name, schema(parameter));
            if (parameter.isRequired()) {
                required.add(name);
            }
        });
        return schema;
    }

    private static ObjectNode schema(Parameter parameter) {
        ObjectNode schema = NODES.objectNode().put("type", parameter.type());
        if (parameter.values() != null) {
            schema.putArray("enum").addAll(parameter.values());
        }
        put(schema, "minimum", parameter.minimum());
        put(schema, "maximum", parameter.maximum());
        put(schema, "minLength", parameter.minLength());
        put(schema, "maxLength", parameter.maxLength());
        if (parameter.pattern() != null) {
            schema.put("pattern", parameter.pattern());
        }
        return schema;
    }

    private static void put(ObjectNode schema, String keyword, Number bound) {
        if (bound instanceof BigDecimal decimal) {
            schema.set(keyword, DecimalNode.valueOf(decimal));
        } else if (bound != null) {
            schema.put(keyword, bound.longValue());
        }
    }

    public Set<String> names() {
        return parameters.keySet();
    }

    /** The values of a run: the given ones, else the defaults, else JSON's null. */
    public Map<String, JsonNode> values(Map<String, JsonNode> given) {
        Map<String, JsonNode> values = new LinkedHashMap<>(given);
        parameters.forEach((name, parameter) -> values.computeIfAbsent(
                name, missing -> parameter.ifMissing() == null ? NODES.nullNode() : parameter.ifMissing()));
        return values;
    }

    /** What is wrong with a run's values, by the parameter's name: one entry for each that is unknown, missing or wrong. */
    public Map<String, FieldError> wrong(Map<String, JsonNode> given) {
        return wrong(given, "V2: ");
    }

    private Map<String, FieldError> wrong(Map<String, JsonNode> given, String rule) {
        Map<String, FieldError> wrong = new LinkedHashMap<>();
        ObjectNode values = NODES.objectNode();
        parameters.forEach((name, parameter) -> {
            if (parameter.ifMissing() != null) {
                values.set(name, parameter.ifMissing());
            }
        });
        given.forEach((name, value) -> {
            Parameter parameter = parameters.get(name);
            values.set(name, value);
            if (parameter != null && !parameter.isOfType(value)) {
                put(wrong, name, rule, "the value has the wrong type. Send %s.".formatted(parameter.typeInWords()));
            } else if (value.isTextual() && !isWellFormed(value.textValue())) {
                put(wrong, name, rule, "the text holds half of a surrogate pair. Send whole pairs.");
            }
        });
        for (ValidationMessage message : schema.validate(values)) {
            String name = message.getProperty() == null
                    ? message.getInstanceLocation().getName(-1)
                    : message.getProperty();
            put(wrong, name, rule, words(message.getType(), parameters.get(name)));
        }
        return wrong;
    }

    private static void put(Map<String, FieldError> wrong, String name, String rule, String words) {
        wrong.putIfAbsent(name, new FieldError(Pointer.child("/parameters", name), rule + words));
    }

    private static String words(String keyword, Parameter parameter) {
        return switch (keyword) {
            case "required" -> "the parameter is missing. Send it.";
            case "additionalProperties" -> "the activity has no such parameter. Leave it out.";
            case "enum" -> "the value is none of those that the activity lists.";
            case "minimum" ->
                "the value is below %s.".formatted(parameter.minimum().toPlainString());
            case "maximum" ->
                "the value is above %s.".formatted(parameter.maximum().toPlainString());
            case "minLength" -> "the text has fewer than %d characters.".formatted(parameter.minLength());
            case "maxLength" -> "the text has more than %d characters.".formatted(parameter.maxLength());
            case "pattern" -> "the text does not match the activity's pattern.";
            default -> "the value is not one that the activity takes.";
        };
    }

    /** Whether UTF-8 can carry the text. */
    static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
