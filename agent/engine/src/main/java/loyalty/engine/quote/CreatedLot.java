package loyalty.engine.quote;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.money.Points;
import loyalty.engine.select.Restriction;

/**
 * A lot that the sale will make. Its id follows from the sale's id and {@code key}, so that every
 * register names it alike.
 *
 * @param key unique in the quote: the source, with {@code #n} for the parts of a burn schedule
 * @param source "purchase" or the promotion's id
 * @param points earned, before any debt is filled from it
 * @param filledDebt how many of them pay the member's debt at once
 */
public record CreatedLot(
        String key,
        String source,
        Points points,
        Points filledDebt,
        Optional<Instant> activeFrom,
        Optional<Instant> expiresAt,
        Restriction only) {
    public String idIn(String sale) {
        return sale + ":" + key;
    }
}
