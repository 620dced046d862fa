package dev.appconnector.answer;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.json.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Builds what a caller who waited gets: the target's answer, as it is, inside one JSON object. */
public final class Envelope {

    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] STATUS = ascii("\",\"outcome\":\"answered\",\"status\":");
    private static final byte[] RESULT_STATUS = ascii("{\"status\":");
    private static final byte[] HEADERS = ascii(",\"headers\":{");
    private static final byte[] BODY = ascii("},\"body\":");
    private static final byte[] DURATION = ascii(",\"durationMs\":");
    private static final byte[] ATTEMPTS = ascii(",\"attempts\":");
    private static final byte[] END = ascii("}");

    private Envelope() {}

    /** The whole JSON; the buffer's array is exactly as long as the text. */
    public static ByteBuffer of(UUID id, Answer answer, long durationMs, int attempts) {
        EnvelopeBody body = EnvelopeBody.of(answer);
        JsonBytes head = new JsonBytes(1024);
        head.raw(ID).raw(id.toString()).raw(STATUS).number(answer.status()).raw(HEADERS);
        headers(head, answer.headers());
        head.raw(BODY);
        JsonBytes tail = new JsonBytes(96);
        tail.raw(body.type().member()).raw(DURATION).number(durationMs);
        tail.raw(ATTEMPTS).number(attempts).raw(END);

        return ByteBuffer.wrap(joined(head, body, tail));
    }

    /** What a run keeps of its last answer: status, headers and body as in the envelope. */
    public static byte[] result(Answer answer) {
        EnvelopeBody body = EnvelopeBody.of(answer);
        JsonBytes head = new JsonBytes(1024);
        head.raw(RESULT_STATUS).number(answer.status()).raw(HEADERS);
        headers(head, answer.headers());
        head.raw(BODY);
        JsonBytes tail = new JsonBytes(32);
        tail.raw(body.type().member()).raw(END);
        return joined(head, body, tail);
    }

    private static byte[] joined(JsonBytes head, EnvelopeBody body, JsonBytes tail) {
        byte[] json = new byte[Math.toIntExact(head.length() + body.length() + tail.length())];
        int at = head.copyTo(json, 0);
        at = body.writeTo(json, at);
        tail.copyTo(json, at);
        return json;
    }

    /** Groups the values by name; quadratic, and with at most 100 headers faster than a map. */
    private static void headers(JsonBytes json, List<HeaderField> headers) {
        String before = "";
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.get(i).name();
            if (firstOf(headers, name) < i) {
                continue;
            }
            json.raw(before).string(name.toLowerCase(Locale.ROOT)).raw(":[");
            json.string(headers.get(i).value());
            for (int j = i + 1; j < headers.size(); j++) {
                if (headers.get(j).name().equalsIgnoreCase(name)) {
                    json.raw(",").string(headers.get(j).value());
                }
            }
            json.raw("]");
            before = ",";
        }
    }

    private static int firstOf(List<HeaderField> headers, String name) {
        int i = 0;
        while (!headers.get(i).name().equalsIgnoreCase(name)) {
            i++;
        }
        return i;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
