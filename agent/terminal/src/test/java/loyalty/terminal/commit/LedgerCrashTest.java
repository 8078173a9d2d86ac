package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.fromHold;
import static loyalty.terminal.commit.Drafts.fromRight;
import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.EnrolDraft;
import loyalty.terminal.sale.Gifts;
import loyalty.terminal.sale.GivenBack;
import loyalty.terminal.sale.GrantDraft;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.ReturnDraft;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine dies at the first call to the database, then at the second, and so on until the step
 * gets through. After each death the ledger is opened again, what must hold is checked, and the
 * step is repeated as a till would repeat it.
 */
class LedgerCrashTest {
    private static final long GRANTED = 100;

    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private final SaleDraft sale =
            Drafts.sale(
                    "s-1",
                    UUID.fromString("01a2120a-61c0-7dd7-8113-0f35fd0f1987"),
                    "A-1",
                    fromRight("l-1", 60));
    private final SaleDraft held =
            Drafts.sale(
                    "s-2",
                    UUID.fromString("01a2120a-61c0-7dd7-8113-0f35fd0f1988"),
                    "A-2",
                    fromHold("l-1", 60));

    /** What a till does with the ledger, to the end. */
    private interface Step {
        void take(Ledger ledger) throws StorageException;
    }

    private Ledger open(Path place, Connector connector) throws StorageException {
        return Ledgers.open(place, clock, connector);
    }

    private Contact contact() {
        return new Contact(clock.instant(), Duration.ofDays(3), "g1", Contact.Standing.LIVE, false);
    }

    /** An enrolled register with rights on one lot. */
    private void prepare(Path place) throws StorageException {
        try (Ledger ledger = open(place, Connector.sqlite())) {
            EnrolAnswer enrolled =
                    new EnrolAnswer(
                            new Holder("r-1", 1),
                            "msk-1",
                            "veska",
                            SigningKey.generate().verifyKey().base64(),
                            Base64.getEncoder().encodeToString(new byte[32]),
                            Tree.mapping().node(),
                            contact());
            Keys keys = Keys.open(place.resolve("keys"));
            String key = keys.signing().verifyKey().base64();
            ledger.correspondence().enrolled(enrolled, ledger.clock().moment(), keys, key);
            ledger.correspondence()
                    .take(
                            new RightsAnswer(List.of(view(GRANTED, false)), List.of(), contact()),
                            ledger.clock().moment());
        }
    }

    private static MemberView view(long granted, boolean recalled) {
        return new MemberView(
                "m-1",
                recalled ? 3 : 2,
                Optional.empty(),
                Optional.of(Tree.mapping().put("id", "m-1").put("name", "Anna").node()),
                List.of(new MemberView.Right("l-1", 1, granted, recalled, List.of())));
    }

    private void survives(Step before, Step step, Step check) throws Exception {
        Path prepared = folder.resolve("prepared");
        prepare(prepared);
        try (Ledger ledger = open(prepared, Connector.sqlite())) {
            before.take(ledger);
        }
        int deaths = 0;
        for (boolean through = false; !through; deaths++) {
            Path place = folder.resolve("death-" + deaths);
            copy(prepared, place);
            through = lives(place, deaths, step);
            try (Ledger reopened = open(place, Connector.sqlite())) {
                assertSound(reopened);
                step.take(reopened);
                assertSound(reopened);
                check.take(reopened);
            }
        }
        assertThat(deaths).isGreaterThan(5);
    }

