package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loyalty.drivers.encode.Encoded;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.encode.Replacement;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.codepage.Substitutes;
import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.TextRow;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundled template, in every language, on machines of several makers: word by word. */
class TemplatesOnPaperTest {
    private static final List<String> MODELS =
            List.of("epson-tm-t20iii", "epson-tm-t88iv", "generic-58", "hp-a779", "star-tsp654ii");

    static Stream<String> samples() {
        return Templates.SAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePaperSaysWhatThePreviewSays(String name) throws Exception {
        var data = Templates.bundled().sample(name).orElseThrow();
        for (Language language : Language.values()) {
            String template =
                    name.replace("sale-offline-term", "sale")
                            .replace("sale-offline", "sale")
                            .replace("sale-copy", "sale");
            String markup = Templates.bundled().markup(template, language, data).markup();
            for (String model : MODELS) {
                compare(name + " " + language + " " + model, markup, model);
            }
        }
    }

    private static void compare(String what, String markup, String model) throws Exception {
        PrinterProfile profile = Profiles.bundled().need(model);
        Page page = ReceiptLine.lay(markup, profile.paper().columns());
        Encoded encoded = new Encoders(profile).pages(LetterRules.USUAL).encode(page);
        PrinterMachine machine = new PrinterMachine(Models.of(profile));
        PaperShowsThePageTest.feed(machine, new Encoders(profile).alone(encoded));
        assertThat(machine.refusals()).as(what).isEmpty();
        assertThat(machine.strayRealTimeCommands()).as(what).isZero();
        List<String> expected = expected(page, encoded);
        assertThat(words(machine.paper().lines())).as(what).isEqualTo(words(expected));
        if (what.startsWith("veska/sale ")) {
            PaperShowsThePageTest.save(what.replaceAll("[ /]", "-"), machine.paper());
        }
    }

    /** The preview's lines, without those that the encoder says it drew. */
    static List<String> expected(Page page, Encoded encoded) {
        Set<Integer> drawn =
                encoded.replaced().stream()
                        .filter(Replacement::drawn)
                        .map(Replacement::row)
                        .collect(Collectors.toSet());
        List<String> lines = TextPaper.of(page).lines().toList();
        List<String> expected = new ArrayList<>();
        int line = 0;
        for (int row = 0; row < page.rows().size(); row++) {
            Row one = page.rows().get(row);
            if (!(one instanceof TextRow) && !(one instanceof BoxRow)) continue;
            if (!drawn.contains(row)) expected.add(lines.get(line));
            line++;
        }
        return expected;
    }

    static List<String> words(List<String> lines) {
        return PaperShowsThePageTest.words(
                lines.stream().map(TemplatesOnPaperTest::asSubstituted).toList());
    }

    /** Substitutes are allowed for: both sides are written with the first of them. */
    private static String asSubstituted(String line) {
        return line.startsWith("[")
                ? line
                : line.codePoints()
                        .mapToObj(TemplatesOnPaperTest::substitute)
                        .collect(Collectors.joining());
    }

    private static String substitute(int letter) {
        List<String> candidates = Substitutes.candidates(letter);
        boolean plain = letter < 0x80 || candidates.isEmpty();
        return plain ? Character.toString(letter) : candidates.get(0);
    }
}
