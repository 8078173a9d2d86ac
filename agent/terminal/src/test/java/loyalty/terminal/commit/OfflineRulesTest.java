package loyalty.terminal.commit;

import static loyalty.terminal.commit.Drafts.fromRight;
import static loyalty.terminal.commit.Drafts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.CeilingLimit;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.RightsBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.YamlText;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a register may do without the processor, step by step, and what may be lost meanwhile. */
class OfflineRulesTest {
    private static final Path VESKA = Path.of("../../config/programmes/veska.yaml");

    @TempDir private Path folder;
    private final HandClock clock = new HandClock();
    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledgers.open(folder, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static RulePack pack(String offline) throws Exception {
        String text = Files.readString(VESKA).replaceAll("(?m)^offline:.*\\n(?: .*\\n)*", "");
        return RulePack.read(YamlText.read(text + "\noffline: " + offline + "\n", "test.yaml"))
                .orThrow();
    }

    private Contact contact() {
        return new Contact(clock.instant(), Duration.ofDays(3), "g", Contact.Standing.LIVE, false);
    }

    private void meet() throws Exception {
        meet(Optional.empty());
    }

    /** One contact: a member with 100 points in a lot, 60 of them as this register's rights. */
    private void meet(Optional<Instant> end) throws Exception {
        EnrolAnswer answer =
                new EnrolAnswer(
                        new Holder("msk-1-02", 1),
                        "msk-1",
                        "veska",
                        SigningKey.generate().verifyKey().base64(),
                        Base64.getEncoder().encodeToString(new byte[32]),
                        Tree.mapping().node(),
                        contact());
        Keys keys = Keys.open(folder.resolve("keys"));
        String key = keys.signing().verifyKey().base64();
        ledger.correspondence().enrolled(answer, ledger.clock().moment(), keys, key);
        told(1, end, false);
    }

    private void told(long version, Optional<Instant> end, boolean recalled) throws Exception {
        Tree lot = Tree.mapping().put("id", "l-1").put("points", "100");
        end.ifPresent(at -> lot.put("expiresAt", at.toString()));
        Tree member =
                Tree.mapping().put("id", "m-1").put("lots", Tree.sequence(List.of(lot.node())));
        MemberView view =
                new MemberView(
                        "m-1",
                        version,
                        Optional.empty(),
                        Optional.of(member.node()),
                        List.of(new MemberView.Right("l-1", 1, 60, recalled, List.of())));
        ledger.correspondence().take(view, Optional.empty(), contact(), ledger.clock().moment());
    }

    private Allowance offline(RulePack pack) throws Exception {
        KnownMember known = ledger.members().find("m-1").orElseThrow();
        Member member = Member.read(known.snapshot(), pack).orThrow();
        return ledger.offlineRules().allowance(pack, false, known, member);
    }

    private long worstLoss(RulePack pack) throws Exception {
        return ledger.offlineRules().exposure(Optional.of(pack)).worstLoss().orElse(-1L);
    }

    private void redeem(String number, long points, boolean onTrust) throws Exception {
        SaleBody.Spend spend =
                onTrust ? new SaleBody.Spend("l-1", points, 0, 0) : fromRight("l-1", points);
        SaleDraft bare = Drafts.sale(ledger, number, spend);
        SaleDraft draft =
                new SaleDraft(
                        bare.id(),
                        bare.operation(),
                        bare.member(),
                        bare.receipt(),
                        bare.body(),
                        bare.pack(),
                        true,
                        bare.figures());
        assertThat(ledger.open(draft, request("open " + number))).isInstanceOf(Outcome.Done.class);
        ledger.confirm(draft.id(), request("confirm " + number), Optional.empty());
    }

    /** As after a machine slept with it, or while the till was held up. */
    @Test
    void anAnswerThatLayAboutForHoursDoesNotSetTheClockBack() throws Exception {
        meet();
        Moment sent = ledger.clock().moment();
        Contact old = contact();
        clock.pass(Duration.ofHours(5));
        ledger.correspondence().take(old, sent);
        assertThat(ledger.clock().instant()).isEqualTo(clock.instant());
        ledger.correspondence().take(contact(), ledger.clock().moment());
        assertThat(ledger.clock().instant()).isEqualTo(clock.instant());
    }

    @Test
    void withTheProcessorEverythingIsAllowed() throws Exception {
        meet();
        RulePack pack = pack("{policy: escrow}");
        assertThat(ledger.offlineRules().standing(Optional.of(pack), true).step())
                .isEqualTo(Step.EVERYTHING);
    }

    @Test
    void underEscrowOnlyRightsAreSpentAndNothingCanBeLost() throws Exception {
        meet();
        RulePack pack = pack("{policy: escrow}");
        Allowance allowance = offline(pack);
        assertThat(allowance.step()).isEqualTo(Step.RIGHTS_ONLY);
        assertThat(allowance.rights()).contains(Map.of("l-1", 60L));
        assertThat(worstLoss(pack)).isZero();
        assertThat(ledger.offlineRules().exposure(Optional.of(pack)).couldRedeem()).isEqualTo(60);
        redeem("A-1", 40, false);
        assertThat(offline(pack).rights()).contains(Map.of("l-1", 20L));
    }

    @Test
    void whatIsRecalledWhileASaleHoldsItGoesHomeWhenTheSaleLetsGo() throws Exception {
        meet();
        SaleDraft draft = Drafts.sale(ledger, "A-1", fromRight("l-1", 40));
        ledger.open(draft, request("open"));
        told(2, Optional.empty(), true);
        assertThat(goneHome()).containsExactly(20L);
        ledger.cancel(draft.id(), request("cancel"), Optional.empty());
        assertThat(goneHome()).containsExactly(20L, 40L);
        assertThat(ledger.rights().of("l-1").orElseThrow().remaining()).isZero();
    }

    private List<Long> goneHome() throws Exception {
        List<Long> points = new ArrayList<>();
        for (Outbox.Entry entry : ledger.outbox().waiting(10)) {
            points.addAll(
                    RightsBody.read(entry.operation().body()).returned().stream()
                            .map(LotPoints::points)
                            .toList());
        }
        return points;
    }

    @Test
    void whatEndedWhileTheMachineSleptIsNotSpent() throws Exception {
        meet(Optional.of(clock.instant().plus(Duration.ofHours(20))));
        RulePack pack = pack("{policy: escrow}");
        assertThat(offline(pack).rights()).contains(Map.of("l-1", 60L));
        clock.set(clock.instant().plus(Duration.ofHours(24))); // the monotonic clock stood still
        assertThat(offline(pack).step()).isEqualTo(Step.RIGHTS_ONLY);
        assertThat(offline(pack).rights()).contains(Map.of("l-1", 0L));
        assertThat(ledger.split(List.of(new LotPoints("l-1", 10)), true))
                .containsExactly(new SaleBody.Spend("l-1", 10, 0, 10));
    }

    @Test
    void whenTheTermIsOverPointsAreOnlyEarned() throws Exception {
        meet();
        clock.pass(Duration.ofDays(3).plusMinutes(1));
        Allowance allowance = offline(pack("{policy: escrow}"));
        assertThat(allowance.step()).isEqualTo(Step.ACCRUAL_ONLY);
        assertThat(allowance.why()).isEqualTo(CeilingLimit.OFFLINE_RIGHTS);
    }

    @Test
    void whenTheClockIsDoubtfulPointsAreOnlyEarned() throws Exception {
        meet();
        ledger.close();
        clock.set(clock.instant().plus(Duration.ofDays(365)));
        open();
        Allowance allowance = offline(pack("{policy: escrow}"));
        assertThat(allowance.step()).isEqualTo(Step.ACCRUAL_ONLY);
        assertThat(allowance.why()).isEqualTo(CeilingLimit.STALE);
    }

    @Test
    void consecutiveRedemptionsAreBoundedUntilTheNextContact() throws Exception {
        meet();
        RulePack pack = pack("{policy: escrow, lowerOffline: 1, upperOffline: 2}");
        assertThat(ledger.offlineRules().lowerReached(pack.settings().offline())).isFalse();
        redeem("A-1", 10, false);
        assertThat(ledger.offlineRules().lowerReached(pack.settings().offline())).isTrue();
        assertThat(offline(pack).step()).isEqualTo(Step.RIGHTS_ONLY);
        redeem("A-2", 10, false);
        assertThat(offline(pack).step()).isEqualTo(Step.ACCRUAL_ONLY);
        assertThat(offline(pack).why()).isEqualTo(CeilingLimit.OFFLINE_POLICY);
        ledger.correspondence().take(contact(), ledger.clock().moment());
        assertThat(offline(pack).step()).isEqualTo(Step.RIGHTS_ONLY);
    }

    @Test
    void refusalOfTheProgrammeMeansAccrualOnly() throws Exception {
        meet();
        RulePack pack = pack("{policy: refuse}");
        assertThat(offline(pack).step()).isEqualTo(Step.ACCRUAL_ONLY);
        assertThat(worstLoss(pack)).isZero();
    }

    @Test
    void aFloorLimitBoundsMemberAndRegisterAndTheLossWithThem() throws Exception {
        meet();
        RulePack pack = pack("{policy: floorLimit, perMember: \"30\", perRegister: \"50\"}");
        assertThat(offline(pack).most()).contains(30L);
        assertThat(worstLoss(pack)).isEqualTo(50);
        redeem("A-1", 25, true);
        assertThat(offline(pack).most()).contains(5L);
        assertThat(worstLoss(pack)).isEqualTo(25);
        ledger.correspondence().take(contact(), ledger.clock().moment());
        assertThat(worstLoss(pack)).isEqualTo(50);
    }

    @Test
    void aKnownBalanceCountsUntilItIsTooOldAndTheLossIsTheRedemptionsLeft() throws Exception {
        meet();
        RulePack pack =
                pack("{policy: knownBalance, maxAge: PT24H, lowerOffline: 1, upperOffline: 3}");
        assertThat(offline(pack).step()).isEqualTo(Step.RIGHTS_ONLY);
        assertThat(worstLoss(pack)).isEqualTo(100);
        redeem("A-1", 40, true);
        assertThat(ledger.offlineRules().exposure(Optional.of(pack)).offlineRedemptions())
                .isEqualTo(1);
        clock.pass(Duration.ofHours(25));
        assertThat(offline(pack).step()).isEqualTo(Step.ACCRUAL_ONLY);
        assertThat(offline(pack).why()).isEqualTo(CeilingLimit.STALE);
    }

    @Test
    void withoutAPackOrRoomToRecordMembersAreOnlyShown() throws Exception {
        meet();
        assertThat(ledger.offlineRules().standing(Optional.empty(), true).step())
                .isEqualTo(Step.IDENTIFY_ONLY);
    }

    @Test
    void eachStepSaysWhyItIsTaken() throws Exception {
        meet();
        RulePack escrow = pack("{policy: escrow, lowerOffline: 1, upperOffline: 1}");
        assertThat(ledger.offlineRules().standing(Optional.of(escrow), true).cause())
                .isEqualTo(Cause.NONE);
        assertThat(ledger.offlineRules().standing(Optional.empty(), true).cause())
                .isEqualTo(Cause.NO_PACK);
        assertThat(offline(escrow).cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(offline(pack("{policy: refuse}")).cause()).isEqualTo(Cause.EARNING_ONLY);
        redeem("A-1", 10, false);
        assertThat(offline(escrow).cause()).isEqualTo(Cause.TOO_MANY);
        clock.pass(Duration.ofDays(4));
        assertThat(offline(pack("{policy: escrow}")).cause()).isEqualTo(Cause.TERM_OVER);
        assertThat(offline(pack("{policy: knownBalance, maxAge: PT24H}")).cause())
                .isEqualTo(Cause.TOO_OLD);
        ledger.close();
        clock.set(clock.instant().plus(Duration.ofDays(365)));
        open();
        assertThat(offline(pack("{policy: escrow}")).cause()).isEqualTo(Cause.CLOCK_DOUBTFUL);
    }

    @Test
    void whatTheProgrammePaidIsCountedOnceForEachOperation() throws Exception {
        meet();
        redeem("A-1", 40, false);
        UUID id = ledger.outbox().waiting(1).get(0).id();
        Correction covered = new Correction(Correction.Code.COVERED, "l-1", 40, 25, "");
        Answer first = Answer.corrected(id, 2, List.of(covered));
        answered(first);
        answered(Answer.known(first));
        Exposure exposure = ledger.offlineRules().exposure(Optional.of(pack("{policy: escrow}")));
        assertThat(exposure.covered()).isEqualTo(15);
        assertThat(exposure.unsent().operations()).isZero();
    }

    private void answered(Answer answer) throws Exception {
        BatchAnswer batch = new BatchAnswer(List.of(answer), 1, Duration.ofDays(30), contact());
        ledger.correspondence().take(batch, 1, ledger.clock().moment());
    }
}
