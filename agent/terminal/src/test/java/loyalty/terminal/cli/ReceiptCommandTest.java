package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.raster.PngReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReceiptCommandTest {
    @TempDir private Path folder;
    private final StringWriter errors = new StringWriter();

    @Test
    void anUnknownTemplateIsToldInASentenceThatNamesTheKnownOnes() {
        assertThat(run("preview", "nosuch")).isEqualTo(1);
        assertThat(errors.toString())
                .contains("nosuch", "there is no template", "veska/sale")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aWidthThatNoPaperHasIsToldInASentence() {
        assertThat(run("preview", "sale", "--columns", "5")).isEqualTo(1);
        assertThat(errors.toString())
                .contains("--columns is 5", "8 to 255")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale", "return", "enrolment", "shift-report", "tanuki/sale"})
    void aSampleComesInEveryForm(String name) throws Exception {
        for (String ending : List.of("txt", "svg", "png", "bin")) {
            String out = folder.resolve("paper." + ending).toString();
            String[] words = {
                "preview", name, "--language", "be", "--model", "epson-tm-t20iii", "--out", out
            };
            assertThat(run(words)).as(errors.toString()).isZero();
        }
        String text = Files.readString(folder.resolve("paper.txt"));
        assertThat(Files.readString(folder.resolve("paper.svg"))).startsWith("<svg");
        Bitmap picture = PngReader.read(Files.readAllBytes(folder.resolve("paper.png")));
        assertThat(picture.wide()).as("48 cells of 12 dots, and a margin").isBetween(576, 700);
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        byte[] bytes = Files.readAllBytes(folder.resolve("paper.bin"));
        for (int at = 0; at < bytes.length; machine.work()) {
            at += machine.receive(bytes, at, bytes.length - at);
        }
        assertThat(machine.refusals()).isEmpty();
        assertThat(letters(machine.paper().text())).contains(letters(text).substring(0, 40));
    }

    /** Letters and digits alone: quotation marks and Belarusian і have look-alikes on paper. */
    private static String letters(String text) {
        return text.replaceAll("\\[[^]]*\\]", "").replaceAll("[^\\p{L}\\p{N}]|[іІiI]", "");
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new ReceiptCommand());
        line.setErr(new PrintWriter(errors, true));
        line.setExecutionExceptionHandler(new Failure());
        return line.execute(arguments);
    }
}
