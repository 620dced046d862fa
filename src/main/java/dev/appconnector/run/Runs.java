package dev.appconnector.run;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.json.StrictJson;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The steps that show what became of a run. Thread-safe. */
public final class Runs {

    private final Vault vault;

    public Runs(Vault vault) {
        this.vault = vault;
    }

    /** Reads the id of the path. */
    public void identify(Exchange exchange) {
        exchange.setVariable("runId", ApiRequest.of(exchange).id());
    }

    /** Shows the selected run to who started it, with its last result; to admins; and to auditors without what was said. */
    public void answer(Exchange exchange) {
        Row row = Row.of(exchange.getVariable("row"));
        Caller caller = Caller.of(exchange);
        if (row == null || !maySee(caller, row)) {
            throw new Problem(Problem.Type.NOT_FOUND, "There is no run under this id that you may see.");
        }
        Map<String, Object> run = shown(row);
        run.put("result", caller.role() == Role.AUDITOR ? null : result(row));
        ApiAnswer.json(exchange, 200, StrictJson.write(run));
    }

    private static boolean maySee(Caller caller, Row row) {
        return caller.role() == Role.ADMIN
                || caller.role() == Role.AUDITOR
                || caller.text().equals(row.text("caller"));
    }

    private static Map<String, Object> shown(Row row) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", row.uuid("id"));
        run.put("connector", connector(row));
        run.put("activity", row.text("activity"));
        run.put("method", row.text("method"));
        run.put("path", row.text("path"));
        run.put("state", row.text("state"));
        run.put("waitForResult", row.flag("wait_for_result"));
        run.put("caller", row.text("caller"));
        run.put("createdAt", row.instant("created_at"));
        run.put("endedAt", row.instant("ended_at"));
        run.put("nextAttemptAt", row.instant("next_attempt_at"));
        run.put("replayOf", row.uuid("replay_of"));
        run.put("attempts", new RawValue(row.text("attempts")));
        return run;
    }

    private static Map<String, Object> connector(Row row) {
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("id", row.uuid("connector_id"));
        connector.put("name", row.text("connector_name"));
        return connector;
    }

    private RawValue result(Row row) {
        byte[] sealed = row.bytes("sealed_result");
        if (sealed == null) {
            return null;
        }
        byte[] result = vault.open(sealed, new SealingContext(row.uuid("id"), "result", 1, ""));
        return new RawValue(new String(result, StandardCharsets.UTF_8));
    }
}
