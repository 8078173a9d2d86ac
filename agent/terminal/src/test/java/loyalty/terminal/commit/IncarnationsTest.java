package loyalty.terminal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
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
        ledger = Ledgers.open(folder, clock);
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
        return contact("g1", Contact.Standing.LIVE);
    }

    private Contact contact(String generation, Contact.Standing standing) {
        return new Contact(clock.instant(), Duration.ofDays(3), generation, standing, false);
    }

    private Keys keys() throws StorageException {
        return Keys.open(folder.resolve("keys"));
    }

    private static String told(SigningKey key) {
        return key.verifyKey().base64();
    }

    private void enrol(long incarnation) throws StorageException {
        enrol(incarnation, told(keys().next()));
    }

    private void enrol(long incarnation, String key) throws StorageException {
        EnrolAnswer answer =
                new EnrolAnswer(
                        new Holder("r-1", incarnation),
                        "msk-1",
                        "veska",
                        SigningKey.generate().verifyKey().base64(),
                        Base64.getEncoder().encodeToString(new byte[32]),
                        Tree.mapping().node(),
                        contact());
        ledger.correspondence().enrolled(answer, ledger.clock().moment(), keys(), key);
    }

    private void sell(String number) throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, number);
        ledger.open(draft, Drafts.request("open " + number));
        ledger.confirm(draft.id(), Drafts.request("confirm " + number), Optional.empty());
    }

    @Test
    void aBatchHasOneAuthor() throws StorageException {
        assertThat(ledger.correspondence().nextBatch(0, 10, 1 << 20))
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

    private void leased(String lot, long incarnation, long points) throws StorageException {
        Tree owned = Tree.mapping().put("id", lot).put("points", "100");
        Tree member =
                Tree.mapping().put("id", "m-1").put("lots", Tree.sequence(List.of(owned.node())));
        MemberView view =
                new MemberView(
                        "m-1",
                        1,
                        Optional.empty(),
                        Optional.of(member.node()),
                        List.of(new MemberView.Right(lot, incarnation, points, false, List.of())));
        ledger.correspondence().take(view, Optional.empty(), contact(), ledger.clock().moment());
    }

    /** Its keys are of the later life, and as nobody else will the processor hear it. */
    @Test
    void aLedgerPutBackToAnEarlierLifeBesideItsKeysAsksAsTheLaterOne() throws Exception {
        ledger.close();
        Path copy = Files.copy(folder.resolve("ledger.db"), folder.resolve("copy"));
        ledger = Ledgers.open(folder, clock);
        enrol(3);
        ledger.close();
        Files.copy(copy, folder.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        ledger = Ledgers.open(folder, clock);
        assertThat(ledger.register().holder()).isEqualTo(new Holder("r-1", 3));
        assertThat(ledger.register().fenced()).isTrue();
        assertThat(waiting()).extracting(Outbox.Entry::incarnation).containsExactly(1L, 2L);
    }

    private void awaited(String sale, long incarnation) throws StorageException {
        MemberView view =
                new MemberView(
                        "m-1",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(new MemberView.Awaited(sale, incarnation)));
        ledger.correspondence().take(view, Optional.empty(), contact(), ledger.clock().moment());
    }

    /** It was put back with all that could have told it so. */
    @Test
    void aRegisterOfWhichASaleIsAwaitedThatItDoesNotKnowIsFenced() throws StorageException {
        awaited("forgotten", 2);
        assertThat(ledger.register().fenced()).isTrue();
    }

    @Test
    void aKnownSaleOrOneOfAnotherLifeMayBeAwaited() throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, "9");
        ledger.open(draft, Drafts.request("open 9"));
        awaited(draft.id().value(), 2);
        awaited("of the life before", 1);
        assertThat(ledger.register().fenced()).isFalse();
    }

    /** Its paper is a fact, but the rights of the life that opened it are void. */
    @Test
    void aSaleThatWasPrintedInAnEarlierLifeIsConfirmedWithoutThatLifesRights()
            throws StorageException {
        leased("l-1", 2, 60);
        SaleDraft draft = Drafts.sale(ledger, "9", Drafts.fromRight("l-1", 40));
        assertThat(ledger.open(draft, Drafts.request("open 9"))).isInstanceOf(Outcome.Done.class);
        ledger.printing(draft.id());
        enrol(3);
        assertThat(ledger.confirm(draft.id(), Drafts.request("confirm 9"), Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done ->
                                assertThat(done.sale().draft().body().spends())
                                        .containsExactly(new SaleBody.Spend("l-1", 40, 0, 0)));
    }

    /** Nor do they lessen what the new life is given on the same lot. */
    @Test
    void whatAnOpenSaleSetAsideInAnEarlierLifeIsNotTakenFromTheRightsOfThisOne()
            throws StorageException {
        leased("l-1", 2, 60);
        SaleDraft draft = Drafts.sale(ledger, "9", Drafts.fromRight("l-1", 40));
        ledger.open(draft, Drafts.request("open 9"));
        ledger.printing(draft.id());
        enrol(3);
        leased("l-1", 3, 50);
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(50);
        ledger.confirm(draft.id(), Drafts.request("confirm 9"), Optional.empty());
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(50);
    }

    /** The processor's count of an incarnation, with answers to some operations. */
    private void counted(String generation, long author, long seq, Answer... answers)
            throws StorageException {
        BatchAnswer batch =
                new BatchAnswer(
                        List.of(answers),
                        seq,
                        Duration.ofDays(30),
                        contact(generation, Contact.Standing.LIVE));
        ledger.correspondence().take(batch, author, ledger.clock().moment());
    }

    private List<Outbox.Entry> waiting() throws StorageException {
        return ledger.outbox().waiting(10);
    }

    @Test
    void totalsAreToldOnceTheRestoredProcessorCountedThePresentLife() throws StorageException {
        counted("g1", 1, 1);
        assertThat(ledger.correspondence().agenda().counted()).isFalse();
        counted("g1", 2, 1);
        assertThat(ledger.correspondence().agenda().counted()).isTrue();
        ledger.correspondence().take(contact("g2", Contact.Standing.LIVE), ledger.clock().moment());
        assertThat(ledger.correspondence().agenda().counted()).isFalse();
        ledger.correspondence().totalsSent();
        assertThat(ledger.correspondence().agenda().totalsDue()).isTrue();
        counted("g2", 2, 1);
        ledger.correspondence().totalsSent();
        assertThat(ledger.correspondence().agenda().totalsDue()).isFalse();
    }

    /** The count did not fall: it had stopped before the gap all the time. */
    @Test
    void whatWasAnsweredBeyondAGapIsSentAgainToARestoredProcessor() throws StorageException {
        sell("3");
        UUID first = waiting().get(1).id();
        UUID second = waiting().get(2).id();
        counted(
                "g1",
                2,
                0,
                Answer.later(first, Answer.Reason.UNKNOWN_MEMBER, "not here"),
                Answer.accepted(second, 1));
        assertThat(waiting()).extracting(Outbox.Entry::id).doesNotContain(second);
        counted("g2", 2, 0);
        assertThat(waiting()).extracting(Outbox.Entry::id).contains(second);
    }

    @Test
    void aLifeThatEndsBeforeARestoredProcessorCountedItIsSentAgain() throws StorageException {
        UUID second = waiting().get(1).id();
        counted("g1", 2, 1, Answer.accepted(second, 1));
        ledger.correspondence()
                .take(contact("g2", Contact.Standing.FENCED), ledger.clock().moment());
        enrol(3);
        assertThat(waiting()).extracting(Outbox.Entry::id).contains(second);
    }

    @Test
    void anEnrolmentUnderThePresentKeyKeepsItThoughTheNextIsMade() throws StorageException {
        String present = told(keys().signing());
        keys().next();
        enrol(3, present);
        assertThat(told(keys().signing())).isEqualTo(present);
        keys().resume(ledger.register());
        assertThat(told(keys().signing())).isEqualTo(present);
    }

    @Test
    void anEnrolmentThatComesAfterItsKeyIsGoneChangesNothing() throws StorageException {
        String before = told(keys().signing());
        enrol(4);
        enrol(3, before);
        assertThat(ledger.register().incarnation()).isEqualTo(4);
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
