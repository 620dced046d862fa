package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.appconnector.vault.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets go in and never come out: read without a {@code String} that would linger in memory, and never written. */
final class SecretJson {

    private SecretJson() {}

    static final class Reader extends StdScalarDeserializer<Secret> {
        Reader() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Secret) context.handleUnexpectedToken(Secret.class, json);
            }
            char[] characters = json.getTextCharacters();
            int offset = json.getTextOffset();
            int length = json.getTextLength();
            try {
                return encoded(CharBuffer.wrap(characters, offset, length));
            } catch (CharacterCodingException loneSurrogate) {
                return (Secret) context.handleWeirdStringValue(Secret.class, "", "not Unicode text");
            } finally {
                Arrays.fill(characters, offset, offset + length, '\0'); // the parser's buffer is used again
            }
        }

        private static Secret encoded(CharBuffer characters) throws CharacterCodingException {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(characters);
            byte[] exact = new byte[utf8.remaining()];
            utf8.get(exact);
            Arrays.fill(utf8.array(), (byte) 0);
            return Secret.owning(exact);
        }
    }

    static final class Writer extends StdScalarSerializer<Secret> {
        Writer() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            throw JsonMappingException.from(json, "A secret is never written.");
        }

        @Override
        public void serializeWithType(
                Secret secret, JsonGenerator json, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(secret, json, provider);
        }
    }
}
