package dev.appconnector.call.target;

import dev.appconnector.problem.Problem;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks names up on threads of its own, since nothing interrupts a look-up: each host once at a time, for all who wait for it
 * by then, so that one that hangs takes one thread. An answer is for those alone and kept for nobody. Thread-safe;
 * {@link #close()} ends the threads.
 */
final class LookUps implements AutoCloseable {

    /** So many hosts may hang at once. The next one is refused, since to wait for a thread would be to hang as well. */
    private static final int MOST = 256;

    private final Network.Resolver resolver;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    LookUps(Network.Resolver resolver) {
        this.resolver = resolver;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "look-up-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Completes with the host's addresses as the resolver gives them, or fails as it does; to be cancelled by who waits no
     * longer, which the others do not notice.
     *
     * @throws Problem {@code overloaded} where too many look-ups hang
     */
    CompletableFuture<InetAddress[]> of(String host) {
        try {
            return underWay.computeIfAbsent(host, this::begun).copy();
        } catch (RejectedExecutionException e) {
            throw new Problem(
                    Problem.Type.OVERLOADED,
                    "The name servers leave too many look-ups of this node without an answer. Try again later.");
        }
    }

    private CompletableFuture<InetAddress[]> begun(String host) {
        CompletableFuture<InetAddress[]> answers = new CompletableFuture<>();
        threads.execute(() -> lookUp(host, answers));
        return answers;
    }

    private void lookUp(String host, CompletableFuture<InetAddress[]> answers) {
        InetAddress[] found = null;
        Exception failure = null;
        try {
            found = resolver.resolve(host);
        } catch (Exception e) {
            failure = e;
        }
        // First: whoever asks from now on asks for an answer of their own.
        underWay.remove(host, answers);
        if (failure == null) {
            answers.complete(found);
        } else {
            answers.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
