package dev.appconnector.call;

import dev.appconnector.egress.HeaderField;
import dev.appconnector.web.JsonBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Builds what a caller who waited gets: the target's answer, as it is, inside one JSON object. */
public final class Envelope {

    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] STATUS = ascii("\",\"outcome\":\"answered\",\"status\":");
    private static final byte[] HEADERS = ascii(",\"headers\":{");
    private static final byte[] BODY = ascii("},\"body\":");
    private static final byte[] DURATION = ascii(",\"durationMs\":");
    private static final byte[] ATTEMPTS = ascii(",\"attempts\":");
    private static final byte[] END = ascii("}");

    private Envelope() {}

    /**
     * What the target said, scrubbed already.
     *
     * @param headers without those that no caller gets
     * @param contentType the target's, or null
     * @param body empty for none; not copied
     */
    public record Answer(int status, List<HeaderField> headers, String contentType, byte[] body) {

        public Answer {
            headers = List.copyOf(headers);
        }

        /** Holds nothing that a log may not. */
        @Override
        public String toString() {
            return "Answer[status=%d, %d bytes]".formatted(status, body.length);
        }
    }

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

        byte[] json = new byte[Math.toIntExact(head.length() + body.length() + tail.length())];
        int at = head.copyTo(json, 0);
        at = body.writeTo(json, at);
        tail.copyTo(json, at);
        return ByteBuffer.wrap(json);
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
