package loyalty.engine.programme;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;

/**
 * Levels of the programme, lowest first. A programme without tiers has one nameless level.
 *
 * @param by what moves a member
 * @param window over which it is counted
 * @param countsItself whether a purchase already counts for its own tier
 */
public record Tiers(
        By by, Window window, List<Level> levels, Downgrade downgrade, boolean countsItself) {
    private static final Map<String, By> BY =
            Words.of("spend", By.SPEND, "purchases", By.PURCHASES, "given", By.GIVEN);
    private static final Map<String, Downgrade> DOWNGRADES =
            Words.of(
                    "toWindow", Downgrade.TO_WINDOW,
                    "oneStep", Downgrade.ONE_STEP,
                    "never", Downgrade.NEVER);

    public Tiers {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("tiers have at least one level");
        }
    }

    /** What moves a member between levels. */
    public enum By {
        SPEND,
        PURCHASES,
        GIVEN
    }

    /** What happens at a window's end to somebody who no longer qualifies. */
    public enum Downgrade {
        NEVER,
        ONE_STEP,
        TO_WINDOW
    }

    /**
     * One level.
     *
     * @param from threshold, included: minor units of money, or a number of purchases
     * @param life of points earned on it, where the lot rule says "by tier"
     */
    public record Level(
            String name,
            long from,
            Rate earn,
            Rate discount,
            Optional<Span> life,
            Optional<Rate> cap) {}

    public Optional<Level> level(String name) {
        return levels.stream().filter(level -> level.name().equals(name)).findFirst();
    }

    /** One level for all, without a name. */
    static Tiers none(Rate rate) {
        return new Tiers(
                By.GIVEN, Window.LIFETIME, List.of(nameless(rate)), Downgrade.TO_WINDOW, false);
    }

    private static Level nameless(Rate rate) {
        return new Level("", 0, rate, Rate.ZERO, Optional.empty(), Optional.empty());
    }

    static Tiers read(Form form) {
        By by = form.choice("by", By.SPEND, BY, "what moves a member between levels");
        Window window =
                form.word(
                                "window",
                                "over which it is counted: " + Window.WORDS,
                                Window::parse,
                                Window.WORDS)
                        .orElse(Window.LIFETIME);
        List<Level> levels = form.each("levels", "lowest first", level -> level(level, by));
        checkLevels(form, by, levels);
        return new Tiers(
                by,
                window,
                levels.isEmpty() ? List.of(nameless(Rate.ZERO)) : levels,
                form.choice(
                        "downgrade",
                        Downgrade.TO_WINDOW,
                        DOWNGRADES,
                        "what happens to who no longer qualifies"),
                form.truth("countsItself", false, "a purchase already counts for its own tier"));
    }

    private static void checkLevels(Form form, By by, List<Level> levels) {
        if (levels.isEmpty()) {
            form.problem("levels", "there are no levels", "add at least one");
            return;
        }
        if (levels.get(0).from() != 0) {
            form.problem("levels", "nobody is below the first level", "write from: \"0\" first");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            if (!names.add(levels.get(i).name())) {
                form.problem("levels", "two levels " + levels.get(i).name(), "rename one");
            }
            boolean counted = by != By.GIVEN;
            if (counted && i > 0 && levels.get(i).from() <= levels.get(i - 1).from()) {
                form.problem(
                        "levels",
                        levels.get(i).name() + " does not start above " + levels.get(i - 1).name(),
                        "write levels lowest first");
            }
        }
    }

    private static Level level(Form form, By by) {
        return new Level(
                form.requiredText("name", "as printed"),
                from(form, by),
                form.rate("earn", "rate of what purchases earn").orElse(Rate.ZERO),
                form.share("discount", "taken off whatever is left after promotions")
                        .orElse(Rate.ZERO),
                form.span("life", "of points earned, for lots that expire byTier"),
                form.share("cap", "of the receipt that points may pay"));
    }

    private static long from(Form form, By by) {
        if (by == By.PURCHASES) {
            return form.whole("from", 0, 0, 1_000_000, "number of purchases, included");
        }
        return form.money("from", "money spent, or number of purchases, included")
                .orElse(Money.ZERO)
                .minor();
    }
}
