package loyalty.drivers.printer;

import java.util.HexFormat;
import java.util.List;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;

/** Receipts to print in tests. */
final class Samples {
    static final PrinterProfile EPSON = Profiles.bundled().need("epson-tm-t20iii");
    static final PrinterProfile STAR = Profiles.bundled().need("star-tsp654ii");

    private static final String SHORT =
            """
            "VЁSKA"
            Кофе | 250,00
            -
            ИТОГО | ^250,00
            {code:PAID;option:qrcode,3,l}
            Спасибо!
            """;

    private Samples() {}

    static PrintJob receipt(String id, PrinterProfile profile) {
        return new PrintJob(id, PrintJob.Kind.RECEIPT, "receipt " + id, bytes(SHORT, profile));
    }

    static byte[] bytes(String markup, PrinterProfile profile) {
        try {
            return new Encoders(profile)
                    .pages(LetterRules.USUAL)
                    .encode(ReceiptLine.lay(markup, profile.paper().columns()))
                    .bytes();
        } catch (UnprintableException e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes to look at. */
    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /** Words of a paper, for comparison. */
    static List<String> words(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
