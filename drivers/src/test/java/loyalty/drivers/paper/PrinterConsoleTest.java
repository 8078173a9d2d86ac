package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import loyalty.drivers.simulate.PtyWire;
import org.junit.jupiter.api.Test;

class PrinterConsoleTest {
    private final StringWriter said = new StringWriter();

    private boolean type(String lines) throws Exception {
        try (PrinterSimulator printer =
                PrinterSimulator.start(PtyWire.open(), PrinterMachine.Model.EPSON_80)) {
            return new PrinterConsole(printer, new PrintWriter(said)).run(new StringReader(lines));
        }
    }

    @Test
    void whatIsTypedHappensToThePrinterAndItsStateIsTold() throws Exception {
        assertThat(type("!paper-out\n!cover\n!paper\n!close\n!quit\n!paper-out")).isTrue();
        assertThat(said.toString().lines().map(line -> line.replaceFirst(", [0-9].*", "")))
                .containsExactly(
                        "stopped, no paper",
                        "stopped, no paper, cover open",
                        "stopped, cover open",
                        "ready");
    }

    @Test
    void whatItDoesNotKnowIsAnsweredWithWhatItDoesAndTheEndIsNotAQuit() throws Exception {
        assertThat(type("!dance")).isFalse();
        assertThat(said.toString().strip()).isEqualTo(PrinterConsole.HELP);
    }
}
