package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import loyalty.drivers.encode.Encoded;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes, read back by a machine that shares nothing with the encoder, say what the page says.
 */
class PaperShowsThePageTest {
    static final String RECEIPT =
            """
            ^^^VЁSKA
            "Кофейня на Невском"

            {width:* 6 10}
            Кофе зерновой арабика 250 г | 2| 720,00 ₽
            Молоко | 1| 89,90
            Булочка «Московская» №5 | 1| 45,00
            -
            {width:auto}
            "ИТОГО" | ^"854,90"
            _Начислено_ | +42
            `  БАЛАНС  ` | 1 042 балла

            {border:line;width:* 8}
            Уровень | Серебро
            До золота | 1 200
            {border:space;width:auto}
            Сгорит 15.12 — 200 баллов
            Дзякуй! Прыходзьце яшчэ: Ў ў І і

            {code:4600000000015;option:ean,3,60,hri}
            {code:https://vaska.example/c/1024;option:qrcode,5,m}
            Дом~~~~цена
            """;

    static Stream<PrinterProfile> profiles() {
        return Profiles.bundled().all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void textOfThePaperIsTextOfThePage(PrinterProfile profile) throws Exception {
        Page page = ReceiptLine.lay(RECEIPT, profile.paper().columns());
        PrinterMachine machine = machine(profile);
        Encoded encoded = new Encoders(profile).pages(LetterRules.USUAL).encode(page);
        feed(machine, new Encoders(profile).alone(encoded));
        save(profile.model(), machine.paper());
        assertThat(machine.refusals()).isEmpty();
        assertThat(words(machine.paper().lines()))
                .isEqualTo(words(TextPaper.of(page).lines().toList()));
    }

    static PrinterMachine machine(PrinterProfile profile) {
        return new PrinterMachine(Models.of(profile));
    }

    static void feed(PrinterMachine machine, byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int taken = machine.receive(bytes, at, bytes.length - at);
            at += taken;
            machine.work();
            if (taken == 0) throw new AssertionError("stuck at " + at);
        }
    }

    /** Substitutes and pictures do not change what is said; box letters are drawn many ways. */
    static List<String> words(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("["))
                .map(
                        line ->
                                line.replaceAll("[─┌┬┐├┼┤└┴┘]", "-")
                                        .replace("+", "-")
                                        .replace('│', '|'))
                .map(line -> line.replace("₽", "руб.").replaceAll("[«»]", "\"").replace('—', '-'))
                .map(line -> line.replace('І', 'I').replace('і', 'i'))
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static void save(String name, Paper paper) throws Exception {
        Path directory = Path.of("target", "paper");
        Files.createDirectories(directory);
        int number = 0;
        for (Paper.Receipt receipt : paper.receipts()) {
            String file = String.format(Locale.ROOT, "%s-%d.png", name, number++);
            Files.write(directory.resolve(file), receipt.png());
        }
        Files.writeString(directory.resolve(name + ".txt"), paper.text());
    }
}
