package dev.appconnector.run;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Connection;
import dev.appconnector.access.Scope;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.RunRequest;
import dev.appconnector.activity.SavedRequest;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.activity.saved.ActivityCache;
import dev.appconnector.activity.saved.RunnableActivity;
import dev.appconnector.answer.Envelope;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.TraceParent;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The steps of {@code POST /worker/runs} that read the caller's request, and answer whoever waits. Thread-safe. */
public final class Worker {

    private static final String ASKING = "asking";

    private final ActivityReader reader;
    private final long mostBytes;

    /** @param mostBytes of a request, also of one that a saved activity is made into */
    public Worker(ActivityReader reader, long mostBytes) {
        this.reader = reader;
        this.mostBytes = mostBytes;
    }

    /** Holds the id of the route that asks for a run. */
    public static final String ASKING_ROUTE = "askingRoute";

    /**
     * Who asks for a run, as far as the request says: its headers are gone when a saved activity was found.
     *
     * @param connection null where no HTTP request is behind it
     */
    private record Asking(String caller, Scope scope, Connection connection, TraceParent traceParent) {}

    /**
     * Reads what is to be run. A caller's own activity begins as a run, whose deadline counts from the acceptance of the request;
     * a saved one is still to be found.
     */
    public void begin(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        Caller caller = Caller.of(exchange);
        begin(
                exchange,
                new Asking(
                        caller.text(),
                        caller.scope(),
                        Connection.of(exchange),
                        TraceParent.of(request.header("traceparent"))),
                request.body());
    }

    /** Does the same for a route, which may run everything: whoever writes routes is trusted as the program itself is. */
    public void beginForRoute(Exchange exchange) {
        String caller = "route:" + exchange.getVariable(ASKING_ROUTE, String.class);
        begin(
                exchange,
                new Asking(caller, Scope.ALL, null, null),
                exchange.getMessage().getBody(byte[].class));
    }

    private void begin(Exchange exchange, Asking asking, byte[] body) {
        RunRequest wanted = reader.request(body);
        if (wanted instanceof ServerActivity activity) {
            begin(exchange, asking, activity, asking.scope, body);
        } else {
            exchange.setVariable(ASKING, asking);
            exchange.setVariable(ActivityCache.SCOPE, asking.scope);
            exchange.setVariable(ActivityCache.REQUEST, wanted);
        }
    }

    /** Begins the run that the saved activity that was found makes of the request: it may use that one's connector alone. */
    public void beginSaved(Exchange exchange) {
        RunnableActivity found = ActivityCache.found(exchange);
        byte[] document = found.document(exchange.getVariable(ActivityCache.REQUEST, SavedRequest.class), mostBytes);
        begin(
                exchange,
                exchange.getVariable(ASKING, Asking.class),
                reader.read(document),
                Scope.ofConnector(found.connectorId()),
                document);
    }

    /** @param document that a run which nobody waits for is kept as */
    private static void begin(Exchange exchange, Asking asking, ServerActivity activity, Scope scope, byte[] document) {
        long queuedNanos = Duration.ofMillis(exchange.getClock().elapsed()).toNanos();
        UUID id = RunId.next();
        ActiveRun run = new ActiveRun(
                id,
                activity,
                Deadline.in(activity.timeout(), Duration.ofNanos(queuedNanos)),
                queuedNanos,
                new ActiveRun.Origin(
                        asking.caller,
                        scope,
                        activity.waitForResult(),
                        activity.waitForResult() ? null : id.toString(),
                        asking.traceParent));
        run.carriedBy(exchange);
        exchange.setVariable("waitForResult", activity.waitForResult());
        if (!activity.waitForResult()) {
            exchange.setVariable("request", document);
        } else if (asking.connection != null) {
            asking.connection.hungUp().thenRun(() -> run.abort(ActiveRun.HUNG_UP));
            asking.connection.answered().thenRun(run::letAnswerGo);
        }
    }

    /** Hands the target's answer to the caller who waits. */
    public void answer(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        ApiAnswer.json(
                exchange,
                200,
                Envelope.of(
                        run.id(),
                        run.answer(),
                        run.timings().totalMillis(),
                        run.refusals().size() + 1));
    }
}
