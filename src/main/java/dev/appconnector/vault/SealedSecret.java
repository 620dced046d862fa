package dev.appconnector.vault;

import java.time.Instant;
import java.util.Objects;

/**
 * A secret as it rests in the database. It prints without its ciphertext; for replies there are {@code set} and
 * {@code changedAt} alone (E5).
 *
 * @param version    the {@link SealingContext#secretVersion()} that it was sealed for
 * @param changedAt  when it was last given; sealing it anew under another key is no change
 * @param ciphertext base64
 */
public record SealedSecret(long version, Instant changedAt, String ciphertext) {

    public SealedSecret {
        Objects.requireNonNull(changedAt, "changedAt");
        Objects.requireNonNull(ciphertext, "ciphertext");
    }

    @Override
    public String toString() {
        return "SealedSecret[version=%d, changedAt=%s]".formatted(version, changedAt);
    }
}
