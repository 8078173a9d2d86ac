package loyalty.drivers.paper;

import java.util.Arrays;

/** Bytes that have come in and are not worked off. */
final class ReceiveBuffer {
    private final byte[] bytes;
    private int from;
    private int to;

    ReceiveBuffer(int size) {
        bytes = new byte[size];
    }

    /** How many bytes more there is room for. */
    int room() {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        return bytes.length - to;
    }

    void add(int value) {
        bytes[to++] = (byte) value;
    }

    int waiting() {
        return to - from;
    }

    boolean full() {
        return to - from == bytes.length;
    }

    /** The command that begins with the oldest byte. */
    Command next() {
        return new Command(bytes, from, to);
    }

    /** These are worked off. */
    void drop(int count) {
        from = Math.min(to, from + count);
    }

    void clear() {
        from = 0;
        to = 0;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
