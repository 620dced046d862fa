package dev.appconnector.vault;

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

    public Reason reason() {
        return reason;
    }
}
