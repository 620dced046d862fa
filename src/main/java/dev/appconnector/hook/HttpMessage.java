package dev.appconnector.hook;

import dev.appconnector.answer.AnswerMessage;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.connector.Connector;
import dev.appconnector.egress.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;

/** What of a hook's message is of HTTP, and what tells of the run. */
final class HttpMessage {

    /** What tells of the run, and what steers Camel, is no header of HTTP. */
    private static final List<String> OURS = List.of("appconnector", "camel", "org.apache.camel");

    private HttpMessage() {}

    /** Tells which run it is. */
    static void describe(Message message, ActiveRun run) {
        Connector connector = run.connector().connector();
        message.setHeader("AppConnectorConnector", connector.name());
        message.setHeader(AnswerMessage.RUN_ID, run.id().toString());
        message.setHeader("AppConnectorCaller", run.caller());
        if (run.activity().savedName() != null) {
            message.setHeader("AppConnectorActivity", run.activity().savedName());
        }
    }

    static boolean isOfHttp(String name) {
        return OURS.stream().noneMatch(name.toLowerCase(Locale.ROOT)::startsWith);
    }

    static List<HeaderField> headers(Message message) {
        List<HeaderField> headers = new ArrayList<>();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            String name = header.getKey();
            if (isOfHttp(name)) {
                values(header.getValue()).forEach(value -> headers.add(new HeaderField(name, text(name, value))));
            }
        }
        return headers;
    }

    private static List<?> values(Object value) {
        return value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
    }

    private static String text(String name, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw new HookFault("The header " + name + " is no text.");
    }

    /** @throws HookFault where the body is neither bytes nor a stream of them */
    static byte[] bytes(Message message) {
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null) {
            throw new HookFault("The body is neither text nor bytes: marshal it to JSON.");
        }
        return bytes;
    }
}
