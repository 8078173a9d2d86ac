package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.Schema;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal is cut off at its old end, and what remains still proves itself. */
class JournalCutTest {
    private static final Duration KEEP = Duration.ofDays(400);

    @TempDir private Path folder;
    private final HandClock clock = new HandClock();
    private final SigningKey key = SigningKey.generate();
    private Ledger ledger;

    @BeforeEach
    void open() throws StorageException {
        ledger =
                Ledger.open(
                        new LedgerSetup(
                                folder,
                                "msk-1-02",
                                "1",
                                new PersonalKey(new byte[32]),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                Connector.sqlite(),
                                clock,
                                clock,
                                new SplittableRandom(7)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Sells so often, each answered or not. */
    private void sell(String name, int sales, boolean answered) throws StorageException {
        for (int i = 0; i < sales; i++) {
            SaleDraft draft = anonymous(Drafts.sale(ledger, name + i));
            ledger.open(draft, request("open " + name + i));
            ledger.confirm(draft.id(), request("confirm " + name + i), Optional.empty());
            if (answered) {
                answer(draft.operation());
            }
        }
    }

    private static SaleDraft anonymous(SaleDraft draft) {
        return new SaleDraft(
                draft.id(),
                draft.operation(),
                Optional.empty(),
                draft.receipt(),
                draft.body(),
                draft.pack(),
                draft.offline(),
                draft.figures());
    }

    private void answer(UUID operation) throws StorageException {
        Contact contact =
                new Contact(clock.instant(), Duration.ofDays(3), "g", Contact.Standing.LIVE, false);
        Answer accepted = Answer.accepted(operation, 1);
        ledger.correspondence()
                .take(
                        new BatchAnswer(List.of(accepted), 0, Duration.ofDays(30), contact),
                        0,
                        ledger.clock().moment());
    }

    private int cut(int most) throws StorageException {
        return ledger.attic().cutJournal(KEEP, most, key);
    }

    private String ours() {
        return key.verifyKey().base64();
    }

    @Test
    void whatIsOldIsCutOffAndTheRestStillVerifies() throws Exception {
        sell("old", 20, true);
        long before = ledger.journal().verify().entries();
        clock.pass(KEEP.plusDays(1));
        sell("new", 3, true);
        assertThat(cut(10)).isEqualTo(10);
        assertThat(cut(1_000)).isEqualTo((int) before - 10);
        assertThat(cut(1_000)).isZero();
        Journal.Verdict verdict = ledger.journal().verify(ours()::equals);
        assertThat(verdict.problem()).isEmpty();
        assertThat(verdict.first()).isEqualTo(before + 1);
        ledger.close();
        open();
        sell("newer", 1, true);
        assertThat(ledger.journal().verify(ours()::equals).holds()).isTrue();
    }

    @Test
    void whatNobodyHasAnsweredStaysAndAllAfterIt() throws Exception {
        sell("old", 2, true);
        sell("waits", 1, false);
        sell("later", 2, true);
        clock.pass(KEEP.plusDays(1));
        cut(1_000);
        assertThat(ledger.journal().after(0, 1_000))
                .filteredOn(entry -> entry.kind().equals("operation.sale"))
                .hasSize(3);
        assertThat(ledger.journal().verify(ours()::equals).holds()).isTrue();
    }

    @Test
    void aJournalThatOnlyWaitsToBeCutDoesNotGrow() throws Exception {
        sell("old", 5, true);
        clock.pass(KEEP.plusDays(1));
        for (int i = 0; i < 10; i++) {
            cut(1_000);
            clock.pass(KEEP.plusDays(1));
        }
        assertThat(ledger.journal().verify().entries()).isLessThanOrEqualTo(2);
    }

    @Test
    void whoCutsItAwayWithoutTheRegistersKeyIsFound() throws Exception {
        sell("old", 5, true);
        byHand("delete from journal where number <= 4");
        assertThat(ledger.journal().verify().problem())
                .hasValueSatisfying(p -> assertThat(p).contains("nobody signed for it"));
    }

    @Test
    void aCutSignedByAStrangerIsFound() throws Exception {
        sell("old", 5, true);
        clock.pass(KEEP.plusDays(1));
        ledger.attic().cutJournal(KEEP, 4, SigningKey.generate());
        assertThat(ledger.journal().verify(ours()::equals).problem())
                .hasValueSatisfying(p -> assertThat(p).contains("did not sign for it"));
    }

    @Test
    void moreCutAwayThanWasSignedForIsFound() throws Exception {
        sell("old", 5, true);
        clock.pass(KEEP.plusDays(1));
        cut(4);
        byHand("delete from journal where number <= 6");
        assertThat(ledger.journal().verify(ours()::equals).holds()).isFalse();
    }

    private void byHand(String change) throws StorageException {
        ledger.close();
        Path file = folder.resolve("ledger.db");
        try (Database database = Database.open(file, Connector.sqlite(), Schema.scripts())) {
            database.write(() -> database.run(change));
        }
        open();
    }

    @Test
    void answeredOperationsAreKeptAsLongAsTheProcessorAsks() throws Exception {
        sell("old", 3, true);
        clock.pass(Duration.ofDays(29));
        assertThat(ledger.correspondence().forgetAnswered()).isZero();
        sell("new", 1, true);
        clock.pass(Duration.ofDays(2));
        assertThat(ledger.correspondence().forgetAnswered()).isEqualTo(3);
        assertThat(ledger.correspondence().forgetAnswered()).isZero();
        assertThat(ledger.journal().verify().holds()).isTrue();
    }
}
