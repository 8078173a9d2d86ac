package loyalty.engine.reward;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Reward;
import loyalty.engine.select.Selection;

/** Other terms for paying with points: another cap, discounted lines or not, banned lines. */
public record RedeemRule(
        Optional<Rate> cap, Optional<Boolean> onDiscountedLines, Optional<Selection> ban)
        implements Reward {
    public static final String NAME = "redeemRule";

    public static RedeemRule read(Form form) {
        boolean allowed =
                form.truth("onDiscountedLines", true, "whether discounted lines may be paid");
        RedeemRule rule =
                new RedeemRule(
                        form.share("cap", "part of the redeemable lines that points may pay"),
                        form.has("onDiscountedLines") ? Optional.of(allowed) : Optional.empty(),
                        form.named(
                                "ban", "selection", "lines that may not be paid", Selection::read));
        if (rule.cap.isEmpty() && rule.onDiscountedLines.isEmpty() && rule.ban.isEmpty()) {
            form.problem("changes nothing", "give cap, onDiscountedLines or ban");
        }
        return rule;
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        boolean sameLines =
                onDiscountedLines
                        .map(allowed -> allowed == settings.redeem().onDiscountedLines())
                        .orElse(true);
        return Never.when(
                cap.isEmpty() && sameLines && ban.filter(b -> !b.selectsNothing()).isEmpty(),
                "",
                "says what the programme says already",
                "give another cap, onDiscountedLines or ban");
    }

    @Override
    public Stage stage() {
        return Stage.REDEMPTION;
    }
}
