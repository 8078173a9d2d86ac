package loyalty.drivers.encode;

import java.io.ByteArrayOutputStream;

/** Bytes being written, one command after the other. */
public final class Bytes {
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int FEEDS_WORTH_A_COMMAND = 4;

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

    /**
     * Moves the paper on: by line feeds, or by {@code ESC letter n} where that is shorter.
     *
     * @param most the most lines that one such command can feed
     */
    public Bytes feeds(int lines, int letter, int most) {
        int left = lines;
        while (left >= FEEDS_WORTH_A_COMMAND) {
            int now = Math.min(left, most);
            put(ESC, letter, now);
            left -= now;
        }
        for (; left > 0; left--) put(LF);
        return this;
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
