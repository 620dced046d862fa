package dev.appconnector.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The target's end of one connection, for behaviours that write to the wire themselves. Used by one thread, but for
 * {@link #close()}, which any may call and which ends every wait at once.
 */
public final class Connection implements AutoCloseable {

    private static final int OCTETS_OF_A_STALLED_WINDOW = 4096;

    private final int number;
    private final Socket raw;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Socket socket;
    private PushbackInputStream in;
    private OutputStream out;
    private volatile boolean idle;

    Connection(int number, Socket raw) throws IOException {
        this.number = number;
        this.raw = raw;
        this.socket = raw;
        this.in = new PushbackInputStream(raw.getInputStream(), 1);
        this.out = raw.getOutputStream();
    }

    /** Takes the socket to talk through, plain or encrypted, and what was read of it already. */
    void talkThrough(Socket talking, int firstOctet) throws IOException {
        socket = talking;
        in = new PushbackInputStream(new BufferedInputStream(talking.getInputStream()), 1);
        out = talking.getOutputStream();
        if (firstOctet >= 0) {
            in.unread(firstOctet);
        }
    }

    InputStream in() {
        return in;
    }

    void setIdle(boolean nowIdle) {
        idle = nowIdle;
    }

    boolean isIdle() {
        return idle;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** From 1, in the order of acceptance. */
    public int number() {
        return number;
    }

    public void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Sends one octet a character (ISO-8859-1). */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends octet after octet, with a pause before each. */
    public void drip(byte[] octets, Duration pauseBeforeEach) throws IOException {
        for (byte octet : octets) {
            pause(pauseBeforeEach);
            send(new byte[] {octet});
        }
    }

    /** Waits; ends early with an exception when the other side hangs up or the target is closed. */
    public void pause(Duration length) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            try {
                int early = in.read();
                if (early < 0) {
                    throw new EOFException("The other side hung up.");
                }
                in.unread(early);
                pauseUnread(Duration.ofNanos(end - System.nanoTime()));
            } catch (SocketTimeoutException e) {
                continue;
            } finally {
                if (!isClosed()) {
                    socket.setSoTimeout(0);
                }
            }
        }
    }

    /** Says nothing more, until the other side hangs up or the target is closed. */
    public void staySilent() throws IOException {
        while (true) {
            if (in.read() < 0) {
                throw new EOFException("The other side hung up.");
            }
        }
    }

    /** Reads nothing more, so that the sender's window fills up, until the target is closed. */
    public void neverRead() throws IOException {
        raw.setReceiveBufferSize(OCTETS_OF_A_STALLED_WINDOW);
        pauseUnread(Duration.ofDays(1));
    }

    private void pauseUnread(Duration length) throws IOException {
        try {
            if (length.isNegative()) {
                return;
            }
            if (closed.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new EOFException("The target was closed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while pausing.");
        }
    }

    /** Waits until the other side has said something, of which one octet is taken. */
    public void awaitFirstOctet() throws IOException {
        in.read();
    }

    /** Breaks the connection off: the other side sees a reset (RST), and what was not yet read is lost. */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        closed.countDown();
        raw.close();
    }

    /** Ends what the target sends (FIN, with TLS a close_notify first) and the connection. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }

    /** Closes without a word to TLS: never blocks, whatever another thread is writing. */
    public void cut() {
        closed.countDown();
        try {
            raw.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    String remote() {
        return raw.getInetAddress().getHostAddress() + ":" + raw.getPort();
    }
}
