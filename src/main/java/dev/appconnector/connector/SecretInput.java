package dev.appconnector.connector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.source.SecretSource;
import java.io.IOException;

/** What a caller says of a secret: a new text, where it stands, or that the kept one stays. It is read and never written. */
@JsonDeserialize(using = SecretInput.Reader.class)
public sealed interface SecretInput {

    /** A new text. */
    record Given(Secret secret) implements SecretInput {}

    /** The kept one stays: {@code null}, or what an answer shows in its place, {@code {"set":true,…}}. */
    record Kept() implements SecretInput {}

    /**
     * One that stands outside of the database.
     *
     * @param awaited whether it is kept though it is not to be had there yet: its connector is paused
     */
    record From(SecretSource source, boolean awaited) implements SecretInput {}

    /** Takes the text from the parser's own buffer, so that it never is a {@code String}. */
    final class Reader extends JsonDeserializer<SecretInput> {
        @Override
        public SecretInput deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                Shown shown = context.readValue(parser, Shown.class);
                SecretSource source = new SecretSource(shown.fromEnv(), shown.fromFile());
                boolean named = shown.fromEnv() != null || shown.fromFile() != null;
                if (Boolean.TRUE.equals(shown.set()) || shown.set() != null && named) {
                    return new Kept();
                }
                if (!named) {
                    context.reportInputMismatch(SecretInput.class, "set must be true");
                }
                return new From(source, false);
            }
            return new Given(context.readValue(parser, Secret.class));
        }

        /** A field that is left out is no word about the secret. */
        @Override
        public SecretInput getAbsentValue(DeserializationContext context) {
            return null;
        }

        @Override
        public SecretInput getNullValue(DeserializationContext context) {
            return new Kept();
        }
    }

    /** What an answer shows in a secret's place; without {@code set}, what a caller writes to name a source. */
    record Shown(Boolean set, String fromEnv, String fromFile, String changedAt) {}
}
