package loyalty.engine.programme;

import java.time.Period;
import java.util.Map;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Span;

/**
 * What a return does.
 *
 * @param grace life of points that come back after their lot expired
 * @param reprice whether breaking a basket condition reprices the rest
 */
public record ReturnRules(OnShortfall onShortfall, Span grace, boolean reprice) {
    private static final Map<String, OnShortfall> SHORTFALLS =
            Words.of(
                    "negative", OnShortfall.NEGATIVE,
                    "withhold", OnShortfall.WITHHOLD,
                    "forgive", OnShortfall.FORGIVE);

    /** What happens when earned points that must go back are spent already. */
    public enum OnShortfall {
        NEGATIVE,
        WITHHOLD,
        FORGIVE
    }

    private enum Broken {
        KEEP,
        REPRICE
    }

    static ReturnRules read(Form form) {
        return new ReturnRules(
                form.choice(
                        "onShortfall",
                        OnShortfall.NEGATIVE,
                        SHORTFALLS,
                        "when earned points are spent already: owe them, keep their value back"
                                + " from the refund, or let them go"),
                form.span("returnGrace", "life of points that come back after their lot expired")
                        .orElse(Span.of(Period.ofDays(14))),
                form.choice(
                                "onBrokenCondition",
                                Broken.KEEP,
                                Words.of("keep", Broken.KEEP, "reprice", Broken.REPRICE),
                                "whether the rest is repriced when a condition no longer holds")
                        == Broken.REPRICE);
    }
}
