package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every journal of print jobs must do; the program's own database runs it too. */
public abstract class JournalContract {
    /** A journal; the second call in a test opens what the first one wrote. */
    protected abstract JobJournal open() throws Exception;

    private static PrintJob job(String id) {
        return new PrintJob(id, PrintJob.Kind.RECEIPT, "чек " + id, new byte[] {0, 9, 10, -1});
    }

    @Test
    void theOldestQueuedJobOfAPrinterComesFirst() throws Exception {
        JobJournal journal = open();
        journal.add("left", job("1"));
        journal.add("right", job("2"));
        journal.add("left", job("3"));
        assertThat(journal.next("left")).contains(job("1"));
        assertThat(journal.next("left")).as("looking does not take").contains(job("1"));
        journal.move("1", JobState.SENDING, "");
        assertThat(journal.next("left")).contains(job("3"));
        assertThat(journal.next("right")).contains(job("2"));
        assertThat(journal.next("none")).isEmpty();
    }

    @Test
    void anIdIsOneJob() throws Exception {
        JobJournal journal = open();
        assertThat(journal.add("p", job("1"))).isTrue();
        assertThat(journal.add("p", job("1"))).isFalse();
        journal.move("1", JobState.SENDING, "");
        journal.move("1", JobState.CONFIRMED, "");
        assertThat(journal.add("p", job("1"))).isFalse();
        assertThat(journal.open("p")).isEmpty();
    }

    @Test
    void nothingComesBackFromTheEnd() throws Exception {
        JobJournal journal = open();
        journal.add("p", job("1"));
        journal.move("1", JobState.SENDING, "");
        journal.move("1", JobState.FAILED, "why");
        assertThat(journal.find("1").orElseThrow().note()).isEqualTo("why");
        assertThatThrownBy(() -> journal.move("1", JobState.QUEUED, ""))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.move("other", JobState.SENDING, ""))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openJobsAreListedInOrder() throws Exception {
        JobJournal journal = open();
        for (int i = 0; i < 20; i++) journal.add("p", job("" + i));
        journal.move("5", JobState.SENDING, "");
        assertThat(journal.open("p")).hasSize(20);
        assertThat(journal.open("p").get(5).state()).isEqualTo(JobState.SENDING);
    }
}
