package loyalty.drivers.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest extends JournalContract {
    @TempDir Path directory;

    @Override
    protected JobJournal open() throws IOException {
        return FileJournal.open(file());
    }

    private Path file() {
        return directory.resolve("jobs");
    }

    private static PrintJob job(String id) {
        return new PrintJob(id, PrintJob.Kind.COPY, "копия", new byte[] {1});
    }

    @Test
    void statesSurviveAndEndedJobsStayKnownById() throws Exception {
        try (FileJournal journal = FileJournal.open(file())) {
            for (String id : new String[] {"queued", "sending", "done"}) journal.add("p", job(id));
            journal.move("sending", JobState.SENDING, "");
            journal.move("done", JobState.SENDING, "");
            journal.move("done", JobState.CONFIRMED, "");
        }
        try (FileJournal journal = FileJournal.open(file())) {
            assertThat(journal.open("p"))
                    .extracting(record -> record.job().id())
                    .containsExactly("queued", "sending");
            assertThat(journal.find("sending").orElseThrow().state()).isEqualTo(JobState.SENDING);
            assertThat(journal.next("p")).contains(job("queued"));
            assertThat(journal.add("p", job("done"))).as("never a second copy").isFalse();
            assertThat(journal.find("done").orElseThrow().state()).isEqualTo(JobState.CONFIRMED);
        }
    }

    @Test
    void theLastJobKeepsItsBytesThroughEveryStart() throws Exception {
        PrintJob torn = new PrintJob("torn", PrintJob.Kind.RECEIPT, "t", new byte[500]);
        try (FileJournal journal = FileJournal.open(file())) {
            journal.add("p", torn);
            journal.move("torn", JobState.SENDING, "");
            journal.move("torn", JobState.FAILED, "the wire broke");
        }
        for (int start = 0; start < 3; start++) {
            try (FileJournal journal = FileJournal.open(file())) {
                assertThat(journal.last("p").orElseThrow().job().bytes()).hasSize(500);
                assertThat(journal.last("q")).isEmpty();
            }
        }
    }

    @Test
    void aCrashAtAnyByteLosesAtMostTheStepThatWasNotReported() throws Exception {
        byte[] before;
        byte[] after;
        try (FileJournal journal = FileJournal.open(file())) {
            journal.add("p", job("1"));
            before = Files.readAllBytes(file());
            journal.move("1", JobState.SENDING, "");
            after = Files.readAllBytes(file());
        }
        for (int length = before.length; length <= after.length; length++) {
            Files.write(file(), Arrays.copyOf(after, length));
            JobState expected = length == after.length ? JobState.SENDING : JobState.QUEUED;
            try (FileJournal journal = FileJournal.open(file())) {
                assertThat(journal.find("1").orElseThrow().state()).isEqualTo(expected);
            }
        }
    }

    @Test
    void theFileStaysSmallHoweverManyReceiptsArePrinted() throws Exception {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 7);
        try (FileJournal journal = FileJournal.open(file())) {
            for (int i = 0; i < 100; i++) {
                PrintJob job = new PrintJob("" + i, PrintJob.Kind.RECEIPT, "r", bytes);
                journal.add("p", job);
                journal.move(job.id(), JobState.SENDING, "");
                journal.move(job.id(), JobState.CONFIRMED, "");
            }
            assertThat(Files.size(file())).isLessThan(4_500_000);
        }
        try (FileJournal journal = FileJournal.open(file())) {
            assertThat(journal.find("99").orElseThrow().state()).isEqualTo(JobState.CONFIRMED);
        }
        assertThat(Files.size(file())).isLessThan(20_000);
    }

    @Test
    void twoProgramsCannotShareIt() throws Exception {
        try (FileJournal first = FileJournal.open(file())) {
            assertThat(first.open("p")).isEmpty();
            assertThatThrownBy(() -> FileJournal.open(file()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another agent");
        }
        FileJournal.open(file()).close();
    }

    @Test
    void damageInTheMiddleIsToldNotSkipped() throws Exception {
        try (FileJournal journal = FileJournal.open(file())) {
            journal.add("p", job("1"));
        }
        Files.writeString(file(), "nonsense\n" + Files.readString(file()));
        assertThatThrownBy(() -> FileJournal.open(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
