package loyalty.terminal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register that became somebody new still has things to say as who it was. */
class IncarnationsTest {
    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private Ledger ledger;

    @BeforeEach
    void oneSaleInEachOfTwoLives() throws StorageException {
        ledger =
                Ledger.open(
                        new LedgerSetup(
                                folder,
                                "r-1",
                                "1",
                                new PersonalKey(new byte[32]),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                Connector.sqlite(),
                                clock,
                                clock,
                                new SplittableRandom(7)));
        enrol(1);
        sell("1");
        enrol(2);
        sell("2");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Contact contact() {
        return new Contact(clock.instant(), Duration.ofDays(3), "g1", Contact.Standing.LIVE, false);
    }

    private void enrol(long incarnation) throws StorageException {
        EnrolAnswer answer =
                new EnrolAnswer(
                        new Holder("r-1", incarnation),
                        "msk-1",
                        "veska",
                        SigningKey.generate().verifyKey().base64(),
                        Base64.getEncoder().encodeToString(new byte[32]),
                        Tree.mapping().node(),
                        contact());
        Keys keys = Keys.open(folder.resolve("keys"));
        keys.next();
        ledger.correspondence().enrolled(answer, ledger.clock().moment(), keys);
    }

    private void sell(String number) throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, number);
        ledger.open(draft, Drafts.request("open " + number));
        ledger.confirm(draft.id(), Drafts.request("confirm " + number), Optional.empty());
    }

    @Test
    void aBatchHasOneAuthor() throws StorageException {
        assertThat(ledger.correspondence().nextBatch(10, 1 << 20))
                .extracting(Outbox.Entry::incarnation)
                .containsExactly(1L);
    }

    @Test
    void whatTheProcessorCountsOfAnEarlierLifeSaysNothingOfThisOne() throws StorageException {
        BatchAnswer answer = new BatchAnswer(List.of(), 40, Duration.ofDays(30), contact());
        ledger.correspondence().take(answer, 1, ledger.clock().moment());
        assertThat(ledger.register().fenced()).isFalse();
        ledger.correspondence().take(answer, 2, ledger.clock().moment());
        assertThat(ledger.register().fenced()).isTrue();
    }

    @Test
    void changesThatAnEarlierLifeAskedForDoNotMoveTheCursor() throws StorageException {
        Changes changes = new Changes(List.of(), "c", Optional.empty(), false, contact());
        ledger.correspondence().take(changes, false, 1, ledger.clock().moment());
        assertThat(ledger.correspondence().agenda().cursor()).isEmpty();
        ledger.correspondence().take(changes, false, 2, ledger.clock().moment());
        assertThat(ledger.correspondence().agenda().cursor()).contains("c");
    }
}
