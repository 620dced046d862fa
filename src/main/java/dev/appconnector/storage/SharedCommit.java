package dev.appconnector.storage;

import dev.appconnector.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Lets writes that come at the same time share one commit: while one is on its way to the disk, those that come gather for the
 * next. Whoever writes waits until its own is committed, or has failed. Thread-safe; {@link #close()} lets what has been
 * given be written.
 *
 * @param <T> what is written
 */
public final class SharedCommit<T> implements AutoCloseable {

    private static final int MOST = 256;
    private static final long MOST_BYTES = 4 << 20;

    /** How long a close waits for the database. */
    private static final long PATIENCE_MS = 10_000;

    private final Consumer<List<T>> writing;
    private final ToLongFunction<T> bytes;
    private final BlockingQueue<Entry<T>> entries = new LinkedBlockingQueue<>();
    private final Thread writer;
    private boolean closed;

    /** @param value null in the last one, after which nothing comes */
    private record Entry<T>(T value, CompletableFuture<Void> written) {

        private boolean isLast() {
            return value == null;
        }
    }

    /**
     * @param writing writes all of a list in one transaction, or none
     * @param bytes roughly how much one is, so that few large ones are not gathered
     */
    public SharedCommit(String name, Consumer<List<T>> writing, ToLongFunction<T> bytes) {
        this.writing = writing;
        this.bytes = bytes;
        this.writer = new Thread(this::writeAll, name);
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Writes; returns when it is committed.
     *
     * @throws RuntimeException what kept this one from being written
     */
    public void write(T value) {
        Entry<T> entry = new Entry<>(value, new CompletableFuture<>());
        add(entry);
        try {
            entry.written.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw shuttingDown();
        }
    }

    private synchronized void add(Entry<T> entry) {
        if (closed) {
            throw shuttingDown();
        }
        closed = entry.isLast();
        entries.add(entry);
    }

    private static Problem shuttingDown() {
        return new Problem(Problem.Type.SHUTTING_DOWN, "This node is ending. Send it again.");
    }

    private void writeAll() {
        List<Entry<T>> batch = new ArrayList<>(MOST);
        boolean ended = false;
        while (!ended) {
            gather(batch);
            ended = batch.removeIf(Entry::isLast);
            if (!batch.isEmpty()) {
                write(batch);
            }
            batch.clear();
        }
    }

    private void gather(List<Entry<T>> batch) {
        long size = 0;
        Entry<T> next = next();
        while (next != null) {
            batch.add(next);
            size += next.isLast() ? MOST_BYTES : bytes.applyAsLong(next.value);
            next = batch.size() < MOST && size < MOST_BYTES ? entries.poll() : null;
        }
    }

    private Entry<T> next() {
        while (true) {
            try {
                return entries.take();
            } catch (InterruptedException e) {
                // Nobody ends this thread so: an interrupt in the middle of a write would close the embedded database's
                // file.
            }
        }
    }

    private void write(List<Entry<T>> batch) {
        try {
            writing.accept(batch.stream().map(Entry::value).toList());
            batch.forEach(entry -> entry.written.complete(null));
        } catch (DataIntegrityViolationException e) {
            writeApart(batch, e);
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        }
    }

    /** One of them cannot be written; the others must not pay for it. */
    private void writeApart(List<Entry<T>> batch, DataIntegrityViolationException failure) {
        if (batch.size() == 1) {
            fail(batch, failure);
        } else {
            batch.forEach(entry -> write(List.of(entry)));
        }
    }

    private static <T> void fail(List<Entry<T>> batch, Throwable failure) {
        batch.forEach(entry -> entry.written.completeExceptionally(failure));
    }

    @Override
    public void close() {
        add(new Entry<>(null, new CompletableFuture<>()));
        try {
            writer.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
