package loyalty.engine.form;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import loyalty.engine.money.Currency;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;

/** What amounts, points and dates of a document are written in. */
public record Units(Currency currency, PointScale points, ZoneId zone) implements Measured {
    /** Stand-ins until a pack's head is read, and for describing the schema. */
    public static final Units PROVISIONAL =
            new Units(new Currency("XXX", 2), new PointScale(0, Money.of(1)), ZoneOffset.UTC);

    @Override
    public Units units() {
        return this;
    }

    public String text(Money amount) {
        return currency.text(amount);
    }

    public String text(Points amount) {
        return points.text(amount);
    }

    public String text(Instant instant) {
        return Moments.text(instant, zone);
    }
}
