package dev.appconnector.delivery;

import dev.appconnector.delivery.DeliveryStore.Due;
import dev.appconnector.delivery.HandOver.Told;
import dev.appconnector.json.StrictJson;
import dev.appconnector.log.RunLine;
import dev.appconnector.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The step that claims the run of which a message tells. The database has the last word: a message whose run another was
 * first to claim, or that was cancelled, comes to nothing, and a run whose message does falls due. Thread-safe.
 */
public final class HandedOverRuns {

    private static final long PATIENCE_MS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(HandedOverRuns.class);

    private final DeliveryStore store;
    private final DeliveryPlaces places;
    private final Clock clock;

    public HandedOverRuns(DeliveryStore store, DeliveryPlaces places, Clock clock) {
        this.store = store;
        this.places = places;
        this.clock = clock;
    }

    /** Waits for a place, and makes the message the claimed run; it has no body where there is nothing to deliver. */
    public void claim(Exchange exchange) throws InterruptedException {
        Optional<Told> told = read(exchange.getMessage().getBody(String.class));
        exchange.setIn(new DefaultMessage(exchange));
        while (told.isPresent() && !places.haveFree()) {
            if (exchange.getContext().isStopping()) {
                return;
            }
            places.awaitFreed(1, PATIENCE_MS);
        }
        try {
            told.flatMap(run -> store.waiting(run.id(), run.version()))
                    .flatMap(this::claim)
                    .ifPresent(claimed -> exchange.getMessage().setBody(claimed));
        } catch (DataAccessException | TransactionException e) {
            RunLine.log(LOG.atDebug(), told.get().id(), "the database does not answer: it falls due.");
        }
    }

    private static Optional<Told> read(String message) {
        try {
            return Optional.of(
                    StrictJson.read((message == null ? "" : message).getBytes(StandardCharsets.UTF_8), Told.class));
        } catch (Problem e) {
            LOG.warn("A message of the broker is none of AppConnector's and is dropped.");
            return Optional.empty();
        }
    }

    private Optional<Due> claim(Due waiting) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!places.take(waiting.connector())) {
            // It has its share here: whoever has a place for it finds it among what is due.
            store.leaveDue(waiting.id(), waiting.version(), now);
            return Optional.empty();
        }
        List<Due> claimed = List.of();
        try {
            claimed = store.claim(List.of(waiting), now, Deliveries.CLAIM_MARGIN);
        } finally {
            if (claimed.isEmpty()) {
                places.giveBack(waiting.connector());
            }
        }
        return claimed.stream().findAny();
    }
}
