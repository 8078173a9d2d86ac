package loyalty.engine.reward;

import java.util.Map;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Points;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Limits.Period;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Reward;

/**
 * Points outside a purchase, once for each member in each period.
 *
 * @param on what it is given for
 * @param every the period; a promotion is given once in its life
 */
public record Grant(Points points, Occasion on, Period every) implements Reward {
    public static final String NAME = "grant";

    /** What a grant is given for. */
    public enum Occasion {
        /** As soon as the conditions hold and the member is seen: birthday, campaign. */
        DUE,
        /** When the member joins. */
        REGISTRATION,
        /** When somebody with the right to do so gives it: an apology, a filled profile. */
        MANUAL
    }

    /** How rule packs and worked cases write it. */
    public static final Map<String, Occasion> OCCASIONS =
            Words.of(
                    "due", Occasion.DUE,
                    "registration", Occasion.REGISTRATION,
                    "manual", Occasion.MANUAL);

    public static Grant read(Form form) {
        return new Grant(
                form.requiredPoints("points", "how many; the most, for a manual grant"),
                form.choice(
                        "on",
                        Occasion.DUE,
                        OCCASIONS,
                        "when the member is seen, when he joins, or by hand"),
                form.choice("every", Period.PROMOTION, Period.WORDS, "once in each such period"));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(points.isZero(), "points", "gives no points", "write a number above 0");
    }

    @Override
    public Stage stage() {
        return Stage.GRANT;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
