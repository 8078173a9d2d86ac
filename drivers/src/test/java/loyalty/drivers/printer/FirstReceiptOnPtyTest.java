package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstReceiptOnPtyTest {
    @TempDir Path directory;

    @Test
    void aReceiptGoesThroughASerialPortAndComesOutAsTextAndPicture() throws Exception {
        CountDownLatch confirmed = new CountDownLatch(1);
        PrinterNews news =
                new PrinterNews() {
                    @Override
                    public void job(String printer, PrintJob job, JobState state, String note) {
                        if (state == JobState.CONFIRMED) confirmed.countDown();
                    }
                };
        try (PrinterSimulator simulator =
                PrinterSimulator.start(PtyWire.open(), PrinterMachine.Model.EPSON_80)) {
            simulator.saveInto(directory);
            Printer printer =
                    Printers.of(
                            "receipts",
                            DeviceAddress.parse(simulator.address()),
                            Samples.EPSON,
                            LinkSettings.usual());
            try (PrinterStation station =
                    PrinterStation.start(1, printer, new MemoryJournal(), news, Ticker.system())) {
                assertThat(station.submit(Samples.receipt("1", Samples.EPSON))).isTrue();
                assertThat(station.submit(Samples.receipt("1", Samples.EPSON))).isFalse();
                assertThat(confirmed.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(simulator.ask(PrinterMachine::refusals)).isEmpty();
            assertThat(Samples.words(simulator.receipts().get(0).lines()))
                    .contains("VЁSKA", "Кофе 250,00", "Спасибо!");
        }
        assertThat(Files.readString(directory.resolve("receipt-0001.txt"))).contains("VЁSKA");
        assertThat(Files.size(directory.resolve("receipt-0001.png"))).isPositive();
    }
}
