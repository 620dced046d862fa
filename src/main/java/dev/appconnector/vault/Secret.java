package dev.appconnector.vault;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A text that must not leak, held as bytes that can be overwritten. It prints {@code <redacted>}, and no serialiser finds
 * anything in it. Thread-safe; whoever owns it calls {@link #close()}, and from then on it cannot be revealed.
 */
public final class Secret implements AutoCloseable {

    private final byte[] bytes;
    private volatile boolean erased;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller neither keeps nor changes it. The bytes are UTF-8. */
    public static Secret owning(byte[] utf8) {
        return new Secret(utf8);
    }

    /** A copy of the bytes, for the vault, the injector and the scrubber alone; the taker overwrites it after use. */
    public synchronized byte[] reveal() {
        if (erased) {
            throw new IllegalStateException("The secret was erased.");
        }
        return bytes.clone();
    }

    /** The same text once more, to be closed by itself. */
    public Secret copy() {
        return owning(reveal());
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Overwrites the text. */
    @Override
    public synchronized void close() {
        erased = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Compares in constant time, so that an answer's delay tells nothing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
