package loyalty.drivers.printer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.codepage.CodePage;

/**
 * The sheet from which a shop learns its printer: each code page number followed by a few words in
 * the bytes of CP866, CP1251 and KZ-1048. The number beside which the words can be read goes into
 * the profile. Then a ruler of columns, a line of dots, and a cut.
 */
public final class Calibration {
    private static final String WORD = "Ёж №5";
    private static final String KAZAKH = "Қаң";
    private static final List<String> PAGES = List.of("CP866", "CP1251", "CP855");
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;

    private final PrinterProfile profile;
    private final Bytes out = new Bytes();

    private Calibration(PrinterProfile profile) {
        this.profile = profile;
    }

    /**
     * The sheet as a job's bytes.
     *
     * @param first the first code page number to try
     * @param last the last one, 255 at most
     */
    public static byte[] sheet(PrinterProfile profile, int first, int last) {
        if (first < 0 || last > 255 || first > last) {
            throw new IllegalArgumentException(
                    "code page numbers are 0 to 255: " + first + ".." + last);
        }
        return new Calibration(profile).write(first, last);
    }

    private byte[] write(int first, int last) {
        say("  N 866   1251  855   KZ");
        for (int number = first; number <= last; number++) line(number);
        ruler();
        out.put(new Encoders(profile).cutOnly());
        return out.all();
    }

    private void line(int number) {
        say(String.format(Locale.ROOT, "%3d ", number), false);
        page(number);
        for (String page : PAGES) letters(page, WORD + " ");
        letters("KZ-1048", KAZAKH);
        page(0);
        out.put(LF);
    }

    private void page(int number) {
        if (profile.dialect() == Dialect.STAR) out.put(ESC, GS, 't', number);
        else out.put(ESC, 't', number);
    }

    private void letters(String name, String text) {
        CodePage page =
                CodePage.named(name).orElseThrow(() -> new IllegalStateException("no " + name));
        text.codePoints()
                .forEach(
                        letter -> {
                            int code = page.byteOf(letter);
                            if (code != CodePage.NONE) out.put(code);
                        });
    }

    /** Tens above units: the last digit that is not wrapped is the number of columns. */
    private void ruler() {
        int columns = profile.paper().columns();
        StringBuilder tens = new StringBuilder();
        StringBuilder units = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
            tens.append(column % 10 == 0 ? (char) ('0' + column / 10 % 10) : ' ');
            units.append((char) ('0' + column % 10));
        }
        say(tens.toString().stripTrailing());
        say(units.toString());
    }

    private void say(String text) {
        say(text, true);
    }

    private void say(String text, boolean feed) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
        if (feed) out.put(LF);
    }
}
