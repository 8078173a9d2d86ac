package loyalty.engine.condition;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.programme.Window;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/**
 * What the member bought in a window: at least {@code min}, less than {@code below}.
 *
 * @param spend money in minor units, or else a number of purchases
 */
public record Bought(boolean spend, Window window, Optional<Long> min, Optional<Long> below)
        implements Condition {
    private static final long MOST = 1_000_000_000;

    static Optional<Condition> readPurchases(Form when) {
        return when.mapping("purchases", "number of purchases in a window", Bought::purchases);
    }

    static Optional<Condition> readSpend(Form when) {
        return when.mapping("spend", "money spent in a window", Bought::spend);
    }

    private static Condition purchases(Form form) {
        Window window = window(form);
        long min = form.whole("min", 0, 0, MOST, "at least");
        long below = form.whole("below", 0, 0, MOST, "fewer than");
        return new Bought(
                false,
                window,
                form.has("min") ? Optional.of(min) : Optional.empty(),
                form.has("below") ? Optional.of(below) : Optional.empty());
    }

    private static Condition spend(Form form) {
        return new Bought(
                true,
                window(form),
                form.money("min", "at least").map(Money::minor),
                form.money("below", "less than").map(Money::minor));
    }

    private static Window window(Form form) {
        return form.word(
                        "window",
                        "which stretch of time: " + Window.WORDS,
                        Window::parse,
                        Window.WORDS)
                .orElse(Window.LIFETIME);
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        long have = have(situation);
        if (min.isPresent() && have < min.get()) {
            return Optional.of(
                    Miss.below(
                            Reason.COUNTER_NOT_MET,
                            text(min.get(), situation),
                            text(have, situation),
                            text(min.get() - have, situation)));
        }
        return below.isPresent() && have >= below.get()
                ? Optional.of(
                        Miss.below(
                                Reason.COUNTER_NOT_MET,
                                text(below.get(), situation),
                                text(have, situation),
                                ""))
                : Optional.empty();
    }

    /** What the window holds at the situation's instant. */
    public long have(Situation situation) {
        Counters counters = situation.member().map(Member::counters).orElse(Counters.NONE);
        if (window.kind() == Window.Kind.LIFETIME) {
            return spend ? counters.lifetimeSpend().minor() : counters.lifetimePurchases();
        }
        Instant start = window.start(situation.at(), situation.zone());
        Instant end = window.end(situation.at(), situation.zone());
        return counters.purchases().stream()
                .filter(p -> !p.at().isBefore(start) && p.at().isBefore(end))
                .filter(p -> !p.at().isAfter(situation.at()))
                .mapToLong(p -> spend ? p.amount().minor() : 1)
                .sum();
    }

    private String text(long value, Situation situation) {
        return spend ? situation.settings().currency().text(Money.of(value)) : Long.toString(value);
    }

    @Override
    public Reason reason() {
        return Reason.COUNTER_NOT_MET;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
