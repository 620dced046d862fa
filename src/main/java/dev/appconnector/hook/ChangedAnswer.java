package dev.appconnector.hook;

import dev.appconnector.answer.Answer;
import dev.appconnector.answer.AnswerMessage;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.web.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A target's answer, in which no secret is left, as the message of a hook, and back. */
final class ChangedAnswer {

    private static final int LOWEST = 200;
    private static final int HIGHEST = 599;

    private ChangedAnswer() {}

    static void write(Exchange exchange, ActiveRun run, Answer answer) {
        exchange.setMessage(AnswerMessage.of(exchange, run.id(), answer));
        HttpMessage.describe(exchange.getMessage(), run);
    }

    /**
     * The answer as the hook left it.
     *
     * @throws HookFault where its status, a header or its body is none
     */
    static Answer read(Message message) {
        Integer status = message.getHeader(AnswerMessage.STATUS, Integer.class);
        if (status == null || status < LOWEST || status > HIGHEST) {
            throw new HookFault(AnswerMessage.STATUS + " must be a number from 200 to 599.");
        }
        // The connector's credential header is gone already, and the hook knows no credential that it could add.
        List<HeaderField> headers = HeaderRules.filterResponse(HttpMessage.headers(message), Set.of());
        String contentType = contentType(headers);
        return new Answer(status, headers, contentType, body(message, contentType));
    }

    private static byte[] body(Message message, String contentType) {
        Object given = message.getBody();
        if (given == null) {
            return new byte[0];
        }
        if (given instanceof String text) {
            Charset charset = contentType == null
                    ? StandardCharsets.UTF_8
                    : MediaType.parse(contentType).charsetOr(StandardCharsets.UTF_8);
            return text.getBytes(charset == null || !charset.canEncode() ? StandardCharsets.UTF_8 : charset);
        }
        return HttpMessage.bytes(message);
    }

    private static String contentType(List<HeaderField> headers) {
        for (HeaderField header : headers) {
            if (header.name().equals("content-type")) {
                return header.value();
            }
        }
        return null;
    }
}
