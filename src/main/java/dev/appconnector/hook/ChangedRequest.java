package dev.appconnector.hook;

import dev.appconnector.activity.BodyText;
import dev.appconnector.activity.RequestBody;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.AnswerMessage;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.egress.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a run is to send, as the message of a hook, and back. What comes back is a wish, which the guard has yet to judge. */
final class ChangedRequest {

    private static final String METHOD = "AppConnectorMethod";
    private static final String PATH = "AppConnectorPath";
    private static final String REFUSAL = "AppConnectorRefusal";

    private ChangedRequest() {}

    static void write(Exchange exchange, ActiveRun run) {
        Message message = exchange.getMessage();
        HttpMessage.describe(message, run);
        ServerActivity activity = run.toSend();
        message.setHeader(METHOD, activity.method());
        message.setHeader(PATH, activity.path());
        // The guard has yet to judge them: a caller's must not pass for ours, nor steer Camel.
        activity.headers().stream()
                .filter(header -> HttpMessage.isOfHttp(header.name()))
                .forEach(header -> AnswerMessage.append(message, header.name(), header.value()));
        RequestBody body = activity.body();
        // A copy: the array may be the caller's whole request, which is kept.
        message.setBody(
                body == null ? null : Arrays.copyOfRange(body.bytes(), body.offset(), body.offset() + body.length()));
    }

    /** The text with which the hook refuses the run; null where it lets it go on. */
    static String refusal(Message message) {
        return message.getHeader(REFUSAL, String.class);
    }

    /**
     * The activity as the hook left it.
     *
     * @param before as it was handed to the hook
     * @throws HookFault where a header or the body is none
     */
    static ServerActivity read(Message message, ServerActivity before) {
        List<HeaderField> headers = new ArrayList<>(HttpMessage.headers(message));
        before.headers().stream()
                .filter(header -> !HttpMessage.isOfHttp(header.name()))
                .forEach(headers::add);
        return new ServerActivity(
                before.connector(),
                message.getHeader(METHOD, "", String.class),
                message.getHeader(PATH, "", String.class),
                headers,
                body(message, before.body(), headers),
                before.timeout(),
                before.waitForResult(),
                before.source());
    }

    private static RequestBody body(Message message, RequestBody before, List<HeaderField> headers) {
        Object given = message.getBody();
        if (given == null) {
            return null;
        }
        if (given instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return BodyText.encoded(new RequestBody(bytes, 0, bytes.length, type(before, RequestBody.TEXT)), headers);
        }
        byte[] bytes = HttpMessage.bytes(message);
        if (before != null && Arrays.equals(bytes, 0, bytes.length, before.bytes(), before.offset(), end(before))) {
            return before;
        }
        return new RequestBody(bytes, 0, bytes.length, type(before, RequestBody.BYTES));
    }

    private static int end(RequestBody body) {
        return body.offset() + body.length();
    }

    /** A body that was JSON is taken to be so still, unless a header says otherwise. */
    private static String type(RequestBody before, String otherwise) {
        return before == null ? otherwise : before.defaultContentType();
    }
}
