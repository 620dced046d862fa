package dev.appconnector.testkit.cases;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Talks to the program's own HTTP port over a socket, since HTTP clients tidy up what cases must send. Thread-safe. */
public final class ApiClient {

    private static final int PATIENCE_MILLIS = 120_000;

    private final InetSocketAddress api;

    public ApiClient(InetSocketAddress api) {
        this.api = api;
    }

    /** Sends one request and reads the reply; a connection that ends without one gives status 0. */
    public ApiReply send(ApiRequest request) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = open()) {
            Thread writer = new Thread(() -> writeUntilRefused(request, socket), "api-client-writer");
            writer.setDaemon(true);
            writer.start();
            return read(new BufferedInputStream(socket.getInputStream()), request.method(), start);
        }
    }

    /** Sends one request and does not wait: closing the socket hangs up. */
    public Socket begin(ApiRequest request) throws IOException {
        Socket socket = open();
        write(request, socket.getOutputStream());
        return socket;
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.connect(api, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void writeUntilRefused(ApiRequest request, Socket socket) {
        try {
            write(request, socket.getOutputStream());
        } catch (IOException e) {
            // The program may answer and close before it has read everything.
        }
    }

    private static void write(ApiRequest request, OutputStream out) throws IOException {
        out.write(request.head());
        if (request.body() != null) {
            request.body().transferTo(out);
        }
        out.flush();
    }

    /** Reads one reply to that method; what comes instead of one, status 0. */
    static ApiReply read(InputStream in, String method, long start) throws IOException {
        List<String> head;
        int status;
        try {
            do {
                head = head(in);
                status = Integer.parseInt(head.get(0).split(" ")[1]);
            } while (status < 200);
        } catch (EOFException | SocketException e) {
            return ApiReply.none(Duration.ofNanos(System.nanoTime() - start));
        }
        List<String> headers = head.subList(1, head.size());
        boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
        byte[] body = bodiless ? new byte[0] : body(in, headers);
        return new ApiReply(status, headers, body, Duration.ofNanos(System.nanoTime() - start));
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        return lines;
    }

    private static byte[] body(InputStream in, List<String> headers) throws IOException {
        ApiReply framing = new ApiReply(0, headers, new byte[0], Duration.ZERO);
        if (framing.headers("Transfer-Encoding").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("chunked"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                body.write(exactly(in, size));
                line(in);
            }
            return body.toByteArray();
        }
        List<String> length = framing.headers("Content-Length");
        return length.isEmpty() ? in.readAllBytes() : exactly(in, Integer.parseInt(length.get(0)));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split("[;\\s]", 2)[0], 16);
    }

    private static byte[] exactly(InputStream in, int octets) throws IOException {
        byte[] read = in.readNBytes(octets);
        if (read.length < octets) {
            throw new EOFException("The reply ended after " + read.length + " of " + octets + " octets.");
        }
        return read;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The reply ended within a line.");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
