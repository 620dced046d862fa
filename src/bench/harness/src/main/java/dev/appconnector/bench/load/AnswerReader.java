package dev.appconnector.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads answers of HTTP/1.1 off a connection that is kept, and takes no more of the CPU than it must. */
final class AnswerReader {

    private final InputStream in;
    private final StringBuilder line = new StringBuilder();

    AnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16_384);
    }

    /** Reads one answer to its end, and says its status. */
    int status() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (String header; !(header = line()).isEmpty(); ) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) length = Long.parseLong(value(lower));
            if (lower.startsWith("transfer-encoding:")) chunked = value(lower).equals("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        for (long size; (size = Long.parseLong(line().strip(), 16)) > 0; ) {
            in.skipNBytes(size);
            line();
        }
        while (!line().isEmpty()) continue;
    }

    private static String value(String header) {
        return header.substring(header.indexOf(':') + 1).strip();
    }

    private String line() throws IOException {
        line.setLength(0);
        for (int octet; (octet = in.read()) != '\n'; ) {
            if (octet < 0) throw new EOFException("The connection ended within an answer.");
            if (octet != '\r') line.append((char) octet);
        }
        return line.toString();
    }
}
