package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.printer.JobRecord;
import loyalty.drivers.printer.PrintJob;
import loyalty.engine.document.Node;
import loyalty.receipt.page.Page;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import loyalty.terminal.print.Document;
import loyalty.terminal.print.Documents;
import loyalty.terminal.print.Letterhead;
import loyalty.terminal.print.PaperStyle;
import loyalty.terminal.print.PrintDesk;
import loyalty.terminal.print.Receipts;
import loyalty.terminal.print.Slip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 5: documents on paper, and in every other form. Nothing here can fail a sale. */
public final class Paper {
    private static final Logger LOG = LoggerFactory.getLogger(Paper.class);
    private static final int NARROW = 32;

    private final Receipts receipts;
    private final Supplier<Optional<PrintDesk>> desk;
    private final Shop shop;
    private final PaperStyle style;

    /**
     * @param desk the printers, once they are started
     */
    public Paper(
            Receipts receipts, Supplier<Optional<PrintDesk>> desk, Shop shop, PaperStyle style) {
        this.receipts = receipts;
        this.desk = desk;
        this.shop = shop;
        this.style = style;
    }

    /** The printers, once they are started. */
    public Optional<PrintDesk> printers() {
        return desk.get();
    }

    /** The templates in use now. */
    public Templates templates() {
        return receipts.templates();
    }

    /** How the templates stand. */
    public Receipts receipts() {
        return receipts;
    }

    Optional<String> printer() {
        return desk.get().flatMap(PrintDesk::receiptPrinter);
    }

    /** The language a request asks for, else the shop's. */
    Language language(Node.Mapping request) {
        return Shapes.language(request).flatMap(Language::of).orElseGet(this::language);
    }

    /** The shop's language. */
    public Language language() {
        return Language.of(shop.language()).orElse(Language.RU);
    }

    /** What can be printed under these rules. */
    public Documents documents(Programme.Rules rules, Language language) {
        Letterhead head =
                new Letterhead(rules.pack(), rules.calculator(), style.sign(), shop.register());
        return new Documents(head, language);
    }

    /** A document as a page, as wide as the printer's paper. */
    Page page(Document document, Language language) {
        int width =
                printer()
                        .flatMap(name -> desk.get().orElseThrow().columns(name))
                        .orElse(style.columns());
        return receipts.page(document, language, Math.max(NARROW, width));
    }

    /** A document in the printer's language; empty if there is no printer. */
    Optional<byte[]> bytes(Document document, Language language) throws IOException {
        Optional<String> printer = printer();
        if (printer.isEmpty()) {
            return Optional.empty();
        }
        PrintDesk printers = desk.get().orElseThrow();
        return Optional.of(printers.encoded(printer.get(), page(document, language)));
    }

    /**
     * Queues a document: the same job asked for twice is one piece of paper. Paper that cannot even
     * be queued is told of in the log, for what it tells of is done already.
     *
     * @return false if it is worth another try, because the printer's journal could not be written
     */
    public boolean print(String job, String title, Document document, Language language) {
        try {
            if (printer().isPresent()) {
                queue(job, PrintJob.Kind.RECEIPT, title, document, language);
            }
            return true;
        } catch (IOException e) {
            LOG.error("{} was not queued", title, e);
            return e.getCause() instanceof UnprintableException;
        } catch (RuntimeException e) {
            LOG.error("{} was not queued", title, e);
            return true;
        }
    }

    /** Queues a slip, if the shop wants slips of this kind; false as above. */
    boolean slip(Slip kind, String job, Document document, Language language) {
        return !wants(kind) || print(job, kind.word(), document, language);
    }

    /** Whether the shop wants slips of this kind. */
    boolean wants(Slip kind) {
        return style.slips().contains(kind);
    }

    /** Queues a copy, marked as one. */
    void copy(String job, String title, Document document, Language language) throws IOException {
        queue(job, PrintJob.Kind.COPY, "copy of " + title, document.copy(), language);
    }

    private void queue(
            String job, PrintJob.Kind kind, String title, Document document, Language language)
            throws IOException {
        desk.get()
                .orElseThrow()
                .print(printer().orElseThrow(), job, kind, title, page(document, language));
    }

    /** What became of a print job, such as "confirmed"; "none" if there is no such job. */
    public String state(String job) throws IOException {
        Optional<JobRecord> record =
                desk.get().isPresent() ? desk.get().get().job(job) : Optional.empty();
        return record.map(r -> r.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("none");
    }
}
