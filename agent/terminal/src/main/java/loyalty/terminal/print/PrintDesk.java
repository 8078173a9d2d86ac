package loyalty.terminal.print;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loyalty.drivers.Ticker;
import loyalty.drivers.encode.Encoded;
import loyalty.drivers.encode.PageEncoder;
import loyalty.drivers.encode.Replacement;
import loyalty.drivers.encode.UnprintableException;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.printer.FileJournal;
import loyalty.drivers.printer.JobRecord;
import loyalty.drivers.printer.PrintJob;
import loyalty.drivers.printer.PrinterNews;
import loyalty.drivers.printer.PrinterStation;
import loyalty.drivers.printer.Printers;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.page.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All printers of a register, each with its thread and its queue on disk. Nothing here waits for a
 * printer. Thread-safe once made.
 */
public final class PrintDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintDesk.class);

    private record Desk(PrinterStation station, PrinterProfile profile, PageEncoder encoder) {}

    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final FileJournal journal;

    /**
     * Starts the printers' threads.
     *
     * @param models a folder with profiles of the shop's own; may be missing
     * @throws IOException if the journal cannot be used, or a model is not known
     */
    public PrintDesk(List<PrinterSpec> printers, Path journal, Path models, PrinterNews news)
            throws IOException {
        Profiles profiles = profiles(printers, models);
        for (PrinterSpec printer : printers) {
            known(profiles, printer.model());
        }
        this.journal = FileJournal.open(journal);
        int number = 1;
        for (PrinterSpec printer : printers) {
            desks.put(printer.name(), desk(number++, printer, profiles, news));
        }
    }

    private static Profiles profiles(List<PrinterSpec> printers, Path models) throws IOException {
        boolean own = !printers.isEmpty() && models.toFile().isDirectory();
        return own ? Profiles.with(models) : Profiles.bundled();
    }

    private static PrinterProfile known(Profiles profiles, String model) throws IOException {
        try {
            return profiles.need(model);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Desk desk(int number, PrinterSpec spec, Profiles profiles, PrinterNews news)
            throws IOException {
        PrinterProfile profile = known(profiles, spec.model());
        PrinterStation station =
                PrinterStation.start(
                        number,
                        Printers.of(spec.name(), spec.address(), profile, spec.link()),
                        journal,
                        news,
                        Ticker.system());
        PageEncoder encoder = new Encoders(profile).pages(spec.letters());
        return new Desk(station, profile, encoder);
    }

    /** The names of the printers, in the order of the configuration. */
    public List<String> names() {
        return List.copyOf(desks.keySet());
    }

    /** The printer for receipts: the first one. */
    public Optional<String> receiptPrinter() {
        return desks.keySet().stream().findFirst();
    }

    /** The width of a printer's paper in characters. */
    public Optional<Integer> columns(String printer) {
        return Optional.ofNullable(desks.get(printer)).map(desk -> desk.profile.paper().columns());
    }

    /** A page in the printer's language. */
    public byte[] encoded(String printer, Page page) throws IOException {
        try {
            return desk(printer).encoder.encode(page).bytes();
        } catch (UnprintableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Queues a page, durably. The same id is the same piece of paper: false if it is known.
     *
     * @throws IOException if it cannot be written down, or not be printed at all
     */
    public boolean print(String printer, String id, PrintJob.Kind kind, String title, Page page)
            throws IOException {
        Desk desk = desk(printer);
        try {
            Encoded encoded =
                    kind == PrintJob.Kind.COPY
                            ? desk.encoder.encodeCopy(page)
                            : desk.encoder.encode(page);
            tell(printer, encoded.replaced());
            return desk.station.submit(new PrintJob(id, kind, title, encoded.bytes()));
        } catch (UnprintableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Each letter that a printer does not have is told of once. */
    private void tell(String printer, List<Replacement> replaced) {
        for (Replacement one : replaced) {
            if (told.add(printer + " " + one.letter())) {
                LOG.info(
                        "{} has no {}: {}",
                        printer,
                        one.letter(),
                        one.drawn()
                                ? "its line is printed as a picture"
                                : one.by() + " is printed");
            }
        }
    }

    /** Queues bytes that are in the printer's language already. */
    public boolean raw(String printer, String id, byte[] bytes) throws IOException {
        return desk(printer)
                .station
                .submit(new PrintJob(id, PrintJob.Kind.REPORT, "raw job", bytes));
    }

    /** One pulse to the drawer, now or never. */
    public boolean drawer(String printer, String id) throws IOException {
        return desk(printer).station.submit(PrintJob.drawer(id));
    }

    /** What became of a job of this run, or one that is still open. */
    public Optional<JobRecord> job(String id) throws IOException {
        return journal.find(id);
    }

    /** Each printer's state: "ready", or what keeps it from printing. */
    public Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        desks.forEach(
                (name, desk) -> {
                    String trouble = desk.station.trouble();
                    states.put(name, trouble.isEmpty() ? "ready" : trouble);
                });
        return states;
    }

    private Desk desk(String printer) throws IOException {
        Desk desk = desks.get(printer);
        if (desk == null) {
            throw new IOException(
                    "there is no printer \"" + printer + "\"; there are: " + desks.keySet());
        }
        return desk;
    }

    @Override
    public void close() throws IOException {
        desks.values().forEach(desk -> desk.station.close());
        journal.close();
    }
}
