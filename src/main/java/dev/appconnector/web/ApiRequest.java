package dev.appconnector.web;

import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * The caller's HTTP request behind an exchange, read where a step needs a part of it. Nothing of it becomes a Camel header:
 * what is not asked for here does not exist for a route.
 */
public final class ApiRequest {

    private final HttpServerRequest request;
    private final Exchange exchange;

    private ApiRequest(HttpServerRequest request, Exchange exchange) {
        this.request = request;
        this.exchange = exchange;
    }

    public static ApiRequest of(Exchange exchange) {
        return new ApiRequest(exchange.getIn(HttpMessage.class).getRequest(), exchange);
    }

    /** The body as it came; empty where there was none. */
    public byte[] body() {
        Object body = exchange.getIn().getBody();
        if (body instanceof Buffer buffer) {
            return buffer.getBytes();
        }
        return body == null ? new byte[0] : exchange.getIn().getBody(byte[].class);
    }

    /** @throws Problem {@code malformed-request} where there is a body */
    public void requireNoBody() {
        if (body().length > 0) {
            throw Page.malformed("This call has no body.");
        }
    }

    /** The header's value, or null; of several the first. */
    public String header(String name) {
        return request.getHeader(name);
    }

    /** The header's values, line by line; none where it is not there. */
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    /**
     * The id that the path names.
     *
     * @throws Problem {@code not-found} where it is no UUID
     */
    public UUID id() {
        String text = exchange.getIn().getHeader("id", String.class);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no id names nothing.
        }
        throw new Problem(Problem.Type.NOT_FOUND, "There is nothing under this id. Look it up in the list.");
    }

    /**
     * The query's parameters.
     *
     * @param known the names that this call has
     * @throws Problem {@code malformed-request} where another is given, or one is given twice
     */
    public Map<String, String> query(Set<String> known) {
        Map<String, String> parameters = new TreeMap<>();
        List<FieldError> faults = new ArrayList<>();
        String query = request.query();
        if (query != null && !query.isEmpty()) {
            int position = 0;
            for (String pair : query.split("&", -1)) {
                position++;
                int equals = pair.indexOf('=');
                try {
                    String name =
                            URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                    String value =
                            equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    if (!known.contains(name) || parameters.put(name, value) != null) {
                        faults.add(new FieldError("", "Query parameter " + position + " is unknown or repeated."));
                    }
                } catch (IllegalArgumentException e) {
                    faults.add(new FieldError("", "Query parameter " + position + " is not percent-encoded UTF-8."));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    Problem.Type.MALFORMED_REQUEST,
                    "This call has the query parameters " + String.join(", ", new java.util.TreeSet<>(known)) + ".",
                    faults);
        }
        return parameters;
    }

    /**
     * Whether the caller's {@code If-Match} allows a change of this version; also where there is none.
     *
     * @param version the version now kept, whose ETag is {@code "<version>"}
     */
    public boolean mayChange(long version) {
        String condition = header("If-Match");
        if (condition == null || condition.strip().equals("*")) {
            return true;
        }
        for (String tag : condition.split(",")) {
            if (tag.strip().equals(etag(version))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the caller's {@code If-None-Match} names this strong tag, also as a weak one: its copy is still right. */
    public boolean has(String etag) {
        String condition = header("If-None-Match");
        if (condition == null) {
            return false;
        }
        for (String tag : condition.split(",")) {
            String opaque = tag.strip();
            if (opaque.equals("*") || opaque.equals(etag) || opaque.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    public static String etag(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
