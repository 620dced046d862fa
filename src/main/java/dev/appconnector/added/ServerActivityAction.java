package dev.appconnector.added;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appconnector.answer.AnswerMessage;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.hook.Hooks;
import dev.appconnector.json.Utf8;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.Worker;
import dev.appconnector.web.Problems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The step of the kamelet {@code server-activity-action}: runs what its properties and the message's body say, on an exchange of
 * its own, so that the route sees nothing of the call but its answer, and the call nothing of the route's message but the body.
 * Thread-safe.
 */
public final class ServerActivityAction {

    /** What the kamelet's template calls its properties on the way to here. */
    private static final String PREFIX = "appConnector";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What an endpoint has that names none: the component's default, as it is set here. */
    public static final long NO_TIMEOUT = 0;

    private final BiConsumer<ActiveRun, Problem> failed;
    private final Map<String, Long> timeouts = new ConcurrentHashMap<>();
    private ProducerTemplate producer;

    /** @param failed told of each run that fails; the run is null where none had begun */
    public ServerActivityAction(BiConsumer<ActiveRun, Problem> failed) {
        this.failed = failed;
    }

    /**
     * Runs it; the message becomes the target's answer, or, where nobody waits, the run's id and state.
     *
     * @throws Problem what was no answer
     */
    public void run(Exchange exchange) {
        Exchange own = new DefaultExchange(exchange.getContext());
        String hook = Hooks.atWorkIn(exchange);
        own.setVariable(Worker.ASKING_ROUTE, hook == null ? property(exchange, "route") : hook);
        own.getMessage().setBody(request(exchange));
        producer(exchange.getContext()).send("direct:run-for-route", own);
        if (own.getException() != null) {
            Problem problem = Problems.of(own.getException(), ActiveRun.idIn(own));
            failed.accept(ActiveRun.of(own), problem);
            throw problem;
        }
        ActiveRun run = ActiveRun.of(own);
        exchange.setMessage(run == null || run.answer() == null ? accepted(exchange, own) : answered(exchange, run));
    }

    private synchronized ProducerTemplate producer(CamelContext camel) {
        if (producer == null) {
            producer = camel.createProducerTemplate();
        }
        return producer;
    }

    private static Message accepted(Exchange exchange, Exchange own) {
        Message message = new DefaultMessage(exchange);
        message.setBody(own.getMessage().getBody(byte[].class));
        message.setHeader("Content-Type", "application/json");
        message.setHeader(AnswerMessage.STATUS, 202);
        String location = own.getMessage().getHeader("Location", String.class);
        message.setHeader(AnswerMessage.RUN_ID, location.substring(location.lastIndexOf('/') + 1));
        return message;
    }

    private static Message answered(Exchange exchange, ActiveRun run) {
        Message message = AnswerMessage.of(exchange, run.id(), run.answer());
        // The answer's memory counts until the kamelet is done with it.
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                run.letAnswerGo();
            }
        });
        return message;
    }

    /** What a script would send to {@code POST /worker/runs}, so that it is read and judged just so. */
    private byte[] request(Exchange exchange) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(request)) {
            json.writeStartObject();
            for (String field : List.of("connector", "method", "path", "activity")) {
                String text = property(exchange, field);
                // An empty path is the domain itself, wherever there is a connector.
                if (!text.isEmpty() || isDomainItself(exchange, field)) {
                    json.writeStringField(field, text);
                }
            }
            writeObject(json, "headers", property(exchange, "headers"));
            long timeout = timeout(exchange);
            if (timeout != NO_TIMEOUT) {
                json.writeNumberField("timeout", timeout);
            }
            writeWaitForResult(json, property(exchange, "waitForResult"));
            if (property(exchange, "activity").isEmpty()) {
                writeBody(json, body(exchange));
            } else {
                writeObject(json, "parameters", new String(body(exchange), StandardCharsets.UTF_8));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request.toByteArray();
    }

    /** Kamelets have a timeout of their own, which takes a property of this name, and means nothing where none blocks. */
    private long timeout(Exchange exchange) {
        return timeouts.computeIfAbsent(exchange.getFromRouteId(), id -> exchange.getContext().getEndpoints().stream()
                .filter(KameletEndpoint.class::isInstance)
                .map(KameletEndpoint.class::cast)
                .filter(kamelet -> id.equals(kamelet.getRouteId()) && kamelet.getTimeout() != NO_TIMEOUT)
                .map(KameletEndpoint::getTimeout)
                .findAny()
                .orElse(NO_TIMEOUT));
    }

    private static boolean isDomainItself(Exchange exchange, String field) {
        return field.equals("path") && !property(exchange, "connector").isEmpty();
    }

    private static String property(Exchange exchange, String field) {
        return exchange.getProperty(
                PREFIX + Character.toUpperCase(field.charAt(0)) + field.substring(1), "", String.class);
    }

    /** The property's, or else the message's. */
    private static byte[] body(Exchange exchange) {
        String given = property(exchange, "body");
        if (!given.isEmpty()) {
            return given.getBytes(StandardCharsets.UTF_8);
        }
        if (exchange.getMessage().getBody() == null) {
            return new byte[0];
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        if (body == null) {
            throw wrong("body", "The message's body is neither text nor bytes. Marshal it to JSON before.");
        }
        return body;
    }

    /** Objects and lists go byte for byte as JSON, other text as text, all else as bytes. */
    private static void writeBody(JsonGenerator json, byte[] body) throws IOException {
        if (body.length == 0) {
            return;
        }
        if (Utf8.firstInvalid(body) >= 0) {
            json.writeBinaryField("bodyBase64", body);
            return;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (isContainer(text)) {
            json.writeFieldName("body");
            json.writeRawValue(text);
        } else {
            json.writeStringField("body", text);
        }
    }

    private static boolean isContainer(String text) {
        String begin = text.stripLeading();
        return (begin.startsWith("{") || begin.startsWith("[")) && parsed(text).isContainerNode();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void writeObject(JsonGenerator json, String field, String text) throws IOException {
        if (!text.isBlank()) {
            if (!parsed(text).isObject()) {
                throw wrong(field, "Write the " + field + " as a JSON object, such as {\"name\":\"value\"}.");
            }
            json.writeFieldName(field);
            json.writeRawValue(text);
        }
    }

    private static void writeWaitForResult(JsonGenerator json, String text) throws IOException {
        switch (text) {
            case "" -> {}
            case "true", "false" -> json.writeBooleanField("waitForResult", text.equals("true"));
            default -> throw wrong("waitForResult", "Write true or false for waitForResult.");
        }
    }

    private static Problem wrong(String field, String message) {
        return new Problem(
                Problem.Type.MALFORMED_REQUEST, message, List.of(new Problem.FieldError("/" + field, message)));
    }
}
