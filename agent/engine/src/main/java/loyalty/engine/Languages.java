package loyalty.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Situation;

/** Which language texts are in, and how dates and amounts stand in them. */
final class Languages {
    private static final String USUAL = "ru";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM", Locale.ROOT);

    private Languages() {}

    static String of(Situation situation) {
        String asked = situation.context().language();
        return asked.isEmpty() ? USUAL : asked;
    }

    /** The last day on which something that ends at {@code end} is still good. */
    static String day(Instant end, Settings settings) {
        return DAY.format(LocalDate.ofInstant(end.minusNanos(1), settings.zone()));
    }

    /** The smallest basket whose cap these points fill. */
    static String basketFor(Points points, Situation situation) {
        Settings settings = situation.settings();
        Rate cap = situation.level().cap().orElse(settings.redeem().cap());
        if (!cap.isPositive()) {
            return "";
        }
        BigInteger worth = BigInteger.valueOf(settings.worth(points).minor());
        BigDecimal basket = new BigDecimal(worth).divide(cap.fraction(), 0, RoundingMode.CEILING);
        return settings.currency().text(Money.of(basket.longValueExact()));
    }
}
