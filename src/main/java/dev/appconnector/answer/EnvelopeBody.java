package dev.appconnector.answer;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.json.JsonBytes;
import dev.appconnector.json.JsonRules;
import dev.appconnector.json.Utf8;
import dev.appconnector.web.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * The form in which a target's body goes into JSON.
 *
 * @param bytes for {@code json} the target's; for {@code text} its characters in UTF-8; for {@code base64} the encoded ones
 */
record EnvelopeBody(Type type, byte[] bytes) {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** The contract's {@code bodyType}. */
    enum Type {
        JSON,
        TEXT,
        BASE64,
        NONE;

        private final byte[] member = ",\"bodyType\":\"%s\""
                .formatted(name().toLowerCase(Locale.ROOT))
                .getBytes(StandardCharsets.US_ASCII);

        /** The member that says it, with the comma before. */
        byte[] member() {
            return member;
        }
    }

    static EnvelopeBody of(Answer answer) {
        byte[] body = answer.body();
        if (body.length == 0) {
            return new EnvelopeBody(Type.NONE, NULL);
        }
        MediaType mediaType = MediaType.parse(answer.contentType());
        if (mediaType.isTextual() && !isContentEncoded(answer)) {
            if (mediaType.isJson() && JsonRules.isJson(body)) {
                return new EnvelopeBody(Type.JSON, body);
            }
            byte[] text = utf8(body, mediaType.charsetOr(StandardCharsets.UTF_8));
            if (text != null) {
                return new EnvelopeBody(Type.TEXT, text);
            }
        }
        return new EnvelopeBody(Type.BASE64, Base64.getEncoder().encode(body));
    }

    /** The body's text in UTF-8 where it names another charset; null where it does not, or is no text in that charset. */
    static byte[] transcoded(Answer answer) {
        MediaType mediaType = MediaType.parse(answer.contentType());
        Charset charset = mediaType.charsetOr(StandardCharsets.UTF_8);
        boolean another = mediaType.isTextual() && !StandardCharsets.UTF_8.equals(charset);
        return another && !isContentEncoded(answer) ? utf8(answer.body(), charset) : null;
    }

    long length() {
        return switch (type) {
            case JSON, NONE -> bytes.length;
            case TEXT -> 2 + JsonBytes.escapedLength(bytes);
            case BASE64 -> 2L + bytes.length;
        };
    }

    /** Writes the JSON value, and returns where it ends. */
    int writeTo(byte[] target, int at) {
        if (type == Type.JSON || type == Type.NONE) {
            return copy(target, at);
        }
        target[at] = '"';
        int end = type == Type.TEXT ? JsonBytes.escape(bytes, target, at + 1) : copy(target, at + 1);
        target[end] = '"';
        return end + 1;
    }

    private int copy(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    /** The text in UTF-8, or null where the charset is unknown or the bytes are none of its. */
    private static byte[] utf8(byte[] body, Charset charset) {
        if (charset == null) {
            return null;
        }
        if (charset.equals(StandardCharsets.UTF_8)) {
            return Utf8.firstInvalid(body) < 0 ? body : null;
        }
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString().getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException notOfThisCharset) {
            return null;
        }
    }

    /** A target that compresses unasked sends bytes that are not of its media type. */
    private static boolean isContentEncoded(Answer answer) {
        for (HeaderField header : answer.headers()) {
            if (header.name().equalsIgnoreCase("content-encoding")
                    && !header.value().strip().equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }
}
