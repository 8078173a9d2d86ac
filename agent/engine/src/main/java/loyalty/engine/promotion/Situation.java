package loyalty.engine.promotion;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Contents;
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
 * @param takenCodes those that another sale has used up, or holds
 * @param contents what the basket holds, to say no quickly
 */
public record Situation(
        Settings settings,
        Context context,
        Optional<Member> member,
        Tiers.Level level,
        Basket basket,
        Set<String> codes,
        Set<String> unknownCodes,
        Set<String> takenCodes,
        Contents contents) {
    public Situation(
            Settings settings,
            Context context,
            Optional<Member> member,
            Tiers.Level level,
            Basket basket,
            Set<String> codes) {
        this(settings, context, member, level, basket, codes, Set.of());
    }

    public Situation(
            Settings settings,
            Context context,
            Optional<Member> member,
            Tiers.Level level,
            Basket basket,
            Set<String> codes,
            Set<String> takenCodes) {
        this(
                settings,
                context,
                member,
                level,
                basket,
                codes,
                Set.of(),
                takenCodes,
                Contents.of(basket));
    }

    public Situation withUnknownCodes(Set<String> unknown) {
        return new Situation(
                settings, context, member, level, basket, codes, unknown, takenCodes, contents);
    }

    public Instant at() {
        return context.at();
    }

    public ZoneId zone() {
        return settings.zone();
    }

    /** A code as it is compared: without outer blanks, in capitals. */
    public static String plain(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** Lines of a selection; "discounted" means the till's discount. */
    public List<Line> lines(Selection selection) {
        return basket.lines().stream()
                .filter(line -> selection.admits(line, line.isDiscountedByTill()))
                .toList();
    }

    public boolean hasAny(Selection selection) {
        if (!mayHaveAny(selection)) {
            return false;
        }
        for (Line line : basket.lines()) {
            if (selection.admits(line, line.isDiscountedByTill())) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHaveAny(Selection selection) {
        return (selection.skus().isEmpty() || contents.hasAnySku(selection.skus()))
                && (selection.categories().isEmpty()
                        || contents.hasAnyCategory(selection.categories()));
    }

    /** What a selection costs after the till's discounts and before any promotion. */
    public Money amount(Selection selection) {
        Money sum = Money.ZERO;
        for (Line line : lines(selection)) {
            sum = sum.plus(line.amount());
        }
        return sum;
    }
}
