package dev.appconnector.run;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Role;
import dev.appconnector.problem.Problem;
import dev.appconnector.storage.Row;
import java.util.LinkedHashMap;
import java.util.Map;

/** What callers are shown of a run's row, and who may see it. */
public final class RunShown {

    private RunShown() {}

    /**
     * The selected run, for who started it, admins and auditors.
     *
     * @param selected what the statement left; null where there is none
     * @throws Problem {@code not-found} where there is none, and just so where it is another caller's (U6)
     */
    public static Row to(Caller caller, Object selected) {
        Row row = Row.of(selected);
        if (row == null || !isFor(caller, row)) {
            throw new Problem(Problem.Type.NOT_FOUND, "There is no run under this id that you may see.");
        }
        return row;
    }

    private static boolean isFor(Caller caller, Row row) {
        return seesAll(caller) || caller.text().equals(row.text("caller"));
    }

    /** Whether other callers' runs are shown to this one. */
    static boolean seesAll(Caller caller) {
        return caller.role() == Role.ADMIN || caller.role() == Role.AUDITOR;
    }

    /** All but what the target said. */
    static Map<String, Object> withoutResult(Row row) {
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
}
