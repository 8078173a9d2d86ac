package loyalty.engine.condition;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Tiers;
import loyalty.engine.programme.Window;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
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
    public Optional<Never> never(Settings settings, Promotion promotion) {
        if (min.isPresent() && below.isPresent() && min.get() >= below.get()) {
            return never(
                    "asks for at least min and for less than below, which is not more",
                    "raise below or lower min");
        }
        if (below.isPresent() && below.get() <= 0) {
            return never("asks for less than nothing", "raise below");
        }
        for (Condition other : promotion.conditions()) {
            if (other instanceof TierIn in && !fitsAny(in, settings.tiers())) {
                return never(
                        "asks for a range that no level of its tiers is in",
                        "change tiers or the range");
            }
            if (other instanceof Away away && min.orElse(0L) > 0 && away.outlasts(window)) {
                return never(
                        "asks for purchases in a window in which, by away, there is none",
                        "make the window longer than away");
            }
        }
        return Optional.empty();
    }

    private Optional<Never> never(String message, String hint) {
        return Optional.of(new Never(spend ? "spend" : "purchases", message, hint));
    }

    /** Whether it holds for nobody who never bought anything; what was spent may be imported. */
    boolean needsAPurchase() {
        return !spend && min.orElse(0L) > 0;
    }

    /** Whether a member of one of these tiers may be in this range of the same count. */
    private boolean fitsAny(TierIn in, Tiers tiers) {
        boolean same =
                tiers.by() == (spend ? Tiers.By.SPEND : Tiers.By.PURCHASES)
                        && tiers.window().equals(window)
                        && tiers.downgrade() == Tiers.Downgrade.TO_WINDOW
                        && !tiers.countsItself();
        for (int i = 0; same && i < tiers.levels().size(); i++) {
            boolean last = i == tiers.levels().size() - 1;
            long next = last ? Long.MAX_VALUE : tiers.levels().get(i + 1).from();
            Tiers.Level level = tiers.levels().get(i);
            if (in.tiers().contains(level.name())
                    && min.orElse(0L) < next
                    && below.orElse(Long.MAX_VALUE) > level.from()) {
                return true;
            }
        }
        return !same;
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
