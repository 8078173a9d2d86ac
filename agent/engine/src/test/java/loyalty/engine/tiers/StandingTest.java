package loyalty.engine.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Member;
import loyalty.engine.member.Purchase;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;
import loyalty.engine.programme.Tiers;
import loyalty.engine.programme.Tiers.By;
import loyalty.engine.programme.Tiers.Downgrade;
import loyalty.engine.programme.Window;
import loyalty.engine.quote.TierProgress;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final ZoneId MINSK = ZoneId.of("Europe/Minsk");
    private static final Window YEAR_BACK =
            new Window(Window.Kind.ROLLING, Span.of(Period.ofMonths(12)));
    private static final Window THIS_YEAR = Window.of(Window.Kind.CALENDAR_YEAR);
    private static final Window LAST_QUARTER = Window.of(Window.Kind.PREVIOUS_QUARTER);
    private static final Window LAST_MONTH = Window.of(Window.Kind.PREVIOUS_MONTH);

    @Test
    void thresholdsAreHalfOpen() {
        assertThat(level(bySpend(YEAR_BACK), "2026-11-01", spent("2026-10-01", 99_999)))
                .isEqualTo("Standart");
        assertThat(level(bySpend(YEAR_BACK), "2026-11-01", spent("2026-10-01", 100_000)))
                .isEqualTo("Gold");
    }

    @Test
    void aRollingWindowsDowngradeIsFeltWhenThePurchaseLeavesIt() {
        Member member = spent("2025-11-20", 300_000);
        assertThat(level(bySpend(YEAR_BACK), "2026-11-20", member)).isEqualTo("Platinum");
        assertThat(level(bySpend(YEAR_BACK), "2026-11-21", member)).isEqualTo("Standart");
    }

    @Test
    void aLevelThatIsNeverLostStays() {
        Tiers tiers = tiers(By.SPEND, THIS_YEAR, Downgrade.NEVER);
        assertThat(level(tiers, "2026-01-02", spent("2025-11-20", 300_000))).isEqualTo("Platinum");
    }

    @Test
    void oneStepIsLostAtEachYearsEnd() {
        Tiers tiers = tiers(By.SPEND, THIS_YEAR, Downgrade.ONE_STEP);
        Member member = spent("2024-11-20", 300_000);
        assertThat(level(tiers, "2024-12-31", member)).isEqualTo("Platinum");
        assertThat(level(tiers, "2025-06-01", member)).isEqualTo("Gold");
        assertThat(level(tiers, "2026-06-01", member)).isEqualTo("Standart");
    }

    @Test
    void oneStepIsLostWithEachRollingWindowThatPasses() {
        Tiers tiers = tiers(By.SPEND, YEAR_BACK, Downgrade.ONE_STEP);
        Member member = spent("2024-11-20", 300_000);
        assertThat(level(tiers, "2025-11-22", member)).isEqualTo("Gold");
        assertThat(level(tiers, "2026-11-22", member)).isEqualTo("Standart");
    }

    @Test
    void lastMonthsPurchasesDecideAndThisMonthsCountForTheNext() {
        Tiers tiers = tiers(By.PURCHASES, LAST_MONTH, Downgrade.TO_WINDOW, 3, 6);
        Member member =
                member(
                        purchase("2026-10-03", 100),
                        purchase("2026-10-15", 100),
                        purchase("2026-10-31", 100),
                        purchase("2026-11-02", 100));
        Standing standing = Standing.of(tiers, member, at("2026-11-10"), MINSK);
        assertThat(standing.current().name()).isEqualTo("Gold");
        assertThat(standing.after(Money.of(100)).name()).isEqualTo("Gold");
        // two purchases this month, this one counted: one more keeps Gold next month
        assertThat(standing.progress(Money.of(100)))
                .isEqualTo(new TierProgress(false, "Gold", "Gold", Optional.of("Gold"), 2, 1));
    }

    @Test
    void lastQuartersPurchasesDecideAndThisQuartersCountForTheNext() {
        Tiers tiers = tiers(By.SPEND, LAST_QUARTER, Downgrade.TO_WINDOW);
        Member member = member(purchase("2026-08-03", 90_000), purchase("2026-10-15", 80_000));
        Standing standing = Standing.of(tiers, member, at("2026-11-10"), MINSK);
        assertThat(standing.current().name()).isEqualTo("Standart");
        assertThat(standing.after(Money.of(20_000)).name()).isEqualTo("Standart");
        assertThat(standing.progress(Money.of(20_000)))
                .isEqualTo(
                        new TierProgress(
                                true,
                                "Standart",
                                "Standart",
                                Optional.of("Platinum"),
                                100_000,
                                200_000));
        assertThat(level(tiers, "2027-01-02", member)).isEqualTo("Standart");
        assertThat(level(tiers, "2027-01-02", spent("2026-12-31", 100_000))).isEqualTo("Gold");
    }

    @Test
    void oneStepIsLostAtEachQuartersEnd() {
        Tiers tiers = tiers(By.SPEND, LAST_QUARTER, Downgrade.ONE_STEP);
        Member member = spent("2026-02-20", 300_000);
        assertThat(level(tiers, "2026-04-02", member)).isEqualTo("Platinum");
        assertThat(level(tiers, "2026-06-30", member)).isEqualTo("Platinum");
        assertThat(level(tiers, "2026-07-02", member)).isEqualTo("Gold");
        assertThat(level(tiers, "2026-09-30", member)).isEqualTo("Gold");
        assertThat(level(tiers, "2026-10-02", member)).isEqualTo("Standart");
    }

    @Test
    void theDistanceCountsThisPurchase() {
        Standing standing =
                Standing.of(
                        bySpend(YEAR_BACK), spent("2026-10-01", 90_000), at("2026-11-10"), MINSK);
        assertThat(standing.progress(Money.of(4_000)))
                .isEqualTo(
                        new TierProgress(
                                true, "Standart", "Standart", Optional.of("Gold"), 94_000, 6_000));
        assertThat(standing.progress(Money.of(10_000)))
                .isEqualTo(
                        new TierProgress(
                                true,
                                "Standart",
                                "Gold",
                                Optional.of("Platinum"),
                                100_000,
                                200_000));
    }

    @Test
    void theHighestLevelHasNoNext() {
        Standing standing =
                Standing.of(
                        bySpend(YEAR_BACK), spent("2026-10-01", 400_000), at("2026-11-10"), MINSK);
        assertThat(standing.progress(Money.ZERO).next()).isEmpty();
    }

    @Test
    void aGivenTierIsTakenFromTheSnapshot() {
        Tiers tiers = tiers(By.GIVEN, Window.LIFETIME, Downgrade.TO_WINDOW);
        assertThat(level(tiers, "2026-11-10", withTier("Gold"))).isEqualTo("Gold");
        assertThat(level(tiers, "2026-11-10", withTier("Unheard"))).isEqualTo("Standart");
    }

    @Test
    void lifetimeSpendIsTakenFromTheCounter() {
        Member member = member();
        Tiers tiers = bySpend(Window.LIFETIME);
        assertThat(level(tiers, "2026-11-10", member)).isEqualTo("Standart");
        Member rich = with(Optional.empty(), new Counters(Money.of(300_000), 4, List.of()));
        assertThat(level(tiers, "2026-11-10", rich)).isEqualTo("Platinum");
    }

    private static String level(Tiers tiers, String day, Member member) {
        return Standing.of(tiers, member, at(day), MINSK).current().name();
    }

    private static Tiers bySpend(Window window) {
        return tiers(By.SPEND, window, Downgrade.TO_WINDOW);
    }

    private static Tiers tiers(By by, Window window, Downgrade downgrade) {
        return tiers(by, window, downgrade, 100_000, 300_000);
    }

    private static Tiers tiers(By by, Window window, Downgrade downgrade, long second, long third) {
        List<Tiers.Level> levels = new ArrayList<>();
        levels.add(level("Standart", 0));
        levels.add(level("Gold", second));
        levels.add(level("Platinum", third));
        return new Tiers(by, window, levels, downgrade, false);
    }

    private static Tiers.Level level(String name, long from) {
        return new Tiers.Level(
                name, from, Rate.percent(5), Rate.ZERO, Optional.empty(), Optional.empty());
    }

    private static Member spent(String day, long minor) {
        return member(purchase(day, minor));
    }

    private static Purchase purchase(String day, long minor) {
        return new Purchase(at(day), Money.of(minor), day);
    }

    private static Member member(Purchase... purchases) {
        return with(Optional.empty(), new Counters(Money.ZERO, 0, List.of(purchases)));
    }

    private static Member withTier(String tier) {
        return with(Optional.of(tier), Counters.NONE);
    }

    private static Member with(Optional<String> tier, Counters counters) {
        return new Member(
                "m-1",
                "",
                tier,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                counters,
                List.of(),
                Points.ZERO,
                List.of(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static Instant at(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+03:00").toInstant();
    }
}
