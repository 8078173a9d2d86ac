package loyalty.engine.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loyalty.engine.earn.EarnPoints;
import loyalty.engine.earn.EarnRate;
import loyalty.engine.form.Form;
import loyalty.engine.price.AmountOff;
import loyalty.engine.price.Combo;
import loyalty.engine.price.FixedPrice;
import loyalty.engine.price.NForM;
import loyalty.engine.price.NthUnit;
import loyalty.engine.price.PercentOff;
import loyalty.engine.price.ThresholdDiscount;
import loyalty.engine.promotion.Reward;
import loyalty.engine.reward.Grant;
import loyalty.engine.reward.IssueCode;
import loyalty.engine.reward.RedeemRule;
import loyalty.engine.reward.Say;

/**
 * The catalogue of what marketing can ask for. A new mechanic is one type that reads itself (which
 * describes it to editors, too), calculates itself and says what it demands; it is announced by one
 * line here.
 */
final class Mechanics {
    private record Mechanic(String name, String doc, Function<Form, ? extends Reward> read) {}

    private static final List<Mechanic> ALL =
            List.of(
                    of(PercentOff.NAME, "a percentage off", PercentOff::read),
                    of(AmountOff.NAME, "an amount off", AmountOff::read),
                    of(FixedPrice.NAME, "a fixed price", FixedPrice::read),
                    of(NForM.NAME, "take n, pay m; the cheapest are free", NForM::read),
                    of(NthUnit.NAME, "every n-th unit cheaper", NthUnit::read),
                    of(Combo.NAME, "one thing makes another cheaper", Combo::read),
                    of(
                            ThresholdDiscount.NAME,
                            "a discount by bands of an amount",
                            ThresholdDiscount::read),
                    of(EarnRate.NAME, "another rate of what purchases earn", EarnRate::read),
                    of(EarnPoints.NAME, "a fixed number of points", EarnPoints::read),
                    of(RedeemRule.NAME, "other terms for paying with points", RedeemRule::read),
                    of(Grant.NAME, "points outside a purchase", Grant::read),
                    of(IssueCode.NAME, "a code on the receipt", IssueCode::read),
                    of(Say.NAME, "text only", Say::read));

    /** A text that is always said, if the promotion has one. */
    static final Reward SILENT = new Say();

    private Mechanics() {}

    private static Mechanic of(String name, String doc, Function<Form, ? extends Reward> read) {
        return new Mechanic(name, doc, read);
    }

    /** Reads the one mechanic under {@code reward}; text only stands in if there is none. */
    static Reward read(Form reward) {
        reward.exactlyOne(ALL.stream().map(Mechanic::name).toArray(String[]::new));
        List<Reward> given = new ArrayList<>();
        for (Mechanic mechanic : ALL) {
            reward.mapping(mechanic.name, mechanic.doc, mechanic.read).ifPresent(given::add);
        }
        return given.isEmpty() ? SILENT : given.get(0);
    }
}
