package loyalty.benchmarks.receipts;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.PageEncoder;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;

/**
 * One receipt, several programs: how many bytes each sends for the same words on paper, how long it
 * takes and how much it allocates. What other programs made and measured, in the same run, is read
 * from a directory. Every stream is printed by the simulated machine; one whose paper says
 * something else is marked.
 */
public final class ReceiptBytes {
    private static final int COLUMNS = 48;

    /** The receipt, as our templates write it; the script for other encoders reads it too. */
    private static final String MARKUP = markup();

    private static final PrinterProfile PROFILE = Profiles.bundled().need("epson-tm-t20iii");

    private static final PageEncoder ENCODER = new Encoders(PROFILE).pages(LetterRules.USUAL);

    private ReceiptBytes() {}

    /**
     * Prints the table.
     *
     * @param arguments a directory with {@code .bin} files of other encoders; may be left out
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, byte[]> streams = new LinkedHashMap<>();
        streams.put("this project", ours());
        streams.put("escpos-coffee", CoffeeReceipt.bytes());
        if (arguments.length > 0) others(Path.of(arguments[0]), streams);
        List<String> words = words(streams.get("this project"));
        PrintStream out = System.out;
        out.println("Bytes per receipt, and what the paper says:");
        streams.forEach((name, bytes) -> out.println(line(name, bytes, words)));
        out.println();
        out.println("Time and allocation per receipt, from the text of the receipt to bytes:");
        costs(out);
        if (arguments.length > 0) told(Path.of(arguments[0]), out);
    }

    private static void costs(PrintStream out) {
        print(out, "this project", () -> encode(ReceiptLine.lay(MARKUP, COLUMNS)).length);
        Page page = ReceiptLine.lay(MARKUP, COLUMNS);
        print(out, "  of which layout", () -> ReceiptLine.lay(MARKUP, COLUMNS).rows().size());
        print(out, "  of which bytes", () -> encode(page).length);
        print(
                out,
                "  to SVG instead",
                () -> SvgPaper.of(ReceiptLine.lay(MARKUP, COLUMNS)).length());
        Templates templates = Templates.bundled();
        Map<String, Object> sale = templates.sample("veska/sale").orElseThrow();
        print(out, "  a sale, template to bytes", () -> sale(templates, sale).length);
        print(out, "escpos-coffee", () -> CoffeeReceipt.bytes().length);
    }

    /** The whole way of a register's receipt, from data. */
    private static byte[] sale(Templates templates, Map<String, Object> data) {
        String markup = templates.markup("veska/sale", Language.RU, data).markup();
        return encode(ReceiptLine.layTrusted(markup, COLUMNS));
    }

    private static void print(PrintStream out, String name, IntSupplier work) {
        out.printf(Locale.ROOT, "%-28s %s%n", name, Cost.of(work));
    }

    /** What the other programs measured themselves: lines of name, microseconds, bytes. */
    private static void told(Path directory, PrintStream out) throws IOException {
        Path costs = directory.resolve("costs.txt");
        if (!Files.exists(costs)) return;
        for (String line : Files.readAllLines(costs)) {
            String[] words = line.split("\t", -1);
            Cost cost = new Cost(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
            out.printf(Locale.ROOT, "%-28s %s%n", words[0], cost);
        }
    }

    private static String markup() {
        try (InputStream in = ReceiptBytes.class.getResourceAsStream("receipt.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void others(Path directory, Map<String, byte[]> streams) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.bin")) {
            for (Path file : files) {
                String name = Objects.toString(file.getFileName()).replace(".bin", "");
                streams.put(name, Files.readAllBytes(file));
            }
        }
    }

    private static byte[] ours() {
        try {
            return new Encoders(PROFILE).alone(ENCODER.encode(ReceiptLine.lay(MARKUP, COLUMNS)));
        } catch (UnprintableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encode(Page page) {
        try {
            return ENCODER.encode(page).bytes();
        } catch (UnprintableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(String name, byte[] bytes, List<String> expected) {
        List<String> words = words(bytes);
        String verdict =
                words.equals(expected) ? "same words" : "differs in " + difference(words, expected);
        return String.format(Locale.ROOT, "%-28s %5d bytes  %s", name, bytes.length, verdict);
    }

    private static String difference(List<String> words, List<String> expected) {
        for (int i = 0; i < Math.min(words.size(), expected.size()); i++) {
            if (!words.get(i).equals(expected.get(i))) return "line " + i + ": " + words.get(i);
        }
        return words.size() + " lines, not " + expected.size();
    }

    private static List<String> words(byte[] bytes) {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        int at = 0;
        while (at < bytes.length) {
            int taken = machine.receive(bytes, at, bytes.length - at);
            if (taken == 0) throw new IllegalStateException("the machine is stuck at byte " + at);
            at += taken;
            machine.work();
        }
        return machine.paper().lines().stream()
                .map(text -> text.strip().replaceAll("\\s+", " ").replace('─', '-'))
                .filter(text -> !text.isEmpty() && !text.startsWith("[picture"))
                .toList();
    }
}
