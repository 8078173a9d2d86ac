package loyalty.engine.reward;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.money.Span;
import loyalty.engine.promotion.Reward;

/**
 * Text only: the mechanic {@code message}.
 *
 * @param burning only if points end within this time; {@code {burning}}, {@code {burnsOn}} and
 *     {@code {basket}} in the text are then their number, their last day, and the basket that uses
 *     them all
 * @param balance tells {@code {balance}}, and only to who has as many points as the programme's
 *     {@code balanceFrom}
 */
public record Say(Optional<Span> burning, boolean balance) implements Reward {
    public static final String NAME = "message";

    public static Say read(Form form) {
        return new Say(
                form.span("burning", "only if points end within this time"),
                form.truth("balance", false, "only from messages.balanceFrom points on"));
    }

    /** A text that is always said. */
    public Say() {
        this(Optional.empty(), false);
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Stage stage() {
        return Stage.MESSAGES;
    }

    @Override
    public boolean needsMember() {
        return burning.isPresent() || balance;
    }
}
