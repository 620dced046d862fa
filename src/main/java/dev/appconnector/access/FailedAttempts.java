package dev.appconnector.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slows guessing down: counts the attempts of each address that proved nothing, and says from when on it gets no answer to
 * another one. It is asked after an attempt has failed, never before: whoever has a valid key gets in, whatever others behind
 * the same address do. Thread-safe.
 *
 * <p>An address may fail {@value #AT_ONCE} times at once, and once a second from then on. The 20,000 addresses that failed
 * last are known; of IPv6 a whole /64 counts as one address, since whoever has one of it has all.
 */
public final class FailedAttempts {

    static final int AT_ONCE = 100;
    private static final Duration ANOTHER_EACH = Duration.ofSeconds(1);
    private static final int MOST_ADDRESSES = 20_000;
    private static final int BYTES_OF_A_NETWORK = 8;

    private final TimeMeter time;
    private final Cache<ByteBuffer, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            // By then the bucket is full again: a new one is the same.
            .expireAfterAccess(ANOTHER_EACH.multipliedBy(2 * AT_ONCE))
            .build();

    public FailedAttempts(Clock clock) {
        this.time = new TimeOf(clock);
    }

    /**
     * Counts an attempt that failed.
     *
     * @param address a literal
     * @return how long the address has to wait where it failed too often, at least a second; empty where it is told of its
     *     failure
     */
    Optional<Duration> failed(String address) {
        ConsumptionProbe probe = buckets.get(keyOf(address), first -> bucket()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
        return Optional.of(wait.compareTo(ANOTHER_EACH) < 0 ? ANOTHER_EACH : wait);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, ANOTHER_EACH))
                .withCustomTimePrecision(time)
                .build();
    }

    private static ByteBuffer keyOf(String address) {
        byte[] bytes;
        try {
            // A literal is not looked up.
            bytes = InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            bytes = new byte[0];
        }
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, BYTES_OF_A_NETWORK));
    }

    /** Our clock, as the buckets read it. */
    private record TimeOf(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
