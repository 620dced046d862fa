package dev.appconnector.run;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.Verdict;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ProblemJson;
import dev.appconnector.web.Problems;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Says what a run would send, with its secrets masked, or which problem it would get. Thread-safe. */
public final class Explainer {

    private final Function<ActiveRun, List<String>> hooks;

    /** @param hooks that would be asked about a run, by the ids of their routes */
    public Explainer(Function<ActiveRun, List<String>> hooks) {
        this.hooks = hooks;
    }

    /** Answers with the guard's verdict on the exchange's run, or the problem that it threw. */
    public void answer(Exchange exchange) {
        ActiveRun run = ActiveRun.of(exchange);
        Verdict verdict = run == null ? null : run.verdict();
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Map<String, Object> explanation = new LinkedHashMap<>();
        explanation.put("allowed", verdict != null);
        ShownRequest shown = verdict == null ? ShownRequest.NONE : ShownRequest.of(verdict);
        explanation.put("method", shown.method());
        explanation.put("url", shown.url());
        explanation.put("headers", shown.headers());
        explanation.put("credential", shown.credential());
        explanation.put("problem", verdict == null ? problem(Problems.of(thrown)) : null);
        List<String> asked = verdict == null ? List.of() : hooks.apply(run);
        if (!asked.isEmpty()) {
            explanation.put("hooks", asked);
        }
        ApiAnswer.json(exchange, 200, StrictJson.write(explanation));
    }

    private static RawValue problem(Problem problem) {
        return new RawValue(new String(ProblemJson.of(problem), StandardCharsets.UTF_8));
    }
}
