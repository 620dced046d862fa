package dev.appconnector.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A target: a real HTTP/1.1 server on a free port of 127.0.0.1 that records each request octet for octet and answers as
 * told, also wrongly, slowly or not at all. Connections are kept alive unless an answer ends them. Thread-safe;
 * {@link #close()} ends every connection and every wait at once.
 *
 * <p>A request is answered by the first that has something to say: {@link #next}, {@link #when} (the latest given
 * first), {@link #answer}; without any by {@code 200} and {@code ok}.
 */
public final class FakeTarget implements AutoCloseable {

    /** What becomes of a connection before anything is read from it, unencrypted; an exception ends it. */
    @FunctionalInterface
    public interface Greeting {
        void greet(Connection connection) throws IOException;
    }

    private enum Speech {
        PLAIN,
        TLS,
        EITHER
    }

    private record Rule(Predicate<Recorded> applies, Behaviour behaviour) {}

    private static final int FIRST_OCTET_OF_TLS = 0x16;
    private static final Behaviour ORDINARY = Answer.ok();

    private final ServerSocket server;
    private final Speech speech;
    private final SSLContext tls;
    private final List<Recorded> requests = new ArrayList<>();
    private final Deque<Recorded> untaken = new ArrayDeque<>();
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private final List<Connection> open = new ArrayList<>();
    private final List<String> clients = new ArrayList<>();
    private volatile boolean demandsCertificates;
    private Behaviour otherwise = ORDINARY;
    private Greeting greeting = connection -> {};
    private int connections;
    private int hangUps;
    private boolean closed;

    private FakeTarget(Speech speech, SSLContext tls) {
        this.speech = speech;
        this.tls = tls;
        try {
            this.server = new ServerSocket(0, 512, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("fake-target-" + server.getLocalPort(), this::acceptConnections);
    }

    /** A target that speaks plain HTTP. */
    public static FakeTarget http() {
        return new FakeTarget(Speech.PLAIN, null);
    }

    /** A target that speaks TLS with the certificate of {@link TestTls}. */
    public static FakeTarget https() {
        return https(TestTls.server());
    }

    /** A target that speaks TLS with what this context shows. */
    public static FakeTarget https(SSLContext tls) {
        return new FakeTarget(Speech.TLS, tls);
    }

    /** A target that speaks TLS to whom begins so, and plain HTTP to others: one for all ports of a {@link TestDialler}. */
    public static FakeTarget either() {
        return new FakeTarget(Speech.EITHER, TestTls.server());
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The root without a slash at its end, such as {@code http://127.0.0.1:40000}. */
    public String url() {
        return (speech == Speech.TLS ? "https" : "http") + "://127.0.0.1:" + port();
    }

    /** Answers so whenever nothing else was said. */
    public synchronized FakeTarget answer(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    /** Answers the next requests so, one each. */
    public synchronized FakeTarget next(Behaviour... behaviours) {
        next.addAll(List.of(behaviours));
        return this;
    }

    /** Answers the requests that it applies to so; of several the latest given counts. */
    public synchronized FakeTarget when(Predicate<Recorded> applies, Behaviour behaviour) {
        rules.addFirst(new Rule(applies, behaviour));
        return this;
    }

    /** Answers the requests whose Host header names that host so, whatever the port. */
    public FakeTarget onHost(String host, Behaviour behaviour) {
        return when(request -> request.host().equalsIgnoreCase(host), behaviour);
    }

    /** Answers the requests with exactly that raw path so, whatever the query. */
    public FakeTarget onPath(String path, Behaviour behaviour) {
        return when(request -> request.path().equals(path), behaviour);
    }

    /** Does this with each new connection first, such as {@code Connection::reset} or {@code Connection::neverRead}. */
    public synchronized FakeTarget greet(Greeting firstOfAll) {
        greeting = firstOfAll;
        return this;
    }

    /** The requests so far, in the order in which they ended. */
    public synchronized List<Recorded> requests() {
        return List.copyOf(requests);
    }

    /** The oldest request that was not taken yet; waits for one, and fails when none comes in time. */
    public synchronized Recorded takeRequest(Duration patience) {
        if (!await(() -> !untaken.isEmpty(), patience)) {
            throw new AssertionError("The target got no request within " + patience + ".");
        }
        return untaken.removeFirst();
    }

    /** Waits until that many requests came in all; whether they did. */
    public synchronized boolean awaitRequests(int count, Duration patience) {
        return await(() -> requests.size() >= count, patience);
    }

    /** How many connections were accepted so far, those without a request and with a failed handshake too. */
    public synchronized int connections() {
        return connections;
    }

    public synchronized int openConnections() {
        return open.size();
    }

    /** Waits until that many connections wait for their next request; whether it came to that. */
    public synchronized boolean awaitIdleConnections(int count, Duration patience) {
        return await(() -> open.stream().filter(Connection::isIdle).count() >= count, patience);
    }

    /** Waits until the other side has ended that many connections in all; whether it did. */
    public synchronized boolean awaitHangUps(int count, Duration patience) {
        return await(() -> hangUps >= count, patience);
    }

    /** Waits until no connection is open; whether it came to that. */
    public synchronized boolean awaitNoConnection(Duration patience) {
        return await(open::isEmpty, patience);
    }

    /** Closes the connections that wait for their next request, as servers do after a while. */
    public synchronized FakeTarget closeIdleConnections() {
        open.stream().filter(Connection::isIdle).forEach(Connection::cut);
        return this;
    }

    /** Ends all connections and waits, and frees the port. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Connection::cut);
            notifyAll();
        }
    }

    private boolean await(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !condition.getAsBoolean(); left = end - System.nanoTime()) {
                if (left <= 0 || closed) {
                    return false;
                }
                wait(left / 1_000_000 + 1);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void acceptConnections() {
        while (true) {
            try {
                Socket accepted = server.accept();
                accepted.setTcpNoDelay(true);
                Connection connection = opened(accepted);
                start("fake-target-%d-%d".formatted(port(), connection.number()), () -> serve(connection, accepted));
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized Connection opened(Socket accepted) throws IOException {
        if (closed) {
            accepted.close();
            throw new IOException("The target is closed.");
        }
        Connection connection = new Connection(++connections, accepted);
        open.add(connection);
        notifyAll();
        return connection;
    }

    private void serve(Connection connection, Socket accepted) {
        try {
            firstOfAll().greet(connection);
            boolean encrypted = !connection.isClosed() && shakeHands(connection, accepted);
            while (!connection.isClosed() && answerOne(connection, encrypted)) {
                // The next request on the same connection.
            }
        } catch (IOException e) {
            // Either side may end a connection at any time: that is what is tested.
        } finally {
            ended(connection, !connection.isClosed());
        }
    }

    private boolean shakeHands(Connection connection, Socket accepted) throws IOException {
        int first = connection.in().read();
        boolean encrypted = speech == Speech.TLS || speech == Speech.EITHER && first == FIRST_OCTET_OF_TLS;
        if (!encrypted || first < 0) {
            connection.talkThrough(accepted, first);
            return false;
        }
        ByteArrayInputStream readAlready = new ByteArrayInputStream(new byte[] {(byte) first});
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(accepted, readAlready, true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(demandsCertificates);
        secured.startHandshake();
        if (demandsCertificates) {
            addClient(secured.getSession().getPeerPrincipal().getName());
        }
        connection.talkThrough(secured, -1);
        return true;
    }

    private synchronized void addClient(String name) {
        clients.add(name);
    }

    /** Lets nobody in from now on who shows no certificate that the context trusts. */
    public FakeTarget demandCertificates() {
        demandsCertificates = true;
        return this;
    }

    /** Whom the certificates named that it was shown, one for each connection. */
    public synchronized List<String> clients() {
        return List.copyOf(clients);
    }

    private boolean answerOne(Connection connection, boolean encrypted) throws IOException {
        setIdle(connection, true);
        Recorded request = new RequestReader(connection, encrypted).read();
        setIdle(connection, false);
        if (request == null) {
            return false;
        }
        Behaviour behaviour = record(request);
        if (!request.complete()) {
            return false;
        }
        behaviour.answer(request, connection);
        if ("close".equalsIgnoreCase(request.header("Connection"))) {
            connection.close();
        }
        return true;
    }

    private synchronized Behaviour record(Recorded request) {
        requests.add(request);
        untaken.addLast(request);
        notifyAll();
        if (!request.complete()) {
            return ORDINARY;
        }
        if (!next.isEmpty()) {
            return next.removeFirst();
        }
        return rules.stream()
                .filter(rule -> rule.applies().test(request))
                .findFirst()
                .map(Rule::behaviour)
                .orElse(otherwise);
    }

    private synchronized void setIdle(Connection connection, boolean idle) {
        connection.setIdle(idle);
        notifyAll();
    }

    private synchronized Greeting firstOfAll() {
        return greeting;
    }

    private synchronized void ended(Connection connection, boolean hungUp) {
        connection.cut();
        open.remove(connection);
        hangUps += hungUp ? 1 : 0;
        notifyAll();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
