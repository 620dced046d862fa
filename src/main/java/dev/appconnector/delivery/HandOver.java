package dev.appconnector.delivery;

import dev.appconnector.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that tell other nodes of an accepted run by the broker, and the decision whether to: while it takes nothing, runs
 * go as if there was none. Thread-safe.
 */
public final class HandOver {

    /** By then the message has arrived, or is lost and the run falls due. */
    static final Duration LEAD = Duration.ofSeconds(5);

    /** How soon a broker that took nothing is tried again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So many at once are on their way: what comes on top is delivered where it was accepted. */
    private static final int MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final boolean exists;
    private final DeliveryStore store;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST);
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile Instant notBefore = Instant.EPOCH;

    /** What a message holds: no secret, nothing of what the caller said. */
    record Told(UUID id, long version) {}

    /** @param exists whether there is a broker */
    public HandOver(boolean exists, DeliveryStore store, Clock clock) {
        this.exists = exists;
        this.store = store;
        this.clock = clock;
    }

    /** Whether a run is to be handed over; who gets true must see to it that {@link #leave} follows. */
    boolean enter() {
        return exists && isOpen() && free.tryAcquire();
    }

    private boolean isOpen() {
        Instant now = clock.instant();
        // A clock that was set back must not make the pause longer.
        return !now.isBefore(notBefore) || now.isBefore(notBefore.minus(PAUSE));
    }

    void leave() {
        free.release();
    }

    /**
     * Writes the message.
     *
     * @throws IllegalStateException where the broker has refused another since this one was accepted
     */
    public void tell(Exchange exchange) {
        if (!isOpen()) {
            throw new IllegalStateException("The broker is away.");
        }
        KeptRun run = exchange.getVariable(Deliveries.KEPT, KeptRun.class);
        byte[] message = StrictJson.write(new Told(run.id(), run.version()));
        exchange.getMessage().setBody(new String(message, StandardCharsets.UTF_8));
    }

    /** The broker has taken the message. */
    public void taken(Exchange exchange) {
        if (away.compareAndSet(true, false)) {
            LOG.info("The broker takes runs again.");
        }
    }

    /** The broker has not taken the message: the run is due now. */
    public void refused(Exchange exchange) {
        Instant now = clock.instant();
        notBefore = now.plus(PAUSE);
        if (away.compareAndSet(false, true)) {
            LOG.warn("The broker takes no runs: until it does, the nodes take them from the database.");
        }
        KeptRun run = exchange.getVariable(Deliveries.KEPT, KeptRun.class);
        store.leaveDue(run.id(), run.version(), now);
    }

    /** Ends what {@code accept} began. */
    public void end(Exchange exchange) {
        leave();
    }
}
