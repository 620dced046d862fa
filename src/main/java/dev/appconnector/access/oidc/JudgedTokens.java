package dev.appconnector.access.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.appconnector.access.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tokens that were found valid, by their SHA-256: a caller's next call costs no signature check, and the text of no token
 * is kept. What was judged by other keys than those of now, or has ended, is not known here. Thread-safe.
 */
final class JudgedTokens {

    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;
    private final Cache<ByteBuffer, Judged> judged =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    JudgedTokens(Clock clock) {
        this.clock = clock;
    }

    /** A token's subject, and the caller that it was under the names of one instant. */
    static final class Judged {

        private final Identity identity;
        private final Instant ends;
        private final SigningKeys by;
        private volatile Resolved resolved;

        private record Resolved(ScopeNames.Names names, Caller caller) {}

        Judged(Identity identity, Instant ends, SigningKeys by) {
            this.identity = identity;
            this.ends = ends;
            this.by = by;
        }

        boolean hasRole() {
            return identity.role().isPresent();
        }

        /** For one that has a role. */
        Caller caller(ScopeNames.Names names) {
            Resolved last = resolved;
            if (last == null || !last.names.equals(names)) {
                last = new Resolved(names, identity.caller(names));
                resolved = last;
            }
            return last.caller;
        }
    }

    Optional<Judged> get(String token, SigningKeys keys) {
        return Optional.ofNullable(judged.getIfPresent(hash(token)))
                .filter(known -> known.by.equals(keys) && clock.instant().isBefore(known.ends));
    }

    void put(String token, Judged known) {
        judged.put(hash(token), known);
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
