package dev.appconnector.access.oidc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as they were heard of last. They are asked for anew every five minutes and when a token names one that is
 * not known, but never sooner than {@link #BETWEEN} after the last time: tokens with made-up keys cause no storm. While the
 * issuer cannot be asked, they are kept for {@link #KEPT}. Only the thread of this class ever waits for the issuer.
 * Thread-safe; {@link #close()} ends the thread.
 */
final class IssuerKeys implements AutoCloseable {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN = Duration.ofSeconds(5);
    static final Duration KEPT = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final IssuerClient client;
    private final Clock clock;
    private final ScheduledExecutorService fetcher;
    private volatile Heard heard;
    private Promise<Boolean> underWay;
    private Instant lastTry;
    private boolean lastTrySucceeded = true;

    /** @param at when they were heard of */
    private record Heard(SigningKeys keys, Instant at) {}

    IssuerKeys(IssuerClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.fetcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "oidc-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask the issuer, without waiting for it: one that is down keeps nobody else from starting. */
    void start() {
        fetcher.scheduleWithFixedDelay(this::current, 0, 1, TimeUnit.MINUTES);
    }

    /** The keys to judge by now; none where none was heard of, or too long ago. Asks for newer ones where it is time to. */
    Optional<SigningKeys> current() {
        Heard last = heard;
        Duration age = last == null ? KEPT : Duration.between(last.at, clock.instant());
        if (last == null || age.isNegative() || age.compareTo(FRESH) >= 0) {
            refresh();
        }
        return last == null || age.compareTo(KEPT) >= 0 ? Optional.empty() : Optional.of(last.keys);
    }

    /**
     * Has the issuer asked, unless it was a moment ago.
     *
     * @return whether it answered, this time or a moment ago; complete at once where nothing is to be waited for
     */
    synchronized Future<Boolean> refresh() {
        if (underWay != null) {
            return underWay.future();
        }
        if (lastTry != null) {
            Duration since = Duration.between(lastTry, clock.instant());
            if (!since.isNegative() && since.compareTo(BETWEEN) < 0) {
                return Future.succeededFuture(lastTrySucceeded);
            }
        }
        Promise<Boolean> answered = Promise.promise();
        underWay = answered;
        fetcher.execute(() -> fetch(answered));
        return answered.future();
    }

    private void fetch(Promise<Boolean> answered) {
        boolean success = false;
        try {
            learn(client.fetch());
            success = true;
        } catch (IssuerFault fault) {
            LOG.atLevel(lastTrySucceeded() ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
                    .log(
                            "The OIDC issuer's keys cannot be had: {}. Those that are known count for an hour after they were"
                                    + " heard of.",
                            fault.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended(success);
            answered.complete(success);
        }
    }

    private void learn(SigningKeys keys) {
        Heard last = heard;
        boolean same = last != null && last.keys.equals(keys);
        // The same object while they are the same keys: what was judged by them stays judged.
        heard = new Heard(same ? last.keys : keys, clock.instant());
        if (!same) {
            LOG.info(
                    "The OIDC issuer has {} keys that signatures can be checked with.",
                    keys.keys().size());
        } else if (!lastTrySucceeded()) {
            LOG.info("The OIDC issuer answers again.");
        }
    }

    private synchronized boolean lastTrySucceeded() {
        return lastTrySucceeded;
    }

    private synchronized void ended(boolean success) {
        lastTry = clock.instant();
        lastTrySucceeded = success;
        underWay = null;
    }

    @Override
    public void close() {
        fetcher.shutdownNow();
    }
}
