package dev.appconnector.run;

import dev.appconnector.access.Caller;
import dev.appconnector.access.Connection;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.ServerActivity;
import dev.appconnector.answer.Envelope;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Deadline;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The steps of {@code POST /worker/runs} that read the caller's request, and answer whoever waits. Thread-safe. */
public final class Worker {

    private final ActivityReader reader;

    public Worker(ActivityReader reader) {
        this.reader = reader;
    }

    /** Reads the activity, and begins the run whose deadline counts from the acceptance of the request. */
    public void begin(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        byte[] body = request.body();
        ServerActivity activity = reader.read(body);
        Caller caller = Caller.of(exchange);
        long queuedNanos = Duration.ofMillis(exchange.getClock().elapsed()).toNanos();
        UUID id = RunId.next();
        ActiveRun run = new ActiveRun(
                id,
                activity,
                Deadline.in(activity.timeout(), Duration.ofNanos(queuedNanos)),
                queuedNanos,
                new ActiveRun.Origin(
                        caller.text(),
                        caller.scope(),
                        activity.waitForResult(),
                        activity.waitForResult() ? null : id.toString(),
                        TraceParent.renewed(request.header("traceparent"))));
        run.carriedBy(exchange);
        exchange.setVariable("waitForResult", activity.waitForResult());
        if (activity.waitForResult()) {
            Connection connection = Connection.of(exchange);
            connection.hungUp().thenRun(() -> run.abort(ActiveRun.HUNG_UP));
            connection.answered().thenRun(run::letAnswerGo);
        } else {
            exchange.setVariable("request", body);
        }
    }

    /** Hands the target's answer to the caller who waits. */
    public void answer(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        ApiAnswer.json(
                exchange, 200, Envelope.of(run.id(), run.answer(), run.timings().totalMillis(), 1));
    }
}
