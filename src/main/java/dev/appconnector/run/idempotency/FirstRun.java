package dev.appconnector.run.idempotency;

import dev.appconnector.storage.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * The run that a key began.
 *
 * @param requestMac of the request that it was asked for with
 * @param macKeyId which derived key made that
 * @param waitedFor whether its caller waits for the answer
 * @param lapsesAt by when a waiting run has ended, or its node with it
 * @param sealedAnswer what its caller got; null where that is not kept, or nobody waited. Not to be changed
 */
record FirstRun(
        UUID runId, String requestMac, String macKeyId, boolean waitedFor, Instant lapsesAt, byte[] sealedAnswer) {

    static FirstRun of(Row row) {
        return new FirstRun(
                row.uuid("run_id"),
                row.text("request_mac"),
                row.text("mac_key_id"),
                row.flag("wait_for_result"),
                row.instant("lapses_at"),
                row.bytes("sealed_answer"));
    }

    @Override
    public String toString() {
        return "FirstRun[" + runId + "]";
    }
}
