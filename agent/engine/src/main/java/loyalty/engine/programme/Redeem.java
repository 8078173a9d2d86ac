package loyalty.engine.programme;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;

/**
 * What points may pay for.
 *
 * @param capPerLine the cap bounds every line by itself instead of the receipt
 * @param onDiscountedLines whether lines discounted already may be paid
 * @param step points are redeemed in multiples of this; at least one unit
 * @param minPoints fewer are not redeemed
 * @param minBasket below this amount, before any promotion, nothing is redeemed
 * @param minLineAmount what every line of non-zero price must still cost in money
 */
public record Redeem(
        Rate cap,
        boolean capPerLine,
        boolean onDiscountedLines,
        Points step,
        Points minPoints,
        Money minBasket,
        Optional<Points> maximum,
        Money minLineAmount) {

    static Redeem read(Form form) {
        Redeem redeem =
                new Redeem(
                        form.share("cap", "part of the redeemable lines that points may pay")
                                .orElse(Rate.ONE),
                        form.choice(
                                        "capScope",
                                        Earn.Scope.RECEIPT,
                                        Earn.SCOPES,
                                        "whether the cap bounds the receipt or every line")
                                == Earn.Scope.LINE,
                        form.truth(
                                "onDiscountedLines", true, "whether discounted lines may be paid"),
                        form.points("step", "only multiples of this").orElse(Points.of(1)),
                        form.points("minPoints", "fewer are not redeemed").orElse(Points.ZERO),
                        form.money("minBasket", "below this nothing is redeemed")
                                .orElse(Money.ZERO),
                        form.points("maximum", "never more on one receipt"),
                        form.money("minLineAmount", "what each line must still cost in money")
                                .orElse(Money.of(1)));
        if (!redeem.step().isPositive()) {
            form.problem("step", "a step of 0 leads nowhere", "leave it out or raise it");
        }
        return redeem;
    }
}