    private boolean lives(Path place, int calls, Step step) throws StorageException {
        CrashingConnection crashing = new CrashingConnection();
        Ledger doomed = open(place, crashing.connector());
        try {
            crashing.crashAfter(calls);
            step.take(doomed);
            return true;
        } catch (StorageException e) {
            assertThat(crashing.crashed()).isTrue();
            return false;
        } finally {
            doomed.close();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** What holds at every moment: points set aside and spent never exceed what was granted. */
    private static void assertSound(Ledger ledger) throws StorageException {
        assertThat(ledger.journal().verify().problem()).isEmpty();
        assertThat(ledger.register().fenced()).isFalse();
        RightTotals right = ledger.rights().of("l-1").orElseThrow();
        assertThat(right.remaining()).isNotNegative();
        assertThat(right.granted()).isEqualTo(GRANTED);
        long inOutbox = 0;
        for (Outbox.Entry entry : ledger.outbox().waiting(100)) {
            if (entry.kind().equals(OperationKind.SALE.word())) {
                inOutbox += rightsIn(entry);
            }
        }
        assertThat(right.spent()).isEqualTo(inOutbox);
        assertThat(ledger.outbox().waiting(100))
                .extracting(Outbox.Entry::seq)
                .doesNotHaveDuplicates();
    }

    private static long rightsIn(Outbox.Entry entry) throws StorageException {
        try {
            return SaleBody.read(entry.operation().body()).spends().stream()
                    .mapToLong(SaleBody.Spend::right)
                    .sum();
        } catch (InvalidDocumentException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void openingASaleIsWholeOrNotAtAllWhereverWeCrash() throws Exception {
        survives(
                ledger -> {},
                ledger -> ledger.open(sale, request("1")),
                ledger -> {
                    assertThat(ledger.undecided()).hasSize(1);
                    assertThat(ledger.rights().of("l-1").orElseThrow().held()).isEqualTo(60);
                });
    }

    @Test
    void aConfirmedSaleAndItsOperationLiveOrDieTogetherWhereverWeCrash() throws Exception {
        survives(
                ledger -> ledger.open(sale, request("1")),
                ledger ->
                        ledger.confirm(
                                sale.id(), request("2"), Optional.of(new KeptAnswer(200, "{}"))),
                ledger -> {
                    assertThat(ledger.outbox().waiting(10))
                            .extracting(Outbox.Entry::id)
                            .containsExactly(sale.operation());
                    assertThat(ledger.answered(request("2"))).isPresent();
                    assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(40);
                });
    }

    @Test
    void aConfirmedSaleOwesItsReceiptUntilItIsQueuedWhereverWeCrash() throws Exception {
        survives(
                ledger -> ledger.open(sale, request("1")),
                ledger -> {
                    ledger.confirm(sale.id(), request("2"), Optional.empty(), true);
                    boolean confirmed =
                            ledger.sale(sale.id()).orElseThrow().state() == SaleState.CONFIRMED;
                    assertThat(confirmed).isEqualTo(!ledger.paper().all(10).isEmpty());
                },
                ledger ->
                        assertThat(ledger.paper().all(10))
                                .containsExactly(OwedPaper.of(sale.id())));
    }

    @Test
    void aSettledReceiptIsOwedNoMoreOrStillWhereverWeCrash() throws Exception {
        survives(
                ledger -> {
                    ledger.open(held, request("1"));
                    ledger.confirm(held.id(), request("2"), Optional.empty(), true);
                },
                ledger -> ledger.paper().settled(List.of(held.id().value())),
                ledger -> assertThat(ledger.paper().all(10)).isEmpty());
    }

    @Test
    void aNewcomerTheirGiftAndTheirCardLiveOrDieTogetherWhereverWeCrash() throws Exception {
        EnrolDraft newcomer = Drafts.newcomer("m-new");
        OwedPaper card = Drafts.paper("enrolment:m-new");
        Gifts gifts = new Gifts(List.of(Drafts.gift("m-new")), Optional.of(card));
        survives(
                ledger -> {},
                ledger -> {
                    ledger.occasions().enrol(newcomer, request("1"), Optional.empty(), gifts);
                    boolean known = ledger.members().find("m-new").isPresent();
                    assertThat(known).isEqualTo(!ledger.paper().all(10).isEmpty());
                },
                ledger -> {
                    assertThat(ledger.outbox().waiting(10))
                            .extracting(Outbox.Entry::kind)
                            .containsExactly(
                                    OperationKind.ENROL.word(), OperationKind.GRANT.word());
                    assertThat(ledger.paper().all(10)).containsExactly(card);
                });
    }

    @Test
    void aBirthdaysGiftAndItsGreetingLiveOrDieTogetherWhereverWeCrash() throws Exception {
        OwedPaper greeting = Drafts.paper("birthday:m-1");
        GrantDraft grant = Drafts.gift("m-1");
        survives(
                ledger -> {},
                ledger -> {
                    // As a till does that gives what is due: once.
                    if (ledger.occasions().canGrant(grant)) {
                        ledger.occasions()
                                .grantDue(new Gifts(List.of(grant), Optional.of(greeting)));
                    }
                },
                ledger -> {
                    assertThat(ledger.outbox().waiting(10)).hasSize(1);
                    assertThat(ledger.paper().all(10)).containsExactly(greeting);
                });
    }

    @Test
    void aReturnAndItsReceiptLiveOrDieTogetherWhereverWeCrash() throws Exception {
        OwedPaper receipt = Drafts.paper("return-1");
        ReturnDraft draft = Drafts.giveBack("return-1", "s-1", receipt);
        survives(
                ledger -> ledger.open(sale, request("1")),
                ledger -> ledger.occasions().giveBack(draft, request("2"), Optional.empty(), true),
                ledger -> {
                    assertThat(ledger.paper().all(10)).containsExactly(receipt);
                    GivenBack written = ledger.occasions().returnsOf("s-1").get(0);
                    assertThat(ledger.paper().kept(written)).isEqualTo(receipt.about());
                });
    }

    @Test
    void aCancelledSaleAlwaysTellsTheProcessorToLetGoWhereverWeCrash() throws Exception {
        survives(
                ledger -> ledger.open(held, request("1")),
                ledger -> ledger.cancel(held.id(), request("2"), Optional.empty()),
                ledger ->
                        assertThat(ledger.outbox().waiting(10))
                                .extracting(Outbox.Entry::kind)
                                .containsExactly(OperationKind.CANCEL.word()));
    }

    @Test
    void goingOnWithoutTheProcessorLetsGoOfTheHoldWhereverWeCrash() throws Exception {
        SaleDraft offline = Drafts.sale("s-2", held.operation(), "A-2", fromRight("l-1", 60));
        survives(
                ledger -> ledger.open(held, request("1")),
                ledger -> ledger.replace(offline),
                ledger -> {
                    assertThat(ledger.outbox().waiting(10))
                            .extracting(Outbox.Entry::kind)
                            .containsExactly(OperationKind.CANCEL.word());
                    assertThat(ledger.sale(held.id()).orElseThrow().draft()).isEqualTo(offline);
                });
    }

    @Test
    void aRecallLowersTheRightAndWritesItsReturnTogetherWhereverWeCrash() throws Exception {
        survives(
                ledger -> {},
                ledger ->
                        ledger.correspondence()
                                .take(
                                        new RightsAnswer(
                                                List.of(view(GRANTED, true)), List.of(), contact()),
                                        ledger.clock().moment()),
                ledger -> {
                    assertThat(ledger.outbox().waiting(10))
                            .extracting(Outbox.Entry::kind)
                            .containsExactly(OperationKind.RIGHTS_RETURN.word());
                    assertThat(ledger.rights().of("l-1").orElseThrow().returned())
                            .isEqualTo(GRANTED);
                });
    }

    @Test
    void answersToABatchAreTakenWholeOrNotAtAllWhereverWeCrash() throws Exception {
        survives(
                ledger -> {
                    ledger.open(held, request("1"));
                    ledger.cancel(held.id(), request("2"), Optional.empty());
                },
                ledger -> {
                    List<Answer> answers = new ArrayList<>();
                    for (Outbox.Entry entry : ledger.outbox().waiting(10)) {
                        answers.add(Answer.accepted(entry.id(), 5));
                    }
                    ledger.correspondence()
                            .take(
                                    new BatchAnswer(answers, 1, Duration.ofDays(30), contact()),
                                    1,
                                    ledger.clock().moment());
                },
                ledger -> assertThat(ledger.outbox().waiting(10)).isEmpty());
    }
}
