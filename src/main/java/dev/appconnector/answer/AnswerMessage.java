package dev.appconnector.answer;

import dev.appconnector.egress.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;

/** A target's answer as a route of an integrator's gets it: as a message, with its body as bytes and its headers. */
public final class AnswerMessage {

    public static final String STATUS = "AppConnectorStatus";
    public static final String RUN_ID = "AppConnectorRunId";

    /** What begins so is said by us, and by no target. */
    private static final String OURS = "appconnector";

    private AnswerMessage() {}

    /** @param answer null where there was none: then the message has neither body nor status */
    public static Message of(Exchange exchange, UUID run, Answer answer) {
        Message message = new DefaultMessage(exchange);
        if (answer != null) {
            message.setBody(answer.body());
            for (HeaderField header : answer.headers()) {
                String name = header.name().toLowerCase(Locale.ROOT);
                if (!name.startsWith(OURS)) {
                    append(message, name, header.value());
                }
            }
            message.setHeader(STATUS, answer.status());
        }
        message.setHeader(RUN_ID, run.toString());
        return message;
    }

    /** Adds a header's value; those of a repeated one are a list. */
    public static void append(Message message, String name, String value) {
        Object before = message.getHeader(name);
        if (before == null) {
            message.setHeader(name, value);
        } else if (before instanceof List<?> values) {
            List<Object> more = new ArrayList<>(values);
            more.add(value);
            message.setHeader(name, more);
        } else {
            message.setHeader(name, List.of(before, value));
        }
    }
}
