package dev.appconnector.run;

import dev.appconnector.access.Caller;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.connector.NamedConnectors;
import dev.appconnector.problem.Problem;
import dev.appconnector.web.Page;
import dev.appconnector.web.TimeRange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which runs a caller wants listed, and may see. Null is any. Immutable.
 *
 * @param states none are any
 * @param connector an id or a name
 * @param activity a name
 * @param caller as runs remember who started them
 * @param from not above the lowest id
 * @param before above the highest id
 */
record RunFilter(Set<RunState> states, String connector, String activity, String caller, UUID from, UUID before) {

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
                states(query.get("state")),
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

    private static Set<RunState> states(String words) {
        if (words == null) {
            return Set.of();
        }
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        for (String word : words.split(",", -1)) {
            states.add(state(word));
        }
        return states;
    }

    private static RunState state(String word) {
        return Arrays.stream(RunState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> Page.malformed(
                                "state is queued, running, succeeded, rejected, dead, unknown, cancelled or failed, or several of these with commas between them."));
    }

    /** One for each wanted state, in the order that runs go through them: what was in none of these meanwhile is rare. */
    List<RunFilter> byState() {
        return states.size() < 2
                ? List.of(this)
                : states.stream()
                        .map(state -> new RunFilter(EnumSet.of(state), connector, activity, caller, from, before))
                        .toList();
    }

    /** The one wanted state; null where any is. */
    private RunState state() {
        return states.isEmpty() ? null : states.iterator().next();
    }

    private RunFilter of(String itsCaller) {
        return new RunFilter(states, connector, activity, itsCaller, from, before);
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
     * The statement that finds those of at most one state by the index that leads there: by state where few runs are in it, else by saved
     * activity, caller or connector.
     */
    String statement() {
        RunState state = state();
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
        parameters.put("state", state() == null ? null : state().word());
        parameters.put("connectorId", connectorId(named));
        parameters.put("activity", activity);
        parameters.put("caller", caller);
        parameters.put("from", from);
        parameters.put("before", before);
        parameters.put("limit", limit);
        return parameters;
    }

    /** Whether a run that was in a wanted state still is in one. */
    boolean isStill(String word) {
        return states.isEmpty()
                || states.stream().anyMatch(state -> state.word().equals(word));
    }
}
