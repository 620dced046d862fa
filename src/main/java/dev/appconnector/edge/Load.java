package dev.appconnector.edge;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How much one server has taken on: connections, requests that have begun and are not yet answered, and the memory of what they
 * brought.
 * What comes beyond the bounds is to be refused before it costs more. Thread-safe.
 */
final class Load {

    /** Bodies up to this size, in bytes, are never refused for their memory: those of most calls, and of whoever manages. */
    static final int SMALL = 65_536;

    /** A body stands in memory as it came, as it was read, and as it is sent on. */
    private static final int COPIES = 3;

    private final Capacity capacity;
    private final Consumer<Overload> refused;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** @param refused told of each refusal; it must not wait */
    Load(Capacity capacity, Consumer<Overload> refused) {
        this.capacity = capacity;
        this.refused = refused;
    }

    /** Whether there is room for one more connection, which then counts. */
    boolean connect() {
        return take(connections, capacity.connections(), Overload.CONNECTIONS);
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    /** Whether there is room for one more request, which is then under way. */
    boolean begin() {
        return take(requests, capacity.requests(), Overload.REQUESTS);
    }

    private boolean take(AtomicInteger taken, int most, Overload what) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            refused.accept(what);
            return false;
        }
        return true;
    }

    void ended(int those) {
        requests.addAndGet(-those);
    }

    /**
     * Whether there is room for more of a body, which then counts; one body alone may take all there is.
     *
     * @param more bytes that have come
     * @param before bytes of the same body that count already
     */
    boolean hold(long more, long before) {
        long cost = more * COPIES;
        long held = bytes.addAndGet(cost);
        if (held > capacity.requestBytes() && held > cost + before * COPIES) {
            bytes.addAndGet(-cost);
            refused.accept(Overload.MEMORY);
            return false;
        }
        return true;
    }

    void release(long those) {
        bytes.addAndGet(-those * COPIES);
    }
}
