package dev.appconnector.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread or process is about to do: looks again and again until a deadline. */
public final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private Await() {}

    /**
     * The first value that is as wanted.
     *
     * @param what is awaited, for the failure's text
     * @throws AssertionError with the last value seen, where none came in time
     */
    public static <T> T until(String what, Duration patience, Supplier<T> seen, Predicate<T> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T value = seen.get();
            if (wanted.test(value)) {
                return value;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Within %s not: %s. Last seen: %s".formatted(patience, what, value));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
