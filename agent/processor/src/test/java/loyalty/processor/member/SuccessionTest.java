package loyalty.processor.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import org.junit.jupiter.api.Test;

/** What becomes of one birthday's grants when members turn out to be one person. */
class SuccessionTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final Holder TILL = new Holder("r-1", 1);

    private final Succession succession = new Succession(new AccountText(PersonalKey.generate()));
    private final Account survivor = new Account("m-1");
    private final List<Correction> corrections = new ArrayList<>();

    private static Circumstances now() {
        return new Circumstances(
                NOW,
                holder -> false,
                Circumstances.Shortfall.NEGATIVE,
                Duration.ofDays(14),
                50,
                Duration.ofMinutes(5),
                true);
    }

    private void grant(Account account, String member, long points, int minute) {
        LotGrant lot =
                new LotGrant(
                        "birthday/" + member + ":1",
                        "grant",
                        Optional.of("birthday"),
                        points,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        GrantBody body =
                new GrantBody(
                        "birthday/" + member,
                        "birthday",
                        "year/2026",
                        List.of(lot),
                        "",
                        Optional.empty());
        new GrantBooking(account, corrections).book(body, NOW.plusSeconds(60L * minute));
        account.settle(now());
        account.check();
    }

    private Account granted(String member, int minute) {
        Account account = new Account(member);
        grant(account, member, 10, minute);
        return account;
    }

    private void takeIn(Account loser) {
        succession.close(loser, survivor.id);
        succession.takeEstate(survivor, loser, now());
    }

    private long free() {
        return survivor.lots.values().stream().mapToLong(lot -> lot.free).sum();
    }

    @Test
    void ofThreeGrantsForOnePeriodOnlyTheFirstStands() {
        grant(survivor, "m-1", 10, 3);
        takeIn(granted("m-2", 1));
        takeIn(granted("m-3", 2));
        assertThat(survivor.lots.get("birthday/m-2:1").free).isEqualTo(10);
        assertThat(free()).isEqualTo(10);
        assertThat(survivor.debt()).isZero();
    }

    @Test
    void aWithdrawnGrantThatWasSpentIsOwedOnce() {
        grant(survivor, "m-1", 10, 3);
        survivor.lots.get("birthday/m-1:1").payFromFree(10);
        takeIn(granted("m-2", 1));
        takeIn(granted("m-3", 2));
        assertThat(free()).as("the first one's points pay the debt").isZero();
        assertThat(survivor.debt()).isZero();
    }

    @Test
    void aWithdrawnGrantThatIsLeasedIsClaimedOnce() {
        grant(survivor, "m-1", 10, 3);
        survivor.lots.get("birthday/m-1:1").lease(TILL, 10);
        takeIn(granted("m-2", 1));
        takeIn(granted("m-3", 2));
        assertThat(survivor.lots.get("birthday/m-1:1").claim).isEqualTo(10);
    }

    @Test
    void aGrantWhosePointsPaidADebtIsWithdrawnWhole() {
        survivor.debt = 4;
        grant(survivor, "m-1", 10, 3);
        takeIn(granted("m-2", 1));
        assertThat(free() - survivor.debt()).isEqualTo(6);
    }

    @Test
    void aGrantThatNamesAClosedMemberAndComesLaterIsWithdrawnToo() {
        grant(survivor, "m-1", 10, 1);
        takeIn(new Account("m-2"));
        grant(survivor, "m-2", 10, 2);
        assertThat(free()).isEqualTo(10);
        assertThat(corrections)
                .extracting(Correction::code)
                .containsExactly(Correction.Code.GRANTED_BEFORE);
    }

    @Test
    void whatAWithdrawnGrantIsToppedUpWithIsWithdrawnToo() {
        grant(survivor, "m-1", 10, 1);
        takeIn(granted("m-2", 2));
        grant(survivor, "m-2", 15, 3);
        grant(survivor, "m-1", 12, 4);
        assertThat(survivor.lots.get("birthday/m-1:1").free).isEqualTo(12);
        assertThat(free()).isEqualTo(12);
    }

    @Test
    void whoSurvivesDoesNotDependOnWhoAsks() {
        Account early = new Account("m-9");
        early.joined = Optional.of(NOW);
        assertThat(Succession.survives(early, survivor)).isTrue();
        assertThat(Succession.survives(survivor, early)).isFalse();
        assertThat(Succession.survives(survivor, new Account("m-2"))).isTrue();
        assertThat(Succession.survives(new Account("m-2"), survivor)).isFalse();
    }

    @Test
    void anEstateTakenInTwiceChangesNothing() {
        grant(survivor, "m-1", 10, 1);
        Account loser = granted("m-2", 2);
        takeIn(loser);
        succession.takeEstate(survivor, loser, now());
        assertThat(free()).isEqualTo(10);
        assertThat(survivor.mergedFrom()).containsExactly("m-2");
    }
}
