package dev.appconnector.run;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.UUID;

/** Ids of runs: UUIDv7, which rise with time and say when they were made, to the millisecond. Thread-safe. */
public final class RunId {

    /** Higher than any that there will be. */
    static final UUID AFTER_ALL = new UUID(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final long LAST_MILLI = (1L << 47) - 1;
    private static final NoArgGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private RunId() {}

    public static UUID next() {
        return IDS.generate();
    }

    /** When it was made, in whole milliseconds. */
    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Not above any id that is made at this time or later, and above all that were made before. */
    static UUID firstOf(Instant time) {
        long millis = time.plusNanos(999_999).toEpochMilli();
        return new UUID(Math.min(Math.max(millis, 0), LAST_MILLI) << 16, 0);
    }
}
