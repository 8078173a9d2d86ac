package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.drivers.printer.JobRecord;
import loyalty.drivers.printer.PrintJob;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.sync.SaleBody;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import loyalty.terminal.print.Letterhead;
import loyalty.terminal.print.PrintDesk;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.print.Slip;

/** Step 5: a sale on paper, and in every other form. Nothing here can fail a sale. */
public final class Paper {
    private static final int NARROW = 32;

    private final Receipts receipts;
    private final Supplier<Optional<PrintDesk>> desk;
    private final Shop shop;
    private final int columns;

    /**
     * @param desk the printers, once they are started
     * @param columns the width of previews where there is no printer
     */
    public Paper(Receipts receipts, Supplier<Optional<PrintDesk>> desk, Shop shop, int columns) {
        this.receipts = receipts;
        this.desk = desk;
        this.shop = shop;
        this.columns = columns;
    }

    /** The printers, once they are started. */
    public Optional<PrintDesk> printers() {
        return desk.get();
    }

    /** The templates in use now. */
    public Templates templates() {
        return receipts.templates();
    }

    Optional<String> printer() {
        return desk.get().flatMap(PrintDesk::receiptPrinter);
    }

    /** The receipt as a page, as wide as the printer's paper. */
    Page page(Slip slip, RulePack pack) {
        int width =
                printer().flatMap(name -> desk.get().orElseThrow().columns(name)).orElse(columns);
        return receipts.sale(slip, head(pack), language(slip.sale()), Math.max(NARROW, width));
    }

    /** The receipt as lines of text. */
    List<String> lines(SaleBody sale, RulePack pack) {
        return TextPaper.of(page(new Slip(sale, Optional.empty(), false), pack)).lines().toList();
    }

    /** The receipt in the printer's language; empty if there is no printer. */
    Optional<byte[]> bytes(Slip slip, RulePack pack) throws IOException {
        Optional<String> printer = printer();
        if (printer.isEmpty()) {
            return Optional.empty();
        }
        PrintDesk printers = desk.get().orElseThrow();
        return Optional.of(printers.encoded(printer.get(), page(slip, pack)));
    }

    /** Queues the receipt under the sale's id: asked twice, it is one piece of paper. */
    void print(Slip slip, RulePack pack) throws IOException {
        Optional<String> printer = printer();
        if (printer.isPresent()) {
            desk.get()
                    .orElseThrow()
                    .print(
                            printer.get(),
                            slip.sale().sale(),
                            PrintJob.Kind.RECEIPT,
                            "receipt " + slip.sale().receipt(),
                            page(slip, pack));
        }
    }

    /** Queues a copy, marked as one. */
    void copy(Slip slip, RulePack pack, String job) throws IOException {
        desk.get()
                .orElseThrow()
                .print(
                        printer().orElseThrow(),
                        job,
                        PrintJob.Kind.COPY,
                        "copy of receipt " + slip.sale().receipt(),
                        page(slip, pack));
    }

    /** Queues lines of text, such as a report. */
    public void report(String job, List<String> lines) throws IOException {
        Optional<String> printer = printer();
        if (printer.isPresent()) {
            PrintDesk printers = desk.get().orElseThrow();
            int width = printers.columns(printer.get()).orElse(columns);
            Page page = Receipts.lines(lines, width);
            printers.print(printer.get(), job, PrintJob.Kind.REPORT, "report", page);
        }
    }

    /** What became of a print job, such as "confirmed"; "none" if there is no such job. */
    public String state(String job) throws IOException {
        Optional<JobRecord> record =
                desk.get().isPresent() ? desk.get().get().job(job) : Optional.empty();
        return record.map(r -> r.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("none");
    }

    private Letterhead head(RulePack pack) {
        return new Letterhead(pack, shop.store(), shop.register());
    }

    private Language language(SaleBody sale) {
        return Shapes.language(sale.request())
                .flatMap(Language::of)
                .or(() -> Language.of(shop.language()))
                .orElse(Language.RU);
    }
}
