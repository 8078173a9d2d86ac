package loyalty.engine.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import loyalty.engine.Yaml;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;

/**
 * A sold line keeps each unit's price, redeemed money and points; the lowest unit returns first.
 */
class SoldLineTest {
    private static SoldRun run(long count, long price, long redeemed, long points) {
        return new SoldRun(
                count, Money.of(price), Money.of(redeemed), Map.of("purchase", Points.of(points)));
    }

    /** Two at 100, one at 80, one at 10 kopecks: whatever has come back, the lowest came first. */
    @Test
    void unitsComeBackInTheirOrder() {
        SoldLine line =
                new SoldLine(
                        "1",
                        Quantity.of(4),
                        true,
                        List.of(run(2, 100, 30, 5), run(1, 80, 20, 3), run(1, 10, 0, 1)));
        long[] prices = {0, 100, 200, 280, 290};
        long[] redeemed = {0, 30, 60, 80, 80};
        long[] points = {0, 5, 10, 13, 14};
        for (int count = 0; count <= 4; count++) {
            assertThat(line.price(Quantity.of(count))).isEqualTo(Money.of(prices[count]));
            assertThat(line.redeemed(Quantity.of(count))).isEqualTo(Money.of(redeemed[count]));
            assertThat(line.earned(Quantity.of(count), "purchase"))
                    .isEqualTo(Points.of(points[count]));
            assertThat(line.earned(Quantity.of(count), "other")).isEqualTo(Points.ZERO);
        }
    }

    /** Money half-up of the cumulative share, points floored: 1/3 of 100 is 33, of 5 it is 1. */
    @Test
    void aWeighedLineComesBackByItsShare() {
        SoldLine line =
                new SoldLine("1", new Quantity(300_000), false, List.of(run(1, 100, 50, 5)));
        assertThat(line.price(new Quantity(100_000))).isEqualTo(Money.of(33));
        assertThat(line.price(new Quantity(200_000))).isEqualTo(Money.of(67));
        assertThat(line.redeemed(new Quantity(150_000))).isEqualTo(Money.of(25));
        assertThat(line.earned(new Quantity(200_000), "purchase")).isEqualTo(Points.of(3));
        assertThat(line.earned(new Quantity(300_000), "purchase")).isEqualTo(Points.of(5));
    }

    /** Three mugs of 3 for 2 and a fourth: the free one, then three alike. */
    @Test
    void unitsThatWereSoldAlikeAreOneRun() {
        RulePack pack =
                Yaml.pack(
                        """
                        programme: test
                        currency: RUB
                        zone: Europe/Moscow
                        earn: {rate: 10%}
                        promotions: [{id: p, reward: {nForM: {n: 3, m: 2}}}]
                        """);
        Quote quote =
                Yaml.quote(
                        pack,
                        "{id: m-1}",
                        "{basket: {lines: [{id: \"1\", quantity: \"4\", price: \"100.00\"}]}, redeem: \"0\", context: {at: \"2026-11-25T12:30:00Z\"}}");
        assertThat(SoldReceipt.of("s", quote).lines().get(0).units())
                .containsExactly(
                        new SoldRun(1, Money.ZERO, Money.ZERO, Map.of()),
                        new SoldRun(
                                3,
                                Money.of(10_000),
                                Money.ZERO,
                                Map.of("purchase", Points.of(10))));
    }
}
