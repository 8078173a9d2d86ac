package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** The member has bought nothing before, or has bought something. */
record FirstPurchase(boolean first) implements Condition {
    static Optional<Condition> read(Form when) {
        boolean first = when.truth("firstPurchase", true, "the first purchase, or not the first");
        return when.has("firstPurchase") ? Optional.of(new FirstPurchase(first)) : Optional.empty();
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        long before = situation.member().map(m -> m.counters().lifetimePurchases()).orElse(0L);
        return (before == 0) == first
                ? Optional.empty()
                : Optional.of(
                        Miss.below(
                                Reason.COUNTER_NOT_MET,
                                first ? "0" : "1",
                                Long.toString(before),
                                ""));
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        for (Condition other : promotion.conditions()) {
            if (first && other instanceof Bought bought && bought.needsAPurchase()) {
                return Optional.of(
                        new Never(
                                "firstPurchase",
                                "is for the first purchase and asks for earlier ones",
                                "leave out firstPurchase or the minimum"));
            }
        }
        return Optional.empty();
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
