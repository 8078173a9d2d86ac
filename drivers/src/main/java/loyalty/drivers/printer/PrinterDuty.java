package loyalty.drivers.printer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.loop.Duty;

/**
 * The job of a printer's thread: the oldest queued job, one after the other. The journal says
 * {@code SENDING} before the first byte leaves, so a crash can only leave a job unconfirmed, never
 * print it twice.
 */
final class PrinterDuty implements Duty {
    private static final String CUT_SHORT = "the program ended while it was sent";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration DRAWER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final String threadName;
    private final Printer printer;
    private final JobJournal journal;
    private final PrinterNews news;
    private final Ticker ticker;
    private final Map<String, Long> drawersAsked = new ConcurrentHashMap<>();
    private volatile String trouble = "";
    private Duration pause = Duration.ZERO;
    private long pausedAt;

    PrinterDuty(
            String threadName,
            Printer printer,
            JobJournal journal,
            PrinterNews news,
            Ticker ticker) {
        this.threadName = threadName;
        this.printer = printer;
        this.journal = journal;
        this.news = news;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return threadName;
    }

    /** What keeps it from printing; empty if nothing. Any thread. */
    String trouble() {
        return trouble;
    }

    @Override
    public boolean turn() throws IOException {
        Optional<PrintJob> next = journal.next(printer.name());
        if (next.isEmpty()) {
            printer.idle();
            return false;
        }
        if (!pause.isZero() && ticker.since(pausedAt).compareTo(pause) < 0) return false;
        return work(next.get());
    }

    /** After a start: what was on its way when the process ended is never sent again. */
    void settle() throws IOException {
        Optional<JobRecord> last = journal.last(printer.name());
        if (last.filter(PrinterDuty::torn).isPresent()) {
            printer.brokenOff(last.get().job().bytes().length);
        }
        for (JobRecord record : journal.open(printer.name())) {
            boolean drawer = record.job().kind() == PrintJob.Kind.DRAWER;
            if (record.state() == JobState.SENDING) {
                printer.brokenOff(record.job().bytes().length);
                move(record.job(), JobState.SENT_UNCONFIRMED, CUT_SHORT);
            } else if (drawer) {
                move(record.job(), JobState.FAILED, "too late to open the drawer");
            }
        }
    }

    /** Whether the printer may still be in the middle of it. */
    private static boolean torn(JobRecord record) {
        return record.state() == JobState.FAILED || record.note().equals(CUT_SHORT);
    }

    /** Remembers when a pulse was asked for: a drawer that opens a minute later helps nobody. */
    void asked(PrintJob job) {
        if (job.kind() == PrintJob.Kind.DRAWER) drawersAsked.put(job.id(), ticker.nanos());
    }

    private boolean tooLate(PrintJob job) {
        Long since = drawersAsked.remove(job.id());
        return since != null && ticker.since(since).compareTo(DRAWER_PATIENCE) > 0;
    }

    private boolean work(PrintJob job) throws IOException {
        if (tooLate(job)) {
            move(job, JobState.FAILED, "too late to open the drawer");
            return true;
        }
        try {
            printer.ready();
        } catch (DeviceException e) {
            return notReady(job, String.valueOf(e.getMessage()));
        }
        move(job, JobState.SENDING, "");
        Printed printed = printer.print(job);
        switch (printed.outcome()) {
            case CONFIRMED -> move(job, JobState.CONFIRMED, printed.note());
            case UNCONFIRMED -> move(job, JobState.SENT_UNCONFIRMED, printed.note());
            case BROKEN_OFF -> move(job, JobState.FAILED, printed.note());
            case NOT_STARTED -> {
                move(job, JobState.QUEUED, printed.note());
                return notReady(job, printed.note());
            }
        }
        well();
        return true;
    }

    /** The job stays where it is; a pulse for the drawer does not wait for better times. */
    private boolean notReady(PrintJob job, String sentence) throws IOException {
        if (job.kind() == PrintJob.Kind.DRAWER) {
            move(job, JobState.FAILED, sentence);
        }
        boolean fresh = !sentence.equals(trouble);
        trouble = sentence;
        if (fresh) news.trouble(printer.name(), sentence);
        Duration longer = pause.multipliedBy(2);
        pause = pause.isZero() ? FIRST_PAUSE : longer;
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        pausedAt = ticker.nanos();
        return false;
    }

    private void well() {
        boolean over = !trouble.isEmpty();
        trouble = "";
        pause = Duration.ZERO;
        if (over) news.well(printer.name());
    }

    private void move(PrintJob job, JobState to, String note) throws IOException {
        journal.move(job.id(), to, note);
        news.job(printer.name(), job, to, note);
    }

    @Override
    public void close() {
        printer.close();
    }
}
