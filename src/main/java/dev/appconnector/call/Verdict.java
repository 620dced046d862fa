package dev.appconnector.call;

import dev.appconnector.activity.RequestBody;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.RequestMethod;
import dev.appconnector.egress.RequestTarget;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the guard let pass, and for which exchange: the only thing that the injector gives a credential for. Only the guard makes
 * one, and it lets one call pass. Thread-safe.
 */
public final class Verdict {

    private final String exchangeId;
    private final CallableConnector connector;
    private final RequestMethod method;
    private final RequestTarget target;
    private final List<HeaderField> headers;
    private final RequestBody body;
    private final AtomicBoolean used = new AtomicBoolean();

    Verdict(
            String exchangeId,
            CallableConnector connector,
            RequestMethod method,
            RequestTarget target,
            List<HeaderField> headers,
            RequestBody body) {
        this.exchangeId = exchangeId;
        this.connector = connector;
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** Uses the verdict up, where it was made for this exchange and not used before: it lets one call pass. */
    public boolean isUsedFor(String exchange) {
        return exchangeId.equals(exchange) && used.compareAndSet(false, true);
    }

    String exchangeId() {
        return exchangeId;
    }

    public CallableConnector connector() {
        return connector;
    }

    public RequestMethod method() {
        return method;
    }

    /** Path and query as they go on the wire, but for a credential in the query. */
    public RequestTarget target() {
        return target;
    }

    /** All headers but the secret ones, in the order in which they are sent. */
    public List<HeaderField> headers() {
        return headers;
    }

    /** Null where none is sent. */
    public RequestBody body() {
        return body;
    }

    @Override
    public String toString() {
        return "Verdict[" + method + " for " + connector.connector().id() + "]";
    }
}
