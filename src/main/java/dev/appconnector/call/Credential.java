package dev.appconnector.call;

import dev.appconnector.answer.Scrubber;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.auth.Auth;
import dev.appconnector.vault.SealedSecret;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A connector's secrets, opened when they are first needed and overwritten when they are not needed any more: after a change,
 * a revocation, or some minutes without use. Thread-safe: what is being used is not overwritten under the user's hands, and
 * what was overwritten is opened again for a run that still has the right to it.
 */
public final class Credential {

    private final Connector connector;
    private final Vault vault;
    private final boolean next;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Opened opened;
    private boolean forgotten;
    private volatile long lastUsed = System.nanoTime();

    public Credential(Connector connector, Vault vault) {
        this(connector, vault, false);
    }

    private Credential(Connector connector, Vault vault, boolean next) {
        this.connector = connector;
        this.vault = vault;
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

    /** Lends the opened secrets for the length of one use; nothing of them may outlive it but what goes to the wire. */
    public <T> T use(Function<Opened, T> use) {
        lastUsed = System.nanoTime();
        lock.readLock().lock();
        try {
            if (opened != null) {
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
                opened = open();
            }
            return use.apply(opened);
        } finally {
            lock.writeLock().unlock();
        }
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
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Opened open() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        connector
                .secrets()
                .forEach((key, kept) ->
                        secrets.put(key, vault.open(kept, connector.sealingContext(key, kept.version()))));
        Map<String, Secret> ofCurrent = fields(secrets, Connector::authFieldOf);
        Map<String, Secret> ofNext = fields(secrets, Connector::nextAuthFieldOf);
        return new Opened(secrets, next ? ofNext : ofCurrent, scrubber(secrets, ofCurrent, ofNext));
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

    /** Finds the next credential, too, where there is one: it is no less a secret for not being used yet. */
    private Scrubber scrubber(Map<String, Secret> secrets, Map<String, Secret> ofCurrent, Map<String, Secret> ofNext) {
        List<Secret> joined = new ArrayList<>(connector.auth().joined(ofCurrent));
        if (connector.nextAuth() != null) {
            joined.addAll(connector.nextAuth().auth().joined(ofNext));
        }
        List<Secret> searched = new ArrayList<>(secrets.values());
        searched.addAll(joined);
        Scrubber scrubber = Scrubber.of(searched);
        joined.forEach(Secret::close);
        return scrubber;
    }

    /**
     * The secrets in the clear, by their keys in the connector, and what finds them in an answer.
     *
     * @param ofAuth those of the auth that is used once more, by their fields
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
