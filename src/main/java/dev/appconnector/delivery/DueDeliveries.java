package dev.appconnector.delivery;

import dev.appconnector.delivery.DeliveryStore.Due;
import dev.appconnector.delivery.DeliveryStore.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that find what is due, also what another node left behind, and claim as much of it as this node has places for:
 * connector by connector, so that those with few deliveries do not wait behind one with many. For one thread.
 */
public final class DueDeliveries {

    /** The variable that says whether to look again at once. */
    private static final String MORE = "moreAreDue";

    private static final Logger LOG = LoggerFactory.getLogger(DueDeliveries.class);

    /** A clock that is kept right is moved by less. */
    private static final Duration NOTABLE = Duration.ofSeconds(2);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** So many at once share a commit, and so many connectors are looked at before what was found is handed over. */
    private static final int MOST = 64;

    private final DeliveryStore store;
    private final DeliveryPlaces places;
    private final ClaimedRuns underWay;
    private final BooleanSupplier fresh;
    private final Clock clock;
    private UUID last = BEFORE_ALL;
    private Instant latest = Instant.EPOCH;

    /** @param fresh whether the database has answered lately */
    public DueDeliveries(
            DeliveryStore store, DeliveryPlaces places, ClaimedRuns underWay, BooleanSupplier fresh, Clock clock) {
        this.store = store;
        this.places = places;
        this.underWay = underWay;
        this.fresh = fresh;
        this.clock = clock;
    }

    /** Begins a round: there may be something. */
    public void look(Exchange exchange) {
        meetTheClock();
        last = BEFORE_ALL;
        exchange.setVariable(MORE, fresh.getAsBoolean());
    }

    /** What was to wait for some seconds would wait for as long as the clock was set back, too. */
    private void meetTheClock() {
        Instant now = clock.instant();
        if (now.isBefore(latest.minus(NOTABLE)) && fresh.getAsBoolean()) {
            int brought = store.bringForward(now);
            LOG.warn(
                    "The clock was set back by {} s: what waits for its next attempt is due now, {} in all.",
                    Duration.between(now, latest).toSeconds(),
                    brought);
        } else if (now.isBefore(latest)) {
            return;
        }
        latest = now;
    }

    /** Claims some of what is due for this node, and says whether it is worth while to look for more at once. */
    public void claim(Exchange exchange) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<UUID, Integer> due = new LinkedHashMap<>();
        boolean ended = countDue(due, now);
        Map<UUID, Integer> wanted = new LinkedHashMap<>();
        boolean crowded = false;
        for (Map.Entry<UUID, Integer> one : due.entrySet()) {
            // No more than there is to be done: what is accepted meanwhile needs the others.
            int free = places.takeUpTo(one.getKey(), one.getValue());
            crowded |= free == 0 && places.areCrowdedBy(one.getKey());
            wanted.put(one.getKey(), free);
        }
        List<Due> claimed = claim(wanted, now);
        boolean more = !claimed.isEmpty() || crowded || !ended;
        exchange.setVariable(MORE, more && !exchange.getContext().isStopping());
        exchange.getMessage().setBody(claimed);
    }

    /**
     * Counts what is due of the connectors that come next, none of it claimed yet.
     *
     * @return whether there is none after them
     */
    private boolean countDue(Map<UUID, Integer> due, Instant now) {
        Optional<Queue> queue = store.queueAfter(last);
        for (int looked = 1; queue.isPresent() && looked < MOST; looked++) {
            last = queue.get().connector();
            int count = queue.get().paused() ? 0 : store.countDue(last, now, MOST);
            if (count > 0) {
                due.put(last, count);
            }
            queue = store.queueAfter(last);
        }
        if (queue.isEmpty()) {
            last = BEFORE_ALL;
        }
        return queue.isEmpty();
    }

    /** @param wanted how many places this node has for each connector; those that are not used are given back */
    private List<Due> claim(Map<UUID, Integer> wanted, Instant now) {
        List<Due> claimed = List.of();
        try {
            wanted.values().removeIf(free -> free == 0);
            claimed = store.claim(wanted, now, Deliveries.CLAIM_MARGIN, underWay::holds);
            return claimed;
        } finally {
            claimed.forEach(one -> wanted.merge(one.connector(), -1, Integer::sum));
            wanted.forEach((connector, unused) -> {
                for (int left = unused; left > 0; left--) {
                    places.giveBack(connector);
                }
            });
        }
    }

    /** Waits a moment for places, where there is more to be done than there were places for. */
    public void awaitPlaces(Exchange exchange) throws InterruptedException {
        boolean idle = exchange.getMessage().getBody(List.class).isEmpty();
        if (exchange.getVariable(MORE, Boolean.class)) {
            // A few places are not worth a look while others are about to come free; where all hang, one is.
            places.awaitFreed(idle ? 1 : 8, idle ? 250 : 10);
        }
    }
}
