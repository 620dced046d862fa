package dev.appconnector.edge;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what mostly waits: virtual ones where the JVM has good ones, and elsewhere no more of the system's than are busy,
 * since each holds memory for as long as it lives. Thread-safe.
 */
public final class BlockingThreads {

    /** From this version on a virtual thread that waits in a monitor holds none of the system's. */
    private static final int GOOD_VIRTUAL_THREADS = 24;

    private static final int IDLE_SECONDS = 30;

    private BlockingThreads() {}

    static boolean areVirtual() {
        return Runtime.version().feature() >= GOOD_VIRTUAL_THREADS;
    }

    /**
     * Makes threads for those who see to it themselves that they have no more than so many tasks; more wait for each other where
     * threads are the system's.
     */
    public static ExecutorService upTo(int most, String name) {
        return areVirtual()
                ? virtual(name)
                : platform(most, task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    static ExecutorService upTo(int most, ThreadFactory factory) {
        return areVirtual() ? virtual("worker") : platform(most, factory);
    }

    /** A pool that first fills a queue, or first makes all its threads, as the usual ones do, would have too few or too many. */
    private static ExecutorService platform(int most, ThreadFactory factory) {
        LinkedTransferQueue<Runnable> tasks = new LinkedTransferQueue<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        return new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, tasks, factory, (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("These threads have ended.");
            }
            tasks.put(task);
        });
    }

    /** Its methods are younger than the Java that we compile for. */
    private static ExecutorService virtual(String name) {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
            builder.getMethod("name", String.class, long.class).invoke(threads, name + "-", 0L);
            Object factory = builder.getMethod("factory").invoke(threads);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM has no virtual threads.", e);
        }
    }
}
