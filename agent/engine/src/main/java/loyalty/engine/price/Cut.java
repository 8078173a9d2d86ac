package loyalty.engine.price;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;

/** How much cheaper single units become: by a percentage, by an amount, or to a price. */
record Cut(Optional<Rate> percent, Optional<Money> amount, Optional<Money> price) {
    static Cut by(Money amount) {
        return new Cut(Optional.empty(), Optional.of(amount), Optional.empty());
    }

    static Cut to(Money price) {
        return new Cut(Optional.empty(), Optional.empty(), Optional.of(price));
    }

    static Cut readPercentOrPrice(Form form) {
        form.exactlyOne("price", "percent");
        return new Cut(
                form.share("percent", "so much off"),
                Optional.empty(),
                form.money("price", "for 1 of quantity"));
    }

    static Cut readAny(Form form) {
        form.exactlyOne("percent", "amount", "price");
        return new Cut(
                form.share("percent", "so much off"),
                form.money("amount", "so much off each"),
                form.money("price", "for 1 of quantity"));
    }

    /** What one unit alone would save at this moment. */
    long saving(Prices prices, int unit) {
        return Math.min(wanted(prices, unit, prices.now(unit)), prices.room(unit));
    }

    /** What it could save at most. */
    long most(Prices prices, int unit) {
        return Math.min(wanted(prices, unit, prices.base(unit)), prices.baseRoom(unit));
    }

    boolean isNothing() {
        return price.isEmpty()
                && percent.map(Rate::isZero).orElse(true)
                && amount.map(Money::isZero).orElse(true);
    }

    /** Whether a dearer unit always saves at least as much, minimum prices aside. */
    boolean risesWithPrice() {
        return price.map(Money::isZero).orElse(true);
    }

    /** By how much {@code count} units, rounded at once, may exceed what each would save alone. */
    long roundingOf(int count) {
        return percent.isPresent() ? count + 1L : 0;
    }

    /** The same without a look at minimum prices. */
    long wantedOfBase(Prices prices, int unit) {
        return wanted(prices, unit, prices.base(unit));
    }

    private long wanted(Prices prices, int unit, long from) {
        if (percent.isPresent()) {
            return Picks.percentHalfUp(percent.get(), from);
        }
        if (amount.isPresent()) {
            return amount.get().minor();
        }
        return price.map(p -> Math.max(0, from - prices.unitPrice(unit, p))).orElse(0L);
    }

    /** What {@code units} would save together if no minimum price held them back. */
    long wanted(Prices prices, int[] units) {
        if (percent.isPresent()) {
            return Picks.percentHalfUp(percent.get(), Picks.sumNow(prices, units));
        }
        long sum = 0;
        for (int unit : units) {
            sum += wanted(prices, unit, prices.now(unit));
        }
        return sum;
    }

    /** Cuts {@code units}; a percentage is taken of them all and rounded once. */
    Award apply(Prices prices, int[] units, int[] used) {
        if (percent.isPresent()) {
            long total = wanted(prices, units);
            Award award = Picks.lossy(prices, units, total, Picks.weights(prices, units));
            return new Award(award.units(), award.off(), used);
        }
        long[] off = new long[units.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = saving(prices, units[i]);
        }
        return new Award(units, off, used);
    }
}
