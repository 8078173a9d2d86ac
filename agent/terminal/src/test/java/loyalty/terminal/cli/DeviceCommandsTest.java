package loyalty.terminal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import loyalty.receipt.raster.PngReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeviceCommandsTest {
    @TempDir private Path folder;
    private final StringWriter errors = new StringWriter();
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test serial:/dev/null --line 12|12",
                "calibrate serial:/dev/null --line 9600/8N1|9600/8N1",
                "calibrate file:/dev/null --language xx|ru, be, kk or en",
                "calibrate file:/dev/null --last 256|255",
                "calibrate file:/dev/null --model nosuch|nosuch",
                "test nonsense|nonsense",
                "simulate printer radio:7|radio:7",
                "simulate till|not \"till\"",
                "setup-codes --out sheet.txt|no barcode is left",
                "setup-codes --out sheet.gif|.svg",
            })
    void whatIsWrittenWronglyIsToldInASentence(String words, String sentence) {
        assertThat(run(words.split(" "))).isEqualTo(1);
        assertThat(errors.toString()).contains(sentence).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aSheetOfSetupCodesIsAPictureOrBytesForThePrinter() throws Exception {
        Path picture = folder.resolve("sheet.png");
        Path bytes = folder.resolve("sheet.bin");

        assertThat(run("setup-codes", "--out", picture.toString())).isZero();
        assertThat(run("setup-codes", "--out", bytes.toString())).isZero();

        assertThat(PngReader.read(Files.readAllBytes(picture)).high()).isGreaterThan(100);
        assertThat(bytes).isNotEmptyFile();
    }

    @Test
    void aScannerWithoutSetupCodesIsTold() {
        assertThat(run("setup-codes", "nosuch")).isEqualTo(DevicesCommand.NOTHING);
        assertThat(said.toString()).contains("No set-up barcode for \"nosuch\"");
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new DevicesCommand());
        line.setErr(new PrintWriter(errors, true));
        line.setOut(new PrintWriter(said, true));
        line.setExecutionExceptionHandler(new Failure());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(arguments);
    }
}
