package dev.appconnector.connector;

import java.util.UUID;

/** What runs with a connector on this node, as far as those must know who list, revoke and judge connectors. */
public interface ConnectorUse {

    /** How many runs that a caller waits for are under way. */
    int waiting(UUID connector);

    /**
     * Aborts what is under way with a connector that is revoked, and waits until none of it can reach a target any more.
     *
     * @return how many of those a caller waited for
     */
    int abort(UUID connector);

    /** Takes note of so many deliveries that were cancelled with their connector. */
    void cancelled(int deliveries);

    /** Null where no run has ended since the start. */
    Health health(UUID connector);
}
