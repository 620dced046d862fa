package dev.appconnector.audit;

import dev.appconnector.storage.Row;
import java.util.List;
import java.util.Optional;

/**
 * Finds the first entry that is not what was appended there, page by page, while others append and old ones are removed.
 * Thread-safe.
 *
 * <p>What it cannot see: an end that was cut off together with a head that was kept from before and put back. The log's last
 * line about the head shows that.
 */
final class AuditCheck {

    private static final int PAGE = 500;

    private final AuditTrail trail;

    AuditCheck(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * What came of it.
     *
     * @param entries how many are intact: all, or those before the first broken one
     * @param firstBroken null where all are intact
     */
    record Result(long entries, Broken firstBroken) {}

    /**
     * The first place that is not as it was left.
     *
     * @param reason {@code missing}; {@code altered}: not what was appended after the entry before it; {@code head}: the row
     *     that says where the audit begins and ends was altered, so that nothing is proved from here on
     */
    record Broken(long sequence, String reason) {}

    Result check() {
        return checkFrom(trail.head().orElse(null));
    }

    /** @param begun the head when the check began; null where its row was gone */
    Result checkFrom(AuditHead begun) {
        Result result = check(begun);
        return result.firstBroken() != null && movedOn(begun) ? check() : result;
    }

    /** Whether old entries were removed meanwhile: what then was missing is no fault. */
    private boolean movedOn(AuditHead begun) {
        return trail.head()
                .filter(head -> begun != null
                        && head.removed() > begun.removed()
                        && trail.chain().isSound(head))
                .isPresent();
    }

    private Result check(AuditHead begun) {
        if (begun == null || !trail.chain().isSound(begun)) {
            return new Result(0, new Broken(begun == null ? 1 : begun.removed() + 1, "head"));
        }
        Walk walk = new Walk(begun);
        Optional<Broken> broken = walk.toTheEnd();
        if (broken.isEmpty() && begun.sequence() > walk.last) {
            broken = Optional.of(new Broken(walk.last + 1, "missing"));
        }
        if (broken.isEmpty() && !isSoundAfter(walk)) {
            broken = Optional.of(new Broken(walk.last + 1, "head"));
        }
        return new Result(walk.last - begun.removed(), broken.orElse(null));
    }

    /** Whether the head knows of all that was found; by now it may know of more. */
    private boolean isSoundAfter(Walk walk) {
        return trail.head()
                .filter(trail.chain()::isSound)
                .filter(head -> head.sequence() > walk.last
                        || head.sequence() == walk.last && head.mac().equals(walk.mac))
                .isPresent();
    }

    /** Goes from entry to entry. */
    private final class Walk {

        private long last;
        private String mac;

        private Walk(AuditHead begun) {
            this.last = begun.removed();
            this.mac = begun.removedMac();
        }

        private Optional<Broken> toTheEnd() {
            List<Row> page;
            do {
                page = trail.entriesAfter(last, PAGE);
                for (Row row : page) {
                    Optional<Broken> broken = step(row);
                    if (broken.isPresent()) {
                        return broken;
                    }
                }
            } while (page.size() == PAGE);
            return Optional.empty();
        }

        private Optional<Broken> step(Row row) {
            if (row.number("sequence") != last + 1) {
                return Optional.of(new Broken(last + 1, "missing"));
            }
            if (!trail.chain().follows(row, mac)) {
                return Optional.of(new Broken(last + 1, "altered"));
            }
            last++;
            mac = row.text("mac");
            return Optional.empty();
        }
    }
}
