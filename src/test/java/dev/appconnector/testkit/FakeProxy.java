package dev.appconnector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP proxy (RFC 9110, 9.3.6; RFC 9112, 3.2.2) that leads every CONNECT and every absolute-form request to one target,
 * whatever host it names, and records what it could read. Thread-safe.
 */
public final class FakeProxy implements AutoCloseable {

    private final FakeTarget front = FakeTarget.http();
    private final FakeTarget target;
    private final ByteArrayOutputStream tunnelled = new ByteArrayOutputStream();

    public FakeProxy(FakeTarget target) {
        this.target = target;
        front.answer(this::forward);
        front.when(request -> request.method().equals("CONNECT"), this::tunnel);
    }

    /** Answers CONNECT so, in place of opening a tunnel. */
    public FakeProxy onConnect(Behaviour behaviour) {
        front.when(request -> request.method().equals("CONNECT"), behaviour);
        return this;
    }

    public InetSocketAddress address() {
        return front.address();
    }

    /** The CONNECT and absolute-form requests so far. */
    public List<Recorded> requests() {
        return front.requests();
    }

    public int connections() {
        return front.connections();
    }

    /** What callers sent through tunnels, one character an octet. */
    public synchronized String tunnelledText() {
        return tunnelled.toString(StandardCharsets.ISO_8859_1);
    }

    private void tunnel(Recorded request, Connection connection) throws IOException {
        try (Socket onward = onward()) {
            connection.send("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = new Thread(() -> pump(onward, connection), "fake-proxy");
            back.setDaemon(true);
            back.start();
            byte[] piece = new byte[8_192];
            OutputStream out = onward.getOutputStream();
            for (int read = connection.in().read(piece);
                    read >= 0;
                    read = connection.in().read(piece)) {
                keep(piece, read);
                out.write(piece, 0, read);
            }
        } finally {
            connection.close();
        }
    }

    private synchronized void keep(byte[] piece, int length) {
        tunnelled.write(piece, 0, length);
    }

    private static void pump(Socket from, Connection to) {
        byte[] piece = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                to.send(java.util.Arrays.copyOf(piece, read));
            }
        } catch (IOException e) {
            // Either side may end it at any time.
        } finally {
            to.cut();
        }
    }

    /** Asks the target in origin-form on a connection of its own, and hands on what it says. */
    private void forward(Recorded request, Connection connection) throws IOException {
        String wire = request.wireText();
        int path = request.target().indexOf('/', "http://".length());
        String asked = request.method() + " " + request.target().substring(path) + " HTTP/1.1\r\nConnection: close"
                + wire.substring(wire.indexOf("\r\n"));
        try (Socket onward = onward()) {
            onward.getOutputStream().write(asked.getBytes(StandardCharsets.ISO_8859_1));
            connection.send(onward.getInputStream().readAllBytes());
        }
    }

    private Socket onward() throws IOException {
        return new Socket(target.address().getAddress(), target.port());
    }

    @Override
    public void close() {
        front.close();
    }
}
