package dev.appconnector.audit;

import dev.appconnector.storage.Row;
import java.util.Map;

/**
 * Where the audit ends, and where it begins once old entries were removed: the mark that is left of them. Immutable.
 *
 * @param sequence the last entry's; 0 before the first
 * @param mac the last entry's
 * @param removed how many were removed, which is also the last one's sequence
 * @param removedMac of the last one that was removed; the first one that is left follows on it
 * @param keyId the key of the seal
 * @param seal over all of these; empty before the first entry
 */
record AuditHead(long sequence, String mac, long removed, String removedMac, String keyId, String seal) {

    static AuditHead of(Map<String, Object> columns) {
        Row row = new Row(columns);
        return new AuditHead(
                row.number("sequence"),
                row.text("mac"),
                row.number("removed"),
                row.text("removed_mac"),
                row.text("key_id"),
                row.text("seal"));
    }

    boolean isNew() {
        return equals(new AuditHead(0, "", 0, "", "", ""));
    }

    AuditHead endingWith(long last, String itsMac) {
        return new AuditHead(last, itsMac, removed, removedMac, "", "");
    }

    AuditHead beginningAfter(long last, String itsMac) {
        return new AuditHead(sequence, mac, last, itsMac, "", "");
    }

    AuditHead sealed(String itsKeyId, String itsSeal) {
        return new AuditHead(sequence, mac, removed, removedMac, itsKeyId, itsSeal);
    }

    /** What the seal is over. */
    String text() {
        return sequence + " " + mac + " " + removed + " " + removedMac;
    }

    Map<String, Object> columns() {
        return Map.of(
                "sequence",
                sequence,
                "mac",
                mac,
                "removed",
                removed,
                "removed_mac",
                removedMac,
                "key_id",
                keyId,
                "seal",
                seal);
    }
}
