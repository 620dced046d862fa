package dev.appconnector.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes bytes in memory, up to a bound. For one thread. */
public final class BoundedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;

    /** Says that more came than it may hold. */
    public static final class Full extends IOException {
        private Full() {
            super("more than it may hold");
        }
    }

    public BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        requireRoom(1);
        bytes.write(octet);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
        requireRoom(length);
        bytes.write(more, offset, length);
    }

    private void requireRoom(int more) throws IOException {
        if (more > most - bytes.size()) {
            throw new Full();
        }
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
