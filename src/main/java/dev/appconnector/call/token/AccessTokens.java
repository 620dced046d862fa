package dev.appconnector.call.token;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.CallableConnector;
import dev.appconnector.call.Credential;
import dev.appconnector.call.Deadline;
import dev.appconnector.call.EgressGuard;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.auth.OAuth2;
import dev.appconnector.egress.domain.Domain;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The access tokens of this node's OAuth2 connectors: one fetch however many runs wait for it, renewed before it expires while
 * the connector is used, and kept sealed for all nodes. A failure is remembered for some seconds, more with each in a row.
 * Thread-safe.
 */
public final class AccessTokens {

    /** A token may expire on its way to the target. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private static final Duration LONGEST_FETCH = Duration.ofSeconds(30);

    private static final long FIRST_BACK_OFF = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_BACK_OFF = TimeUnit.SECONDS.toNanos(30);

    private static final long UNUSED_NANOS = TimeUnit.MINUTES.toNanos(5);

    static final String KEY = Connector.authSecret(OAuth2.ACCESS_TOKEN);

    private static final String NEXT_KEY = Connector.nextAuthSecret(OAuth2.ACCESS_TOKEN);

    private final Map<Object, Held> held = new ConcurrentHashMap<>();
    private final EgressGuard guard;
    private final Vault vault;
    private final TokenStore store;
    private final TokenEndpoint endpoint;
    private final Executor threads;
    private final Clock clock;

    /** @param threads for fetches, which wait for endpoints */
    public AccessTokens(
            EgressGuard guard, Vault vault, TokenStore store, TokenEndpoint endpoint, Executor threads, Clock clock) {
        this.guard = guard;
        this.vault = vault;
        this.store = store;
        this.endpoint = endpoint;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * What the run proves itself with: its connector's secrets with an access token among them. Waits for one where there is
     * none, until the run's deadline.
     *
     * @throws Problem {@code credential-unavailable} or {@code destination-refused} where there is none to be had
     * @throws CancellationException where the run was stopped, or its time is over
     */
    public Credential of(ActiveRun run) {
        return of(run, heldFor(run));
    }

    /** The same by the next credential of the run's connector. Nobody else is told of that token before its time. */
    public Credential ofNext(ActiveRun run) {
        return of(run, held.computeIfAbsent(run.connector().poolKey() + " next", key -> new Held(true)));
    }

    private static Credential of(ActiveRun run, Held its) {
        Token current = its.current;
        long now = System.nanoTime();
        its.lastUsed = now;
        its.callable = run.connector();
        if (current == null || now - current.usableUntil >= 0) {
            // Who tests wants to know how it is now, and not how it was some seconds ago.
            return await(
                    its.fetch(run.connector(), run.id(), current, run.purpose().isTest()), run);
        }
        if (now - current.renewFrom >= 0) {
            its.fetch(run.connector(), run.id(), current, false);
        }
        return current.credential;
    }

    /**
     * Another one, since the target has refused that: perhaps there is a newer one already.
     *
     * @throws Problem as above
     */
    public Credential another(ActiveRun run, Credential refused) {
        Held its = heldFor(run);
        Token current = its.current;
        if (current != null && current.credential != refused && System.nanoTime() - current.usableUntil < 0) {
            return current.credential;
        }
        return await(its.fetch(run.connector(), run.id(), current, false), run);
    }

    /** Forgets what the run has used: its connector is kept nowhere, and no other run comes by it. */
    public void forget(ActiveRun run) {
        Held its = held.remove(run.connector().poolKey());
        if (its != null) {
            its.close();
        }
    }

    /** Has another one fetched in place of one that the target has refused, and waits for nothing. */
    public void renew(ActiveRun run, Credential refused) {
        Held its = heldFor(run);
        Token current = its.current;
        if (current != null && current.credential == refused) {
            its.fetch(run.connector(), run.id(), current, false);
        }
    }

    private Held heldFor(ActiveRun run) {
        return held.computeIfAbsent(run.connector().poolKey(), key -> new Held(false));
    }

    private static Credential await(CompletableFuture<Token> fetch, ActiveRun run) {
        // To be stopped cancels this copy, and not what others wait for.
        CompletableFuture<Token> token = fetch.copy();
        try {
            run.waitingFor(token);
            return token.get(run.deadline().remainingNanos(), TimeUnit.NANOSECONDS).credential;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new CancellationException("The run's time is over.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The run was interrupted.");
        } finally {
            run.waitingFor(null);
        }
    }

    /** Renews what is in use and about to expire; overwrites, and in time forgets, what nobody has used for some minutes. */
    public void tend() {
        held.forEach((key, its) -> {
            if (!its.tend(System.nanoTime())) {
                held.remove(key, its);
            }
        });
    }

    /** The keys have changed that tokens are sealed with: the kept ones are read anew. */
    public void forget() {
        held.values().forEach(Held::forget);
    }

    /** Connectors were changed, perhaps revoked: no token stays open, and none is renewed until a run may use it again. */
    public void changed() {
        held.values().forEach(Held::close);
    }

    /**
     * One token, as this node uses it.
     *
     * @param fetched when this node got it; as the others of {@link System#nanoTime()}
     * @param issued when it was fetched, on whichever node
     */
    private record Token(Credential credential, long fetched, long renewFrom, long usableUntil, Instant issued) {}

    /** What there is of a connector's token, as the connector is defined now. */
    private final class Held {

        private final boolean next;
        private volatile Token current;
        private volatile long lastUsed = System.nanoTime();
        private volatile CallableConnector callable;
        private CompletableFuture<Token> underWay;
        private CompletableFuture<Token> failed;
        private long failedUntil;
        private long backOff;

        /** @param next whether it is the token of the next credential */
        private Held(boolean next) {
            this.next = next;
        }

        /** Whether it is still worth holding. */
        private boolean tend(long now) {
            Token token = current;
            CallableConnector used = callable;
            boolean unused = now - lastUsed > UNUSED_NANOS;
            if (token == null) {
                return !unused;
            }
            if (unused) {
                token.credential.erase();
            }
            if (used != null && now - token.renewFrom >= 0 && lastUsed - token.fetched > 0) {
                fetch(used, UUID.randomUUID(), token, false);
            }
            return !unused || now - token.usableUntil < 0;
        }

        private synchronized void forget() {
            close();
            current = null;
        }

        private void close() {
            callable = null;
            Token token = current;
            if (token != null) {
                token.credential.erase();
            }
        }

        /**
         * Completes with a token that is newer than that one, which may be null.
         *
         * @param inSpiteOfFailure whether it is asked for where it was refused a moment ago, too
         */
        private synchronized CompletableFuture<Token> fetch(
                CallableConnector with, UUID run, Token old, boolean inSpiteOfFailure) {
            if (!Objects.equals(current, old)) {
                return CompletableFuture.completedFuture(current);
            }
            if (underWay != null) {
                return underWay;
            }
            if (failed != null && !inSpiteOfFailure && System.nanoTime() - failedUntil < 0) {
                return failed;
            }
            CompletableFuture<Token> begun = new CompletableFuture<>();
            underWay = begun;
            try {
                threads.execute(() -> fetch(with, run, old, begun));
            } catch (RejectedExecutionException e) {
                underWay = null;
                begun.completeExceptionally(e);
            }
            return begun;
        }

        private void fetch(CallableConnector with, UUID run, Token old, CompletableFuture<Token> begun) {
            try {
                Token token = next ? foundForNext(with, run) : found(with, run, old);
                synchronized (this) {
                    current = token;
                    underWay = null;
                    failed = null;
                    backOff = 0;
                }
                begun.complete(token);
            } catch (Throwable e) {
                synchronized (this) {
                    underWay = null;
                    failed = begun;
                    backOff = Math.min(LONGEST_BACK_OFF, Math.max(FIRST_BACK_OFF, 2 * backOff));
                    failedUntil = System.nanoTime() + backOff;
                }
                begun.completeExceptionally(e);
            }
        }
    }

    private Token found(CallableConnector callable, UUID run, Token old) {
        TokenStore.Kept kept = store.find(callable.connector())
                .filter(one -> old == null || one.token().changedAt().isAfter(old.issued))
                .filter(one -> one.expiresAt().minus(SPARE).isAfter(clock.instant()))
                .orElseGet(() -> {
                    TokenStore.Kept asked = asked(callable, callable.credential(), KEY, run);
                    store.keep(callable.connector(), asked);
                    return asked;
                });
        return token(new Credential(withToken(callable, KEY, kept), vault), kept);
    }

    /** It is kept for this node alone: it takes the place of nothing yet. */
    private Token foundForNext(CallableConnector callable, UUID run) {
        TokenStore.Kept kept = asked(callable, callable.nextCredential(), NEXT_KEY, run);
        Connector connector = withToken(callable, NEXT_KEY, kept);
        return token(Credential.ofNext(connector, vault), kept);
    }

    /** @param key that the token is sealed for */
    private TokenStore.Kept asked(CallableConnector callable, Credential by, String key, UUID run) {
        Connector connector = callable.connector();
        OAuth2 auth = (OAuth2) by.auth();
        guard.whyNotCalled(Domain.stored(auth.tokenUrl())).ifPresent(refusal -> {
            throw new Problem(refusal.type(), "The token URL may not be called. " + refusal.detail());
        });
        HTTPRequest request = by.use(opened -> auth.tokenRequest(opened.ofAuth()));
        TokenAnswer answer = TokenAnswer.read(
                endpoint.ask(request, ActiveRun.ofFetch(run, callable, Deadline.in(LONGEST_FETCH, Duration.ZERO))));
        try (var token = answer.token()) {
            SealedSecret sealed = vault.seal(token, connector.sealingContext(key, connector.version()));
            return new TokenStore.Kept(sealed, answer.lifetime().toMillis());
        }
    }

    private static Connector withToken(CallableConnector callable, String key, TokenStore.Kept kept) {
        Map<String, SealedSecret> secrets =
                new LinkedHashMap<>(callable.connector().secrets());
        secrets.put(key, kept.token());
        return callable.connector().withSecrets(secrets);
    }

    private Token token(Credential credential, TokenStore.Kept kept) {
        long now = System.nanoTime();
        long usable = Math.max(
                0,
                Duration.between(clock.instant(), kept.expiresAt().minus(SPARE)).toNanos());
        return new Token(
                credential,
                now,
                now + usable / 4 * 3,
                now + usable,
                kept.token().changedAt());
    }
}
