package loyalty.terminal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.paper.Models;
import loyalty.drivers.paper.Paper;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.printer.JobState;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.PrinterNews;
import loyalty.drivers.profile.Profiles;
import loyalty.drivers.simulate.TcpWire;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a printer lacks is replaced, drawn or refused, as the shop wants it. */
class LettersTest {
    private static final String MODEL = "rongta-rp326";
    private static final Page PAGE = ReceiptLine.lay("|«Кофе» 5 ₽\n|Қазақ\n=\n", 32);

    @TempDir private Path folder;

    @Test
    void usuallyEveryLineGetsOntoThePaper() throws Exception {
        LinkedBlockingQueue<Paper.Receipt> papers = new LinkedBlockingQueue<>();
        try (PrinterSimulator printer = printer().onReceipt(papers::add);
                PrintDesk desk = desk(printer, LetterRules.USUAL)) {
            assertThat(desk.print("p", "1", PrintJob.Kind.RECEIPT, "receipt", PAGE)).isTrue();
            Paper.Receipt paper = papers.poll(20, TimeUnit.SECONDS);
            assertThat(paper).isNotNull();
            assertThat(paper.lines()).contains("«Кофе» 5 руб.", "[picture 64x24]");
        }
    }

    @Test
    void strictRulesPrintNothingAndNameTheLetters() throws Exception {
        try (PrinterSimulator printer = printer();
                PrintDesk desk = desk(printer, LetterRules.STRICT)) {
            assertThatThrownBy(() -> desk.print("p", "1", PrintJob.Kind.RECEIPT, "receipt", PAGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("₽")
                    .hasMessageContaining("Қ");
            assertThat(printer.receipts()).isEmpty();
        }
    }

    private static PrinterSimulator printer() throws Exception {
        return PrinterSimulator.start(TcpWire.open(0), Models.of(Profiles.bundled().need(MODEL)));
    }

    private PrintDesk desk(PrinterSimulator printer, LetterRules letters) throws IOException {
        PrinterSpec spec =
                new PrinterSpec(
                        "p",
                        DeviceAddress.parse(printer.address()),
                        LinkSettings.usual(),
                        MODEL,
                        letters);
        return new PrintDesk(
                List.of(spec), folder.resolve("journal"), folder.resolve("none"), new Silent());
    }

    private static final class Silent implements PrinterNews {
        @Override
        public void job(String printer, PrintJob job, JobState state, String note) {}

        @Override
        public void trouble(String printer, String sentence) {}

        @Override
        public void well(String printer) {}
    }
}
