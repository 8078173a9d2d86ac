package loyalty.drivers.printer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.profile.Dialect;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.codepage.CodePage;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.TemplateException;
import loyalty.receipt.template.Templates;

/**
 * The sheet from which a shop learns its printer: what it can do, whether the code pages of its
 * profile are right, and further numbers, each followed by a few words in the bytes of CP866,
 * CP1251, CP855 and KZ-1048. The number beside which the words can be read goes into the profile.
 */
public final class Calibration {
    private static final String TEMPLATE = "calibration";
    private static final String LETTERS = "Ёж №5 Ўўіє Қаң éß½§±";
    private static final int LETTERS_SHOWN = 12;
    private static final String WORD = "Ёж №5 ";
    private static final String KAZAKH = "Қаң";
    private static final List<String> TRIED = List.of("CP866", "CP1251", "CP855");
    private static final int NUMBER_MAX = 255;

    private final PrinterProfile profile;

    private Calibration(PrinterProfile profile) {
        this.profile = profile;
    }

    /**
     * The sheet as a job's bytes.
     *
     * @param address where the printer is, for the head of the sheet
     * @param first the first code page number to try beside those of the profile
     * @param last the last one, 255 at most
     * @throws UnprintableException never, as letters may be drawn
     */
    public static byte[] sheet(
            PrinterProfile profile, String address, Language language, int first, int last)
            throws TemplateException, UnprintableException {
        Map<String, Object> data = data(profile, address, first, last);
        String markup = Templates.bundled().load(TEMPLATE, language).render(data);
        return new Encoders(profile)
                .pages(LetterRules.USUAL)
                .encode(ReceiptLine.layTrusted(markup, profile.paper().columns()))
                .bytes();
    }

    /** What the template {@code calibration} is filled with. */
    public static Map<String, Object> data(
            PrinterProfile profile, String address, int first, int last) {
        if (first < 0 || last > NUMBER_MAX || first > last) {
            throw new IllegalArgumentException(
                    "code page numbers are 0 to 255: " + first + ".." + last);
        }
        return new Calibration(profile).data(address, first, last);
    }

    private Map<String, Object> data(String address, int first, int last) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("printer", profile.title());
        data.put("link", address);
        data.put("star", profile.dialect() == Dialect.STAR);
        List<Map<String, Object>> pages = new ArrayList<>();
        profile.codePages()
                .forEach(
                        (name, number) -> pages.add(row(label(name, number), number, known(name))));
        data.put("pages", pages);
        Set<Integer> known = new HashSet<>(profile.codePages().values());
        data.put(
                "numbers",
                IntStream.rangeClosed(first, last)
                        .filter(number -> !known.contains(number))
                        .mapToObj(this::tried)
                        .toList());
        return data;
    }

    private static String label(String name, int number) {
        return String.format(Locale.ROOT, "%3d %-7s", number, name);
    }

    private Map<String, Object> tried(int number) {
        List<Integer> bytes = new ArrayList<>();
        TRIED.forEach(name -> bytes.addAll(bytes(page(name), WORD)));
        bytes.addAll(bytes(page("KZ-1048"), KAZAKH));
        return row(String.format(Locale.ROOT, "%3d", number), number, bytes);
    }

    /** Letters that the page has, and most others have elsewhere. */
    private static List<Integer> known(String name) {
        return bytes(page(name), LETTERS).stream().limit(LETTERS_SHOWN).toList();
    }

    private static CodePage page(String name) {
        return CodePage.named(name).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    private static List<Integer> bytes(CodePage page, String text) {
        return text.codePoints()
                .map(page::byteOf)
                .filter(code -> code != CodePage.NONE)
                .boxed()
                .toList();
    }

    private static Map<String, Object> row(String label, int number, List<Integer> bytes) {
        return Map.of(
                "label",
                label,
                "hex",
                hex(number),
                "bytes",
                bytes.stream().map(one -> Map.of("hex", hex(one))).toList());
    }

    private static String hex(int number) {
        return String.format(Locale.ROOT, "%02x", number);
    }
}
