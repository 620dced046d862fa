package dev.appconnector.run;

import dev.appconnector.access.Caller;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.Page;
import dev.appconnector.web.TimeRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which runs a caller wants listed, and may see. Null is any. Immutable.
 *
 * @param connector an id or a name
 * @param activity a name
 * @param caller as runs remember who started them
 * @param from not above the lowest id
 * @param before above the highest id
 */
record RunFilter(RunState state, String connector, String activity, String caller, UUID from, UUID before) {

    /**
     * What the parameters say.
     *
     * @param asking sees its own runs alone, unless it sees all: another caller's are none (U6)
     * @return empty where it may see none of those
     * @throws Problem {@code malformed-request} where there can be none such
     */
    static Optional<RunFilter> of(Map<String, String> query, Page page, Caller asking) {
        TimeRange times = TimeRange.of(query);
        UUID end = RunId.firstOf(times.to());
        UUID after = page.afterId() == null ? RunId.AFTER_ALL : page.afterId();
        RunFilter wanted = new RunFilter(
                state(query.get("state")),
                query.get("connector"),
                query.get("activity"),
                query.get("caller"),
                RunId.firstOf(times.from()),
                end.compareTo(after) < 0 ? end : after);
        if (RunShown.seesAll(asking)) {
            return Optional.of(wanted);
        }
        return wanted.caller == null || wanted.caller.equals(asking.text())
                ? Optional.of(wanted.of(asking.text()))
                : Optional.empty();
    }

    private static RunState state(String word) {
        return word == null
                ? null
                : Arrays.stream(RunState.values())
                        .filter(state -> state.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> Page.malformed(
                                "state is queued, running, succeeded, rejected, dead, unknown, cancelled or failed."));
    }

    private RunFilter of(String itsCaller) {
        return new RunFilter(state, connector, activity, itsCaller, from, before);
    }

    /** The name that is to be looked up before the connector's id is known; empty where there is none. */
    Optional<String> connectorName() {
        return connector == null || reference().map(ConnectorReference::isById).orElse(true)
                ? Optional.empty()
                : Optional.of(connector);
    }

    private Optional<ConnectorReference> reference() {
        return ConnectorReference.of(connector);
    }

    /** A revoked connector is known by its id alone; of what names none there are no runs. */
    private UUID connectorId(NamedConnectors named) {
        if (connector == null) {
            return null;
        }
        Optional<UUID> id =
                connectorName().isPresent() ? named.id(connector) : reference().map(ConnectorReference::id);
        return id.orElse(ConnectorReference.NO_ID);
    }

    /**
     * The statement that finds them by the index that leads there: by state where few runs are in it, else by saved
     * activity, caller or connector.
     */
    String statement() {
        if (state == RunState.QUEUED || state == RunState.RUNNING) {
            return "run/select-run-ids-" + state.word();
        }
        if (activity != null) {
            return "run/select-run-ids-of-activity";
        }
        if (caller != null) {
            return "run/select-run-ids-of-caller";
        }
        if (connector != null && (state == null || state == RunState.SUCCEEDED)) {
            return "run/select-run-ids-of-connector";
        }
        return state == null ? "run/select-run-ids" : "run/select-run-ids-in-state";
    }

    Map<String, Object> parameters(NamedConnectors named, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("state", state == null ? null : state.word());
        parameters.put("connectorId", connectorId(named));
        parameters.put("activity", activity);
        parameters.put("caller", caller);
        parameters.put("from", from);
        parameters.put("before", before);
        parameters.put("limit", limit);
        return parameters;
    }

    /** Whether a run that was in the wanted state still is. */
    boolean isStill(String word) {
        return state == null || state.word().equals(word);
    }
}
