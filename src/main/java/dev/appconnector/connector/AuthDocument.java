package dev.appconnector.connector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.appconnector.connector.auth.AuthTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An {@code auth} as a caller writes it: fields of any type; which ones this one may have, its type says.
 *
 * @param type null where it was left out
 * @param expiresAt when the credential ends; null where that was left out
 * @param texts the open fields that were given as a text
 * @param lists those that were given as a list of texts
 * @param secrets the secret fields that were given
 */
@JsonDeserialize(using = AuthDocument.Reader.class)
public record AuthDocument(
        String type,
        Instant expiresAt,
        Map<String, String> texts,
        Map<String, List<String>> lists,
        Map<String, SecretInput> secrets) {

    /** Reads a field as what it is: the text of a secret one is never a {@code String}. */
    static final class Reader extends JsonDeserializer<AuthDocument> {

        @Override
        public AuthDocument deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.isExpectedStartObjectToken()) {
                return (AuthDocument) context.handleUnexpectedToken(AuthDocument.class, json);
            }
            String type = null;
            Instant expiresAt = null;
            Map<String, String> texts = new LinkedHashMap<>();
            Map<String, List<String>> lists = new LinkedHashMap<>();
            Map<String, SecretInput> secrets = new LinkedHashMap<>();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                try {
                    if (AuthTypes.secretFields().contains(field)) {
                        secrets.put(field, secret(json, context));
                    } else if (field.equals("type")) {
                        type = text(json, context);
                    } else if (field.equals("expiresAt")) {
                        expiresAt = json.hasToken(JsonToken.VALUE_NULL) ? null : context.readValue(json, Instant.class);
                    } else if (AuthTypes.listFields().contains(field)) {
                        lists.put(field, List.of(context.readValue(json, String[].class)));
                    } else if (AuthTypes.textFields().contains(field)) {
                        texts.put(field, text(json, context));
                    } else {
                        context.handleUnknownProperty(json, this, AuthDocument.class, field);
                    }
                } catch (JsonMappingException e) {
                    if (e.getPath().isEmpty()) {
                        e.prependPath(AuthDocument.class, field);
                    }
                    throw e;
                }
            }
            texts.values().removeIf(java.util.Objects::isNull);
            return new AuthDocument(type, expiresAt, texts, lists, secrets);
        }

        private static SecretInput secret(JsonParser json, DeserializationContext context) throws IOException {
            return json.hasToken(JsonToken.VALUE_NULL)
                    ? new SecretInput.Kept()
                    : context.readValue(json, SecretInput.class);
        }

        private static String text(JsonParser json, DeserializationContext context) throws IOException {
            return json.hasToken(JsonToken.VALUE_NULL) ? null : context.readValue(json, String.class);
        }
    }
}
