package loyalty.engine.price;

import java.util.List;
import java.util.Optional;
import loyalty.engine.condition.Bought;
import loyalty.engine.condition.Present;
import loyalty.engine.condition.SelectionAmount;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Window;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/**
 * A discount that depends on the band of an amount: of the selection in this basket, or of what the
 * member spent in a window before.
 *
 * @param by the window; empty for the basket
 * @param bands lowest first, half-open
 */
public record ThresholdDiscount(Optional<Window> by, List<Band> bands, Selection on)
        implements PriceReward {
    public static final String NAME = "thresholdDiscount";

    /** From this amount on, so much off. */
    record Band(Money from, Optional<Rate> percent, Optional<Money> amount) {
        boolean isNothing() {
            return percent.map(Rate::isZero).orElse(true) && amount.map(Money::isZero).orElse(true);
        }

        static Band read(Form form) {
            form.exactlyOne("percent", "amount");
            return new Band(
                    form.requiredMoney("from", "from this amount on, included"),
                    form.share("percent", "so much off"),
                    form.money("amount", "so much off"));
        }
    }

    /** What the bands are about: the basket, or the spend of a window. */
    private record Amount(Optional<Window> window) {
        static Optional<Amount> parse(String word) {
            return word.equals("basket")
                    ? Optional.of(new Amount(Optional.empty()))
                    : Window.parse(word).map(window -> new Amount(Optional.of(window)));
        }
    }

    public static ThresholdDiscount read(Form form) {
        Optional<Amount> by =
                form.word(
                        "by",
                        "basket, or a window of the member's spend: " + Window.WORDS,
                        Amount::parse,
                        "basket, " + Window.WORDS);
        List<Band> bands = form.each("bands", "lowest first", Band::read);
        if (bands.isEmpty()) {
            form.problem("bands", "there are no bands", "write [{from: \"1000\", percent: 5%}]");
        }
        for (int i = 1; i < bands.size(); i++) {
            if (bands.get(i).from.compareTo(bands.get(i - 1).from) <= 0) {
                form.problem("bands", "do not rise", "write the lowest first");
            }
        }
        return new ThresholdDiscount(by.flatMap(Amount::window), bands, Selection.readOn(form));
    }

    public ThresholdDiscount {
        bands = List.copyOf(bands);
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(
                bands.stream().allMatch(Band::isNothing),
                "bands",
                "takes nothing off",
                "write a percent or an amount above 0");
    }

    @Override
    public List<Condition> demands() {
        long lowest = bands.isEmpty() ? 0 : bands.get(0).from.minor();
        Condition reached =
                by.isPresent()
                        ? new Bought(true, by.get(), Optional.of(lowest), Optional.empty())
                        : new SelectionAmount(on, Money.of(lowest));
        return List.of(Present.matching(on), reached);
    }

    @Override
    public boolean needsMember() {
        return by.isPresent();
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        Band band = band(situation);
        PriceReward plain =
                band.percent.isPresent()
                        ? new PercentOff(band.percent.get(), on, false, Optional.empty(), false)
                        : new AmountOff(band.amount.orElse(Money.ZERO), on, AmountOff.Scope.BASKET);
        return plain.move(prices, situation, limits);
    }

    /** The highest band reached; conditions have made sure that there is one. */
    private Band band(Situation situation) {
        Money have =
                by.isPresent()
                        ? Money.of(
                                new Bought(true, by.get(), Optional.empty(), Optional.empty())
                                        .have(situation))
                        : situation.amount(on);
        Band reached = bands.get(0);
        for (Band band : bands) {
            reached = have.compareTo(band.from) >= 0 ? band : reached;
        }
        return reached;
    }
}
