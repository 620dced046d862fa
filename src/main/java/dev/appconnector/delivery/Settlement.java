package dev.appconnector.delivery;

import dev.appconnector.run.RunState;
import java.time.Instant;

/**
 * What comes of a delivery after an attempt.
 *
 * @param run with its attempts, the last one included
 * @param state queued where it is tried again
 * @param sealedResult what the target said, or null where it did not answer
 * @param at when it is tried again; or when it ended
 */
record Settlement(KeptRun run, RunState state, byte[] sealedResult, Instant at) {

    boolean isEnd() {
        return state != RunState.QUEUED;
    }

    /** The same with this result. */
    Settlement with(byte[] result) {
        return new Settlement(run, state, result, at);
    }

    long bytes() {
        return sealedResult == null ? 0 : sealedResult.length;
    }
}
