package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {
    private static final int MORE_THAN_ARE_KEPT = 1_100;

    private static void printed(MemoryJournal journal, String printer, String id) {
        PrintJob job = new PrintJob(id, PrintJob.Kind.RECEIPT, id, new byte[] {1});
        assertThat(journal.add(printer, job)).isTrue();
        journal.move(id, JobState.SENDING, "");
        journal.move(id, JobState.CONFIRMED, "");
    }

    @Test
    void askingForTheOldestPaperAgainPrintsNothing() {
        MemoryJournal journal = new MemoryJournal();
        for (int i = 0; i < 1_000; i++) printed(journal, "p", "" + i);
        PrintJob again = new PrintJob("0", PrintJob.Kind.RECEIPT, "0", new byte[] {1});
        assertThat(journal.add("p", again)).isFalse();
        assertThat(journal.next("p")).isEmpty();
    }

    @Test
    void theLastPaperOfAQuietPrinterStaysWhileOthersPrint() {
        MemoryJournal journal = new MemoryJournal();
        printed(journal, "quiet", "the last");
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) printed(journal, "busy", "" + i);
        assertThat(journal.last("quiet")).map(record -> record.job().id()).contains("the last");
        assertThat(journal.all()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(journal.find("0")).isEmpty();
    }

    @Test
    void whatWaitsIsNeverDropped() {
        MemoryJournal journal = new MemoryJournal();
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            journal.add("p", new PrintJob("" + i, PrintJob.Kind.RECEIPT, "", new byte[] {1}));
        }
        assertThat(journal.open("p")).hasSize(MORE_THAN_ARE_KEPT);
    }

    @Override
    protected JobJournal open() {
        return new MemoryJournal();
    }
}
