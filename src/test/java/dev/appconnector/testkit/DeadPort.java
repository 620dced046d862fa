package dev.appconnector.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of 127.0.0.1 to which no connection comes about: held until it is closed, so that nobody else takes it. */
public final class DeadPort implements AutoCloseable {

    private static final int BACKLOG_IS_FULL_AFTER_MILLIS = 200;

    private final InetSocketAddress address;
    private final List<AutoCloseable> held = new ArrayList<>();

    private DeadPort(InetSocketAddress address) {
        this.address = address;
    }

    /** A port at which connecting hangs: it listens, and its backlog is full. */
    public static DeadPort unresponsive() {
        try {
            ServerSocket server = new ServerSocket(0, 1, loopback());
            DeadPort port = new DeadPort((InetSocketAddress) server.getLocalSocketAddress());
            port.held.add(server);
            port.fillBacklog();
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port at which connecting is refused at once: it is bound, and nobody listens. */
    public static DeadPort refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(loopback(), 0));
            DeadPort port = new DeadPort((InetSocketAddress) bound.getLocalSocketAddress());
            port.held.add(bound);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fillBacklog() throws IOException {
        while (true) {
            Socket filler = new Socket();
            held.add(filler);
            try {
                filler.connect(address, BACKLOG_IS_FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                // It is freed when the JVM ends.
            }
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
