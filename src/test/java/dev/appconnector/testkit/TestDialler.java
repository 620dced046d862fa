package dev.appconnector.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network between the product and its targets: leads what the product dials to fake targets on this machine, and
 * remembers what was dialled. What leads nowhere ends at a trap, a target that records. Thread-safe.
 */
public final class TestDialler implements AutoCloseable {

    private static final int ANY_PORT = 0;
    private static final Runnable NOTHING = () -> {};

    private final FakeTarget trap = FakeTarget.either();
    private final Map<String, InetSocketAddress> ways = new LinkedHashMap<>();
    private final List<InetSocketAddress> dialled = new ArrayList<>();
    private InetSocketAddress otherwise = trap.address();
    private Runnable beforehand = NOTHING;

    /** Leads that address literal and port to a target. */
    public TestDialler lead(String literal, int port, FakeTarget target) {
        return lead(literal, port, target.address());
    }

    /** Leads that address literal to a target on every port that has no way of its own. */
    public TestDialler lead(String literal, FakeTarget target) {
        return lead(literal, ANY_PORT, target.address());
    }

    /** Leads that address literal and port to a socket address, such as that of a {@link DeadPort}. */
    public synchronized TestDialler lead(String literal, int port, InetSocketAddress to) {
        ways.put(key(literal, port), to);
        return this;
    }

    /** Leads everything that has no way of its own to that target, in place of the trap. */
    public synchronized TestDialler leadAll(FakeTarget target) {
        otherwise = target.address();
        return this;
    }

    /** Does this first whenever something is dialled, on the thread of the run that dials: it is at the wire, and stays there. */
    public synchronized TestDialler before(Runnable dialling) {
        beforehand = dialling;
        return this;
    }

    /** Forgets the ways and what was dialled; everything leads to the trap again. */
    public synchronized void reset() {
        beforehand = NOTHING;
        ways.clear();
        dialled.clear();
        otherwise = trap.address();
    }

    /** The product's way out: where to connect in place of what it wanted, which must be resolved. */
    public InetSocketAddress dial(InetSocketAddress wanted) {
        Runnable first;
        synchronized (this) {
            dialled.add(wanted);
            first = beforehand;
        }
        first.run();
        return way(wanted);
    }

    private synchronized InetSocketAddress way(InetSocketAddress wanted) {
        String address = plain(wanted.getAddress());
        InetSocketAddress exact = ways.get(address + "#" + wanted.getPort());
        return exact == null ? ways.getOrDefault(address + "#" + ANY_PORT, otherwise) : exact;
    }

    /** What the product dialled, in order. */
    public synchronized List<InetSocketAddress> dialled() {
        return List.copyOf(dialled);
    }

    /** The target that gets what leads nowhere else. */
    public FakeTarget trap() {
        return trap;
    }

    @Override
    public void close() {
        trap.close();
    }

    /** One text for one address: an IPv4-mapped one is shown as IPv4. */
    public static String plain(InetAddress address) {
        byte[] octets = address.getAddress();
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String literal, int port) {
        try {
            return plain(ScriptedResolver.address(literal, literal)) + "#" + port;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address literal.", e);
        }
    }
}
