package loyalty.drivers.hid;

import java.util.HashMap;
import java.util.Map;

/** Linux key codes as a US keyboard has them. */
final class KeyTable {
    private static final String PLAIN =
            "\0\0331234567890-=\b\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
    private static final String SHIFTED =
            "\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
    private static final Map<Integer, Character> KEYPAD = keypad();

    private KeyTable() {}

    /** The character of a key, or -1 for keys that type nothing. */
    static int character(int code, boolean shift) {
        Character keypad = KEYPAD.get(code);
        if (keypad != null) return keypad;
        String keys = shift ? SHIFTED : PLAIN;
        if (code < 1 || code >= keys.length()) return -1;
        char character = keys.charAt(code);
        return character == 0 ? -1 : character;
    }

    private static Map<Integer, Character> keypad() {
        Map<Integer, Character> keys = new HashMap<>();
        String digits = "789-456+1230.";
        for (int i = 0; i < digits.length(); i++) keys.put(71 + i, digits.charAt(i));
        keys.put(86, '<');
        keys.put(96, '\r');
        keys.put(98, '/');
        return keys;
    }
}
