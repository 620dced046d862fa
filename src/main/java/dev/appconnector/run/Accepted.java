package dev.appconnector.run;

import dev.appconnector.json.StrictJson;
import dev.appconnector.web.ApiAnswer;
import java.util.UUID;
import org.apache.camel.Exchange;

/** What a caller who does not wait gets. */
public record Accepted(UUID id, String state) {

    /** Answers 202 with where to look the run up. */
    public static void answer(Exchange exchange, UUID run) {
        ApiAnswer.json(exchange, 202, StrictJson.write(new Accepted(run, RunState.QUEUED.word())))
                .setHeader("Location", "/worker/runs/" + run);
    }
}
