package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the program's own HTTP port replied.
 *
 * @param status 0 where the connection ended without a reply
 * @param headerLines in order, as they were on the wire
 * @param took from the first octet sent to the last one received
 */
public record ApiReply(int status, List<String> headerLines, byte[] body, Duration took) {

    public ApiReply {
        headerLines = List.copyOf(headerLines);
    }

    static ApiReply none(Duration took) {
        return new ApiReply(0, List.of(), new byte[0], took);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The values under that name, in any case. */
    public List<String> headers(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headerLines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    /** The media type without its parameters, in lower case; empty where there is none. */
    public String mediaType() {
        List<String> values = headers("Content-Type");
        return values.isEmpty() ? "" : values.get(0).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The headers and the body, to look for what must not be there. */
    public String everything() {
        return String.join("\n", headerLines) + "\n\n" + text();
    }

    /** The body as JSON; missing where it is none. */
    public JsonNode json() {
        try {
            return SecurityCase.JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The last part of the problem's type, such as {@code path-refused}; empty where the reply is no problem. */
    public String problem() {
        if (!mediaType().equals("application/problem+json")) {
            return "";
        }
        String type = json().path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    @Override
    public String toString() {
        return "status " + status + ", " + text().substring(0, Math.min(500, text().length()));
    }
}
