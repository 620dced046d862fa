package dev.appconnector.call;

import dev.appconnector.activity.BodyText;
import dev.appconnector.activity.RequestBody;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.connector.Connector;
import dev.appconnector.egress.HeaderField;
import dev.appconnector.egress.HeaderRules;
import dev.appconnector.egress.RequestMethod;
import dev.appconnector.egress.RequestTarget;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpMethods;

/**
 * Decides whether a run may leave for its target, before anything of Camel has seen what it sends: method, path, query,
 * headers, in this order. What it lets pass is a {@link Verdict}. Thread-safe.
 */
public final class EgressGuard {

    /** What is wrong with a request, and not with where it goes. */
    private static final Set<Problem.Type> OF_REQUESTS =
            Set.of(Problem.Type.METHOD_REFUSED, Problem.Type.PATH_REFUSED, Problem.Type.HEADER_REFUSED);

    private final AddressPolicy addresses;
    private final PlainHttp plainHttp;
    private final String userAgent;

    /** @param userAgent what targets are told who calls, where the activity does not say */
    public EgressGuard(AddressPolicy addresses, PlainHttp plainHttp, String userAgent) {
        this.addresses = addresses;
        this.plainHttp = plainHttp;
        this.userAgent = userAgent;
    }

    /**
     * Judges the exchange's run, and sets the only three things that the dialling step may know: endpoint, method and body.
     *
     * @throws Problem for the first rule that is broken
     */
    public void judge(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        Verdict verdict = judge(run, exchange.getExchangeId());
        run.judged(verdict);
        exchange.setVariable("endpoint", verdict.connector().endpoint());
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage()
                .setHeader(
                        Exchange.HTTP_METHOD,
                        HttpMethods.valueOf(verdict.method().name()));
        exchange.getMessage().setBody(null);
    }

    /**
     * Judges a run once more, for the same exchange, by the connector that it has now.
     *
     * @throws Problem for the first rule that is broken
     */
    void judgeAnew(ActiveRun run) {
        run.judged(judge(run, run.verdict().exchangeId()));
    }

    private Verdict judge(ActiveRun run, String exchangeId) {
        try {
            return judgeWhatIsSent(run, exchangeId);
        } catch (Problem e) {
            throw run.isChanged() && OF_REQUESTS.contains(e.type())
                    ? new Problem(e.type(), "As hooks have changed it, the run is refused. " + e.detail())
                    : e;
        }
    }

    private Verdict judgeWhatIsSent(ActiveRun run, String exchangeId) {
        ServerActivity activity = run.toSend();
        CallableConnector callable = run.connector();
        Connector connector = callable.connector();
        callable.requireAllowedDestination();
        RequestMethod method = RequestMethod.of(activity.method());
        if (activity.body() != null && !method.mayHaveBody()) {
            throw new Problem(
                    Problem.Type.METHOD_REFUSED,
                    "M1: a " + method + " request has no body: leave out body and bodyBase64.",
                    List.of(new FieldError("/method", "This method has no body.")));
        }
        RequestTarget target = RequestTarget.of(
                connector.domain().prefix(),
                activity.path(),
                connector.auth().queryParameter().orElse(null));
        if (connector.nextAuth() != null) {
            // Or the run could not go on by the next credential.
            connector
                    .nextAuth()
                    .auth()
                    .queryParameter()
                    .ifPresent(name -> RequestTarget.of(connector.domain().prefix(), activity.path(), name));
        }
        List<HeaderField> headers = HeaderRules.checkRequest(activity.headers(), callable.reservedHeaders());
        return new Verdict(exchangeId, callable, method, target, complete(headers, run), body(activity, callable));
    }

    /** A text goes out in the charset that the connector's Content-Type names, where the activity has none of its own. */
    private static RequestBody body(ServerActivity activity, CallableConnector callable) {
        boolean connectors = activity.body() != null
                && lacks(activity.headers(), "content-type")
                && !lacks(callable.headers(), "content-type");
        return connectors ? BodyText.encoded(activity.body(), callable.headers()) : activity.body();
    }

    /**
     * Why this domain may not be called, as far as that is known without a look-up: the operator may have closed plain HTTP
     * or an address after the connector was made.
     */
    public Optional<Problem> whyNotCalled(Domain domain) {
        if (domain.scheme().equals("http") && !plainHttp.permits(domain.host(), domain.port(), addresses)) {
            return Optional.of(new Problem(
                    Problem.Type.DESTINATION_REFUSED,
                    "D1: the connector's domain is plain http, which appconnector.egress.plain-http does not allow."));
        }
        if (!addresses.judgeDefinition(domain.host(), domain.port()).allowed()) {
            return Optional.of(refusedAddress());
        }
        return Optional.empty();
    }

    /** What a run gets whose domain leads to an address that calls may not go to. */
    public static Problem refusedAddress() {
        return new Problem(
                Problem.Type.DESTINATION_REFUSED,
                "A1: the domain's address is not one that calls may go to. "
                        + "A private one can be allowed by the operator, with appconnector.egress.allow.");
    }

    /** The activity's headers, the connector's, and what HTTP needs beyond them. */
    private List<HeaderField> complete(List<HeaderField> ofActivity, ActiveRun run) {
        List<HeaderField> connectors = run.connector().headers();
        List<HeaderField> all = new ArrayList<>(ofActivity.size() + connectors.size() + 4);
        all.addAll(ofActivity);
        all.addAll(connectors);
        RequestBody body = run.toSend().body();
        if (body != null && lacks(all, "content-type")) {
            all.add(new HeaderField("Content-Type", body.defaultContentType()));
        }
        if (lacks(all, "user-agent")) {
            all.add(new HeaderField("User-Agent", userAgent));
        }
        if (run.traceParent() != null && lacks(all, "traceparent")) {
            all.add(new HeaderField("traceparent", run.traceParent().toTarget()));
        }
        if (run.idempotencyKey() != null && lacks(all, "idempotency-key")) {
            all.add(new HeaderField("Idempotency-Key", run.idempotencyKey()));
        }
        return all;
    }

    private static boolean lacks(List<HeaderField> headers, String name) {
        for (HeaderField header : headers) {
            if (HeaderRules.normalise(header.name()).equals(name)) {
                return false;
            }
        }
        return true;
    }
}
