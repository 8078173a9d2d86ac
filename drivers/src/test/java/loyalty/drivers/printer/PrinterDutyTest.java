package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.printer.Printed.Outcome;
import org.junit.jupiter.api.Test;

class PrinterDutyTest {
    private final List<String> said = new ArrayList<>();
    private final MemoryJournal journal = new MemoryJournal();
    private final ScriptedPrinter printer = new ScriptedPrinter();
    private long nanos;
    private final Ticker ticker = () -> nanos;
    private final PrinterNews news =
            new PrinterNews() {
                @Override
                public void job(String name, PrintJob job, JobState state, String note) {
                    said.add(job.id() + " " + state);
                }

                @Override
                public void trouble(String name, String sentence) {
                    said.add("trouble " + sentence);
                }

                @Override
                public void well(String name) {
                    said.add("well");
                }
            };
    private final PrinterDuty duty = new PrinterDuty("printer-1", printer, journal, news, ticker);

    /** Answers as told; remembers what it was given. */
    private static final class ScriptedPrinter implements Printer {
        final List<String> printed = new ArrayList<>();
        Outcome next = Outcome.CONFIRMED;
        String notReady = "";
        int owed = -1;

        @Override
        public String name() {
            return "p";
        }

        @Override
        public void ready() throws DeviceException {
            if (!notReady.isEmpty()) throw new DeviceException(Fault.PAPER_OUT, notReady);
        }

        @Override
        public Printed print(PrintJob job) {
            printed.add(job.id());
            return new Printed(next, "");
        }

        @Override
        public PrinterStatus status() {
            return PrinterStatus.UNKNOWN;
        }

        @Override
        public void idle() {}

        @Override
        public void brokenOff(int bytes) {
            owed = bytes;
        }

        @Override
        public void close() {}
    }

    private PrintJob receipt(String id) {
        return new PrintJob(id, PrintJob.Kind.RECEIPT, id, new byte[] {1, 2, 3});
    }

    private JobState state(String id) {
        return journal.find(id).orElseThrow().state();
    }

    @Test
    void jobsComeOutInTheOrderTheyWentIn() throws Exception {
        for (String id : List.of("a", "b", "c")) journal.add("p", receipt(id));
        while (duty.turn()) {}
        assertThat(printer.printed).containsExactly("a", "b", "c");
        assertThat(said).contains("a SENDING", "a CONFIRMED");
    }

    @Test
    void anUnconfirmedJobIsNotRepeatedAndTheNextOneFollows() throws Exception {
        printer.next = Outcome.UNCONFIRMED;
        journal.add("p", receipt("a"));
        journal.add("p", receipt("b"));
        while (duty.turn()) {}
        assertThat(printer.printed).containsExactly("a", "b");
        assertThat(state("a")).isEqualTo(JobState.SENT_UNCONFIRMED);
    }

    @Test
    void aTornJobFailsAndIsNotRepeated() throws Exception {
        printer.next = Outcome.BROKEN_OFF;
        journal.add("p", receipt("a"));
        while (duty.turn()) {}
        assertThat(printer.printed).containsExactly("a");
        assertThat(state("a")).isEqualTo(JobState.FAILED);
    }

    @Test
    void aJobThatDidNotStartIsTriedAgainAfterAPause() throws Exception {
        printer.next = Outcome.NOT_STARTED;
        journal.add("p", receipt("a"));
        assertThat(duty.turn()).isFalse();
        assertThat(state("a")).isEqualTo(JobState.QUEUED);
        printer.next = Outcome.CONFIRMED;
        assertThat(duty.turn()).as("too early").isFalse();
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(duty.turn()).isTrue();
        assertThat(printer.printed).containsExactly("a", "a");
        assertThat(state("a")).isEqualTo(JobState.CONFIRMED);
    }

    @Test
    void troubleIsToldOnceAndItsEndToo() throws Exception {
        printer.notReady = "no paper";
        journal.add("p", receipt("a"));
        for (int i = 0; i < 10; i++) {
            duty.turn();
            nanos += Duration.ofSeconds(5).toNanos();
        }
        assertThat(duty.trouble()).isEqualTo("no paper");
        printer.notReady = "";
        duty.turn();
        assertThat(said).containsExactly("trouble no paper", "a SENDING", "a CONFIRMED", "well");
        assertThat(duty.trouble()).isEmpty();
    }

    @Test
    void theDrawerIsNowOrNever() throws Exception {
        printer.notReady = "no paper";
        journal.add("p", PrintJob.drawer("d"));
        duty.turn();
        assertThat(state("d")).isEqualTo(JobState.FAILED);
        printer.notReady = "";
        nanos += Duration.ofSeconds(5).toNanos();
        duty.turn();
        assertThat(printer.printed).isEmpty();
    }

    @Test
    void aDrawerThatWaitedBehindALongReceiptStaysShut() throws Exception {
        PrintJob late = PrintJob.drawer("late");
        PrintJob soon = PrintJob.drawer("soon");
        duty.asked(late);
        journal.add("p", late);
        nanos += Duration.ofSeconds(11).toNanos();
        duty.asked(soon);
        journal.add("p", soon);
        while (duty.turn()) {}
        assertThat(printer.printed).containsExactly("soon");
        assertThat(state("late")).isEqualTo(JobState.FAILED);
    }

    @Test
    void aPulseThatDidNotLeaveIsNotTriedAgain() throws Exception {
        printer.next = Outcome.NOT_STARTED;
        journal.add("p", PrintJob.drawer("d"));
        duty.turn();
        nanos += Duration.ofSeconds(5).toNanos();
        duty.turn();
        assertThat(printer.printed).containsExactly("d");
        assertThat(state("d")).isEqualTo(JobState.FAILED);
    }

    @Test
    void afterAStartWhatWasOnItsWayIsLeftAloneAndTheRestIsPrinted() throws Exception {
        for (String id : List.of("sending", "queued")) journal.add("p", receipt(id));
        journal.add("p", PrintJob.drawer("drawer"));
        journal.move("sending", JobState.SENDING, "");
        duty.settle();
        while (duty.turn()) {}
        assertThat(printer.printed).containsExactly("queued");
        assertThat(printer.owed).isEqualTo(3);
        assertThat(state("sending")).isEqualTo(JobState.SENT_UNCONFIRMED);
        assertThat(state("drawer")).isEqualTo(JobState.FAILED);
    }

    @Test
    void aTornPieceIsStillKnownAfterEachStartUntilAnotherJobHasEnded() throws Exception {
        journal.add("p", receipt("torn"));
        journal.move("torn", JobState.SENDING, "");
        journal.move("torn", JobState.FAILED, "the wire broke");
        journal.add("p", PrintJob.drawer("drawer"));
        duty.settle();
        assertThat(printer.owed).isEqualTo(3);
        printer.owed = -1;
        journal.add("p", receipt("next"));
        while (duty.turn()) {}
        duty.settle();
        assertThat(printer.owed).isEqualTo(-1);
    }
}
