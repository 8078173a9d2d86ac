package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import loyalty.drivers.DeviceException;
import loyalty.drivers.printer.Printed.Outcome;
import loyalty.drivers.profile.PrinterProfile;
import org.junit.jupiter.api.Test;

/** What every printer must do, whatever it is made of. */
abstract class PrinterContract {
    /** Switched on, with paper. */
    abstract Printer newPrinter() throws Exception;

    PrinterProfile profile() {
        return Samples.EPSON;
    }

    /** How well this kind of printer can know that a receipt is on paper. */
    Outcome best() {
        return Outcome.CONFIRMED;
    }

    /** The pieces of paper that came out, waited for if need be. */
    abstract List<List<String>> paper(int pieces) throws Exception;

    private PrintJob receipt(String id, String name) {
        byte[] bytes = Samples.bytes(name + "\nКофе | 250,00\n", profile());
        return new PrintJob(id, PrintJob.Kind.RECEIPT, name, bytes);
    }

    @Test
    void printsEveryLineInOrderOnAPieceOfPaperPerJob() throws Exception {
        try (Printer printer = newPrinter()) {
            for (String name : List.of("первый", "второй", "третий")) {
                printer.ready();
                assertThat(printer.print(receipt(name, name)).outcome()).isEqualTo(best());
            }
        }
        List<List<String>> paper = paper(3);
        assertThat(paper).hasSize(3);
        assertThat(Samples.words(paper.get(0))).containsExactly("первый", "Кофе 250,00");
        assertThat(Samples.words(paper.get(1))).containsExactly("второй", "Кофе 250,00");
        assertThat(Samples.words(paper.get(2))).containsExactly("третий", "Кофе 250,00");
    }

    @Test
    void refusesWorkAfterClose() throws Exception {
        Printer printer = newPrinter();
        printer.ready();
        printer.close();
        assertThat(printer.print(receipt("1", "late")).outcome()).isEqualTo(Outcome.NOT_STARTED);
        assertThatThrownBy(printer::ready).isInstanceOf(DeviceException.class);
        assertThat(paper(0)).isEmpty();
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        Printer printer = newPrinter();
        printer.close();
        printer.close();
        assertThat(printer.status().trouble()).isEmpty();
    }

    @Test
    void aPulseForTheDrawerPrintsNothing() throws Exception {
        try (Printer printer = newPrinter()) {
            printer.ready();
            assertThat(printer.print(PrintJob.drawer("d")).outcome())
                    .isEqualTo(Outcome.UNCONFIRMED);
            printer.idle();
        }
        assertThat(paper(0)).isEmpty();
    }

    @Test
    void anIdlePrinterHasNoTrouble() throws Exception {
        try (Printer printer = newPrinter()) {
            printer.ready();
            printer.idle();
            assertThat(printer.status().trouble()).isEmpty();
        }
    }
}
