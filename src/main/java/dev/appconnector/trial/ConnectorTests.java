package dev.appconnector.trial;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Connection;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.ConnectorCache;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.Purpose;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.TraceParent;
import dev.appconnector.call.token.AccessTokens;
import dev.appconnector.connector.Connector;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.run.RunId;
import dev.appconnector.run.ShownRequest;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import dev.appconnector.web.Problems;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * The steps of the routes that test a connector, kept or not: a run by the way of all runs, and an answer that tells how far
 * it came. Thread-safe.
 */
public final class ConnectorTests {

    private static final String FAILURE = "testFailure";

    /** What the call itself may fail of; anything else has kept the test from being made. */
    private static final Set<Problem.Type> OF_THE_CALL = EnumSet.of(
            Problem.Type.DESTINATION_REFUSED,
            Problem.Type.TARGET_UNREACHABLE,
            Problem.Type.TARGET_RESPONSE_INVALID,
            Problem.Type.CREDENTIAL_UNAVAILABLE,
            Problem.Type.DEADLINE_EXCEEDED);

    private final ConnectorCache connectors;
    private final AccessTokens tokens;
    private final RunAudit audit;
    private final Duration timeout;
    private final boolean proxied;

    /**
     * @param timeout of each test
     * @param proxied whether calls go by the operator's proxy
     */
    public ConnectorTests(
            ConnectorCache connectors, AccessTokens tokens, RunAudit audit, Duration timeout, boolean proxied) {
        this.connectors = connectors;
        this.tokens = tokens;
        this.audit = audit;
        this.timeout = timeout;
        this.proxied = proxied;
    }

    /** Begins a test of the connector that the path names; it is still to be found. */
    public void begin(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        UUID connector = request.id();
        byte[] body = request.body();
        TestDocument wanted = body.length == 0 ? TestDocument.OF_THE_DOMAIN : StrictJson.read(body, TestDocument.class);
        begin(exchange, request, wanted, connector, Purpose.TEST);
    }

    /** Begins a test of the connector that was made of the request's document. */
    public void beginOfDraft(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        Map<String, String> query = request.query(Set.of("method", "path"));
        Connector draft = exchange.getVariable("connector", Connector.class);
        TestDocument wanted = new TestDocument(query.get("method"), query.get("path"));
        ActiveRun run = begin(exchange, request, wanted, draft.id(), Purpose.TEST_OF_DRAFT);
        connectors.useDraft(run, draft);
        audit.draftTested(run);
    }

    private ActiveRun begin(
            Exchange exchange, ApiRequest request, TestDocument wanted, UUID connector, Purpose purpose) {
        Caller caller = Caller.of(exchange);
        Duration queued = Duration.ofMillis(exchange.getClock().elapsed());
        ActiveRun run = new ActiveRun(
                RunId.next(),
                wanted.activity(connector, timeout),
                Deadline.in(timeout, queued),
                queued.toNanos(),
                new ActiveRun.Origin(
                        caller.text(), caller.scope(), true, null, TraceParent.of(request.header("traceparent"))));
        run.isFor(purpose);
        run.carriedBy(exchange);
        Connection.of(exchange).hungUp().thenRun(() -> run.abort(ActiveRun.HUNG_UP));
        return run;
    }

    /** Takes what the call failed of. */
    public void failed(Exchange exchange) {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.setVariable(FAILURE, Problems.of(thrown, ActiveRun.idIn(exchange)));
    }

    /**
     * Answers with how far the call came.
     *
     * @throws Problem that kept it from being made
     */
    public void answer(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        run.letAnswerGo();
        boolean ofDraft = run.purpose().isOfDraft();
        if (ofDraft) {
            connectors.forgetDraft(run);
            tokens.forget(run);
        }
        Problem failure = exchange.getVariable(FAILURE, Problem.class);
        if (failure != null && !OF_THE_CALL.contains(failure.type())) {
            throw failure;
        }
        if (failure != null) {
            audit.failed(run, failure);
        }
        List<Step> steps = Steps.of(run, failure, proxied);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", steps.stream().noneMatch(step -> Boolean.FALSE.equals(step.ok())));
        answer.put("status", run.answer() == null ? null : run.answer().status());
        // What the guard refuses before the call is no run that is recorded.
        answer.put("runId", ofDraft || run.verdict() == null ? null : run.id());
        answer.put("steps", steps);
        answer.put("request", run.verdict() == null ? null : ShownRequest.of(run.verdict()));
        ApiAnswer.json(exchange, 200, StrictJson.write(answer));
    }
}
