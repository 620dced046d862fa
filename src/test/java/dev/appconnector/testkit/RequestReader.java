package dev.appconnector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one request from a connection and keeps every octet of it, lenient so that what is wrong can be looked at. */
final class RequestReader {

    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final boolean tls;
    private final InputStream in;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> headerLines = new ArrayList<>();
    private String requestLine = "";

    RequestReader(Connection connection, boolean tls) {
        this.connection = connection;
        this.tls = tls;
        this.in = connection.in();
    }

    /** The next request; null where the other side closed the connection before the first octet of one. */
    Recorded read() throws IOException {
        try {
            requestLine = line();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headerLines.add(line);
            }
            readBody();
            return recorded(true);
        } catch (EOFException e) {
            return wire.size() == 0 ? null : recorded(false);
        } catch (NumberFormatException e) {
            return recorded(false);
        } catch (IOException e) {
            if (wire.size() == 0) {
                throw e;
            }
            return recorded(false);
        }
    }

    private void readBody() throws IOException {
        if (contains("Expect", "100-continue")) {
            connection.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (contains("Transfer-Encoding", "chunked")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                copy(size);
                line();
            }
            while (!line().isEmpty()) {
                // Trailers are kept in what was on the wire.
            }
        } else if (header("Content-Length") != null) {
            copy(Long.parseLong(header("Content-Length")));
        }
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split("[;\\s]", 2)[0], 16);
    }

    private void copy(long octets) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (long left = octets; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            wire.write(buffer, 0, read);
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            wire.write(octet);
            if (octet == '\n') {
                break;
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private boolean contains(String name, String word) {
        String value = header(name);
        return value != null && value.toLowerCase(Locale.ROOT).contains(word);
    }

    private String header(String name) {
        return new Recorded(0, tls, "", "", NOTHING, "", headerLines, NOTHING, true, NOTHING).header(name);
    }

    private Recorded recorded(boolean complete) {
        byte[] line = requestLine.getBytes(StandardCharsets.ISO_8859_1);
        int first = requestLine.indexOf(' ');
        int last = requestLine.lastIndexOf(' ');
        boolean readable = first > 0 && last > first;
        return new Recorded(
                connection.number(),
                tls,
                connection.remote(),
                readable ? requestLine.substring(0, first) : "",
                readable ? Arrays.copyOfRange(line, first + 1, last) : NOTHING,
                readable ? requestLine.substring(last + 1) : "",
                headerLines,
                body.toByteArray(),
                complete,
                wire.toByteArray());
    }
}
