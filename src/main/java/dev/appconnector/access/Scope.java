package dev.appconnector.access;

import java.util.Set;
import java.util.UUID;

/**
 * What a caller may use: which connectors for runs of its own making, and which saved activities. Immutable.
 *
 * @param connectors those that it may run anything with
 * @param activities those that it may run, whatever their connector is
 */
public record Scope(Reach connectors, Reach activities) {

    public static final Scope ALL = new Scope(Reach.ALL, Reach.ALL);
    public static final Scope NONE = new Scope(Reach.NONE, Reach.NONE);

    /** That connector and nothing else, which is what a saved activity lets a caller use. */
    public static Scope ofConnector(UUID connector) {
        return new Scope(Reach.of(Set.of(connector)), Reach.NONE);
    }

    /**
     * Everything of a kind, also what is yet to be made, or what is named.
     *
     * @param ids those that are named; empty where it is everything
     */
    public record Reach(boolean everything, Set<UUID> ids) {

        public static final Reach ALL = new Reach(true, Set.of());
        public static final Reach NONE = of(Set.of());

        public Reach {
            ids = everything ? Set.of() : Set.copyOf(ids);
        }

        public static Reach of(Set<UUID> ids) {
            return new Reach(false, ids);
        }

        public boolean includes(UUID id) {
            return everything || ids.contains(id);
        }

        /** Whether all that the other reaches is in reach. */
        public boolean covers(Reach other) {
            return everything || !other.everything && ids.containsAll(other.ids);
        }
    }

    /** Whether nothing of the other lies outside. The one check for whatever is made with a scope: keys, tokens (U4). */
    public boolean covers(Scope other) {
        return connectors.covers(other.connectors) && activities.covers(other.activities);
    }
}
