package dev.appconnector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A target's answer in valid HTTP, as slow, long or cut off as a test wants it. Framed by Content-Length, or by chunks
 * where those were given; not framed anew where a header given says how. {@link BrokenAnswer} has what is not HTTP.
 */
public final class Answer implements Behaviour {

    private static final int OCTETS_OF_A_PIECE = 16 * 1024;
    private static final long UNKNOWN = -1;

    private record Header(String name, String value) {}

    private final List<Header> headers = new ArrayList<>();
    private final List<Header> trailers = new ArrayList<>();
    private final int status;
    private String version = "HTTP/1.1";
    private String reason = "Because";
    private Iterable<byte[]> pieces = List.of();
    private long length;
    private Duration delay = Duration.ZERO;
    private Duration headDrip = Duration.ZERO;
    private Duration bodyDrip = Duration.ZERO;
    private Duration pieceGap = Duration.ZERO;
    private long cutAfter = Long.MAX_VALUE;
    private boolean reset;
    private boolean close;

    private Answer(int status) {
        this.status = status;
    }

    public static Answer status(int status) {
        return new Answer(status);
    }

    /** 200 with the text {@code ok}. */
    public static Answer ok() {
        return status(200).header("Content-Type", "text/plain").body("ok");
    }

    /** 200 with that JSON. */
    public static Answer json(String body) {
        return status(200).header("Content-Type", "application/json").body(body);
    }

    /** Any octets as the whole answer (ISO-8859-1), after which the connection is closed. */
    public static Behaviour raw(String octets) {
        return (request, connection) -> {
            connection.send(octets);
            connection.close();
        };
    }

    /** No answer at all, on a connection that stays open until the caller hangs up. */
    public static Behaviour silence() {
        return (request, connection) -> connection.staySilent();
    }

    /** A reset (RST) in place of an answer. */
    public static Behaviour reset() {
        return (request, connection) -> connection.reset();
    }

    /** The end of the connection (FIN) in place of an answer. */
    public static Behaviour hangUp() {
        return (request, connection) -> connection.close();
    }

    public Answer reason(String phrase) {
        reason = phrase;
        return this;
    }

    /** Adds a header line; the same name may come again. ISO-8859-1. */
    public Answer header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** The body as UTF-8. */
    public Answer body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public Answer body(byte[] octets) {
        pieces = List.of(octets);
        length = octets.length;
        return this;
    }

    /** A body of that many octets {@code x}, made while it is sent. */
    public Answer bodyOf(long octets) {
        byte[] piece = filled(OCTETS_OF_A_PIECE);
        pieces = () -> Stream.concat(Stream.generate(() -> piece).limit(octets / piece.length), Stream.of(filled((int)
                        (octets % piece.length))))
                .iterator();
        length = octets;
        return this;
    }

    /** The body as Content-Encoding gzip. */
    public Answer gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header("Content-Encoding", "gzip").body(packed.toByteArray());
    }

    /** The body in exactly these chunks (UTF-8). */
    public Answer chunks(String... texts) {
        pieces = Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        length = UNKNOWN;
        return this;
    }

    /** A trailer after the last chunk. */
    public Answer trailer(String name, String value) {
        trailers.add(new Header(name, value));
        return this;
    }

    /** Chunks of that many octets without end. */
    public Answer endless(int octetsOfAChunk) {
        byte[] piece = filled(octetsOfAChunk);
        pieces = () -> Stream.generate(() -> piece).iterator();
        length = UNKNOWN;
        return this;
    }

    /** HTTP/1.0, the body ended by the end of the connection. */
    public Answer http10() {
        version = "HTTP/1.0";
        return close();
    }

    /** Waits before the status line. */
    public Answer delay(Duration beforeStatusLine) {
        delay = beforeStatusLine;
        return this;
    }

    /** Waits before each octet of the status line and headers. */
    public Answer dripHead(Duration beforeEachOctet) {
        headDrip = beforeEachOctet;
        return this;
    }

    /** Waits before each octet of the body. */
    public Answer dripBody(Duration beforeEachOctet) {
        bodyDrip = beforeEachOctet;
        return this;
    }

    /** Waits before each chunk. */
    public Answer gap(Duration beforeEachChunk) {
        pieceGap = beforeEachChunk;
        return this;
    }

    /** Announces that length, whatever is sent. */
    public Answer announce(long contentLength) {
        return header("Content-Length", Long.toString(contentLength));
    }

    /** Ends the connection (FIN) after that many octets of the body, as far as they were given. */
    public Answer closeAfter(long bodyOctets) {
        cutAfter = bodyOctets;
        return this;
    }

    /** Resets the connection (RST) after that many octets of the body, as far as they were given. */
    public Answer resetAfter(long bodyOctets) {
        cutAfter = bodyOctets;
        reset = true;
        return this;
    }

    /** Closes the connection after the answer and says so ({@code Connection: close}). */
    public Answer close() {
        close = true;
        return header("Connection", "close");
    }

    /** Closes the connection after the answer without having said so. */
    public Answer closeUnannounced() {
        close = true;
        return this;
    }

    @Override
    public void answer(Recorded request, Connection connection) throws IOException {
        connection.pause(delay);
        boolean framed = has("Content-Length") || has("Transfer-Encoding") || version.equals("HTTP/1.0");
        boolean bodiless = status == 204 || status == 304;
        boolean chunked = length == UNKNOWN && !framed && !bodiless;
        send(connection, head(framed || bodiless, chunked), headDrip);
        if (!bodiless && !request.method().equals("HEAD") && !sendBody(connection, chunked)) {
            return;
        }
        if (close) {
            connection.close();
        }
    }

    private byte[] head(boolean framed, boolean chunked) {
        StringBuilder head = new StringBuilder(version + " " + status + " " + reason + "\r\n");
        headers.forEach(header -> head.append(header.name() + ": " + header.value() + "\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!framed) {
            head.append("Content-Length: " + length + "\r\n");
        }
        return latin1(head.append("\r\n").toString());
    }

    /** Whether the body was sent to its end. */
    private boolean sendBody(Connection connection, boolean chunked) throws IOException {
        long left = cutAfter;
        for (Iterator<byte[]> rest = pieces.iterator(); rest.hasNext() && left > 0; ) {
            byte[] piece = rest.next();
            byte[] sent = piece.length <= left ? piece : Arrays.copyOf(piece, (int) left);
            if (piece.length > 0) {
                connection.pause(pieceGap);
                connection.send(chunked ? latin1(Integer.toHexString(piece.length) + "\r\n") : new byte[0]);
                send(connection, sent, bodyDrip);
                connection.send(chunked && sent == piece ? latin1("\r\n") : new byte[0]);
            }
            left -= sent.length;
        }
        if (cutAfter != Long.MAX_VALUE) {
            if (reset) {
                connection.reset();
            } else {
                connection.close();
            }
            return false;
        }
        if (chunked) {
            StringBuilder end = new StringBuilder("0\r\n");
            trailers.forEach(trailer -> end.append(trailer.name() + ": " + trailer.value() + "\r\n"));
            connection.send(end.append("\r\n").toString());
        }
        return true;
    }

    private boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    private static void send(Connection connection, byte[] octets, Duration drip) throws IOException {
        if (drip.isZero()) {
            connection.send(octets);
        } else {
            connection.drip(octets, drip);
        }
    }

    private static byte[] filled(int octets) {
        byte[] piece = new byte[octets];
        Arrays.fill(piece, (byte) 'x');
        return piece;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
