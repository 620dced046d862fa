package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.appconnector.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes the documents of the management API: no unknown field, no repeated one, no coercion (J1-J5, J7).
 * Whether a required field is there, its record says. Thread-safe.
 */
public final class StrictJson {

    private static final JsonMapper MAPPER = mapper(JsonRules.requestFactory());

    private StrictJson() {}

    /** A value of this type, never null; whatever is wrong with the bytes is a {@link Problem}. */
    public static <T> T read(byte[] body, Class<T> type) {
        JsonRules.requireUtf8(body);
        try (JsonParser json = new BoundedParser(MAPPER.createParser(body))) {
            return read(json, type);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T read(JsonParser json, Class<T> type) throws IOException {
        try {
            T value = MAPPER.readValue(json, type);
            if (json.nextToken() != null) {
                throw JsonRules.trailing(json);
            }
            if (value == null) {
                throw JsonRules.malformed("", "The request is null (J4). Send an object.");
            }
            return value;
        } catch (JsonProcessingException failure) {
            throw ReadFailure.problem(json, failure);
        }
    }

    /** What {@link #write} wrote and the database kept. */
    public static <T> T readStored(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored %s cannot be read.".formatted(type.getType()));
        }
    }

    /** The value's fields by name, as they would be written. */
    public static Map<String, Object> fields(Object value) {
        return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** The value as UTF-8. One that holds a {@link Secret} is a defect, and is not written. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            // Without the cause: its message may quote the value.
            throw new IllegalStateException(
                    "A %s cannot be written as JSON.".formatted(value.getClass().getSimpleName()));
        }
    }

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("appconnector")
                        .addSerializer(Secret.class, new SecretJson.Writer())
                        .addDeserializer(Secret.class, new SecretJson.Reader())
                        .addSerializer(Instant.class, new InstantJson.Writer())
                        .addDeserializer(Instant.class, new InstantJson.Reader()))
                .build();
    }
}
