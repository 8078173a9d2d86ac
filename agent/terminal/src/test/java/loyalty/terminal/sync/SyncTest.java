package loyalty.terminal.sync;

import static loyalty.terminal.commit.Drafts.fromHold;
import static loyalty.terminal.commit.Drafts.fromRight;
import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Drafts;
import loyalty.terminal.commit.HandClock;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.OperationState;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.PackTrade;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
    private static final SyncSettings SETTINGS =
            new SyncSettings(
                    100,
                    100_000,
                    10,
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofDays(14),
                    Duration.ZERO);

    @TempDir Path folder;
    private final HandClock clock = new HandClock();
    private final SimulatedProcessor processor = new SimulatedProcessor(clock);
    private Keys keys;
    private Ledger ledger;
    private Till till;
    private Sync sync;

    @BeforeEach
    void start() throws StorageException {
        ledger =
                Ledger.open(
                        new LedgerSetup(
                                folder.resolve("ledger"),
                                "msk-1-02",
                                "1",
                                new PersonalKey(new byte[32]),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                Connector.sqlite(),
                                clock,
                                clock,
                                new SplittableRandom(7)));
        keys = Keys.open(folder.resolve("keys"));
        till = new Till(ledger, clock, Duration.ZERO);
        sync =
                new Sync(
                        till,
                        processor,
                        pack -> Optional.empty(),
                        new TestIdentity(),
                        new Hops(),
                        SETTINGS,
                        clock,
                        new SplittableRandom(8));
    }

    private final class TestIdentity implements Sync.Identity {
        @Override
        public Keys keys() {
            return keys;
        }

        @Override
        public void changed(EnrolAnswer answer) {}
    }

    @AfterEach
    void stop() {
        till.close();
    }

    private void restart() throws StorageException {
        till.close();
        start();
    }

    /** Takes turns until nothing moves, then lets {@code time} pass, over and over. */
    private void run(Duration time, Duration step) throws Exception {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(time) < 0;
                passed = passed.plus(step)) {
            boolean worked = true;
            for (int turns = 0; turns < 200 && worked; turns++) {
                worked = sync.turn();
                worked |= till.turn();
            }
            clock.pass(step);
        }
    }

    private void settle() throws Exception {
        run(Duration.ofSeconds(5), Duration.ofMillis(500));
    }

    private <T> T await(CompletableFuture<T> future) throws Exception {
        for (int turns = 0; turns < 500 && !future.isDone(); turns++) {
            sync.turn();
            till.turn();
        }
        return future.join();
    }

    private void enrol() throws Exception {
        await(sync.enrol("one-time"));
    }

    private SaleDraft sell(String number, SaleBody.Spend... spends) throws StorageException {
        SaleDraft draft = Drafts.sale(ledger, number, spends);
        assertThat(ledger.open(draft, request("open " + number))).isInstanceOf(Outcome.Done.class);
        ledger.confirm(draft.id(), request("confirm " + number), Optional.empty());
        return draft;
    }

    @Test
    void anOperationWhoseAnswerIsLostIsTakenOnce() throws Exception {
        enrol();
        SaleDraft draft = sell("A-1");
        processor.loseAnswers.addAll(List.of(true, true, true, true));
        run(Duration.ofSeconds(30), Duration.ofSeconds(1));
        assertThat(processor.taken.keySet()).containsExactly(draft.operation());
        assertThat(ledger.outbox().backlog().operations()).isZero();
        assertThat(ledger.outbox().find(draft.operation()).orElseThrow().state())
                .isEqualTo(OperationState.ANSWERED);
        assertThat(ledger.journal().verify().holds()).isTrue();
    }

    /** What a restored processor forgot it would else give to it a second time. */
    @Test
    void whoIsEnrolledAgainTellsWhichLifeItHas() throws Exception {
        enrol();
        enrol();
        enrol();
        assertThat(processor.latest).containsExactly(0L, 1L, 2L);
    }

    @Test
    void rightsLeasedOnlineAreSpentOfflineAndNoFurther() throws Exception {
        enrol();
        sync.lease("m-1");
        settle();
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(100);
        processor.down = true;
        settle();
        assertThat(sync.state().online()).isFalse();
        SaleDraft first = sell("A-1", fromRight("l-1", 60));
        SaleDraft second = Drafts.sale(ledger, "A-2", fromRight("l-1", 60));
        assertThat(ledger.open(second, request("2"))).isInstanceOf(Outcome.Refused.class);
        restart();
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(40);
        processor.down = false;
        run(Duration.ofMinutes(2), Duration.ofSeconds(1));
        assertThat(processor.taken.keySet()).containsExactly(first.operation());
        assertThat(sync.state().online()).isTrue();
    }

    @Test
    void theEndOfTheTermStopsSpendingAndMovesNoPoints() throws Exception {
        enrol();
        sync.lease("m-1");
        settle();
        processor.down = true;
        run(Duration.ofDays(4), Duration.ofHours(6));
        assertThat(ledger.mayRedeem()).isFalse();
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isEqualTo(100);
        processor.down = false;
        settle();
        run(Duration.ofMinutes(2), Duration.ofSeconds(5));
        assertThat(ledger.mayRedeem()).isTrue();
    }

    @Test
    void aRecallIsAnsweredWithWhatNoOpenSaleHolds() throws Exception {
        enrol();
        sync.lease("m-1");
        settle();
        SaleDraft open = Drafts.sale(ledger, "A-1", fromRight("l-1", 30));
        ledger.open(open, request("1"));
        processor.change(processor.view("m-1", 2, 100, true));
        settle();
        List<Operation> home =
                processor.taken.values().stream()
                        .filter(o -> o.kind() == OperationKind.RIGHTS_RETURN)
                        .toList();
        assertThat(home).hasSize(1);
        assertThat(RightsBody.read(home.get(0).body()).returned())
                .containsExactly(new LotPoints("l-1", 70));
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isZero();
    }

    @Test
    void aHoldThatWasAskedForIsCancelledWhenTheSaleGoesOnWithoutIt() throws Exception {
        enrol();
        SaleDraft online = Drafts.sale(ledger, "A-1", fromHold("l-1", 60));
        ledger.open(online, request("1"));
        processor.loseAnswers.add(true);
        CompletableFuture<ReservationAnswer> asked =
                sync.reserve(
                        new ReservationRequest(
                                online.id().value(),
                                "m-1",
                                List.of(new LotPoints("l-1", 60)),
                                true));
        assertThat(asked).isCompletedExceptionally();
        SaleDraft offline = Drafts.sale(online.id().value(), online.operation(), "A-1");
        ledger.replace(offline);
        restart();
        assertThat(ledger.outbox().waiting(5))
                .extracting(Outbox.Entry::kind)
                .containsExactly("cancel");
        settle();
        assertThat(processor.taken.values())
                .extracting(Operation::kind)
                .containsExactly(OperationKind.CANCEL);
        assertThat(ledger.sale(online.id()).orElseThrow().state()).isEqualTo(SaleState.OPEN);
    }

    @Test
    void aPackThatTheProcessorLostIsGivenBackAndItsSalesGo() throws Exception {
        enrol();
        PackDocument bare = new PackDocument("sha256:pack", "programme: x", "");
        ledger.correspondence()
                .packs()
                .take(
                        new PackDocument(
                                bare.hash(), bare.text(), processor.key.sign(bare.signedBytes())));
        SaleDraft waits = sell("A-1");
        unknownPack(waits);
        run(Duration.ofSeconds(20), Duration.ofSeconds(1));
        assertThat(processor.givenBack).containsExactly("sha256:pack");
        assertThat(processor.taken).containsKey(waits.operation());
        assertThat(ledger.correspondence().packs().wanted()).isEmpty();
    }

    @Test
    void aPackThatNobodyPublishedIsToldOfUntilSomebodyDoes() throws Exception {
        enrol();
        SaleDraft waits = sell("A-1");
        unknownPack(waits);
        settle();
        assertThat(ledger.correspondence().packs().wanted())
                .containsExactly(new PackTrade.Wanted("sha256:pack", Optional.empty()));
        assertThat(ledger.outbox().backlog().operations()).isEqualTo(1);
        processor.scripted.clear();
        run(Duration.ofMinutes(2), Duration.ofSeconds(5));
        assertThat(processor.taken).containsKey(waits.operation());
        assertThat(ledger.correspondence().packs().wanted()).isEmpty();
    }

    private void unknownPack(SaleDraft draft) {
        processor.scripted.put(
                draft.operation(),
                Answer.later(draft.operation(), Answer.Reason.UNKNOWN_PACK, "unknown"));
    }

    @Test
    void aRejectedOperationWaitsVisiblyUntilItIsMended() throws Exception {
        enrol();
        SaleDraft bad = sell("A-1");
        SaleDraft good = sell("A-2");
        processor.scripted.put(
                bad.operation(), Answer.rejected(bad.operation(), "MALFORMED", "no such line"));
        settle();
        assertThat(processor.taken).containsKey(good.operation());
        assertThat(ledger.outbox().quarantined(5))
                .extracting(Outbox.Entry::id)
                .containsExactly(bad.operation());
        UUID mended = OneRegister.waits(ledger.quarantine().retry(bad.operation()));
        settle();
        assertThat(processor.taken.get(mended).replaces()).contains(bad.operation());
        assertThat(ledger.outbox().quarantined(5)).isEmpty();
    }

    @Test
    void wishesThatPileUpFailNobodyAndLeaveRoomForErrands() throws Exception {
        enrol();
        SaleDraft sale = sell("A-1");
        for (int i = 0; i < 30_000; i++) {
            sync.hurry();
            sync.lease("m-" + i);
        }
        run(Duration.ofMinutes(1), Duration.ofSeconds(1));
        assertThat(processor.taken).containsKey(sale.operation());
    }

    @Test
    void oneOperationThatBreaksTheProcessorDoesNotStopTheOthers() throws Exception {
        enrol();
        SaleDraft culprit = sell("A-1");
        for (int i = 2; i < 8; i++) {
            SaleDraft other = Drafts.of("m-" + i, Drafts.sale(ledger, "A-" + i));
            ledger.open(other, request("open " + i));
            ledger.confirm(other.id(), request("confirm " + i), Optional.empty());
        }
        processor.breaksOn.put(culprit.operation(), true);
        run(Duration.ofSeconds(20), Duration.ofMillis(500));
        assertThat(processor.taken).hasSize(6).doesNotContainKey(culprit.operation());
        processor.breaksOn.clear();
        run(Duration.ofMinutes(20), Duration.ofSeconds(10));
        assertThat(processor.taken).hasSize(7);
    }

    @Test
    void aRestoredProcessorGetsWhatItLostAndTheTotals() throws Exception {
        enrol();
        sync.lease("m-1");
        settle();
        SaleDraft first = sell("A-1", fromRight("l-1", 10));
        SaleDraft second = sell("A-2", fromRight("l-1", 20));
        settle();
        assertThat(processor.taken).hasSize(2);
        processor.taken.remove(second.operation());
        processor.answers.remove(second.operation());
        processor.seq = 1;
        processor.generation = "g2";
        processor.totalsWanted = true;
        settle();
        run(Duration.ofSeconds(20), Duration.ofMillis(500));
        assertThat(processor.taken.keySet()).containsExactly(first.operation(), second.operation());
        assertThat(processor.totals).hasSize(1);
        assertThat(processor.totals.get(0).rights().get(0).spent()).isEqualTo(30);
        assertThat(processor.totalsWanted).isFalse();
    }

    @Test
    void aRestoredProcessorsOlderMembersReplaceTheNewerOnesHere() throws Exception {
        processor.change(processor.view("m-1", 7, 0, false));
        enrol();
        settle();
        assertThat(ledger.members().version("m-1")).isEqualTo(7);
        processor.change(processor.view("m-1", 5, 0, false));
        settle();
        assertThat(ledger.members().version("m-1")).isEqualTo(7);
        processor.feed.remove(0); // what was between is forgotten
        processor.generation = "g2";
        settle();
        run(Duration.ofSeconds(20), Duration.ofMillis(500));
        assertThat(ledger.members().version("m-1")).isEqualTo(5);
    }

    @Test
    void aRestoredProcessorGetsWhatEarlierLivesOfTheRegisterHadSent() throws Exception {
        enrol();
        SaleDraft first = sell("A-1");
        settle();
        processor.seq = 5; // it has heard of operations that this ledger does not know
        sell("A-2");
        settle();
        assertThat(ledger.register().incarnation()).isEqualTo(2);
        processor.taken.remove(first.operation());
        processor.answers.remove(first.operation());
        processor.generation = "g2";
        settle();
        run(Duration.ofSeconds(20), Duration.ofMillis(500));
        assertThat(processor.taken).containsKey(first.operation());
    }

    @Test
    void aRegisterPutBackToAnOlderStateAsksForANewIncarnationAndLosesItsRights() throws Exception {
        enrol();
        sync.lease("m-1");
        settle();
        processor.seq = 5; // it has heard of operations that this ledger does not know
        sell("A-1", fromRight("l-1", 10));
        settle();
        assertThat(processor.reasons).containsExactly("first", "restored");
        assertThat(ledger.register().incarnation()).isEqualTo(2);
        assertThat(ledger.rights().of("l-1")).isEmpty();
        assertThat(ledger.register().fenced()).isFalse();
    }

    @Test
    void aRegisterThatMustBecomeNewAndIsEnrolledAgainSpeaksWithTheKeyItTold() throws Exception {
        enrol();
        processor.seq = 5; // it has heard of operations that this ledger does not know
        sell("A-1");
        settle();
        ledger.correspondence()
                .take(
                        new Contact(
                                clock.instant(),
                                Duration.ZERO,
                                "g1",
                                Contact.Standing.FENCED,
                                false),
                        ledger.clock().moment());
        processor.down = true;
        settle(); // what it asks for meanwhile is asked with the next key
        processor.down = false;
        enrol();
        assertThat(keys.signing().verifyKey().base64()).isEqualTo(processor.keyTold);
    }

    @Test
    void aFirstLoadGoesOnAfterARestartAndThenFollowsTheFeed() throws Exception {
        for (int i = 0; i < 25; i++) {
            processor.change(processor.view("m-" + i, 1, 0, false));
        }
        enrol();
        processor.down = false;
        for (int turns = 0; turns < 12; turns++) {
            sync.turn();
            till.turn();
        }
        restart();
        settle();
        processor.change(processor.view("m-3", 2, 0, false));
        settle();
        assertThat(ledger.members().count()).isEqualTo(25);
        assertThat(ledger.members().find("m-3").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aPackIsTakenOnlyWithTheProcessorsSignature() throws Exception {
        enrol();
        PackDocument bare = new PackDocument("sha256:1", "programme: veska", "");
        PackDocument signed =
                new PackDocument(bare.hash(), bare.text(), processor.key.sign(bare.signedBytes()));
        processor.packs.put("sha256:1", signed);
        processor.packs.put("sha256:2", new PackDocument("sha256:2", "evil: yes", "c2lnbmVk"));
        processor.feed.add(
                processor.signed(
                        Change.Kind.PACK,
                        "msk-1",
                        1,
                        Tree.mapping().put("hash", "sha256:1").put("previous", "").node()));
        settle();
        assertThat(ledger.documents().packInForce(clock.instant())).contains(signed);
        processor.feed.add(
                processor.signed(
                        Change.Kind.PACK,
                        "msk-1",
                        2,
                        Tree.mapping().put("hash", "sha256:2").put("previous", "sha256:1").node()));
        processor.feed.add(
                new Change(
                        Change.Kind.PACK,
                        "msk-1",
                        9,
                        Optional.of(Tree.mapping().put("hash", "sha256:3").node()),
                        "c3RyYW5nZXI="));
        settle();
        assertThat(ledger.documents().packInForce(clock.instant())).contains(signed);
        assertThat(ledger.journal().after(0, 100))
                .extracting(entry -> entry.kind())
                .contains("pack.refused", "document.refused");
    }
}
