package loyalty.drivers.encode;

import java.io.ByteArrayOutputStream;

/** Bytes being written, one command after the other. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    /** Appends the lowest eight bits of each value. */
    public Bytes put(int... values) {
        for (int value : values) out.write(value);
        return this;
    }

    /** Appends a number as two bytes, low one first. */
    public Bytes pair(int number) {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException("does not fit two bytes: " + number);
        }
        return put(number & 0xFF, number >> 8);
    }

    public Bytes put(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public int size() {
        return out.size();
    }

    public byte[] all() {
        return out.toByteArray();
    }
}
