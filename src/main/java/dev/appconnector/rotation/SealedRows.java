package dev.appconnector.rotation;

/** A part of what the vault has sealed, to be sealed anew a batch at a time, each within a transaction of its own. Thread-safe. */
interface SealedRows {

    /**
     * What a batch came to.
     *
     * @param last the row that it ended with; null where there was none after the one asked for
     * @param rows how many it looked at
     * @param found how many of them another key than the primary one had sealed, also those that could not be had now
     * @param unopened how many no key opens: they need none
     */
    record Batch(String last, int rows, int found, int unopened) {

        static final Batch NONE = new Batch(null, 0, 0, 0);
    }

    /** How many rows there are, of whichever key. */
    long count();

    /**
     * Seals anew what is old in the next rows, as a part of the open transaction.
     *
     * @param after the row that the last batch ended with; empty before the first
     * @param tells whether of each row that no key opens a line is logged
     */
    Batch sealAnew(String after, boolean tells);
}
