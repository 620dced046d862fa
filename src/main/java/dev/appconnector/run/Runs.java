package dev.appconnector.run;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.json.StrictJson;
import dev.appconnector.storage.Row;
import dev.appconnector.vault.SealingContext;
import dev.appconnector.vault.Vault;
import dev.appconnector.web.ApiAnswer;
import dev.appconnector.web.ApiRequest;
import java.nio.charset.StandardCharsets;
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

    /** The same for a call that says all by its path. */
    public void identifyWithoutBody(Exchange exchange) {
        ApiRequest.of(exchange).requireNoBody();
        identify(exchange);
    }

    /** Shows the selected run to who started it, with its last result; to admins; and to auditors without what was said. */
    public void answer(Exchange exchange) {
        Caller caller = Caller.of(exchange);
        Row row = RunShown.to(caller, exchange.getVariable("row"));
        Map<String, Object> run = RunShown.withoutResult(row);
        run.put("result", caller.role() == Role.AUDITOR ? null : result(row));
        ApiAnswer.json(exchange, 200, StrictJson.write(run));
    }

    private RawValue result(Row row) {
        byte[] sealed = row.bytes("sealed_result");
        if (sealed == null) {
            return null;
        }
        byte[] result = vault.open(sealed, SealingContext.ofResult(row.uuid("id")));
        return new RawValue(new String(result, StandardCharsets.UTF_8));
    }
}
