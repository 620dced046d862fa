package dev.appconnector.call;

import dev.appconnector.answer.Scrubber;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.SecretRules;
import dev.appconnector.problem.Problem;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSource;
import dev.appconnector.vault.source.SecretSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

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

    private final Connector connector;
    private final Vault vault;
    private final List<SecretSource> sources;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Opened opened;
    private List<Object> stamps = List.of();
    private volatile long lookedAt;
    private long failingSince;
    private boolean failing;
    private boolean forgotten;
    private volatile long lastUsed = System.nanoTime();

    public Credential(Connector connector, Vault vault) {
        this.connector = connector;
        this.vault = vault;
        this.sources = connector.secrets().values().stream()
                .map(SealedSecret::source)
                .filter(source -> source != null && source.fromFile() != null)
                .toList();
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
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Opened open() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        try {
            connector.secrets().forEach((key, kept) -> secrets.put(key, open(key, kept)));
        } catch (RuntimeException e) {
            secrets.values().forEach(Secret::close);
            throw e;
        }
        Map<String, Secret> ofAuth = new LinkedHashMap<>();
        secrets.forEach((key, secret) -> {
            String field = Connector.authFieldOf(key);
            if (field != null) {
                ofAuth.put(field, secret);
            }
        });
        return new Opened(secrets, ofAuth, scrubber(secrets, ofAuth));
    }

    private Secret open(String key, SealedSecret kept) {
        Secret secret = vault.open(kept, connector.sealingContext(key, kept.version()));
        if (kept.source() != null) {
            // Nobody has looked at this one yet.
            SecretRules.whyNot(connector.auth(), key, secret).ifPresent(why -> {
                secret.close();
                throw SecretSources.unavailable(
                        "What is at %s is no secret for here. %s".formatted(kept.source(), why));
            });
        }
        return secret;
    }

    private Scrubber scrubber(Map<String, Secret> secrets, Map<String, Secret> ofAuth) {
        List<Secret> joined = connector.auth().joined(ofAuth);
        List<Secret> searched = new ArrayList<>(secrets.values());
        searched.addAll(joined);
        Scrubber scrubber = Scrubber.of(searched);
        joined.forEach(Secret::close);
        return scrubber;
    }

    /**
     * The secrets in the clear, by their keys in the connector, and what finds them in an answer.
     *
     * @param ofAuth those of the auth once more, by their fields
     */
    public record Opened(Map<String, Secret> secrets, Map<String, Secret> ofAuth, Scrubber scrubber)
            implements AutoCloseable {

        @Override
        public void close() {
            secrets.values().forEach(Secret::close);
            scrubber.close();
        }

        @Override
        public String toString() {
            return "<redacted>";
        }
    }
}
