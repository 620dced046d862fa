package dev.appconnector.delivery;

import dev.appconnector.delivery.DeliveryStore.Due;
import dev.appconnector.delivery.DeliveryStore.Queue;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * The steps that find what is due, also what another node left behind, and claim as much of it as this node has places for:
 * connector by connector, so that those with few deliveries do not wait behind one with many. For one thread.
 */
public final class DueDeliveries {

    /** The variable that says whether to look again at once. */
    private static final String MORE = "moreAreDue";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** So many at once share a commit, and so many connectors are looked at before what was found is handed over. */
    private static final int MOST = 64;

    /** Fewer places than this are not worth a look, for so long. */
    private static final int SOME = 8;

    private static final long PATIENCE_MS = 10;

    private final DeliveryStore store;
    private final DeliveryPlaces places;
    private final Clock clock;
    private UUID last = BEFORE_ALL;

    public DueDeliveries(DeliveryStore store, DeliveryPlaces places, Clock clock) {
        this.store = store;
        this.places = places;
        this.clock = clock;
    }

    /** Begins a round: there may be something. */
    public void look(Exchange exchange) {
        last = BEFORE_ALL;
        exchange.setVariable(MORE, true);
    }

    /** Claims some of what is due for this node, and says whether it is worth while to look for more at once. */
    public void claim(Exchange exchange) throws InterruptedException {
        List<Due> claimed = new ArrayList<>();
        boolean more = false;
        Optional<Queue> queue = store.queueAfter(last);
        for (int looked = 1; queue.isPresent() && looked < MOST && claimed.size() < MOST; looked++) {
            last = queue.get().connector();
            more |= !queue.get().paused() && claimOf(last, claimed);
            queue = store.queueAfter(last);
        }
        if (queue.isEmpty()) {
            last = BEFORE_ALL;
        }
        exchange.setVariable(
                MORE, (more || queue.isPresent()) && !exchange.getContext().isStopping());
        exchange.getMessage().setBody(claimed);
    }

    /** Waits a moment for places, where there is more to be done than there were places for. */
    public void awaitPlaces(Exchange exchange) throws InterruptedException {
        if (exchange.getVariable(MORE, Boolean.class)) {
            places.awaitFreed(SOME, PATIENCE_MS);
        }
    }

    /** Claims what is due of one connector's; whether there may be more. */
    private boolean claimOf(UUID connector, List<Due> claimed) {
        int free = places.takeUpTo(connector, MOST);
        if (free == 0) {
            return places.areCrowdedBy(connector);
        }
        int used = 0;
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Due> due = store.due(connector, now, free);
            for (Due won : due.isEmpty() ? due : store.claim(due, now, Deliveries.CLAIM_MARGIN)) {
                claimed.add(won);
                used++;
            }
            return due.size() == free;
        } finally {
            for (int left = used; left < free; left++) {
                places.giveBack(connector);
            }
        }
    }
}
