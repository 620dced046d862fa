package dev.appconnector.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.web.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what a run has kept of its last answer back into that answer: the opposite of {@link Envelope#result}. */
public final class KeptResult {

    /** What was kept may be as large as an answer may. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private KeptResult() {}

    /**
     * The answer, its body in the bytes that the target sent: a text is written in the charset that its header names.
     *
     * @param result what {@link Envelope#result} made
     */
    public static Answer of(byte[] result) {
        try (JsonParser json = JSON.createParser(result)) {
            json.nextToken();
            json.nextToken();
            int status = json.nextIntValue(0);
            json.nextToken();
            List<HeaderField> headers = headers(json);
            json.nextToken();
            JsonToken body = json.nextToken();
            String contentType = contentType(headers);
            return new Answer(status, headers, contentType, body(json, body, result, contentType));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HeaderField> headers(JsonParser json) throws IOException {
        List<HeaderField> headers = new ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                headers.add(new HeaderField(name, json.getText()));
            }
        }
        return headers;
    }

    private static String contentType(List<HeaderField> headers) {
        return headers.stream()
                .filter(header -> header.name().equals("content-type"))
                .map(HeaderField::value)
                .findFirst()
                .orElse(null);
    }

    private static byte[] body(JsonParser json, JsonToken value, byte[] result, String contentType) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        if (endsWith(result, EnvelopeBody.Type.JSON)) {
            return Arrays.copyOfRange(result, start, result.length - EnvelopeBody.Type.JSON.member().length - 1);
        }
        if (value != JsonToken.VALUE_STRING) {
            return new byte[0];
        }
        if (endsWith(result, EnvelopeBody.Type.BASE64)) {
            return json.getBinaryValue();
        }
        Charset charset = MediaType.parse(contentType).charsetOr(StandardCharsets.UTF_8);
        return json.getText().getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }

    private static boolean endsWith(byte[] result, EnvelopeBody.Type type) {
        byte[] member = type.member();
        int end = result.length - 1;
        return Arrays.equals(result, end - member.length, end, member, 0, member.length);
    }
}
