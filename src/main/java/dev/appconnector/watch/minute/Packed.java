package dev.appconnector.watch.minute;

import java.io.ByteArrayOutputStream;

/** A row of numbers, most of which are zero, in few bytes: for each other one how far it is from the one before, and the number. */
final class Packed {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final byte[] bytes;

    private Packed(byte[] bytes) {
        this.bytes = bytes;
    }

    static Packed of(long[] row) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int last = 0;
        for (int place = 0; place < row.length; place++) {
            if (row[place] != 0) {
                write(packed, place - last);
                write(packed, row[place]);
                last = place;
            }
        }
        return new Packed(packed.toByteArray());
    }

    private static void write(ByteArrayOutputStream packed, long number) {
        long rest = number;
        while (rest >= MORE) {
            packed.write((int) (rest | MORE));
            rest >>= BITS;
        }
        packed.write((int) rest);
    }

    void addTo(long[] row) {
        int place = 0;
        int[] at = {0};
        while (at[0] < bytes.length) {
            place += (int) read(at);
            row[place] += read(at);
        }
    }

    /** Of a row of counts, without the rest of it. */
    long runs() {
        long runs = 0;
        int place = 0;
        int[] at = {0};
        while (at[0] < bytes.length) {
            place += (int) read(at);
            if (place >= Ending.values().length) {
                break;
            }
            runs += read(at);
        }
        return runs;
    }

    private long read(int[] at) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at[0]++];
            number |= (long) (next & (MORE - 1)) << shift;
            shift += BITS;
        } while (next < 0);
        return number;
    }

    int size() {
        return bytes.length;
    }
}
