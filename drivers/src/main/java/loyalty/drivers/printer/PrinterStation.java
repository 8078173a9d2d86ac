package loyalty.drivers.printer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import loyalty.drivers.Ticker;
import loyalty.drivers.loop.DutyThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer with its queue, as the rest of the program sees it: nothing here ever waits for the
 * device. Safe for any thread.
 */
public final class PrinterStation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrinterStation.class);

    /** Between looks at an idle printer; a job does not wait for it. */
    private static final Duration REST = Duration.ofMillis(200);

    private final Printer printer;
    private final JobJournal journal;
    private final PrinterDuty duty;
    private final DutyThread thread;

    private PrinterStation(Printer printer, JobJournal journal, PrinterDuty duty) {
        this.printer = printer;
        this.journal = journal;
        this.duty = duty;
        this.thread =
                DutyThread.start(
                        duty, REST, (name, problem) -> LOG.error("{} failed", name, problem));
    }

    /**
     * Starts the printer's thread; it owns the printer from now on. Jobs that were on their way
     * when the program ended are settled first.
     *
     * @param number names the thread {@code printer-N}
     */
    public static PrinterStation start(
            int number, Printer printer, JobJournal journal, PrinterNews news, Ticker ticker)
            throws IOException {
        PrinterDuty duty = new PrinterDuty("printer-" + number, printer, journal, news, ticker);
        duty.settle();
        return new PrinterStation(printer, journal, duty);
    }

    /** Queues a job, durably. False if its id is known already: one id is one piece of paper. */
    public boolean submit(PrintJob job) throws IOException {
        duty.asked(job);
        boolean added = journal.add(printer.name(), job);
        if (added) thread.nudge();
        return added;
    }

    public String name() {
        return printer.name();
    }

    /** What the printer last said of itself. */
    public PrinterStatus status() {
        return printer.status();
    }

    /** What keeps it from printing, as a sentence for the cashier; empty if nothing. */
    public String trouble() {
        return printer.status().trouble().map(PrinterStatus::advice).orElseGet(duty::trouble);
    }

    /** Jobs not ended yet, oldest first. */
    public List<JobRecord> waiting() throws IOException {
        return journal.open(printer.name());
    }

    /** Ends the thread; jobs still queued stay in the journal. */
    @Override
    public void close() {
        thread.close();
    }
}
