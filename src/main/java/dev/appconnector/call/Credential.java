package dev.appconnector.call;

import dev.appconnector.answer.Scrubber;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.SecretRules;
import dev.appconnector.connector.auth.Auth;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A connector's secrets, opened when they are first needed and overwritten when they are not needed any more: after a change,
 * a revocation, or some minutes without use. Those that stand outside of the database are read anew when they have changed
 * there; for some seconds in which they cannot be, the ones before serve on. Thread-safe: what is being used is not overwritten under the user's hands, and
 * what was overwritten is opened again for a run that still has the right to it.
 */
public final class Credential {

    /** So long may a change outside go unnoticed. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Whoever writes a file anew may take it away for a moment. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A call that was sent with what was replaced since has its answer by then: it is longer than the longest timeout. */
    private static final long UNDER_WAY_NANOS = TimeUnit.MINUTES.toNanos(6);

    private final Connector connector;
    private final Vault vault;
    private final List<SecretSource> sources;
    private final List<Replaced> replaced = new ArrayList<>();
    private final boolean next;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Opened opened;
    private List<Object> stamps = List.of();
    private volatile long lookedAt;
    private long failingSince;
    private boolean failing;
    private boolean forgotten;
    private volatile long lastUsed = System.nanoTime();

    /** A text that calls under way may have been sent with. */
    private record Replaced(Secret text, long since) {}

    public Credential(Connector connector, Vault vault) {
        this(connector, vault, false);
    }

    private Credential(Connector connector, Vault vault, boolean next) {
        this.connector = connector;
        this.vault = vault;
        this.sources = connector.secrets().values().stream()
                .map(SealedSecret::source)
                .filter(source -> source != null && source.fromFile() != null)
                .toList();
        this.next = next;
    }

    /** Those of a connector that has a next credential, to prove itself with that. It stays open no longer than it is used. */
    public static Credential ofNext(Connector connector, Vault vault) {
        Credential credential = new Credential(connector, vault, true);
        credential.forget();
        return credential;
    }

    /** Whether it is its connector's next one. */
    public boolean isNext() {
        return next;
    }

    /** By which it is added to what leaves. */
    public Auth auth() {
        return next ? connector.nextAuth().auth() : connector.auth();
    }

    /** The same for what has come back: what was sent itself is to be searched for, however often that was replaced since. */
    public <T> T useAsSent(Function<Opened, T> use) {
        lock.readLock().lock();
        try {
            if (opened != null) {
                return use.apply(opened);
            }
        } finally {
            lock.readLock().unlock();
        }
        return use(use);
    }

