package dev.appconnector.access.token;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.access.Role;
import dev.appconnector.access.signed.SignedClaims;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.DerivedKeys;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Browser tokens (U5): a page shows one instead of a key, for some minutes and within its maker's scope. All that a check
 * needs is in the token and in memory, so it asks nobody. Thread-safe.
 */
public final class BrowserTokens implements Authenticator {

    /** What the keys that sign them are derived for. */
    public static final String PURPOSE = "browser-token";

    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Problem OTHER_ORIGIN = new Problem(
            Problem.Type.FORBIDDEN,
            "U5: the token works from the one Origin that it was made for, which this request does not name.");

    private final SignedClaims signed;
    private final Function<UUID, Optional<Caller>> holderOf;
    private final NoArgGenerator ids = Generators.timeBasedEpochRandomGenerator();

    /**
     * @param keys derived for {@link #PURPOSE}
     * @param holderOf who holds the key of this id, as long as it lives; it asks nobody
     */
    public BrowserTokens(DerivedKeys keys, Function<UUID, Optional<Caller>> holderOf, Clock clock) {
        this.signed = new SignedClaims(keys, PURPOSE, LONGEST, clock);
        this.holderOf = holderOf;
    }

    /** A new token's text, and when it ends. */
    public SignedClaims.Signed make(BrowserToken token, Duration lifetime) {
        return signed.sign(ids.generate(), lifetime, token.claims());
    }

    @Override
    public Future<Optional<Caller>> callerOf(Presented presented) {
        Optional<BrowserToken> token = presented
                .bearer()
                .filter(BrowserTokens::mayBeOne)
                .flatMap(signed::read)
                .flatMap(BrowserTokens::token);
        Optional<Caller> maker = token.flatMap(this::maker);
        if (maker.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return token.get().worksFrom(presented.headers("Origin"))
                ? Future.succeededFuture(
                        Optional.of(token.get().caller(maker.get().name())))
                : Future.failedFuture(OTHER_ORIGIN);
    }

    /** What is no JSON in base64url, such as an API key, is not worth a look. */
    private static boolean mayBeOne(String bearer) {
        return bearer.startsWith("ey");
    }

    private static Optional<BrowserToken> token(JWTClaimsSet claims) {
        try {
            return Optional.of(BrowserToken.of(claims));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whose key the token goes back to, as long as that key lives and could still make it. */
    private Optional<Caller> maker(BrowserToken token) {
        return holderOf.apply(token.maker())
                .filter(maker ->
                        maker.role().covers(Role.TOKEN) && maker.scope().covers(token.scope()));
    }
}
