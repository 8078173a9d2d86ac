package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import org.junit.jupiter.api.Test;

/** A printer that stops reading holds up its own thread and nothing else. */
class StuckPrinterTest {
    @Test
    void everyCallReturnsWhileThePrinterTakesNothingAndTheReceiptComesOutAfterwards()
            throws Exception {
        JobWatch watch = new JobWatch();
        try (PrinterSimulator simulator =
                PrinterSimulator.start(PtyWire.open(), PrinterMachine.Model.EPSON_80)) {
            Printer printer =
                    Printers.of(
                            "p",
                            DeviceAddress.parse(simulator.address()),
                            Samples.EPSON,
                            LinkSettings.usual());
            simulator.tell(machine -> machine.stopReadingAfter(100));
            try (PrinterStation station =
                    PrinterStation.start(1, printer, new MemoryJournal(), watch, Ticker.system())) {
                station.submit(large());
                watch.await("large SENDING");
                for (int i = 0; i < 50; i++) {
                    station.submit(Samples.receipt("behind" + i, Samples.EPSON));
                    station.status();
                    station.trouble();
                }
                assertThat(station.waiting()).hasSize(51);
                assertThat(watch.said()).containsExactly("large SENDING");
                simulator.tell(PrinterMachine::readAgain);
                watch.await("behind49 CONFIRMED");
            }
            assertThat(simulator.receipts()).hasSize(51);
            assertThat(simulator.ask(PrinterMachine::refusals)).isEmpty();
            assertThat(simulator.ask(PrinterMachine::strayRealTimeCommands)).isZero();
        }
        assertThat(watch.said()).contains("large CONFIRMED").doesNotContain("large FAILED");
    }

    /** Larger than every buffer on the way. */
    private static PrintJob large() {
        String line = "Длинный отчёт о смене, строка за строкой\n";
        byte[] bytes = Samples.bytes(line.repeat(1_000), Samples.EPSON);
        return new PrintJob("large", PrintJob.Kind.REPORT, "large", bytes);
    }
}
