package dev.appconnector.testkit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The name servers of a test: says of each host what it was told to, and counts who asked. A host without a script has
 * the address 93.184.216.34; an address literal is itself. No real look-up is made. Thread-safe; {@link #close()} ends
 * every wait.
 */
public final class ScriptedResolver implements AutoCloseable {

    /** What a host without a script resolves to: a public address. */
    public static final String ORDINARY_ADDRESS = "93.184.216.34";

    /**
     * What look-ups of one host within one call get: the first one the first answer, the second the second, the last
     * answer from then on.
     */
    public static final class Script {
        private final List<List<String>> answers = new ArrayList<>();
        private Duration delay = Duration.ZERO;
        private CountDownLatch held = new CountDownLatch(0);
        private boolean error;

        /** These addresses, in this order; none at all when empty. */
        public static Script answers(String... literals) {
            return new Script().then(literals);
        }

        /** An error of the name server. */
        public static Script error() {
            Script script = new Script();
            script.error = true;
            return script;
        }

        /** Other addresses, from the next look-up within the same call on. */
        public Script then(String... literals) {
            answers.add(List.of(literals));
            return this;
        }

        /** Hangs until then, or until the resolver is reset or closed, and hears of no interruption, as a real one does. */
        public Script heldUntil(CountDownLatch released) {
            held = released;
            return this;
        }

        /** Waits before each answer. */
        public Script delay(Duration beforeEachAnswer) {
            delay = beforeEachAnswer;
            return this;
        }
    }

    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private final Map<String, List<Script>> scripts = new HashMap<>();
    private final Map<String, Integer> lookUpsOfThisCall = new HashMap<>();
    private final List<String> lookUps = new ArrayList<>();
    private CountDownLatch ended = new CountDownLatch(1);
    private int call;

    /** Scripts a host: one script a call, the last of them from then on. */
    public synchronized ScriptedResolver host(String name, Script... onePerCall) {
        scripts.put(name.toLowerCase(Locale.ROOT), List.of(onePerCall));
        return this;
    }

    /** The short form of a script with one answer. */
    public ScriptedResolver host(String name, String... literals) {
        return host(name, Script.answers(literals));
    }

    /** Goes on to every host's next script: what follows belongs to the next call. */
    public synchronized void nextCall() {
        call++;
        lookUpsOfThisCall.clear();
    }

    /** Forgets scripts, counts and calls, and ends every wait. */
    public synchronized void reset() {
        close();
        ended = new CountDownLatch(1);
        scripts.clear();
        lookUps.clear();
        lookUpsOfThisCall.clear();
        call = 0;
    }

    /** The product's look-up. An IPv4-mapped answer stays an {@link Inet6Address}, unlike the JDK's own. */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String name = host.toLowerCase(Locale.ROOT);
        Script script;
        List<String> answer;
        CountDownLatch end;
        synchronized (this) {
            end = ended;
            lookUps.add(name);
            int before = lookUpsOfThisCall.merge(name, 1, Integer::sum) - 1;
            List<Script> calls = scripts.getOrDefault(
                    name, List.of(Script.answers(isLiteral(name) ? unbracketed(name) : ORDINARY_ADDRESS)));
            script = calls.get(Math.min(call, calls.size() - 1));
            answer = script.error ? List.of() : script.answers.get(Math.min(before, script.answers.size() - 1));
        }
        hold(script.held, end);
        pause(script.delay, end);
        if (script.error) {
            throw new UnknownHostException(host + ": the name server failed");
        }
        InetAddress[] addresses = new InetAddress[answer.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = address(host, answer.get(i));
        }
        return addresses;
    }

    /** The hosts asked for, in order, in lower case. */
    public synchronized List<String> lookUps() {
        return List.copyOf(lookUps);
    }

    /** How often that host was asked for. */
    public synchronized int lookUps(String host) {
        return (int) lookUps.stream().filter(host::equalsIgnoreCase).count();
    }

    @Override
    public synchronized void close() {
        ended.countDown();
    }

    /** The address that a literal writes, under that host's name; an IPv4-mapped one stays IPv6. */
    public static InetAddress address(String host, String literal) throws UnknownHostException {
        if (!isLiteral(literal)) {
            throw new UnknownHostException(literal + " is no address literal: a script holds only those.");
        }
        byte[] octets = InetAddress.getByName(literal).getAddress();
        if (literal.indexOf(':') < 0) {
            return InetAddress.getByAddress(host, octets);
        }
        if (octets.length == 4) {
            byte[] mapped = new byte[16];
            Arrays.fill(mapped, 10, 12, (byte) 0xff);
            System.arraycopy(octets, 0, mapped, 12, 4);
            octets = mapped;
        }
        return Inet6Address.getByAddress(host, octets, -1);
    }

    private static boolean isLiteral(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("\\[?[0-9a-fA-F.]*:[0-9a-fA-F:.]*\\]?");
    }

    private static String unbracketed(String literal) {
        return literal.replaceAll("[\\[\\]]", "");
    }

    private static void hold(CountDownLatch held, CountDownLatch end) throws UnknownHostException {
        while (held.getCount() > 0) {
            if (end.getCount() == 0) {
                throw new UnknownHostException("The resolver was closed.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            Thread.interrupted();
        }
    }

    private static void pause(Duration length, CountDownLatch end) throws UnknownHostException {
        try {
            if (end.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnknownHostException("The resolver was closed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("The look-up was interrupted.");
        }
    }
}
