package loyalty.engine.earn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.select.Selection;

/**
 * Changes the rate of what is earned so far. {@code replace} and {@code max} take the whole earning
 * of a line to the promotion, {@code add} and {@code multiply} what they add.
 *
 * @param rate the rate, or for {@code multiply} the factor
 */
public record EarnRate(Mode mode, Rate rate, Selection on) implements LineReward {
    public static final String NAME = "earnRate";

    /** How the rate meets what is earned so far. */
    public enum Mode {
        REPLACE,
        ADD,
        MULTIPLY,
        MAX
    }

    private static final Map<String, Mode> MODES =
            Words.of(
                    "replace", Mode.REPLACE,
                    "add", Mode.ADD,
                    "multiply", Mode.MULTIPLY,
                    "max", Mode.MAX);

    public static EarnRate read(Form form) {
        Mode mode =
                form.choice(
                        "mode",
                        Mode.REPLACE,
                        MODES,
                        "instead of the rate so far, on top of it, times it, or the better of both");
        form.exactlyOne("rate", "factor");
        Rate rate = form.rate("rate", "of the base, for replace, add and max").orElse(Rate.ZERO);
        Rate factor = form.factor("factor", "for multiply: 2 doubles").orElse(Rate.ONE);
        if ((mode == Mode.MULTIPLY) == form.has("rate")) {
            form.problem(
                    "mode",
                    mode == Mode.MULTIPLY ? "multiply has a factor" : "this mode has a rate",
                    "write {mode: multiply, factor: 2} or {mode: add, rate: 5%}");
        }
        return new EarnRate(mode, mode == Mode.MULTIPLY ? factor : rate, Selection.readOn(form));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        boolean nothing =
                switch (mode) {
                    case REPLACE -> false;
                    case ADD, MAX -> rate.isZero();
                    case MULTIPLY -> rate.equals(Rate.ONE);
                };
        return Never.when(
                nothing,
                mode == Mode.MULTIPLY ? "factor" : "rate",
                "leaves every rate as it is",
                "write a rate above 0, or a factor other than 1");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on.whateverDiscount()));
    }

    @Override
    public boolean act(Earned earned, int source, Limits limits) {
        boolean effect = false;
        for (int line : earned.base().select(on)) {
            effect |= change(earned, source, line);
        }
        return effect;
    }

    @Override
    public boolean actOnLine(Earned earned, int source, int line) {
        for (int selected : earned.base().select(on)) {
            if (selected == line) {
                return change(earned, source, line);
            }
        }
        return false;
    }

    private boolean change(Earned earned, int source, int line) {
        if (earned.base().ofLine(line) == 0) {
            return false;
        }
        Rate before = earned.rate(line);
        switch (mode) {
            case REPLACE -> earned.replace(line, source, rate);
            case ADD -> earned.add(line, source, rate);
            case MAX -> {
                if (rate.compareTo(before) > 0) {
                    earned.replace(line, source, rate);
                }
            }
            case MULTIPLY -> multiply(earned, source, line, before);
        }
        return mode == Mode.REPLACE || !earned.rate(line).equals(before);
    }

    private void multiply(Earned earned, int source, int line, Rate before) {
        if (rate.compareTo(Rate.ONE) >= 0) {
            earned.add(line, source, before.times(rate.minus(Rate.ONE)));
        } else {
            earned.scale(line, rate);
        }
    }

    /** The highest rate after this promotion, if {@code before} was the highest before. */
    Rate highest(Rate before) {
        return switch (mode) {
            case REPLACE, MAX -> rate.compareTo(before) > 0 ? rate : before;
            case ADD -> before.plus(rate);
            case MULTIPLY -> rate.compareTo(Rate.ONE) > 0 ? before.times(rate) : before;
        };
    }

    @Override
    public long most(Earned earned, Limits limits, Ceilings bound) {
        if (mode == Mode.MULTIPLY) {
            return bound.all();
        }
        long most = 1;
        for (int line : earned.base().select(on)) {
            most = Math.addExact(most, earned.ceiling(line, rate) + 1);
        }
        return most;
    }
}
