package loyalty.drivers.hid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes Linux key events, as a keyboard wedge makes them. */
public final class KeyStrokes {
    private static final int SHIFT = 42;
    private static final int CTRL = 29;

    private KeyStrokes() {}

    /** The events of typing a text. */
    public static byte[] of(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (char c : text.toCharArray()) out.writeBytes(character(c));
        return out.toByteArray();
    }

    /** What the kernel says when it has thrown events away. */
    public static byte[] dropped() {
        return event(0, 3, 0);
    }

    private static byte[] character(char c) {
        if (c < ' ' && c != '\r' && c != '\t') {
            return held(CTRL, codeOf((char) (c + 0x40)));
        }
        for (int code = 1; code < 64; code++) {
            if (KeyTable.character(code, false) == c) return press(code);
            if (KeyTable.character(code, true) == c) return held(SHIFT, code);
        }
        throw new IllegalArgumentException("no key for " + (int) c);
    }

    private static int codeOf(char c) {
        for (int code = 1; code < 64; code++) {
            if (KeyTable.character(code, false) == Character.toLowerCase(c)) return code;
        }
        throw new IllegalArgumentException("no key for " + c);
    }

    private static byte[] held(int modifier, int code) {
        return join(key(modifier, 1), press(code), key(modifier, 0));
    }

    static byte[] press(int code) {
        return join(key(code, 1), key(code, 0));
    }

    static byte[] key(int code, int value) {
        return join(event(1, code, value), event(0, 0, 0));
    }

    static byte[] event(int type, int code, int value) {
        ByteBuffer buffer = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        return buffer.putShort(16, (short) type)
                .putShort(18, (short) code)
                .putInt(20, value)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
