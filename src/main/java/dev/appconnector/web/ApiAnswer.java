package dev.appconnector.web;

import dev.appconnector.problem.Problem;
import io.vertx.core.http.Cookie;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Turns an exchange into our own HTTP answer: nothing else of the exchange goes out. */
public final class ApiAnswer {

    /** What passes by itself is worth another try this soon. */
    public static final String RETRY_AFTER_SECONDS = "1";

    private ApiAnswer() {}

    /** A JSON document, handed to the server as the one type that it writes without another copy. */
    public static Message json(Exchange exchange, int status, byte[] document) {
        return json(exchange, status, ByteBuffer.wrap(document));
    }

    /** @param document its capacity is its length */
    public static Message json(Exchange exchange, int status, ByteBuffer document) {
        Message answer = empty(exchange, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.setBody(document);
        return answer;
    }

    public static Message problem(Exchange exchange, Problem problem) {
        Message answer = problem(exchange, problem.type().status(), ProblemJson.of(problem));
        problem.retryAfter().ifPresent(time -> answer.setHeader("Retry-After", Long.toString(wholeSeconds(time))));
        return answer;
    }

    /** @param document as {@link ProblemJson} writes it */
    public static Message problem(Exchange exchange, int status, byte[] document) {
        Message answer = json(exchange, status, document);
        answer.setHeader(Exchange.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        if (status == 503) {
            answer.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        return answer;
    }

    private static long wholeSeconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }

    /** Adds a cookie to the HTTP answer itself: no exchange holds it. */
    public static void cookie(Exchange exchange, Cookie cookie) {
        exchange.getIn(HttpMessage.class).getResponse().addCookie(cookie);
    }

    public static Message empty(Exchange exchange, int status) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setBody(null);
        return answer;
    }
}
