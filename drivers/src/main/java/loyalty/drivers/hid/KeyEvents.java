package loyalty.drivers.hid;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns Linux key events into the characters a US keyboard would give, whatever layout the desktop
 * has: a Russian layout must not turn {@code A} into {@code Ф}. Knows Shift, Ctrl (for control
 * characters, GS among them) and Alt with keypad digits. Keeps the state of held keys between
 * calls.
 */
public final class KeyEvents {
    private static final int EVENT_BYTES = longBytes() * 2 + 8;
    private static final int SYN = 0;
    private static final int KEY = 1;
    private static final int SYN_DROPPED = 3;
    private static final int DOWN = 1;
    private static final int LEFT_CTRL = 29;
    private static final int RIGHT_CTRL = 97;
    private static final int LEFT_SHIFT = 42;
    private static final int RIGHT_SHIFT = 54;
    private static final int LEFT_ALT = 56;

    private boolean shift;
    private boolean ctrl;
    private boolean alt;
    private int altCode;
    private boolean lost;

    private static int longBytes() {
        return System.getProperty("os.arch", "").contains("64") ? 8 : 4;
    }

    /** The characters typed by these events, as bytes. */
    public byte[] decode(byte[] events) {
        ByteBuffer buffer = ByteBuffer.wrap(events).order(ByteOrder.nativeOrder());
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        lost = false;
        for (int at = 0; at + EVENT_BYTES <= events.length; at += EVENT_BYTES) {
            int type = buffer.getShort(at + EVENT_BYTES - 8);
            int code = buffer.getShort(at + EVENT_BYTES - 6) & 0xFFFF;
            int value = buffer.getInt(at + EVENT_BYTES - 4);
            if (type == SYN && code == SYN_DROPPED) forget();
            if (type == KEY && value <= DOWN) key(code, value == DOWN, typed);
        }
        return typed.toByteArray();
    }

    /** True if the kernel threw events away before the last call's: what was begun is spoilt. */
    public boolean lost() {
        return lost;
    }

    /** A release may be among what was lost: what is held is not known any more. */
    private void forget() {
        lost = true;
        shift = false;
        ctrl = false;
        alt = false;
        altCode = 0;
    }

    private void key(int code, boolean down, ByteArrayOutputStream typed) {
        switch (code) {
            case LEFT_SHIFT, RIGHT_SHIFT -> shift = down;
            case LEFT_CTRL, RIGHT_CTRL -> ctrl = down;
            case LEFT_ALT -> alt(down, typed);
            default -> {
                if (down) character(code, typed);
            }
        }
    }

    private void alt(boolean down, ByteArrayOutputStream typed) {
        if (!down && altCode > 0) typed.write(altCode & 0xFF);
        alt = down;
        altCode = 0;
    }

    private void character(int code, ByteArrayOutputStream typed) {
        int character = KeyTable.character(code, shift);
        if (character < 0) return;
        if (alt && character >= '0' && character <= '9') {
            altCode = (altCode * 10 + character - '0') % 1000;
        } else {
            typed.write(ctrl ? character & 0x1F : character);
        }
    }
}
