package dev.appconnector.access.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.Presented;
import dev.appconnector.access.oidc.JudgedTokens.Judged;
import dev.appconnector.problem.Problem;
import dev.appconnector.settings.OidcSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Callers with a JWT of the operator's issuer. Nothing here waits on an event loop: signatures are checked by a few threads
 * with a bounded queue, and only a token whose key is not known waits for the issuer, with a bounded number of others.
 * Whoever brings anything else is answered at once, however slow the issuer is. Thread-safe; {@link #close()} ends the threads.
 */
public final class OidcCallers implements Authenticator, AutoCloseable {

    private static final int MOST_CHECKS_WAITING = 1_000;
    private static final int MOST_WAITING_FOR_THE_ISSUER = 100;
    private static final Future<Optional<Caller>> NOBODY = Future.succeededFuture(Optional.empty());

    private final TokenRules rules;
    private final ClaimsReader claims;
    private final IssuerKeys issuerKeys;
    private final ScopeNames names;
    private final JudgedTokens judged;
    private final Problem noRole;
    private final Semaphore waiting = new Semaphore(MOST_WAITING_FOR_THE_ISSUER);
    private final ThreadPoolExecutor checkers;

    /**
     * @param names what names in claims mean, kept fresh by whoever made them
     * @param tls whose certificates are trusted
     * @param proxy the HTTP proxy that all calls go by, where there is one
     */
    public OidcCallers(
            OidcSettings settings, ScopeNames names, SSLContext tls, Optional<InetSocketAddress> proxy, Clock clock) {
        this.rules = new TokenRules(settings.issuer().toString(), settings.audience(), clock);
        this.claims = new ClaimsReader(settings);
        this.issuerKeys = new IssuerKeys(new IssuerClient(settings.issuer(), tls, proxy), clock);
        this.names = names;
        this.judged = new JudgedTokens(clock);
        this.noRole = new Problem(
                Problem.Type.FORBIDDEN,
                "U3: the token is valid, but its claim \"" + settings.rolesClaim() + "\" names none of admin, designer,"
                        + " runner and auditor. Ask whoever manages its issuer for a role.");
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
        this.checkers = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_CHECKS_WAITING), task -> {
                    Thread thread = new Thread(task, "oidc-signatures");
                    thread.setDaemon(true);
                    return thread;
                });
        checkers.allowCoreThreadTimeOut(true);
    }

    /** Begins to ask the issuer for its keys, without waiting for it. */
    public void start() {
        issuerKeys.start();
    }

    @Override
    public Future<Optional<Caller>> callerOf(Presented presented) {
        return presented.bearer().map(this::callerOf).orElse(NOBODY);
    }

    /**
     * Whom this token speaks for, as {@link Authenticator} has it: failed as {@code forbidden} for a valid token without a
     * role, as {@code overloaded} where it cannot be judged now.
     */
    public Future<Optional<Caller>> callerOf(String token) {
        if (!TokenRules.isOne(token)) {
            return NOBODY;
        }
        Optional<SigningKeys> keys = issuerKeys.current();
        Optional<Judged> known = keys.flatMap(now -> judged.get(token, now));
        if (known.isPresent()) {
            return caller(known.get());
        }
        Optional<SignedJWT> admissible = rules.admissible(token);
        if (admissible.isEmpty()) {
            return NOBODY;
        }
        Optional<Future<Optional<Caller>>> checked = keys.flatMap(now -> checked(token, admissible.get(), now));
        return checked.isPresent() ? checked.get() : askedFor(token, admissible.get());
    }

    /** For a token whose key is not known: the issuer may have a new one. */
    private Future<Optional<Caller>> askedFor(String token, SignedJWT parsed) {
        if (!waiting.tryAcquire()) {
            return notNow();
        }
        return issuerKeys.refresh().onComplete(any -> waiting.release()).compose(answered -> issuerKeys
                .current()
                .flatMap(keys -> checked(token, parsed, keys))
                .orElse(answered ? NOBODY : notNow()));
    }

    /** Empty where the token's key is not among these. */
    private Optional<Future<Optional<Caller>>> checked(String token, SignedJWT parsed, SigningKeys keys) {
        return keys.keyFor(parsed.getHeader()).map(key -> {
            Promise<Optional<Caller>> caller = Promise.promise();
            try {
                checkers.execute(() -> Future.succeededFuture()
                        .compose(begun -> check(token, parsed, key, keys))
                        .onComplete(caller));
                return caller.future();
            } catch (RejectedExecutionException full) {
                return notNow();
            }
        });
    }

    private Future<Optional<Caller>> check(String token, SignedJWT parsed, JWK key, SigningKeys keys) {
        if (!SigningKeys.verifies(key, parsed)) {
            return NOBODY;
        }
        JWTClaimsSet said = TokenRules.claimsOf(parsed);
        Instant end = said.getExpirationTime().toInstant().plus(TokenRules.CLOCK_SKEW);
        Optional<Judged> valid = claims.read(said).map(identity -> new Judged(identity, end, keys));
        valid.ifPresent(found -> judged.put(token, found));
        return valid.map(this::caller).orElse(NOBODY);
    }

    private Future<Optional<Caller>> caller(Judged valid) {
        return valid.hasRole()
                ? Future.succeededFuture(Optional.of(valid.caller(names.current())))
                : Future.failedFuture(noRole);
    }

    /** It may be a valid token: that it cannot be told is no fault of its holder. */
    private static Future<Optional<Caller>> notNow() {
        return Future.failedFuture(new Problem(
                Problem.Type.OVERLOADED,
                "The token cannot be judged now: the keys of its issuer are not known, or too many tokens wait. Try again"
                        + " in a moment."));
    }

    @Override
    public void close() {
        issuerKeys.close();
        checkers.shutdownNow();
    }
}
