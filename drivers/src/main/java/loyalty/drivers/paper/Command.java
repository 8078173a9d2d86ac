package loyalty.drivers.paper;

import java.util.Arrays;

/**
 * The bytes from the start of one command on, as far as they have come. Reading past the last one
 * ends the attempt: the command is tried again when more has come.
 */
final class Command {
    /** More bytes are needed. Carries no trace: it is thrown for every split command. */
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Incomplete() {
            super("the rest of the command has not come yet", null, false, false);
        }
    }

    private final byte[] bytes;
    private final int from;
    private final int to;
    private int taken;

    Command(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The next byte. */
    int next() {
        if (from + taken >= to) throw new Incomplete();
        return bytes[from + taken++] & 0xFF;
    }

    /** The next two bytes, low one first. */
    int nextPair() {
        int low = next();
        return low + 256 * next();
    }

    byte[] next(int count) {
        if (from + taken + count > to) throw new Incomplete();
        byte[] part = Arrays.copyOfRange(bytes, from + taken, from + taken + count);
        taken += count;
        return part;
    }

    /** Everything up to and without the first {@code end}. */
    byte[] until(int end) {
        int at = from + taken;
        while (at < to && (bytes[at] & 0xFF) != end) at++;
        if (at >= to) throw new Incomplete();
        byte[] part = Arrays.copyOfRange(bytes, from + taken, at);
        taken = at - from + 1;
        return part;
    }

    int taken() {
        return taken;
    }
}
