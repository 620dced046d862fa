package dev.appconnector.audit;

import dev.appconnector.storage.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes entries that have been kept for long enough, the oldest first and page by page, and leaves in the head how many
 * they were and the last one's mac. What does not hold any more is not removed: that would be to hide it. Thread-safe; of
 * several nodes at once one finds nothing left to do.
 */
final class AuditExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(AuditExpiry.class);
    private static final int PAGE = 500;

    private final AuditTrail trail;
    private final Duration keep;
    private final Clock clock;

    AuditExpiry(AuditTrail trail, Duration keep, Clock clock) {
        this.trail = trail;
        this.keep = keep;
        this.clock = clock;
    }

    void expire() {
        Instant now = clock.instant();
        long removed = 0;
        long page;
        do {
            page = trail.statements().together(() -> removePage(now.minus(keep)));
            removed += page;
        } while (page == PAGE);
        if (removed > 0) {
            trail.appendTogether(
                    List.of(AuditEntry.met("audit.expired", AuditEntry.Actor.PROGRAM, null, now, null, "done")
                            .times(removed)));
        }
    }

    private long removePage(Instant before) {
        AuditHead head = trail.lockHead();
        long last = head.removed();
        String mac = head.removedMac();
        for (Row row : trail.entriesAfter(last, PAGE)) {
            if (!row.instant("happened_at").isBefore(before)) {
                break;
            }
            if (row.number("sequence") != last + 1 || !trail.chain().follows(row, mac)) {
                LOG.warn("Old audit entries are kept from {} on: it is missing or altered.", last + 1);
                break;
            }
            last++;
            mac = row.text("mac");
        }
        long removed = last - head.removed();
        if (removed > 0) {
            trail.statements().of("audit/delete-entries").param("last", last).update();
            trail.move(head.beginningAfter(last, mac));
        }
        return removed;
    }
}
