package dev.appconnector.call.target;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Makes connections that read answers strictly, and over which no request goes once the target has said more than it was
 * asked: what is left of one answer would be taken for the answer to the next run, perhaps another caller's. Thread-safe.
 */
final class TargetConnections implements HttpConnectionFactory<ManagedHttpClientConnection> {

    /** A connection holds three of these for as long as it is open, in use or not; a body goes past them. */
    private static final int BUFFER = 4_096;

    /** The client refuses what reaches these, so they are one beyond what is allowed; a line's CR counts as well. */
    private static final Http1Config BOUNDS = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxHeaderCount(100 + 1)
            .setMaxLineLength(8_192 + 2)
            .build();

    @Override
    public ManagedHttpClientConnection createConnection(Socket socket) throws IOException {
        Wire wire = new Wire();
        TargetConnection connection = new TargetConnection(BOUNDS, wire::writer, bounds -> wire.parser());
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    /** Notices the end of a connection, which the client takes for the end of a head. */
    private static final class Watched extends FilterInputStream {

        private boolean ended;

        private Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            ended |= read < 0;
            return read;
        }
    }

    /** Both directions of one connection; used by one thread at a time. */
    private static final class Wire {

        /** The client's own would pass over lines that are no HTTP, in search of an answer. */
        private static final DefaultHttpResponseParserFactory STRICT = new DefaultHttpResponseParserFactory(BOUNDS);

        private SessionInputBuffer received;
        private boolean asksForTunnel;

        private HttpMessageWriter<ClassicHttpRequest> writer() {
            HttpMessageWriter<ClassicHttpRequest> writer = DefaultHttpRequestWriterFactory.INSTANCE.create();
            return (request, buffer, out) -> {
                asksForTunnel = Method.CONNECT.isSame(request.getMethod());
                if (received != null && received.length() > 0) {
                    throw new TargetConnection.Spent("The target has said more than it was asked.");
                }
                writer.write(request, buffer, out);
            };
        }

        /** The parser takes some status codes below 100 for a mistake of its caller. */
        private static ClassicHttpResponse head(
                HttpMessageParser<ClassicHttpResponse> parser, SessionInputBuffer buffer, InputStream in)
                throws IOException, HttpException {
            try {
                return parser.parse(buffer, in);
            } catch (IllegalArgumentException e) {
                throw new ProtocolException("The head has no status.");
            }
        }

        private HttpMessageParser<ClassicHttpResponse> parser() {
            HttpMessageParser<ClassicHttpResponse> parser = STRICT.create();
            return (buffer, in) -> {
                received = buffer;
                Watched watched = new Watched(in);
                ClassicHttpResponse head = head(parser, buffer, watched);
                if (head != null && watched.ended) {
                    throw new ProtocolException("The head was cut off.");
                }
                boolean opened = asksForTunnel && head != null && head.getCode() == HttpStatus.SC_OK;
                if (opened && buffer.length() > 0) {
                    throw new ProtocolException("The proxy would speak for the target.");
                }
                return head;
            };
        }
    }
}