    /** Lends the opened secrets for the length of one use; nothing of them may outlive it but what goes to the wire. */
    public <T> T use(Function<Opened, T> use) {
        lastUsed = System.nanoTime();
        boolean look = !sources.isEmpty() && lastUsed - lookedAt >= LOOK_NANOS;
        lock.readLock().lock();
        try {
            if (opened != null && !look) {
                return use.apply(opened);
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (forgotten) {
                // Nobody would come to overwrite it later.
                try (Opened once = open()) {
                    return use.apply(once);
                }
            }
            if (opened == null) {
                stamps = stamps();
                opened = open();
                failing = false;
            } else if (!sources.isEmpty() && System.nanoTime() - lookedAt >= LOOK_NANOS) {
                renew();
            }
            return use.apply(opened);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Taken before what is read: a change in between shows the next time. */
    private List<Object> stamps() {
        lookedAt = System.nanoTime();
        return sources.stream().map(vault.sources()::stamp).toList();
    }

    private void renew() {
        List<Object> now = stamps();
        if (now.equals(stamps)) {
            return;
        }
        Opened before = opened;
        before.sent.forEach(this::remember);
        try {
            opened = open();
            before.close();
            stamps = now;
            failing = false;
        } catch (Problem notToBeHad) {
            failingSince = failing ? failingSince : lookedAt;
            failing = true;
            if (lookedAt - failingSince >= PATIENCE_NANOS) {
                erase();
                throw notToBeHad;
            }
        }
    }

    private void remember(Secret sent) {
        Secret text = replaced.stream()
                .map(Replaced::text)
                .filter(sent::equals)
                .findAny()
                .orElseGet(sent::copy);
        replaced.removeIf(one -> one.text.equals(text));
        replaced.removeIf(one -> {
            boolean over = lookedAt - one.since > UNDER_WAY_NANOS;
            if (over) {
                one.text.close();
            }
            return over;
        });
        replaced.add(new Replaced(text, lookedAt));
    }

    /** When this secret was given, or fetched; empty where there is none of the key. */
    public Optional<Instant> changedAt(String key) {
        return Optional.ofNullable(connector.secrets().get(key)).map(SealedSecret::changedAt);
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Overwrites the secrets now, and from now on after each use by a run that still holds them. */
    void forget() {
        lock.writeLock().lock();
        try {
            forgotten = true;
            erase();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Overwrites the secrets now; whoever uses them next opens them anew. */
    public void erase() {
        lock.writeLock().lock();
        try {
            if (opened != null) {
                opened.close();
                opened = null;
            }
            replaced.forEach(one -> one.text.close());
            replaced.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Opened open() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        connector.secrets().forEach((key, kept) -> {
            try {
                secrets.put(key, open(key, kept));
            } catch (RuntimeException e) {
                // Whoever is proved by the one goes on without the other.
                if (isUsed(key) || !(e instanceof Problem)) {
                    secrets.values().forEach(Secret::close);
                    throw e;
                }
            }
        });
        Map<String, Secret> ofCurrent = fields(secrets, Connector::authFieldOf);
        Map<String, Secret> ofNext = fields(secrets, Connector::nextAuthFieldOf);
        List<Secret> sent = new ArrayList<>(secrets.values());
        sent.addAll(joined(ofCurrent, ofNext));
        List<Secret> searched = new ArrayList<>(sent);
        replaced.forEach(one -> searched.add(one.text));
        return new Opened(secrets, next ? ofNext : ofCurrent, List.copyOf(sent), Scrubber.of(searched));
    }

    private boolean isUsed(String key) {
        return (next ? Connector.authFieldOf(key) : Connector.nextAuthFieldOf(key)) == null;
    }

    private Secret open(String key, SealedSecret kept) {
        Secret secret = vault.open(kept, connector.sealingContext(key, kept.version()));
        if (kept.source() != null) {
            // Nobody has looked at this one yet.
            Auth its = Connector.nextAuthFieldOf(key) == null
                    ? connector.auth()
                    : connector.nextAuth().auth();
            SecretRules.whyNot(its, key, secret).or(() -> ofTls(key, secret)).ifPresent(why -> {
                secret.close();
                throw SecretSources.unavailable(
                        "What is at %s is no secret for here. %s".formatted(kept.source(), why));
            });
        }
        return secret;
    }

    private Optional<String> ofTls(String key, Secret secret) {
        return key.equals(Connector.TLS_KEY) ? connector.definition().tls().flawOf(secret) : Optional.empty();
    }

    private static Map<String, Secret> fields(Map<String, Secret> secrets, UnaryOperator<String> fieldOf) {
        Map<String, Secret> fields = new LinkedHashMap<>();
        secrets.forEach((key, secret) -> {
            String field = fieldOf.apply(key);
            if (field != null) {
                fields.put(field, secret);
            }
        });
        return fields;
    }

    private boolean areWhole(Map<String, Secret> opened, UnaryOperator<String> fieldOf) {
        return connector.secrets().keySet().stream()
                        .map(fieldOf)
                        .filter(Objects::nonNull)
                        .count()
                == opened.size();
    }

    /** Of the next credential, too, where there is one: it is no less a secret for not being used yet. */
    private List<Secret> joined(Map<String, Secret> ofCurrent, Map<String, Secret> ofNext) {
        List<Secret> joined = new ArrayList<>();
        if (areWhole(ofCurrent, Connector::authFieldOf)) {
            joined.addAll(connector.auth().joined(ofCurrent));
        }
        if (connector.nextAuth() != null && areWhole(ofNext, Connector::nextAuthFieldOf)) {
            joined.addAll(connector.nextAuth().auth().joined(ofNext));
        }
        return joined;
    }

    /**
     * The secrets in the clear, by their keys in the connector, and what finds them in an answer.
     *
     * @param ofAuth those of the auth that is used once more, by their fields
     * @param sent all forms in which they may be sent
     */
    public record Opened(Map<String, Secret> secrets, Map<String, Secret> ofAuth, List<Secret> sent, Scrubber scrubber)
            implements AutoCloseable {

        @Override
        public void close() {
            sent.forEach(Secret::close);
            scrubber.close();
        }

        @Override
        public String toString() {
            return "<redacted>";
        }
    }
}
