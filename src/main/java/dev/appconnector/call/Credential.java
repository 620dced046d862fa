package dev.appconnector.call;

import dev.appconnector.answer.Scrubber;
import dev.appconnector.connector.Auth;
import dev.appconnector.connector.Connector;
import dev.appconnector.vault.Secret;
import dev.appconnector.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A connector's secrets, opened when they are first needed and overwritten when they are not needed any more: after a change,
 * a revocation, or some minutes without use. Thread-safe: what is being used is not overwritten under the user's hands, and
 * what was overwritten is opened again for a run that still has the right to it.
 */
final class Credential {

    private final Connector connector;
    private final Vault vault;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Opened opened;
    private volatile long lastUsed = System.nanoTime();

    Credential(Connector connector, Vault vault) {
        this.connector = connector;
        this.vault = vault;
    }

    /** Lends the opened secrets for the length of one use; nothing of them may outlive it but what goes to the wire. */
    <T> T use(Function<Opened, T> use) {
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
            if (opened == null) {
                opened = open();
            }
            return use.apply(opened);
        } finally {
            lock.writeLock().unlock();
        }
    }

    long lastUsed() {
        return lastUsed;
    }

    void erase() {
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
        return new Opened(secrets, scrubber(secrets));
    }

    private Scrubber scrubber(Map<String, Secret> secrets) {
        List<Secret> searched = new ArrayList<>(secrets.values());
        Secret pair = null;
        if (connector.auth() instanceof Auth.Basic basic) {
            pair = basicPair(basic, secrets.get(Connector.authSecret("password")));
            searched.add(pair);
        }
        Scrubber scrubber = Scrubber.of(searched);
        if (pair != null) {
            pair.close();
        }
        return scrubber;
    }

    /** {@code user:password}, as RFC 7617 joins them. */
    static Secret basicPair(Auth.Basic basic, Secret password) {
        byte[] text = password.reveal();
        byte[] user = (basic.username() + ":").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream pair = new ByteArrayOutputStream(user.length + text.length);
        pair.writeBytes(user);
        pair.writeBytes(text);
        Arrays.fill(text, (byte) 0);
        return Secret.owning(pair.toByteArray());
    }

    /** The secrets in the clear, by their keys in the connector, and what finds them in an answer. */
    record Opened(Map<String, Secret> secrets, Scrubber scrubber) implements AutoCloseable {

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
