package dev.appconnector.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much a node takes on at once. Immutable.
 *
 * @param waiting runs that callers may wait for
 * @param requests that may be under way, those that wait for such a run among them
 * @param requestBytes memory that the large bodies of requests may take all together, all copies counted
 * @param connections that callers may hold
 */
public record Capacity(int waiting, int requests, long requestBytes, int connections) {

    /** What no waiting run gets: whoever manages, and above all revokes, must not wait for hanging targets. */
    private static final int FOR_MANAGING = 256;

    /** A thread of the system for each is what most systems bear. */
    private static final int MOST_WAITING = 2_048;

    private static final int MOST_WAITING_ON_VIRTUAL_THREADS = 20_000;

    /** What the heap holds, in bytes, of a node that does nothing. */
    private static final long IDLE_HEAP = 48L << 20;

    /** What it holds of a run that waits for a small answer, and of its thread where that is a virtual one. */
    private static final int HEAP_A_RUN = 32_768;

    private static final int HEAP_A_RUN_ON_VIRTUAL_THREADS = 40_960;

    /** What this JVM's threads, heap and files are good for. */
    public static Capacity ofThisJvm() {
        return of(BlockingThreads.areVirtual(), Runtime.getRuntime().maxMemory(), files());
    }

    static Capacity of(boolean virtualThreads, long heap, long files) {
        long most = virtualThreads ? MOST_WAITING_ON_VIRTUAL_THREADS : MOST_WAITING;
        long room = (heap - IDLE_HEAP) / (virtualThreads ? HEAP_A_RUN_ON_VIRTUAL_THREADS : HEAP_A_RUN);
        // Each has a connection to its caller and one to its target.
        int waiting = (int) Math.max(1, Math.min(Math.min(most, room), files / 4));
        return new Capacity(waiting, waiting + FOR_MANAGING, heap / 4, (int) Math.min(Integer.MAX_VALUE, files / 2));
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
    }

    /** How many of those runs one connector may have: whoever waits for a target that hangs leaves others some places. */
    public int waitingForOne() {
        return waiting - waiting / 5;
    }
}
