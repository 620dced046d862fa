package dev.appconnector.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.appconnector.vault.source.SecretSource;
import java.time.Instant;
import java.util.Objects;

/**
 * A secret as it rests in the database. It prints without its ciphertext; for replies there are {@code set} and
 * {@code changedAt} alone (E5).
 *
 * @param version    the {@link SealingContext#secretVersion()} that it was sealed for
 * @param changedAt  when it was last given; sealing it anew under another key is no change
 * @param ciphertext base64; of the secret, or of the source's text: it serves for its origin alone, just so
 * @param source     where the secret is read each time that it is needed; null where it is sealed here
 */
public record SealedSecret(
        long version,
        Instant changedAt,
        String ciphertext,
        @JsonInclude(JsonInclude.Include.NON_NULL) SecretSource source) {

    public SealedSecret {
        Objects.requireNonNull(changedAt, "changedAt");
        Objects.requireNonNull(ciphertext, "ciphertext");
    }

    /** The same secret under another key. */
    public SealedSecret with(String otherCiphertext) {
        return new SealedSecret(version, changedAt, otherCiphertext, source);
    }

    @Override
    public String toString() {
        return "SealedSecret[version=%d, changedAt=%s]".formatted(version, changedAt);
    }
}
