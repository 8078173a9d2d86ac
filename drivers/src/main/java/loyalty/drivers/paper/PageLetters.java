package loyalty.drivers.paper;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Map;

/** Which letter a machine prints for a byte. */
final class PageLetters {
    /** Where the Ukrainian page differs from CP866. */
    private static final Map<Integer, Character> UKRAINIAN =
            Map.of(
                    0xF2, 'Ґ', 0xF3, 'ґ', 0xF4, 'Є', 0xF5, 'є', 0xF6, 'І', 0xF7, 'і', 0xF8, 'Ї',
                    0xF9, 'ї');

    /** Where the Kazakh page differs from CP1251. */
    private static final Map<Integer, Character> KAZAKH =
            Map.ofEntries(
                    Map.entry(0x8D, 'Қ'),
                    Map.entry(0x8E, 'Һ'),
                    Map.entry(0x9D, 'қ'),
                    Map.entry(0x9E, 'һ'),
                    Map.entry(0xA1, 'Ұ'),
                    Map.entry(0xA2, 'ұ'),
                    Map.entry(0xA3, 'Ә'),
                    Map.entry(0xA5, 'Ө'),
                    Map.entry(0xAA, 'Ғ'),
                    Map.entry(0xAF, 'Ү'),
                    Map.entry(0xB4, 'ө'),
                    Map.entry(0xBA, 'ғ'),
                    Map.entry(0xBC, 'ә'),
                    Map.entry(0xBD, 'Ң'),
                    Map.entry(0xBE, 'ң'),
                    Map.entry(0xBF, 'ү'));

    private static final String BOXES = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯";

    private PageLetters() {}

    static char of(String page, int code) {
        if (code < 0x80) return (char) code;
        return switch (page) {
            case "CP1125" -> UKRAINIAN.getOrDefault(code, decoded("IBM866", code));
            case "KATAKANA" -> katakana(code);
            case "KZ-1048" -> KAZAKH.getOrDefault(code, decoded("windows-1251", code));
            default -> decoded(page, code);
        };
    }

    /** Blocks and boxes, then the half-wide letters; a few signs after them are left out. */
    private static char katakana(int code) {
        if (code < 0xA0) return BOXES.charAt(code - 0x80);
        return code > 0xA0 && code < 0xE0 ? (char) (0xFF61 + code - 0xA1) : '\uFFFD';
    }

    private static char decoded(String charset, int code) {
        return Charset.forName(charset).decode(ByteBuffer.wrap(new byte[] {(byte) code})).get();
    }
}
