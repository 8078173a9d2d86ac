package loyalty.engine.promotion;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Line;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Tiers;
import loyalty.engine.select.Selection;

/**
 * What conditions look at: the basket before any promotion, the member, the circumstances.
 * Immutable.
 *
 * @param level the member's tier at this instant
 * @param codes as presented, in the form of {@link #plain}
 * @param unknownCodes those of them that nothing in the pack or with the member knows
 */
public record Situation(
        Settings settings,
        Context context,
        Optional<Member> member,
        Tiers.Level level,
        Basket basket,
        Set<String> codes,
        Set<String> unknownCodes) {
    public Situation withUnknownCodes(Set<String> unknown) {
        return new Situation(settings, context, member, level, basket, codes, unknown);
    }

    public Instant at() {
        return context.at();
    }

    public ZoneId zone() {
        return settings.zone();
    }

    /** A code as it is compared: without outer blanks, in capitals. */
    public static String plain(String code) {
        return code.strip().toUpperCase(java.util.Locale.ROOT);
    }

    /** Lines of a selection; "discounted" means the till's discount. */
    public List<Line> lines(Selection selection) {
        return basket.lines().stream()
                .filter(line -> selection.admits(line, line.isDiscountedByTill()))
                .toList();
    }

    public boolean hasAny(Selection selection) {
        for (Line line : basket.lines()) {
            if (selection.admits(line, line.isDiscountedByTill())) {
                return true;
            }
        }
        return false;
    }

    /** What a selection costs after the till's discounts and before any promotion. */
    public Money amount(Selection selection) {
        return lines(selection).stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
    }
}
