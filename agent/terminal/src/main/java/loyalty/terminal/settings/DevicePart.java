package loyalty.terminal.settings;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.SerialLine;
import loyalty.drivers.scanner.Framing;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.engine.document.Fields;

/** Reads the scanners and printers of {@code agent.yaml}. */
final class DevicePart {
    /** Substitutes and then pictures; substitutes or no paper; exactly as written or no paper. */
    private static final Map<String, LetterRules> LETTERS =
            Map.of(
                    "draw", LetterRules.USUAL,
                    "substitute", new LetterRules(true, LetterRules.Otherwise.REFUSE),
                    "strict", LetterRules.STRICT);

    private static final DeviceAddress NOWHERE = DeviceAddress.parse("file:nowhere");

    private DevicePart() {}

    static ScannerEntry scanner(Fields fields) {
        String name = Values.name(fields, "name");
        ScannerSettings usual = ScannerSettings.usual(address(fields));
        SerialLine line = line(fields);
        Framing framing = framing(fields).withAim(fields.truth("aim", false));
        Duration window =
                Values.period(
                        fields, "sameWithin", ScannerSettings.USUAL_WINDOW, Duration.ofMinutes(1));
        fields.end();
        ScannerSettings settings =
                new ScannerSettings(usual.address(), usual.link().with(line), framing, window);
        return new ScannerEntry(name, settings);
    }

    private static Framing framing(Fields fields) {
        Framing framing =
                fields.text("prefix").map(Framing.USUAL::withPrefix).orElse(Framing.USUAL);
        Optional<String> ends = fields.text("ends");
        if (ends.isEmpty()) {
            return framing;
        }
        try {
            return framing.endingIn(ends.get());
        } catch (IllegalArgumentException e) {
            fields.problem("ends", String.valueOf(e.getMessage()), "such as: cr lf");
            return framing;
        }
    }

    private static SerialLine line(Fields fields) {
        Optional<String> text = fields.text("line");
        if (text.isEmpty()) {
            return SerialLine.USUAL;
        }
        try {
            return SerialLine.parse(text.get());
        } catch (IllegalArgumentException e) {
            fields.problem("line", String.valueOf(e.getMessage()), "such as 9600 8N1");
            return SerialLine.USUAL;
        }
    }

    static PrinterEntry printer(Fields fields) {
        String name = Values.name(fields, "name");
        DeviceAddress address = address(fields);
        SerialLine line = line(fields);
        String model = fields.text("model").orElse("generic-80");
        LetterRules letters = letters(fields);
        fields.end();
        return new PrinterEntry(name, address, line, model, letters);
    }

    private static LetterRules letters(Fields fields) {
        String word = fields.text("letters").orElse("draw");
        if (!LETTERS.containsKey(word)) {
            fields.problem("letters", "\"" + word + "\" is none", "draw, substitute or strict");
        }
        return LETTERS.getOrDefault(word, LetterRules.USUAL);
    }

    private static DeviceAddress address(Fields fields) {
        String text = fields.requiredText("address");
        if (text.isBlank()) {
            return NOWHERE;
        }
        try {
            return DeviceAddress.parse(text);
        } catch (IllegalArgumentException e) {
            fields.problem("address", String.valueOf(e.getMessage()), "");
            return NOWHERE;
        }
    }

    static void namesOnce(Fields root, List<ScannerEntry> scanners, List<PrinterEntry> printers) {
        Set<String> seen = new HashSet<>();
        for (ScannerEntry scanner : scanners) {
            nameOnce(root, "scanners", scanner.name(), seen);
        }
        for (PrinterEntry printer : printers) {
            nameOnce(root, "printers", printer.name(), seen);
        }
    }

    private static void nameOnce(Fields root, String key, String name, Set<String> seen) {
        if (!name.isEmpty() && !seen.add(name)) {
            root.problem(key, "two devices are called \"" + name + "\"", "give each its own name");
        }
    }
}
