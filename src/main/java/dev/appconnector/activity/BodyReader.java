package dev.appconnector.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.appconnector.json.JsonRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Finds an activity's body in the request, and copies it only where it must: a JSON value is the range of bytes that it
 * stands in, and so is a string without escapes.
 */
final class BodyReader {

    private static final String BODY = "/body";
    private static final String BASE64 = "/bodyBase64";

    private final JsonParser json;
    private final byte[] request;

    BodyReader(JsonParser json, byte[] request) {
        this.json = json;
        this.request = request;
    }

    /** The body that starts with this token, or null for null. */
    RequestBody body(JsonToken first) throws IOException {
        if (first == JsonToken.VALUE_NULL) {
            return null;
        }
        if (first == JsonToken.VALUE_STRING) {
            ByteBuffer text = text(BODY);
            return new RequestBody(text.array(), text.position(), text.remaining(), RequestBody.TEXT);
        }
        int start = (int) json.currentTokenLocation().getByteOffset();
        skip(first);
        int end = (int) json.currentLocation().getByteOffset();
        return new RequestBody(request, start, end - start, RequestBody.JSON);
    }

    /** The bytes of an RFC 4648 text, which must be padded and canonical. */
    RequestBody base64(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw JsonRules.malformed(BASE64, "The value has the wrong type (J4). Send a text in base64.");
        }
        ByteBuffer text = text(BASE64);
        byte[] bytes = decoded(text);
        return new RequestBody(bytes, 0, bytes.length, RequestBody.BYTES);
    }

    private static byte[] decoded(ByteBuffer text) {
        try {
            byte[] bytes = new byte[0];
            if (text.remaining() % 4 == 0) {
                ByteBuffer decoded = Base64.getDecoder().decode(text.duplicate());
                bytes = decoded.remaining() == decoded.array().length
                        ? decoded.array()
                        : Arrays.copyOf(decoded.array(), decoded.remaining());
                if (isCanonical(text, bytes)) {
                    return bytes;
                }
            }
        } catch (IllegalArgumentException notInTheAlphabet) {
            // refused below
        }
        throw JsonRules.malformed(
                BASE64,
                "bodyBase64 is not base64 as RFC 4648, section 4, has it. Send it padded and without line breaks.");
    }

    /** The last four characters are those that an encoder writes: unused bits are zero. */
    private static boolean isCanonical(ByteBuffer text, byte[] bytes) {
        int tail = bytes.length % 3 == 0 ? Math.min(3, bytes.length) : bytes.length % 3;
        byte[] again = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, bytes.length - tail, bytes.length));
        return Arrays.equals(again, 0, again.length, text.array(), text.limit() - again.length, text.limit());
    }

    /** Walks to the value's end. Inside, names are free and may repeat; only their length is bounded. */
    private void skip(JsonToken first) throws IOException {
        int open = 0;
        JsonToken token = first;
        while (true) {
            JsonRules.requireBounds(json, token, BODY);
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (open == 0) {
                return;
            }
            token = json.nextToken();
        }
    }

    /** The UTF-8 of the string that the parser stands on; its array may be the request. */
    private ByteBuffer text(String place) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset() + 1;
        for (int i = start; i < request.length && request[i] != '\\'; i++) {
            if (request[i] == '"') {
                return ByteBuffer.wrap(request, start, i - start); // the parser still checks it on its way past
            }
        }
        CharBuffer characters = CharBuffer.wrap(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(characters);
        } catch (CharacterCodingException loneSurrogate) {
            throw JsonRules.malformed(
                    place, "The text holds half of a surrogate pair, which UTF-8 cannot carry (J9). Send whole pairs.");
        }
    }
}
