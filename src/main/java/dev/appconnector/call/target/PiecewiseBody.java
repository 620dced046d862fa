package dev.appconnector.call.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * The body of a request, written in pieces: the JDK copies what is written at once into memory outside of the heap, and each
 * thread keeps as much of that as its longest write has taken.
 */
final class PiecewiseBody extends AbstractHttpEntity {

    private static final int PIECE = 16_384;

    private final byte[] bytes;
    private final int offset;
    private final int length;

    PiecewiseBody(byte[] bytes, int offset, int length) {
        super((String) null, null);
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            out.write(bytes, offset + at, Math.min(PIECE, length - at));
        }
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // There is nothing to be let go.
    }
}
