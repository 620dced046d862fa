package dev.appconnector.call.target;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.HttpMessageWriterFactory;

/**
 * A connection to a target, over a socket of a {@link SocketChannel}, that looks before each request but its first whether
 * the target has ended it meanwhile. The client's own look takes a millisecond where all is well, so that it takes none at a
 * connection that was used just before; this one takes some microseconds. Used by one thread at a time.
 */
class TargetConnection extends DefaultManagedHttpClientConnection {

    /** The connection serves no other request; not one byte of this one has left. */
    static final class Spent extends IOException {
        Spent(String why) {
            super(why);
        }
    }

    private final ByteBuffer octet = ByteBuffer.allocate(1);
    private boolean used;

    TargetConnection(
            Http1Config bounds,
            HttpMessageWriterFactory<ClassicHttpRequest> writers,
            HttpMessageParserFactory<ClassicHttpResponse> parsers) {
        super("target", null, null, bounds, null, null, writers, parsers);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(socket);
        used = false;
        CheckedDial.requireNotStopped();
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        if (used && hasEnded()) {
            throw new Spent("The target has ended the connection.");
        }
        used = true;
        super.sendRequestHeader(request);
    }

    private boolean hasEnded() {
        try {
            SocketChannel channel = getSocketHolder().getBaseSocket().getChannel();
            if (channel.socket().getInputStream().available() > 0) {
                // With TLS that need not be an end or an answer, so it takes the look that reads it as what it is.
                return isStale();
            }
            channel.configureBlocking(false);
            try {
                return channel.read(octet.clear()) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
