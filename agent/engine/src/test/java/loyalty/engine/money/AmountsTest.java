package loyalty.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money, points, quantities and periods at their edges. */
class AmountsTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Currency RUB = Currency.of("RUB").orElseThrow();

    @Test
    void amountsAreComparedAndAddedInMinorUnits() {
        Money five = Money.of(5);
        assertThat(five.plus(Money.of(3))).isEqualTo(Money.of(8));
        assertThat(five.minus(Money.of(8))).isEqualTo(Money.of(-3));
        assertThat(five.times(3)).isEqualTo(Money.of(15));
        assertThat(five.min(Money.of(4))).isEqualTo(Money.of(4));
        assertThat(five.max(Money.of(4))).isSameAs(five);
        assertThat(five).isGreaterThan(Money.of(4)).isLessThan(Money.of(6));
        assertThat(five.isZero()).isFalse();
        assertThat(five.isPositive()).isTrue();
        assertThat(Money.ZERO.isZero()).isTrue();
        assertThat(Money.ZERO.isPositive()).isFalse();
        assertThat(Money.of(-1).isPositive()).isFalse();
    }

    @Test
    void pointsAreComparedAndAddedInUnits() {
        Points five = Points.of(5);
        assertThat(five.plus(Points.of(3)).minus(Points.of(1))).isEqualTo(Points.of(7));
        assertThat(five.times(3)).isEqualTo(Points.of(15));
        assertThat(five.min(Points.of(4))).isEqualTo(Points.of(4));
        assertThat(five.max(Points.of(6))).isEqualTo(Points.of(6));
        assertThat(five).isGreaterThan(Points.of(4)).isLessThan(Points.of(6));
        assertThat(five.isZero()).isFalse();
        assertThat(Points.ZERO.isZero()).isTrue();
        assertThat(Points.ZERO.isPositive()).isFalse();
    }

    @Test
    void sumsThatDoNotFitAreOurBugAndNeverAWrongNumber() {
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE).plus(Money.of(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Points.of(Long.MAX_VALUE).times(2))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest(name = "{0} / {1} = {2}")
    @CsvSource({"1, 2, 1", "-1, 2, -1", "1, 3, 0", "2, 3, 1", "-2, 3, -1", "0, 3, 0", "5, 1, 5"})
    void halvesGoAwayFromZero(long numerator, long denominator, long rounded) {
        assertThat(Exact.halfUp(BigInteger.valueOf(numerator), denominator)).isEqualTo(rounded);
    }

    @Test
    void aShareOfAnAmountIsRoundedHalfUp() {
        assertThat(Money.of(8_705).shareHalfUp(100_000, 435_000)).isEqualTo(Money.of(2_001));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "199.90, 19990",
        "0.005, none",
        "-1, -100",
        "10000000000000, 1000000000000000",
        "10000000000000.01, none"
    })
    void anAmountIsExactInMinorUnitsOrNone(BigDecimal amount, String minor) {
        assertThat(RUB.money(amount).map(money -> Long.toString(money.minor())).orElse("none"))
                .isEqualTo(minor);
    }

    @Test
    void anAmountIsWrittenWithAllDigitsOfItsCurrency() {
        assertThat(RUB.text(Money.of(19_990))).isEqualTo("199.90");
        assertThat(Currency.of("JPY").orElseThrow().text(Money.of(199))).isEqualTo("199");
        assertThat(Currency.of("XXX")).as("no minor unit").isEmpty();
        assertThat(Currency.of("RUP")).isEmpty();
        assertThatThrownBy(() -> new Currency("RUB", 5)).hasMessage("digits of RUB: 5");
        assertThatThrownBy(() -> new Currency("RUB", -1)).hasMessage("digits of RUB: -1");
        assertThat(new Currency("CLF", 4).digits()).isEqualTo(4);
        assertThat(new Currency("JPY", 0).digits()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "16.50, 1650",
        "16.505, none",
        "10000000000000, 1000000000000000",
        "1E13, 1000000000000000",
        "10000000000000.01, none"
    })
    void pointsAreExactInTheirScaleOrNone(BigDecimal value, String units) {
        PointScale scale = new PointScale(2, Money.of(1));
        assertThat(scale.points(value).map(p -> Long.toString(p.units())).orElse("none"))
                .isEqualTo(units);
    }

    @Test
    void pointsAreWorthWholeMinorUnits() {
        PointScale scale = new PointScale(1, Money.of(10));
        assertThat(scale.text(Points.of(165))).isEqualTo("16.5");
        assertThat(scale.worth(Points.of(165))).isEqualTo(Money.of(1_650));
        assertThat(scale.coveredFloor(Money.of(1_659))).isEqualTo(Points.of(165));
        assertThatThrownBy(() -> new PointScale(3, Money.of(1))).hasMessageContaining("3 decimals");
        assertThatThrownBy(() -> new PointScale(-1, Money.of(1)))
                .hasMessageContaining("-1 decimals");
        assertThatThrownBy(() -> new PointScale(0, Money.ZERO)).hasMessageContaining("worth");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 0",
        "0.435, 435000",
        "10000, 10000000000",
        "10000.000001, none",
        "0.0000001, none",
        "-0.1, none"
    })
    void aQuantityIsExactToAMillionthOrNone(BigDecimal value, String millionths) {
        assertThat(Quantity.of(value).map(q -> Long.toString(q.millionths())).orElse("none"))
                .isEqualTo(millionths);
    }

    /** 0.435 kg at 199.90 is 86.9565: 86.96. */
    @Test
    void aPriceTimesAQuantityIsRoundedHalfUp() {
        assertThat(new Quantity(435_000).priceHalfUp(Money.of(19_990))).isEqualTo(Money.of(8_696));
        assertThat(Quantity.of(3).priceHalfUp(Money.of(19_990))).isEqualTo(Money.of(59_970));
        assertThat(Quantity.of(1).plus(new Quantity(500_000)).minus(Quantity.ONE).text())
                .isEqualTo("0.5");
        assertThat(Quantity.of(20).text()).isEqualTo("20");
        assertThat(Quantity.of(20)).isGreaterThan(Quantity.of(3));
        assertThat(new Quantity(1_500_000).isWhole()).isFalse();
        assertThat(new Quantity(1_500_000).wholeUnits()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PT24H, PT24H",
        "P1D, P1D",
        "P6M, P6M",
        "P1Y2M3DT4H, P1Y2M3DT4H",
        "P0D, none",
        "PT0S, none",
        "P-1D, none",
        "PT-1S, none",
        "P100Y, P100Y",
        "P1200M, P1200M",
        "P1201M, none",
        "P36600D, P36600D",
        "P36601D, none",
        "PT878400H, PT878400H",
        "PT878424H, none",
        "14 days, none",
        "P, none",
        "P1DT, none",
        "T24H, none"
    })
    void aPeriodIsSomeTimeUpToAHundredYears(String text, String period) {
        assertThat(Span.parse(text).map(Span::toString).orElse("none")).isEqualTo(period);
    }

    @Test
    void aCalendarPartIsOfTheZoneAndTimeIsToTheSecond() {
        Instant noon = Instant.parse("2027-01-31T09:00:00Z");
        Span month = Span.parse("P1M").orElseThrow();
        assertThat(month.after(noon, MOSCOW)).isEqualTo("2027-02-28T09:00:00Z");
        assertThat(month.after(noon, 3, MOSCOW)).isEqualTo("2027-04-30T09:00:00Z");
        assertThat(month.before(Instant.parse("2027-03-31T09:00:00Z"), MOSCOW))
                .isEqualTo("2027-02-28T09:00:00Z");
        Span both = Span.parse("P1DT2H").orElseThrow();
        assertThat(both.after(noon, MOSCOW)).isEqualTo("2027-02-01T11:00:00Z");
        assertThat(both.after(noon, 2, MOSCOW)).isEqualTo("2027-02-02T13:00:00Z");
        assertThat(both.before(noon, MOSCOW)).isEqualTo("2027-01-30T07:00:00Z");
    }

    @Test
    void monthsAndYearsHaveALongestAndAShortestLength() {
        Span span = new Span(Period.of(1, 1, 1), Duration.ofHours(5));
        assertThat(span.longest()).isEqualTo(Duration.ofDays(366 + 31 + 1).plusHours(6));
        assertThat(span.shortest()).isEqualTo(Duration.ofDays(365 + 28 + 1).plusHours(4));
        assertThat(Span.of(Duration.ofHours(24)).longest()).isEqualTo(Duration.ofHours(24));
        assertThat(Span.of(Duration.ofHours(24)).shortest()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aRateThatIsNotSmallIsExactToo() {
        Rate third = Rate.of(new BigDecimal("0.3333333333333333333333"));
        assertThat(third.ofFloor(Money.of(900_000))).isEqualTo(Money.of(299_999));
        assertThat(third.ofHalfUp(Money.of(900_000))).isEqualTo(Money.of(300_000));
        assertThat(Rate.percent(-50).ofHalfUp(Money.of(3))).isEqualTo(Money.of(-2));
        assertThat(Rate.percent(50).ofFloor(Money.of(-3))).isEqualTo(Money.of(-2));
        assertThat(Rate.percent(100)).hasToString("100%");
    }
}
