package loyalty.receipt.codepage;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The letters of each page: the JDK's where it has them, written out here where it has not. */
final class Tables {
    /** Stands for a byte that prints nothing. */
    static final char UNUSED = '\uFFFD';

    /** Upper half of KZ-1048 (STRK1048-2002): CP1251 with the Kazakh letters. */
    private static final String KZ_1048 =
            "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏ"
                    + "ђ‘’“”•–—\uFFFD™љ›њқһџ"
                    + "\u00A0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00AD®Ү"
                    + "°±Ііөµ¶·ё№ғ»әҢңү"
                    + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
                    + "абвгдежзийклмнопрстуфхцчшщъыьэюя";

    /** Upper half of CP1125 (RUSCII): CP866 with the Ukrainian letters. */
    private static final String CP1125 =
            "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
                    + "абвгдежзийклмноп"
                    + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                    + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                    + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                    + "рстуфхцчшщъыьэюя"
                    + "ЁёҐґЄєІіЇї·√№¤■\u00A0";

    /** What profiles call a page, and what the JDK calls it. Only pages of its smallest module. */
    private static final Map<String, String> CHARSETS =
            Map.ofEntries(
                    Map.entry("CP437", "IBM437"),
                    Map.entry("CP850", "IBM850"),
                    Map.entry("CP852", "IBM852"),
                    Map.entry("CP855", "IBM855"),
                    Map.entry("CP857", "IBM857"),
                    Map.entry("CP858", "IBM00858"),
                    Map.entry("CP862", "IBM862"),
                    Map.entry("CP866", "IBM866"),
                    Map.entry("CP1250", "windows-1250"),
                    Map.entry("CP1251", "windows-1251"),
                    Map.entry("CP1252", "windows-1252"),
                    Map.entry("CP1253", "windows-1253"),
                    Map.entry("CP1254", "windows-1254"),
                    Map.entry("CP1257", "windows-1257"),
                    Map.entry("KOI8-R", "KOI8-R"),
                    Map.entry("KOI8-U", "KOI8-U"));

    private Tables() {}

    static Optional<char[]> letters(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("KZ-1048")) {
            return Optional.of(withAscii(KZ_1048));
        }
        if (upper.equals("CP1125")) {
            return Optional.of(withAscii(CP1125));
        }
        if (upper.equals("ASCII")) {
            return Optional.of(withAscii(("" + UNUSED).repeat(128)));
        }
        return Optional.ofNullable(CHARSETS.get(upper)).map(Charset::forName).map(CodePage::of);
    }

    private static char[] withAscii(String upperHalf) {
        char[] letters = new char[256];
        byte[] low = new byte[128];
        for (int b = 0; b < 128; b++) {
            low[b] = (byte) b;
        }
        new String(low, StandardCharsets.US_ASCII).getChars(0, 128, letters, 0);
        upperHalf.getChars(0, 128, letters, 128);
        return letters;
    }
}
