package loyalty.processor.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Transfer;
import org.junit.jupiter.api.Test;

class LotTest {
    private static final Holder ONE = new Holder("r-1", 1);
    private static final Holder TWO = new Holder("r-2", 1);

    private final Lot lot =
            Lot.of(
                    new LotGrant(
                            "l-1",
                            "purchase",
                            Optional.empty(),
                            100,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));

    @Test
    void aLeaseMovesWhatIsFreeAndNoMore() {
        lot.lease(ONE, 70);
        lot.lease(TWO, 70);
        lot.check();
        assertThat(lot.right(ONE).remaining()).isEqualTo(70);
        assertThat(lot.right(TWO).remaining()).isEqualTo(30);
        assertThat(lot.free).isZero();
    }

    @Test
    void payingFromARightLeavesWhatIsFreeAlone() {
        lot.lease(ONE, 60);
        assertThat(lot.payFromRight(ONE, 50)).isEqualTo(new Lot.Paid(50, 0, 0));
        lot.check();
        assertThat(lot.free).isEqualTo(40);
        assertThat(lot.whole()).isEqualTo(50);
    }

    @Test
    void aDeadRegistersLateSaleIsPaidFromWhatIsFreeThenCovered() {
        lot.lease(ONE, 60);
        assertThat(lot.release(ONE)).isEqualTo(60);
        lot.lease(TWO, 70);
        assertThat(lot.payFromRight(ONE, 50)).isEqualTo(new Lot.Paid(0, 30, 20));
        lot.check();
        assertThat(lot.covered).isEqualTo(20);
        assertThat(lot.right(TWO).remaining()).isEqualTo(70);
    }

    /** After a restore of the database: the register knows what it was given, we do not. */
    @Test
    void aSpendFromARightThatWasForgottenLeavesNothingBehind() {
        lot.lease(ONE, 20);
        assertThat(lot.payFromRight(ONE, 50)).isEqualTo(new Lot.Paid(20, 30, 0));
        lot.check();
        assertThat(lot.right(ONE).granted).isEqualTo(50);
        assertThat(lot.right(ONE).remaining()).isZero();
        assertThat(lot.free).isEqualTo(50);
    }

    @Test
    void aForgottenRightThatComesHomeBringsNothingTwice() {
        lot.giveBack(ONE, 50);
        lot.check();
        assertThat(lot.right(ONE).granted).isEqualTo(50);
        assertThat(lot.right(ONE).remaining()).isZero();
        assertThat(lot.free).isEqualTo(100);
    }

    @Test
    void aTransferIsBookedOnceWhoeverTellsItFirst() {
        lot.lease(ONE, 60);
        Transfer transfer = new Transfer(UUID.randomUUID(), "m-1", "l-1", ONE, TWO, 25, "s");
        lot.transfer(transfer);
        lot.transfer(transfer);
        lot.check();
        assertThat(lot.right(ONE).remaining()).isEqualTo(35);
        assertThat(lot.right(TWO).remaining()).isEqualTo(25);
    }

    @Test
    void aHoldIsPaidFromAndTheRestIsFreed() {
        lot.hold("s-1", new Hold(ONE, 80, Optional.empty(), false));
        assertThat(lot.payFromHold("s-1", 50)).isEqualTo(50);
        lot.free("s-1");
        lot.check();
        assertThat(lot.free).isEqualTo(50);
        assertThat(lot.spent).isEqualTo(50);
    }

    @Test
    void neverMoreIsRestoredThanWasSpent() {
        lot.payFromFree(30);
        assertThat(lot.restore(50)).isEqualTo(30);
        assertThat(lot.restore(1)).isZero();
        lot.check();
        assertThat(lot.free).isEqualTo(100);
    }

    @Test
    void aClaimTakesWhatIsFreeNowAndTheRestWhenItComesHome() {
        lot.lease(ONE, 60);
        lot.takeBack(100);
        assertThat(lot.taken).isEqualTo(40);
        assertThat(lot.claim).isEqualTo(60);
        lot.giveBack(ONE, 60);
        lot.settle();
        lot.check();
        assertThat(lot.claim).isZero();
        assertThat(lot.whole()).isZero();
    }

    @Test
    void aLongerLifeEndsWithThePurchaseThatGaveIt() {
        Lot mortal =
                Lot.of(
                        new LotGrant(
                                "l-2",
                                "purchase",
                                Optional.empty(),
                                10,
                                Optional.empty(),
                                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                                Optional.empty()));
        mortal.prolong("s-1", Instant.parse("2027-03-01T00:00:00Z"));
        mortal.prolong("s-2", Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(mortal.expiresAt).contains(Instant.parse("2027-03-01T00:00:00Z"));
        mortal.endProlongation("s-1");
        assertThat(mortal.expiresAt).contains(Instant.parse("2027-02-01T00:00:00Z"));
        mortal.endProlongation("s-2");
        assertThat(mortal.expiresAt).contains(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void aLotThatDoesNotAddUpIsNotStored() {
        lot.free -= 1;
        assertThatThrownBy(lot::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("l-1 does not add up");
    }

    private static Lot ending(Instant end) {
        return Lot.of(
                new LotGrant(
                        "l-2",
                        "purchase",
                        Optional.empty(),
                        100,
                        Optional.empty(),
                        Optional.of(end),
                        Optional.empty()));
    }

    /** The register that holds it knows of the later end and may pay until then. */
    @Test
    void anEarlierEndWaitsUntilRightsAreHome() {
        Instant born = Instant.parse("2026-12-01T00:00:00Z");
        Lot longer = ending(born);
        longer.prolong("s-1", born.plusSeconds(60));
        longer.lease(ONE, 40);
        longer.endProlongation("s-1");
        assertThat(longer.expiresAt).contains(born.plusSeconds(60));
        assertThat(longer.endsEarlier()).isTrue();
        assertThat(longer.right(ONE).recalled).isTrue();
        longer.giveBack(ONE, 40);
        longer.settle();
        assertThat(longer.expiresAt).contains(born);
        assertThat(longer.endsEarlier()).isFalse();
    }

    @Test
    void anEarlierEndThatNobodyWaitsForCountsAtOnce() {
        Instant born = Instant.parse("2026-12-01T00:00:00Z");
        Lot longer = ending(born);
        longer.prolong("s-1", born.plusSeconds(60));
        longer.endProlongation("s-1");
        assertThat(longer.expiresAt).contains(born);
    }
}
