package loyalty.engine.condition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Line;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.money.Quantity;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;
import loyalty.engine.select.Selection;

/**
 * A minimum that the basket must reach over a selection, looked at after the till's discounts and
 * before any promotion.
 */
record BasketHas(Selection on, Money amount, Quantity quantity, long distinctCategories)
        implements Condition {
    static Optional<Condition> read(Form when) {
        return when.mapping("basket", "a minimum of the basket", BasketHas::of);
    }

    private static Condition of(Form form) {
        return new BasketHas(
                Selection.readOn(form),
                form.money("minAmount", "they cost at least").orElse(Money.ZERO),
                form.quantity("minQuantity", "so many pieces or kilograms").orElse(Quantity.ZERO),
                form.whole("distinctCategories", 0, 1, 1000, "of so many different categories"));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        List<Line> lines = situation.lines(on);
        if (lines.isEmpty() && !on.equals(Selection.ALL)) {
            return Optional.of(none(situation));
        }
        return amountMiss(lines, situation)
                .or(() -> quantityMiss(lines))
                .or(() -> categoriesMiss(lines))
                .map(miss -> miss.about(on.label()));
    }

    private Miss none(Situation situation) {
        Optional<Miss> miss = amountMiss(List.of(), situation).or(() -> quantityMiss(List.of()));
        return miss.or(() -> categoriesMiss(List.of()))
                .orElse(Miss.of(Reason.BASKET_BELOW_MINIMUM))
                .about(on.label());
    }

    private Optional<Miss> amountMiss(List<Line> lines, Situation situation) {
        Money have = lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
        return have.compareTo(amount) >= 0
                ? Optional.empty()
                : Optional.of(
                        below(
                                text(amount, situation),
                                text(have, situation),
                                text(amount.minus(have), situation)));
    }

    private Optional<Miss> quantityMiss(List<Line> lines) {
        Quantity have = lines.stream().map(Line::quantity).reduce(Quantity.ZERO, Quantity::plus);
        return have.compareTo(quantity) >= 0
                ? Optional.empty()
                : Optional.of(below(quantity.text(), have.text(), quantity.minus(have).text()));
    }

    private Optional<Miss> categoriesMiss(List<Line> lines) {
        Set<String> categories = new HashSet<>();
        lines.forEach(line -> line.categories().stream().findFirst().ifPresent(categories::add));
        long have = categories.size();
        return have >= distinctCategories
                ? Optional.empty()
                : Optional.of(
                        below(
                                Long.toString(distinctCategories),
                                Long.toString(have),
                                Long.toString(distinctCategories - have)));
    }

    private static Miss below(String needed, String have, String missing) {
        return Miss.below(Reason.BASKET_BELOW_MINIMUM, needed, have, missing);
    }

    private static String text(Money money, Situation situation) {
        return situation.settings().currency().text(money);
    }

    @Override
    public boolean needsBasket() {
        return true;
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        return Never.when(
                on.selectsNothing(),
                "basket",
                "looks at nothing: all it names is under not as well",
                "take it out of not");
    }

    @Override
    public Reason reason() {
        return Reason.BASKET_BELOW_MINIMUM;
    }
}
