package dev.appconnector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.appconnector.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One member of a document whose value belongs to somebody else: its names are free, may repeat, and it is kept byte for byte.
 * Immutable.
 */
public final class JsonMember {

    private static final JsonFactory JSON = JsonRules.requestFactory();
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] document;
    private final int start;
    private final int end;

    private JsonMember(byte[] document, int start, int end) {
        this.document = document;
        this.start = start;
        this.end = end;
    }

    /**
     * The member of this name; of several the last.
     *
     * @param document which must not be changed from now on
     * @throws Problem {@code malformed-request} where the document is not one JSON value within the bounds
     */
    public static JsonMember of(byte[] document, String name) {
        JsonRules.requireUtf8(document);
        try (JsonParser json = JSON.createParser(document)) {
            try {
                return found(json, document, name);
            } catch (JsonProcessingException failure) {
                throw JsonRules.unreadable(json, failure, "");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonMember found(JsonParser json, byte[] document, String name) throws IOException {
        int start = -1;
        int end = -1;
        int open = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            JsonRules.requireBounds(json, token, "");
            if (open == 1 && token == JsonToken.FIELD_NAME && json.currentName().equals(name)) {
                token = json.nextToken();
                start = (int) json.currentTokenLocation().getByteOffset();
                skip(json, token, name);
                end = (int) json.currentLocation().getByteOffset();
            } else {
                open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
        return new JsonMember(document, start, end);
    }

    private static void skip(JsonParser json, JsonToken first, String name) throws IOException {
        int open = 0;
        JsonToken token = first;
        while (true) {
            JsonRules.requireBounds(json, token, Pointer.child("", name));
            if (token == JsonToken.VALUE_STRING) {
                json.getTextLength(); // reads it to its end
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (open == 0) {
                return;
            }
            token = json.nextToken();
        }
    }

    /** The value as it is written; null where there is none, or JSON's null. */
    public String text() {
        if (start < 0 || Arrays.equals(document, start, end, NULL, 0, NULL.length)) {
            return null;
        }
        return new String(document, start, end - start, StandardCharsets.UTF_8);
    }

    /** The document with null in the value's place. */
    public byte[] leftOut() {
        if (start < 0) {
            return document;
        }
        byte[] rest = new byte[start + NULL.length + document.length - end];
        System.arraycopy(document, 0, rest, 0, start);
        System.arraycopy(NULL, 0, rest, start, NULL.length);
        System.arraycopy(document, end, rest, start + NULL.length, document.length - end);
        return rest;
    }
}
