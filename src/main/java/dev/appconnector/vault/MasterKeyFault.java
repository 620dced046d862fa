package dev.appconnector.vault;

import java.time.Instant;

/**
 * Says in one line why a master key cannot be used or made, and what to do about it; never with a byte of the key. It stops
 * the start, so it has no stack trace.
 */
public final class MasterKeyFault extends RuntimeException {

    /** What is wrong: the file, or that it is the file of another database. */
    public enum Reason {
        MISSING,
        UNREADABLE,
        /** Others than its owner may read or write the file (S2). */
        EXPOSED,
        /** The file holds something else than one whole master key. */
        BROKEN,
        /** A new key was to be written where a file is already. */
        ALREADY_THERE,
        UNWRITABLE,
        /** The key is whole, but does not open the keyset. */
        WRONG_KEY
    }

    private final Reason reason;

    MasterKeyFault(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** The same of a keyset that has been wrapped as it is since then: with it goes the key of that time. */
    public MasterKeyFault ofKeysetSince(Instant wrapped) {
        return new MasterKeyFault(
                reason,
                "%s The keyset has been wrapped since %s: if the master key was exchanged since, or before, take the file of that time."
                        .formatted(getMessage(), wrapped));
    }

    public Reason reason() {
        return reason;
    }
}
