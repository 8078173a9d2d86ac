package loyalty.drivers.encode;

/**
 * {@code DLE EOT}, {@code DLE ENQ} and {@code DLE DC4}: printers obey these wherever they stand, in
 * the middle of a picture too, where they may open the drawer or empty the buffer.
 */
public final class RealTime {
    private static final int DLE = 0x10;

    private RealTime() {}

    /** True if the bytes would be taken for a real-time command somewhere. */
    public static boolean in(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i - 1] == DLE && second(bytes[i])) return true;
        }
        return false;
    }

    /** The same dots, but for one dot added beside each lone one that would be a command. */
    public static byte[] defused(byte[] dots) {
        byte[] safe = dots.clone();
        for (int i = 1; i < safe.length; i++) {
            if (safe[i - 1] == DLE && second(safe[i])) safe[i - 1] = 0x18;
        }
        return safe;
    }

    private static boolean second(byte value) {
        return value == 0x04 || value == 0x05 || value == 0x14;
    }
}
