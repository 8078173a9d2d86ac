package loyalty.engine.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import loyalty.engine.Calculator;
import loyalty.engine.Yaml;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange.Kind;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuotedLine;
import loyalty.engine.quote.QuotedUnit;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldLine;
import loyalty.engine.returns.SoldReceipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What always holds, over random programmes, members and baskets. {@code -Dloyalty.seeds=2000} runs
 * more than a hundred thousand cases.
 */
class CalculationPropertiesTest {
    private static final int CASES_PER_SEED = 10;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("loyalty.seeds", 12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void redeemedIsWithinTheCeilingAndLiesExactlyOnLinesUnitsAndLots(long seed) {
        RandomWorld world = new RandomWorld(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Member member = world.member(pack);
            Quote quote = quote(pack, world, world.lines(), member);
            Money value = pack.points().worth(quote.redeemed());
            assertThat(quote.redeemed().units())
                    .as(text)
                    .isBetween(0L, quote.points().ceiling().units());
            long available =
                    Math.max(
                            0,
                            member.available(quote.context().at()).units() - member.debt().units());
            assertThat(quote.points().ceiling().units()).as(text).isLessThanOrEqualTo(available);
            assertThat(quote.total().redeemed()).as(text).isEqualTo(value);
            assertThat(sum(quote.lines().stream().map(QuotedLine::redeemed).toList()))
                    .isEqualTo(value);
            for (QuotedLine line : quote.lines()) {
                assertThat(sum(line.units().stream().map(QuotedUnit::redeemed).toList()))
                        .isEqualTo(line.redeemed());
                assertThat(earned(line)).as(text).isEqualTo(line.earned());
            }
            for (ConsumedLot lot : quote.consumed()) {
                assertThat(sum(lot.on().stream().map(ConsumedLot.OnLine::amount).toList()))
                        .isEqualTo(pack.points().worth(lot.points()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unitsAddUpToLinesLinesToTheReceiptAndNoUnitFallsBelowItsMinimum(long seed) {
        RandomWorld world = new RandomWorld(seed + 1_000_000);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Quote quote = quote(pack, world, world.lines(), world.member(pack));
            assertThat(sum(quote.lines().stream().map(QuotedLine::amount).toList()))
                    .as(text)
                    .isEqualTo(quote.total().due().plus(quote.total().redeemed()));
            for (QuotedLine line : quote.lines()) {
                assertThat(sum(line.units().stream().map(QuotedUnit::price).toList()))
                        .isEqualTo(line.amount());
                Money least = line.line().unitMinimum();
                for (QuotedUnit unit : line.units()) {
                    boolean fromTheStart =
                            line.line().price().compareTo(line.line().minPrice()) < 0;
                    assertThat(fromTheStart || unit.price().compareTo(least) >= 0)
                            .as(text)
                            .isTrue();
                    assertThat(unit.price().minor()).isNotNegative();
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pointsAreNeitherLostNorInvented(long seed) {
        RandomWorld world = new RandomWorld(seed + 2_000_000);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Member member = world.member(pack);
            Quote quote = quote(pack, world, world.lines(), member);
            Effects effects = quote.effects("s-1");
            Member after = member.apply(effects);
            long expected =
                    held(member)
                            + quote.points().earned().units()
                            - effects.sum(Kind.SPENT).units();
            assertThat(held(after)).as(text).isEqualTo(expected);
            assertThat(after.debt().units()).isNotNegative();
            assertThat(quote.points().balanceAfter())
                    .as(text)
                    .isEqualTo(after.balance(quote.context().at()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anotherLineOrLotNeverLowersTheCeilingWithoutDiscounts(long seed) {
        RandomWorld world = new RandomWorld(seed + 3_000_000).withoutDiscounts();
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Member member = world.member(pack);
            List<String> lines = world.lines();
            long ceiling = ceiling(pack, world, lines, member);
            List<String> more = new ArrayList<>(lines);
            more.add(world.line("more", "1"));
            assertThat(ceiling(pack, world, more, member)).as(text).isGreaterThanOrEqualTo(ceiling);
            List<Lot> lots = new ArrayList<>(member.lots());
            lots.addAll(
                    Yaml.member(pack, "{\"id\": \"m\", \"lots\": [" + world.lot(99) + "]}").lots());
            assertThat(ceiling(pack, world, lines, member.withLots(lots)))
                    .as(text)
                    .isGreaterThanOrEqualTo(ceiling);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void splittingALineOfTwoChangesNeitherTotalsNorPoints(long seed) {
        RandomWorld world = new RandomWorld(seed + 4_000_000).withoutLineRules();
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Member member = world.member(pack);
            List<String> lines = world.lines();
            int at = world.below(lines.size());
            String two = world.line("two", "2");
            lines.add(at, two);
            List<String> split = new ArrayList<>(lines);
            split.set(at, two.replace("\"two\"", "\"one\"").replace("\"2\"", "\"1\""));
            split.add(at + 1, two.replace("\"two\"", "\"other\"").replace("\"2\"", "\"1\""));
            Quote whole =
                    new Calculator(pack)
                            .quote(world.request(pack, lines, "max"), Optional.of(member));
            Quote parts =
                    new Calculator(pack)
                            .quote(world.request(pack, split, "max"), Optional.of(member));
            String message = text + lines + member.lots();
            assertThat(parts.total()).as(message).isEqualTo(whole.total());
            assertThat(parts.points().earned()).as(message).isEqualTo(whole.points().earned());
            assertThat(parts.points().ceiling()).as(message).isEqualTo(whole.points().ceiling());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSaleReturnedInAnyPartitionRestoresMemberAndMoney(long seed) throws Exception {
        RandomWorld world = new RandomWorld(seed + 5_000_000);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            String text = world.pack();
            RulePack pack = world.read(text);
            Member member = world.member(pack);
            List<String> lines = world.lines();
            var request = world.request(pack, lines, world.wish());
            Quote quote = new Calculator(pack).quote(request, Optional.of(member));
            SoldReceipt sold = SoldReceipt.of("s-1", quote).asAsked(request, Optional.of(member));
            assertThat(SoldReceipt.read(sold.toNode(pack), pack).orThrow().toNode(pack))
                    .isEqualTo(sold.toNode(pack));
            Member now = member.apply(quote.effects("s-1"));
            Returns returns =
                    new Returns(ReturnTerms.of(pack.settings()), new Calculator(pack)::cost);
            Returned before = Returned.NOTHING;
            Money money = Money.ZERO;
            boolean complete = false;
            for (int part = 0; !complete; part++) {
                ReturnRequest some =
                        some(world, sold, before, quote.context().at().plusSeconds(60));
                ReturnQuote back = returns.quote("r-" + part, sold, before, some, Optional.of(now));
                now = now.apply(back.effects());
                money = money.plus(back.money());
                before = Returned.read(back.after().toNode(pack), pack).orThrow();
                complete = back.complete();
            }
            String message = text + lines;
            assertThat(money).as(message).isEqualTo(quote.total().due());
            assertThat(withoutEmptyLots(now)).as(message).isEqualTo(withoutEmptyLots(member));
        }
    }

    /** Once, a group without anybody in it took back somebody else's rule. */
    @Test
    void aGroupOfRedeemRulesThatTakesNobodyTakesNothingBack() {
        RulePack pack =
                Yaml.pack(
                        """
                        programme: groups
                        currency: RUB
                        zone: Europe/Moscow
                        redeem: {cap: 10%}
                        groups:
                          g: {mode: best, scope: line}
                        promotions:
                          - {id: a, exclusive: yes, reward: {redeemRule: {cap: 50%}}}
                          - {id: b, group: g, reward: {redeemRule: {cap: 40%}}}
                        """);
        Member member =
                Yaml.member(
                        pack, "{\"id\": \"m\", \"lots\": [{\"id\": \"l\", \"points\": \"900\"}]}");
        RandomWorld world = new RandomWorld(1);
        String line = "{\"id\": \"1\", \"price\": \"100.00\"}";
        assertThat(ceiling(pack, world, List.of(line), member)).isEqualTo(50);
    }

    private static ReturnRequest some(
            RandomWorld world, SoldReceipt sold, Returned before, Instant at) {
        ReturnRequest all = ReturnRequest.everything(sold, before, at);
        if (world.below(4) == 0) {
            return all;
        }
        Map<String, Quantity> lines = new TreeMap<>();
        for (SoldLine line : sold.lines()) {
            Quantity left = all.lines().getOrDefault(line.id(), Quantity.ZERO);
            if (left.millionths() > 0 && world.below(2) == 0) {
                lines.put(
                        line.id(),
                        line.pieces()
                                ? Quantity.of(1 + world.below((int) left.wholeUnits()))
                                : new Quantity(1 + world.below((int) left.millionths())));
            }
        }
        return lines.isEmpty() ? all : new ReturnRequest(at, lines);
    }

    private static Quote quote(
            RulePack pack, RandomWorld world, List<String> lines, Member member) {
        return new Calculator(pack)
                .quote(world.request(pack, lines, world.wish()), Optional.of(member));
    }

    private static long ceiling(
            RulePack pack, RandomWorld world, List<String> lines, Member member) {
        return new Calculator(pack)
                .quote(world.request(pack, lines, "max"), Optional.of(member))
                .points()
                .ceiling()
                .units();
    }

    /** Points in all lots, less what is owed. */
    private static long held(Member member) {
        return member.lots().stream().mapToLong(lot -> lot.points().units()).sum()
                - member.debt().units();
    }

    private static Points earned(QuotedLine line) {
        return line.units().stream().map(QuotedUnit::earnedTotal).reduce(Points.ZERO, Points::plus);
    }

    private static Member withoutEmptyLots(Member member) {
        return member.withLots(
                member.lots().stream().filter(lot -> lot.points().isPositive()).toList());
    }

    private static Money sum(List<Money> parts) {
        return parts.stream().reduce(Money.ZERO, Money::plus);
    }
}
