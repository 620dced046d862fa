package dev.appconnector.delivery;

import dev.appconnector.call.ActiveRun;
import dev.appconnector.storage.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/**
 * The deliveries of which this node makes an attempt at the moment: stopped where one is cancelled, here at once, or on another
 * node, which the rows tell; and where another node has taken it over. Thread-safe.
 */
public final class ClaimedRuns {

    private static final String ASKED = "asked";

    private final Map<UUID, Claim> claims = new ConcurrentHashMap<>();
    private final Map<UUID, ActiveRun> held = new ConcurrentHashMap<>();

    /** @param version of the row, for as long as the claim holds */
    private record Claim(ActiveRun run, long version) {}

    void begins(ActiveRun run, long version) {
        held.put(run.id(), run);
        claims.put(run.id(), new Claim(run, version));
    }

    /**
     * The attempt is over: nothing stops it any more. The next one of the same run may have begun.
     *
     * @param run null where none had begun
     */
    void ended(ActiveRun run) {
        if (run != null) {
            claims.computeIfPresent(run.id(), (id, claim) -> claim.run == run ? null : claim);
        }
    }

    /** Whether this node makes an attempt of that run, or settles one: its claim then holds, whatever time it is. */
    boolean holds(UUID id) {
        return held.containsKey(id);
    }

    /** The attempt is settled, or never will be. */
    void left(ActiveRun run) {
        if (run != null) {
            held.remove(run.id(), run);
        }
    }

    /** Stops the attempt of a run that was cancelled, where this node makes one. */
    void cancelled(UUID id) {
        Claim claim = claims.get(id);
        if (claim != null) {
            claim.run.abort(ActiveRun.CANCELLED);
        }
    }

    /** Names the claimed rows to the statement after it, where there are any. */
    public void ask(Exchange exchange) {
        Map<UUID, Claim> asked = Map.copyOf(claims);
        exchange.setVariable(ASKED, asked);
        exchange.setVariable("hasClaims", !asked.isEmpty());
        exchange.getMessage().setBody(Map.of("ids", asked.keySet()));
    }

    /** Stops the attempts whose rows are gone, or have changed: only who holds the claim changes them. */
    public void stopOthers(Exchange exchange) {
        @SuppressWarnings("unchecked")
        Map<UUID, Claim> others = new HashMap<>(exchange.getVariable(ASKED, Map.class));
        for (Object selected : exchange.getMessage().getBody(List.class)) {
            Row row = Row.of(selected);
            others.computeIfPresent(
                    row.uuid("id"), (id, claim) -> claim.version == row.number("version") ? null : claim);
        }
        Set<Claim> underWay = Set.copyOf(claims.values());
        others.values().stream().filter(underWay::contains).forEach(claim -> claim.run.abort(ActiveRun.CANCELLED));
    }
}
