package dev.appconnector.activity;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.json.Pointer;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.MediaType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts a body that is text into the charset that its Content-Type names. */
public final class BodyText {

    private BodyText() {}

    /** The body in the charset of the first Content-Type; UTF-8 where none is named, and unchanged where it is no text. */
    public static RequestBody encoded(RequestBody body, List<HeaderField> headers) {
        if (body == null || !body.defaultContentType().equals(RequestBody.TEXT)) {
            return body;
        }
        for (HeaderField header : headers) {
            if (header.name().equalsIgnoreCase("content-type")) {
                return encoded(body, header);
            }
        }
        return body;
    }

    private static RequestBody encoded(RequestBody body, HeaderField contentType) {
        Charset charset = MediaType.parse(contentType.value()).charsetOr(StandardCharsets.UTF_8);
        if (charset == null || !charset.canEncode()) {
            throw refused(contentType, "The Content-Type names a charset that is unknown here. Name another, or none.");
        }
        if (charset.equals(StandardCharsets.UTF_8)) {
            return body;
        }
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(body.bytes(), body.offset(), body.length()));
        try {
            ByteBuffer bytes = charset.newEncoder().encode(text);
            return new RequestBody(bytes.array(), bytes.arrayOffset(), bytes.remaining(), RequestBody.TEXT);
        } catch (CharacterCodingException beyondTheCharset) {
            throw refused(
                    contentType,
                    "The body holds characters that the Content-Type's charset lacks. Name utf-8, or use bodyBase64.");
        }
    }

    private static Problem refused(HeaderField contentType, String message) {
        String place = Pointer.child("/headers", contentType.name());
        return new Problem(Problem.Type.HEADER_REFUSED, message, List.of(new Problem.FieldError(place, message)));
    }
}
