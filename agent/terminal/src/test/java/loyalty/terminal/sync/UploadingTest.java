package loyalty.terminal.sync;

import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Operation;
import loyalty.terminal.commit.Drafts;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of four, one under way while the answers to another are written. */
class UploadingTest {
    @TempDir Path folder;
    private OneRegister register;

    @BeforeEach
    void start() throws Exception {
        register = new OneRegister(folder, OneRegister::anyPack);
        register.enrol();
        register.processor.down = true;
    }

    @AfterEach
    void stop() {
        register.close();
    }

    private SaleDraft sell(int number) throws StorageException {
        SaleDraft draft = Drafts.sale(register.ledger(), "A-" + number);
        assertThat(register.ledger().open(draft, request("open " + number)))
                .isInstanceOf(Outcome.Done.class);
        register.ledger().confirm(draft.id(), request("confirm " + number), Optional.empty());
        return draft;
    }

    private List<Long> taken() {
        return register.processor.taken.values().stream().map(Operation::seq).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private void lineIsBack() throws Exception {
        register.processor.down = false;
        register.run(Duration.ofMinutes(2), Duration.ofSeconds(1));
    }

    @Test
    void whatWaitedIsToldInItsOrderAndOnce() throws Exception {
        for (int i = 1; i <= 22; i++) {
            sell(i);
        }
        lineIsBack();
        assertThat(taken()).isEqualTo(upTo(22));
        assertThat(register.processor.uploads.stream().flatMap(List::stream).toList())
                .as("sent")
                .isEqualTo(upTo(22));
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
    }

    /** All are of one member, and she is told of in order. */
    @Test
    void nothingOvertakesWhatTheProcessorWantsToHearLater() throws Exception {
        sell(1);
        SaleDraft second = sell(2);
        for (int i = 3; i <= 12; i++) {
            sell(i);
        }
        register.processor.scripted.put(
                second.operation(),
                Answer.later(second.operation(), Answer.Reason.UNKNOWN_PACK, "unknown"));
        register.processor.down = false;
        for (int turn = 0; turn < 1_000 && register.processor.uploads.isEmpty(); turn++) {
            register.run(Duration.ofMillis(100), Duration.ofMillis(100));
        }
        assertThat(register.processor.uploads.get(0)).isEqualTo(upTo(4));
        assertThat(register.processor.uploads.stream().flatMap(List::stream))
                .as("beyond the batch of which one is to come again")
                .allMatch(seq -> seq <= 4);
        register.processor.scripted.clear();
        lineIsBack();
        assertThat(taken()).containsExactlyInAnyOrderElementsOf(upTo(12));
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
    }

    @Test
    void aRegisterThatStopsWithABatchUnderWaySendsItAgainAndItCountsOnce() throws Exception {
        for (int i = 1; i <= 12; i++) {
            sell(i);
        }
        register.processor.down = false;
        for (int turn = 0; turn < 1_000 && register.processor.uploads.size() < 2; turn++) {
            register.sync().turn();
            register.till().turn();
            register.clock.pass(Duration.ofMillis(100));
        }
        register.restart();
        lineIsBack();
        assertThat(taken()).isEqualTo(upTo(12));
        assertThat(register.processor.uploads.stream().mapToInt(List::size).sum())
                .isGreaterThan(12);
        assertThat(register.ledger().outbox().backlog().operations()).isZero();
    }
}
